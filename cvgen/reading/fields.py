"""Finds in plain text what programs look for in a CV: name, contacts, sections, dated entries."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cvgen.dates.parsing import parse_end, parse_when
from cvgen.dates.reading import DateError
from cvgen.locales.date_words import in_english
from cvgen.locales.tags import data_of, locale_names, section_titles
from cvgen.patterns import pattern

_EMAIL = pattern(r"[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,}")
_PHONE = pattern(r"(?<![\w/.,-])(?:\+|00(?=[1-9])|\(0)\d?[\d ()./\u00a0–-]{5,18}\d(?![\w/])")
_URL = pattern(r"(?:https?://|www\.)[^\s<>()]+|(?<![@\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|"
               r"net|io|dev|edu|ac\.uk|eu|de|fr|fi|pt|nl|ch|at|it|es|pl|example)(?:/[^\s<>()]*)?",
               re.IGNORECASE)  # fmt: skip
_YEAR = pattern(r"(?:19|20)\d{2}")
_MONTH_FIRST = pattern(r"\b(\d{1,2})[./-](\d{4})\b")
_DASH = pattern(r"\s[-–—~]\s|[–—]")
_TITLE_END = pattern(r"\s+[-–—|:]\s+|,")
_NUMBERED = pattern(r"^(?:\d+[.)]?|[IVX]+\.)\s+")
_SPACED = pattern(r"^(?:\S )+\S$")
_YEAR_END = r"(?:\d{1,2}[./-]|[QT][1-4]\s+)?(?:19|20)\d{2}"
_DATE_END = rf"(?:(?:[^\W\d_]{{2,}}\.?\s+(?:de\s+|do\s+|of\s+)?)?{_YEAR_END})"
_NAME = pattern(r"[^\W\d_]['’.\w-]*(?:\s+[^\W\d_]['’.\w-]*){1,4}")
_MOST_WORDS = 6
_MOST_NAME = 45
_OTHER_TITLES = {
    "experience": ("experience", "work experience", "professional experience", "employment",
                   "research experience", "industry experience", "career history"),
    "education": ("education", "academic background", "education and training"),
    "skills": ("skills", "technical skills", "key skills", "core competencies"),
    "publications": ("selected publications", "papers"),
    "summary": ("summary", "profile", "about me", "objective"),
    "awards": ("honors and awards", "honours and awards", "achievements"),
}  # fmt: skip
"""English titles that people write besides those of the locale files."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is the title of a section: its ``key`` in cvgen, and its languages."""

    line: int
    text: str
    key: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or range in a line, and the texts beside it that name what happened then."""

    when: str
    title: str
    below: str


@dataclass(frozen=True)
class Fields:
    """What was found in the text of a CV."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    headings: tuple[Heading, ...]
    dated: tuple[Dated, ...]
    years: int
    language: str

    @property
    def sections(self) -> tuple[str, ...]:
        """The titles of the sections as written."""
        return tuple(heading.text for heading in self.headings)


def fields_of(
    text: str, language: str = "", targets: Iterable[str] = (), other: str = "", title: str = ""
) -> Fields:
    """The fields in ``text``, whose declared ``language`` may be unknown.

    ``targets`` are the addresses of its links. Where the name is in a line with other words,
    ``other``, the text as another reader sees it, or the declared ``title`` may tell them apart.
    """
    lines = _lines(text)
    headings = tuple(_headings(lines))
    spoken = _language(headings, language)
    emails = _distinct(_EMAIL.findall(text))
    mails = (target.removeprefix("mailto:") for target in targets)
    hosts = {email.partition("@")[2] for email in (*emails, *mails)}
    links = (one.rstrip(".,;") for one in _URL.findall(text) if one not in hosts)
    return Fields(
        name=_name(lines, headings) or _name(_lines(other), ()) or _named(lines, title),
        emails=emails,
        phones=_distinct(found.strip() for found in _PHONE.findall(text) if _is_phone(found)),
        links=_distinct(links),
        headings=headings,
        dated=tuple(_dated(lines, spoken)),
        years=len(_YEAR.findall(text)),
        language=spoken,
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _is_phone(text: str) -> bool:
    return 7 <= sum(map(str.isdigit, text)) <= 15


def _name(lines: Sequence[str], headings: Sequence[Heading]) -> str:
    """The first line that can be a name: two to five words, no digits, no title of a section."""
    taken = {heading.line for heading in headings}
    for number, line in enumerate(lines[:8]):
        plain = _unspaced(line.split(" | ")[0].split("\t")[0])
        is_east = 2 <= len(plain) <= 8 and all(unicodedata.category(c) == "Lo" for c in plain)
        is_short = len(plain) <= _MOST_NAME and _NAME.fullmatch(plain.rstrip(",")) is not None
        if number not in taken and "@" not in line and (is_short or is_east):
            return plain
    return ""


def _named(lines: Sequence[str], title: str) -> str:
    """The beginning of the ``title`` with which one of the first lines begins."""
    start = _TITLE_END.split(title.strip())[0]
    begins = any(line.startswith(start) for line in lines[:3])
    return start if begins and _NAME.fullmatch(start) else ""


def _unspaced(line: str) -> str:
    """``line`` without the spaces of letter-spaced capitals: E X P E R I E N C E."""
    return line.replace(" ", "") if _SPACED.match(line) and len(line) > 6 else line


def _headings(lines: Sequence[str]) -> Iterator[Heading]:
    known = _known_titles()
    for number, line in enumerate(lines):
        if len(line) > 60:
            continue
        plain = _folded(_NUMBERED.sub("", _unspaced(line)).strip(" :•–—-_|*#"))
        if found := known.get(plain):
            key, languages = found
            yield Heading(number, line, key, languages)


def _known_titles() -> Mapping[str, tuple[str, frozenset[str]]]:
    """The titles of sections in all languages, folded: the key, and the languages."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    english = ((key, title, "en") for key, titles in _OTHER_TITLES.items() for title in titles)
    own = (
        (key, title, tag) for tag in locale_names() for key, title in section_titles(tag).items()
    )
    for key, title, tag in (*english, *own):
        folded = _folded(title)
        before = found.get(folded, (key, frozenset()))
        found[folded] = (before[0], before[1] | {tag.split("-")[0]})
    return found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("ı", "i").replace("&", "and"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _language(headings: Iterable[Heading], declared: str) -> str:
    """The language of most titles; of several, the declared one."""
    counts = Counter(tag for heading in headings for tag in heading.languages)
    own = declared.split("-")[0].lower()
    best = max(counts.values(), default=0)
    likely = [tag for tag, count in counts.items() if count == best]
    if not likely:
        return own or "en"
    return own if own in likely else "en" if "en" in likely else likely[0]


def _dated(lines: Sequence[str], language: str) -> Iterator[Dated]:
    """The lines with a date or a range that cvgen can read, and what stands beside them."""
    known = language if any(language == name.split("-")[0] for name in locale_names()) else "en"
    words = [re.escape(word) for word in _present_words(known)]
    end = rf"(?:{_DATE_END}|{'|'.join(words)})"
    dash = r"(?:\s*[-–—~]\s*|\s+(?:to|bis|until|à|a|al|até)\s+)"
    starts = (rf"[^\W\d_]{{3,}}\.?{dash}{_DATE_END}", _DATE_END, _YEAR_END)
    forms = [re.compile(rf"(?<![^\W_]){start}(?:{dash}{end})?", re.I) for start in starts]
    for number, line in enumerate(lines):
        if not _YEAR.search(line):
            continue
        dates = (found for form in forms for found in form.finditer(line))
        found = next((one for one in dates if _is_date(one.group(), known)), None)
        if found is not None:
            rest = _beside(line, found)
            before = lines[number - 1] if number else ""
            after = lines[number + 1] if number + 1 < len(lines) else ""
            yield Dated(found.group(), rest or before, after if rest else line.strip())


def _beside(line: str, found: re.Match[str]) -> str:
    rest = f"{line[: found.start()]} {line[found.end() :]}".replace("()", "")
    rest = " ".join(rest.split()).strip(" ()[],;:|·•–—-")
    return f"{rest})" if rest.count("(") > rest.count(")") else rest


def _present_words(language: str) -> list[str]:
    data = data_of(language)
    typed = data["typed"].get("present", []) if "typed" in data else []
    return ["present", "today", "now", "current", str(data["words"]["present"]), *map(str, typed)]


def _is_date(text: str, language: str) -> bool:
    """True if ``text`` or each end of it is a date; ``05/2020`` is one here."""
    english = _MONTH_FIRST.sub(r"\2-\1", in_english(text, language))
    return _reads(parse_when, english) or all(
        _reads(parse_end, end.strip()) for end in _DASH.split(english)
    )


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True
