"""What to write instead of a text that is no date, as exactly as can be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from cvgen.dates.reading import MONTHS, DateError, is_present, readable

EXPECTED_FORMS = "write 2021, 2023-09, 2023-09-14, 2027-Q1 or 'summer 2015'"
DASH = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_STATUS = (
    r"in press|forthcoming|accepted(?: for publication)?|to appear|to be published|"
    r"(?:under|in) (?:second |major |minor )?re(?:view|vision)|submitted|"
    r"in prep(?:aration|\.)?|in production|revise and resubmit|r&r|pre-?print|"
    r"(?:published )?online(?: first)?|early (?:access|view)|(?:e-?pub )?ahead of print|"
    r"unpublished|working paper|draft|pending|filed|granted|conditionally accepted"
)
_EXPECTED = r"expected|exp\.?|anticipated|planned|projected|prospective|tentative|est\.?"
_ABOUT = r"~|≈|c\.|ca\.?|circa|about|around|approx\.?|approximately|roughly"
_PART = r"early|mid|late|(?:the )?(?:beginning|start|middle|end) of"
_NO_DATE = re.compile(
    r"n\.? ?d\.?|no date|undated|tb[adc]|to be (?:announced|determined|confirmed)|unknown|"
    r"n/?a|none|null|nil|soon|[-–—?.x]+|\(\?\)|various|several|open|never|ever",
    re.IGNORECASE,
)
_CENTURY_FROM = 50  # two digits of a year: 49 is 2049, 50 is 1950
_KEYS = ("start", "end", "expected")

Rule = Callable[[re.Match[str], str], str | None]


def advice(text: str, key: str) -> DateError:
    """The error about the clean ``text``, which stands at ``key``; an empty key is any."""
    message = f"'{text}' is not a date" if text else "the date is empty"
    status = re.fullmatch(rf"(.*?)[\s,;:]*[\[(]?\b({_STATUS})\b[\])]?[\s,;:]*(.*)", text, re.I)
    if status and (made := _status(status, key)):
        return DateError(message, made, "status")
    if not text:
        return DateError(message, _no_date(key))
    for expression, rule in _RULES:
        match = re.fullmatch(expression, text, re.IGNORECASE)
        if match and (made := rule(match, key)):
            return DateError(message, made)
    if _NO_DATE.fullmatch(text):
        return DateError(message, _no_date(key))
    hint = EXPECTED_FORMS + (", or `present`" if key == "end" else "")
    return DateError(message, hint)


def is_general(error: DateError) -> bool:
    """Whether the hint of ``error`` fits any text."""
    return error.hint.startswith(EXPECTED_FORMS)


def _status(match: re.Match[str], key: str) -> str | None:
    """For ``in press`` and ``2021 (in press)``."""
    rest = " ".join(part.strip("()[],;: ") for part in match.group(1, 3)).strip()
    status = f"`status: {match.group(2).casefold()}`"
    if not rest:
        return f"write {status}, and a date where one is known"
    return f"write `{key or 'date'}: {rest}` and {status}" if readable(rest) else None


def _no_date(key: str) -> str:
    where = f"`{key}`" if key else "the key"
    more = ", or write `present` where it goes on" if key == "end" else ""
    return f"leave out {where} where no date is known{more}"


def _plain(form: str, more: str = "") -> Rule:
    """The advice to write ``form`` with the groups of the match, where that is a date."""

    def rule(match: re.Match[str], _key: str) -> str | None:
        made = match.expand(form)
        return f"write {made}{more}" if readable(made) else None

    return rule


def _present(_match: re.Match[str], key: str) -> str:
    return "'present' belongs to `end`" + (": write `start: …` beside it" if key != "start" else "")


def _expected(match: re.Match[str], _key: str) -> str | None:
    text = next(filter(None, match.groups())).strip("()[],; ")
    if readable(text):
        return f"write `expected: {text}`"
    for start, end in cuts(text):
        if readable(start) and readable(end):
            return f"write `start: {start}` and `expected: {end}`"
    return None


def _range(match: re.Match[str], key: str) -> str | None:
    """For a range where one date belongs."""
    for start, end in cuts(match.group(0)):
        begun, ended = readable(start), readable(end)
        if begun is None or not (ended or is_present(end) or not end):
            continue
        if ended and ended.last_day() < begun.first_day():
            return "swap them: the end lies before the start"
        end = end if ended else "present"
        if key in _KEYS:
            return f"write `start: {start}` and `end: {end}`"
        return f"write {start}..{end}, or `start` and `end`"
    return None


def _since(match: re.Match[str], key: str) -> str | None:
    start = match.group(1).strip()
    if not readable(start):
        return None
    return f"write `start: {start}`; without `end` it goes on" if key else f"write {start}"


def _several(match: re.Match[str], key: str) -> str | None:
    """For several dates where one belongs."""
    dates = [part.strip() for part in re.split("[,;&]", match.group(0))]
    if key not in _KEYS or not all(map(readable, dates)):
        return None
    return f"write `date: {', '.join(dates)}`"


def _until(match: re.Match[str], _key: str) -> str | None:
    return f"write `end: {match.group(1)}`" if readable(match.group(1)) else None


def _about(match: re.Match[str], _key: str) -> str | None:
    text = (match.group(1) or match.group(2)).strip()
    return f"write {text}, and in `note` that it is approximate" if readable(text) else None


def _part(match: re.Match[str], _key: str) -> str | None:
    text = match.group(1)
    return f"write {text}, or a month or season of it" if readable(text) else None


def _decade(match: re.Match[str], _key: str) -> str:
    first = int(match.group(1)) if len(match.group(1)) == 4 else _whole_year(match.group(1))
    return f"write {first}..{first + 9}"


def _years(match: re.Match[str], _key: str) -> str | None:
    """For ``2005/06``, which is a month to some and two years to others."""
    year, rest = match.groups()
    if len(rest) == 4:
        later = int(year) < int(rest)
        return f"write {year}..{rest}, or {year}, {rest} for two dates" if later else None
    century = int(year) // 100 + (int(rest) < int(year) % 100)
    years = f"{year}..{century}{rest}"
    if not readable(year) or not readable(f"{century}{rest}"):
        return None
    return (
        f"write {years}"
        if not 1 <= int(rest) <= 12
        else f"write {year}-{rest} for a month, or {years} for two years"
    )


def _day_or_month(match: re.Match[str], _key: str) -> str | None:
    """For 14/09/2023 and 09/14/2023; where both may be the month, both are offered."""
    first, mark, second, year = match.group(1), match.group(2), match.group(3), match.group(4)
    forms = [f"{year}-{int(second):02d}-{int(first):02d}"]
    if mark != ".":
        forms.append(f"{year}-{int(first):02d}-{int(second):02d}")
    usable = [form for form in dict.fromkeys(forms) if readable(form)]
    return f"write {' or '.join(usable)}" if usable else None


def _week(match: re.Match[str], _key: str) -> str | None:
    try:
        day = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
    except ValueError:
        return None
    return f"write {day.isoformat()}, or {day.year}-{day.month:02d}"


def _seconds(match: re.Match[str], _key: str) -> str:
    day = datetime.fromtimestamp(int(match.group(1)), UTC)
    return f"write {day.date().isoformat()}"


def _short_year(match: re.Match[str], _key: str) -> str | None:
    """For ``May '21`` and ``05/21``."""
    word, year = match.group(1), _whole_year(match.group(2))
    if word.isdecimal():
        return f"write {year}-{int(word):02d}" if readable(f"{year}-{int(word):02d}") else None
    return f"write {word} {year}" if readable(f"{word} {year}") else None


def _year_alone(match: re.Match[str], _key: str) -> str:
    return f"write {_whole_year(match.group(1))}"


def _month_alone(match: re.Match[str], _key: str) -> str | None:
    word = match.group(1)
    return f"add the year, as in {word} 2021" if word.casefold() in MONTHS else None


def _whole_year(digits: str) -> int:
    return (1900 if int(digits) >= _CENTURY_FROM else 2000) + int(digits)


def cuts(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part ``text`` at a dash or a word such as `to`."""
    for match in re.finditer(DASH, text, re.IGNORECASE):
        yield text[: match.start()].strip(), text[match.end() :].strip()


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:present|now|today|current|currently|ongoing|to date|until now)", _present),
    (r"(\d{4})/(\d{2}|\d{4})", _years),
    (r"(\d{4})-(\d{4})", _range),
    (r"(\d{1,2})[./](\d{4})", lambda m, k: _plain(f"{m[2]}-{int(m[1]):02d}")(m, k)),
    (r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{4})", _day_or_month),
    (r"(\d{4}-\d{2}-\d{2})[T ][\d:.Z+-]+", _plain(r"\1")),
    (r"(\d{4})[./](\d{2})[./](\d{2})\.?", _plain(r"\1-\2-\3")),
    (r"(\d{4})\.(\d{2})\.?", _plain(r"\1-\2")),
    (r"(\d{4})(\d{2})(\d{2})", _plain(r"\1-\2-\3")),
    (r"(\d{4})(0[1-9]|1[0-2])", _plain(r"\1-\2")),
    (r"(\d{4})–(0[1-9]|1[0-2])", _plain(r"\1-\2")),
    (r"(\d{4})–(\d{2})", _years),
    (r"(\d{10})(?:\.\d+)?", _seconds),
    (r"(\d{10})\d{3}", _seconds),
    (r"(\d{4})-?W(\d{2})(?:-?\d)?", _week),
    (r"([A-Za-z]{3,9})[-/](\d{4})", _plain(r"\1 \2")),
    (r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", _plain(r"\2 \1 \3")),
    (r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([A-Za-z]{3,9})\.?,? (\d{4})", _plain(r"\1 \2 \3")),
    (r"(\d{1,2})[-/]([A-Za-z]{3,9})[-/](\d{4})", _plain(r"\1 \2 \3")),
    (r"([A-Za-z]{3,9}) (?:of|in) (\d{4})", _plain(r"\1 \2")),
    (r"(\d{4})-(\d)", _plain(r"\1-0\2")),
    (r"(\d{4})-(\d)-(\d{1,2})|(\d{4})-(\d\d)-(\d)", lambda m, k: _padded(m, k)),
    (r"([A-Za-z]{3,9}|\d{1,2})(?:\.? ?'| |\.|/|-|\. )(\d{2})", _short_year),
    (r"(?:'|FY ?'?)(\d{2})", _year_alone),
    (r"([A-Za-z]{3,9})\.?", _month_alone),
    (rf"(.+?)[\s,]*[\[(]? ?(?:{_EXPECTED})[\])]?|[\[(]?(?:{_EXPECTED})[\])]?:? +(.+)", _expected),
    (rf"(?:{_ABOUT}) ?(.+)|(.+?) ?(?:\?|\(\?\)|\((?:{_ABOUT})\)|ish)", _about),
    (rf"(?:{_PART})[ -](.+)", _part),
    (r"(?:the )?'?(\d{4}|\d0)'?s", _decade),
    (r"(?:since|from|as of|starting|beginning|>) ?(.+)", _since),
    (r"(?:until|till|up to|through|to|before|by|[-–—]|<) ?(.+)", _until),
    (rf".*{DASH}.*", _range),
    (r".+[,;&].+", _several),
)  # fmt: skip


def _padded(match: re.Match[str], key: str) -> str | None:
    year, month, day = (part for part in match.groups() if part)
    return _plain(f"{year}-{int(month):02d}-{int(day):02d}")(match, key)
