"""Dates typed in other languages, translated to the English that `cvgen.dates` reads."""

from __future__ import annotations

import calendar
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cvgen.dates.hints import hint_on_status
from cvgen.dates.reading import is_present, range_of, read_or_none
from cvgen.locales.cldr import FALLBACK, and_word, format_by_pattern
from cvgen.locales.tags import data_files_of, data_of, locale_names
from cvgen.patterns import pattern

_MONTH_FORMS = ("MMMM", "MMM")
_ALONE = ("LLLL", "LLL")
_FILLER = pattern(r"'([^']+)'|([^\W\da-zA-Z]+)")
_SIGNS = str.maketrans({"’": "'", "（": " (", "）": ")", "\N{NO-BREAK SPACE}": " "})
_LINKING = r"(?:de|del|do|of)"
_MIN_MONTH_LETTERS = 3  # letters of a month's short name
_YEARS = r"(\d{4}(?:/\d{2,4})?)"

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
"""An expression for a phrase of a language, and the English for a match."""


def in_english(text: str, tag: str) -> str:
    """``text`` with the months, seasons and words of the language ``tag`` in English."""
    text = " ".join(_plain(text).split())
    for expression, english in _rules(tag):
        text = expression.sub(english, text)
    return " ".join(text.split())


def date_in_english(text: str) -> str | None:
    """``text`` in English if it is a date, range or `present` in some language, and only one."""
    if not any(char.isalpha() for char in text):
        return None
    found = {in_english(text, tag) for tag in locale_names()} - {text}
    known = {date for english in found if (date := _date(english))}
    return known.pop() if len(known) == 1 else None


def hint_on_foreign_status(text: str) -> str | None:
    """What to write for a paper's status in any language: ``im Druck``, ``2024 (angenommen)``."""
    plain = _plain(text).strip()
    for tag in locale_names():
        for status in sorted(data_of(tag)["typed"]["status"], key=len, reverse=True):
            match = re.search(rf"(?<!\w){re.escape(status)}(?!\w)", plain, re.IGNORECASE)
            around = (plain[: match.start()], plain[match.end() :]) if match else ("", "")
            if match and (hint := hint_on_status(match[0], *around)):
                return hint
    return None


def _date(english: str) -> str | None:
    if is_present(english) or read_or_none(english):
        return english
    found = range_of(english)
    return str(found) if found else None


@functools.lru_cache(maxsize=64)
def _rules(tag: str) -> tuple[_Rule, ...]:
    data = data_of(tag)
    # A name may mean both: kesä 2015 is a summer in Finnish, and kesä–elokuu two months.
    rules = [*_dotted(data), *_seasons(data), *_months(tag, data), *_quarters(data)]
    typed, words = data["typed"], data["words"]
    if data_files_of(tag)[-1:] not in ((), (FALLBACK,)):
        present = _any([words["present"], *typed["present"]], after=r"(?![^\W\d])")
        rules += [
            _rule(_any([*typed["expected"], _bare(words["expected"])]), "expected "),
            _rule(rf"^{_any(typed['since'])}", "from "),
            _rule(_any([*typed["until"], _bare(words["until"])]), " until "),
            _rule(_any([and_word(tag)]), " and "),
            _rule(present, "present"),
        ]
    return tuple(rules)


def _rule(expression: str, english: str) -> _Rule:
    return re.compile(expression, re.IGNORECASE), lambda _match: english


def _any(words: Iterable[str], after: str = r":?(?:\s+|(?<=')|(?=[\d)\]]))") -> str:
    """An expression for any of ``words``, the longest first; it never matches if there are none."""
    found = sorted({_plain(word) for word in words} - {""}, key=len, reverse=True)
    if not found:
        return r"(?!)"
    return rf"(?<![^\W\d])(?:{'|'.join(map(re.escape, found))}){after}"


def _bare(phrase: str) -> str:
    return phrase.replace("{date}", "").strip(" :")


def _seasons(data: dict[str, Any]) -> Iterator[_Rule]:
    for season, names in data["typed"]["seasons"].items():
        for name in names:
            yield _season(season, name if "{y}" in name else f"{name} {{y}}")
    for season, phrase in data["seasons"].items():
        yield _season(season, phrase)


def _season(season: str, phrase: str) -> _Rule:
    before, _, after = _plain(phrase).partition("{y}")
    between = rf"(?:\s+{_LINKING})?[\s,]+" if before.endswith(" ") else r"\s*"
    name = re.sub(rf"\s{_LINKING}$", "", before.rstrip(), flags=re.IGNORECASE)
    names = "|".join(map(re.escape, _spellings(name)))
    expression = rf"(?<!\w)(?<!\d\.\s)(?:{names}){between}{_YEARS}\s*{re.escape(after.strip())}"
    return re.compile(expression, re.IGNORECASE), lambda match: f"{season} {match[1]}"


def _quarters(data: dict[str, Any]) -> Iterator[_Rule]:
    expression = re.escape(_plain(data["dates"]["quarter"])).replace(r"\ ", r"\s+")
    for name, group in (("q", "(?P<q>[1-4])"), ("y", r"(?P<y>\d{4})")):
        expression = expression.replace(rf"\{{{name}\}}", group)
    yield re.compile(expression, re.IGNORECASE), lambda match: f"{match['y']}-Q{match['q']}"


def _dotted(data: dict[str, Any]) -> Iterator[_Rule]:
    """A rule for 14.9.2023 and 9.2023 in a language that writes the day first, with dots."""
    if re.match(r"d+\. ?M", str(data["dates"]["numeric_day"])):
        expression = r"(?<![\d.])(?:(?P<d>\d{1,2})\. ?)?(?P<m>0?[1-9]|1[0-2])\. ?(?P<y>\d{4})(?!\d)"
        yield re.compile(expression), lambda match: _iso(match, int(match["m"]))


def _iso(match: re.Match[str], month: int) -> str:
    return f"{match['y']}-{month:02d}" + (f"-{int(match['d']):02d}" if match["d"] else "")


def _months(tag: str, data: dict[str, Any]) -> Iterator[_Rule]:
    """Rules for a day or month of a year, in both orders, and for a month alone."""
    numbers = dict(_month_names(tag, data))
    if not numbers:
        return
    names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    filler = rf"(?:\s*(?:{_fillers(data)})\s*|\s*)"

    def iso(match: re.Match[str]) -> str:
        return _iso(match, numbers[match["m"].casefold()])

    def name(match: re.Match[str]) -> str:
        month = calendar.month_name[numbers[match["m"].casefold()]]
        return f"{match['d']} {month}" if match["d"] else month

    day = rf"(?:(?P<d>\d{{1,2}})(?:\.|er|º|°)?{filler})?"
    day_first = rf"(?<!\w){day}(?P<m>{names})\.?,?{filler}(?P<y>\d{{4}})(?!\d)"
    year_first = rf"(?<!\w)(?P<y>\d{{4}})\.?{filler}(?P<m>{names})\.?(?:\s+(?P<d>\d{{1,2}})\b\.?)?"
    other = rf"[-–—/&]|{_any(data['typed']['until'])}|{_any([and_word(tag)])}|'?\d\d$|$"
    alone = rf"(?<!\w){day}(?P<m>{names})\.?(?=\s*(?:{other}))"
    for expression, made in ((day_first, iso), (year_first, iso), (alone, name)):
        yield re.compile(expression, re.IGNORECASE), made


def _month_names(tag: str, data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The names of months and every beginning that only one month has, with their numbers."""
    forms = _MONTH_FORMS + (_ALONE if "L" in data["dates"]["month"] else ())
    known: dict[str, int] = {}
    for month in range(1, 13):
        names = [format_by_pattern(2000, month, 1, form, tag) for form in forms]
        for name in [*names, *data["typed"]["months"].get(str(month), ())]:
            plain = _plain(name).casefold().rstrip(".")
            if plain and not any(char.isdecimal() for char in plain):
                known |= dict.fromkeys(_spellings(plain), month)
    starts: dict[str, set[int]] = {}
    for name, month in known.items():
        for length in range(_MIN_MONTH_LETTERS, len(name)):
            starts.setdefault(name[:length], set()).add(month)
    yield from ((start, min(months)) for start, months in starts.items() if len(months) == 1)
    yield from known.items()


def _spellings(name: str) -> tuple[str, ...]:
    """``name`` as it is, and without accents."""
    parts = unicodedata.normalize("NFD", name)
    bare = "".join(char for char in parts if not "\u0300" <= char <= "\u036f")
    return tuple(dict.fromkeys((name, unicodedata.normalize("NFC", bare))))


def _fillers(data: dict[str, Any]) -> str:
    """The words between day, month and year, such as `de`."""
    patterns = (str(data["dates"][name]) for name in ("month", "day"))
    found = {one or other for text in patterns for one, other in _FILLER.findall(text)}
    return "|".join(re.escape(word.strip()) for word in sorted(found | {"of", "de", "del"}))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SIGNS)
