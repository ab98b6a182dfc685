"""What to write instead of a text that is no date, as exactly as can be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cvgen.dates.figures import (
    academic_years,
    day_or_month,
    decade,
    figures,
    long_year,
    seconds,
    short_year,
    two_years,
    week,
    year_alone,
    years,
)
from cvgen.dates.reading import MONTHS, DateError, readable
from cvgen.dates.spans import DASH, cuts, joined, span_of
from cvgen.dates.values import PartialDate
from cvgen.patterns import pattern

EXPECTED_FORMS = "write 2021, 2023-09, 2023-09-14, 2027-Q1 or 'summer 2015'"
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
_NO_DATE = pattern(
    r"n\.? ?d\.?|no date|undated|tb[adc]|to be (?:announced|determined|confirmed)|unknown|"
    r"n/?a|none|null|nil|soon|[-–—?.x]+|\(\?\)|various|several|open|never|ever",
    re.IGNORECASE,
)
_SHARING = pattern(rf"(\d{{1,2}})\.(?:(\d{{1,2}})\.?)?({DASH})(\d{{1,2}}\.(\d{{1,2}})\.(\d{{4}}))")
_MOST_CUTS = 12  # dashes of what may be a range; each part of it is looked at
_IN_FIGURES = pattern(r"[\d./ -]{6,12}")
_KEYS = ("start", "end", "expected")
_OF_ONE_DAY = ("updated", "born")

_Y, _M, _D = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"

Rule = Callable[[re.Match[str], str], str | None]


def advice(text: str, key: str) -> DateError:
    """The error about the clean ``text``, which stands at ``key``; an empty key is any."""
    message = f"'{text}' is not a date" if text else "the date is empty"
    status = re.fullmatch(rf"(.*?)[\s,;:]*[\[(]?\b({_STATUS})\b[\])]?[\s,;:]*(.*)", text, re.I)
    if status and (made := status_advice(status[2].casefold(), status[1], status[3], key)):
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


def status_advice(status: str, before: str, after: str, key: str = "") -> str | None:
    """For ``in press`` and ``2021 (in press)``: what to write for ``status`` and the text around
    it, which may be a date; None where it is none.
    """
    rest = " ".join(part.strip("()[],;: ") for part in (before, after)).strip()
    if not rest:
        return f"write `status: {status}`, and a date where one is known"
    if not readable(rest):
        return None
    return f"write `{key or 'date'}: {rest}` and `status: {status}`"


def remark_advice(text: str) -> str | None:
    """For a date with a remark in brackets, ``2019 (twice)``; None where it is none."""
    match = re.fullmatch(r"(.+?) ?\(([^()]+)\)", text)
    if match is None or not readable(match[1]):
        return None
    return f"write {match[1]}, and '{match[2]}' in `note`"


def _no_date(key: str) -> str:
    if key == "end":
        return "write the date as well as you know it, or `present` where it goes on"
    where = f"`{key}`" if key else "the key"
    return f"leave out {where} where no date is known"


@lru_cache(maxsize=512)
def corrected(text: str) -> PartialDate | None:
    """The date that ``text`` is, or that the advice about it says to write; None if there are
    several, or none.
    """
    if found := readable(text):
        return found
    hint = advice(text, "").hint if text else ""
    return readable(hint.removeprefix("write ")) if hint.startswith("write ") else None


def _plain(form: str, more: str = "") -> Rule:
    """The advice to write ``form`` with the groups of the match, where that is a date."""

    def rule(match: re.Match[str], _key: str) -> str | None:
        made = match.expand(form)
        return f"write {made}{more}" if readable(made) else None

    return rule


def _terms(match: re.Match[str], key: str) -> str | None:
    """For ``WS 2018/19–2020/21``, which names the term once."""
    term, first, last = match.groups()
    start, end = f"{term} {first}", f"{term} {last}"
    if not (readable(start) and readable(end)):
        return None
    return f"write `start: {start}` and `end: {end}`" if key in _KEYS else f"write {start}..{end}"


def _present(_match: re.Match[str], key: str) -> str:
    if key in _OF_ONE_DAY:
        return "write the date, as in 2026-11-29"
    return "'present' belongs to `end`" + (": write `start: …` beside it" if key != "start" else "")


def _expected(match: re.Match[str], _key: str) -> str | None:
    text = next(filter(None, match.groups())).strip("()[],; ")
    if readable(text):
        return f"write `expected: {text}`"
    for start, end in cuts(text):
        found = joined(start, end, corrected)
        if found and isinstance(found.end, PartialDate):
            return f"write `start: {found.start}` and `expected: {found.end}`"
    return None


def _range(match: re.Match[str], key: str) -> str | None:
    """For a range where one date belongs, or whose ends are not typed as dates are."""
    text = _with_year(match.group(0))
    if sum(1 for _ in cuts(text)) > _MOST_CUTS:
        return None
    found = span_of(text, corrected)
    if found is None:
        ends = (end for ends in cuts(text) for end in ends if _IN_FIGURES.fullmatch(end))
        hints = (advice(end, key).hint for end in ends)
        return next((hint for hint in hints if hint.startswith("that month has")), None)
    start, end = found.start, found.end
    if start and isinstance(end, PartialDate) and end.last_day() < start.first_day():
        return "swap them: the end lies before the start"
    if key in _KEYS:
        return f"write `start: {start}` and `end: {end}`"
    return f"write {start}..{end}, or `start` and `end`"


def _with_year(text: str) -> str:
    """``text`` with month and year in both ends: ``12.–15.03.2024``, ``12.03.–15.03.2024``."""
    match = _SHARING.fullmatch(text)
    if match is None:
        return text
    day, month, dash, last, its_month, year = match.groups()
    return f"{day}.{month or its_month}.{year}{dash}{last}"


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


def _month_alone(match: re.Match[str], _key: str) -> str | None:
    word = match.group(1)
    return f"add the year, as in {word} 2021" if word.casefold() in MONTHS else None


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:present|now|today|current|currently|ongoing|to date|until now)", _present),
    (r"(\d{4})/(\d{2}|\d{4})", years),
    (r"(\d{4})-(\d{4})", _range),
    (r"(\d{4}) (\d{4})", two_years),
    (rf"{_M}[./ -]{_Y}", figures),
    (r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{4})", day_or_month),
    (rf"{_Y}([./ -]){_M}\2{_D}\.?", figures),
    (rf"{_Y}[. -]{_M}\.?", figures),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", figures),
    (r"(?P<year>\d{4})–?(?P<month>0[1-9]|1[0-2])", figures),
    (r"\d{3}|\d{5}", long_year),
    (rf"([A-Za-z]+) (\d{{4}}/\d\d){DASH}(\d{{4}}/\d\d)", _terms),
    (rf"(\d{{4}})/(\d\d){DASH}(\d{{4}})/(\d\d)", academic_years),
    (r"(\d{4}-\d{2}-\d{2})[T ][\d:.Z+-]+", _plain(r"\1")),
    (r"(\d{4})–(\d{2})", years),
    (r"(\d{10})(?:\.\d+)?", seconds),
    (r"(\d{10})\d{3}", seconds),
    (r"(\d{4})-?W(\d{2})(?:-?\d)?", week),
    (r"([A-Za-z]{3,9})\.?[-/](\d{4})", _plain(r"\1 \2")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?", _plain(r"\2 \1")),
    (r"(\d{1,2})[-/.]([A-Za-z]{3,9})\.?[-/.](\d{4})", _plain(r"\1 \2 \3")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?[ /-](\d{1,2})", _plain(r"\3 \2 \1")),
    (r"([A-Za-z]{3,9}) (?:of|in) (\d{4})", _plain(r"\1 \2")),
    (r"([A-Za-z]{3,9}|\d{1,2})(?:\.? ?'| |\.|/|-|\. )(\d{2})", short_year),
    (r"(?:'|FY ?'?)(\d{2})", year_alone),
    (r"([A-Za-z]{3,9})\.?", _month_alone),
    (rf"(.+?)[\s,]*[\[(]? ?(?:{_EXPECTED}) ?[\])]?|[\[(]?(?:{_EXPECTED})[\])]?:? +(.+)", _expected),
    (rf"(?:{_ABOUT}) ?(.+)|(.+?) ?(?:\?|\(\?\)|\((?:{_ABOUT})\)|ish)", _about),
    (rf"(?:{_PART})[ -](.+)", _part),
    (r"(?:the )?'?(\d{4}|\d0)'?s", decade),
    (r"(?:since|from|as of|starting|beginning|>) ?(.+)", _since),
    (r"(?:until|till|up to|through|to|before|by|[-–—]|<) ?(.+)", _until),
    (rf".*{DASH}.*", _range),
    (r".+[,;&].+", _several),
)  # fmt: skip
