"""Finds what to write instead of a text that is not a date, as precisely as possible."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from cvgen.dates import PartialDate
from cvgen.dates.reading import (
    DASH,
    MONTHS,
    DateError,
    make_range,
    range_of,
    read,
    read_or_none,
    splits,
    whole_year,
)
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
_MAX_CUTS = 12  # dashes in a possible range; each part of it is examined
_MAX_YEARS = 50  # years of a range like 1998/05; 2019/12 is a month
_IN_FIGURES = pattern(r"[\d./ -]{6,12}")
_KEYS = ("start", "end", "expected")
_OF_ONE_DAY = ("updated", "born")

Rule = Callable[[re.Match[str], str], str | None]
"""The hint for a text that matches, at a key; None if the text is not what it seems to be."""


def date_error(text: str, key: str) -> DateError:
    """The error for the clean ``text`` at ``key``; an empty key stands for any."""
    message = f"'{text}' is not a date" if text else "the date is empty"
    status = re.fullmatch(rf"(.*?)[\s,;:]*[\[(]?\b({_STATUS})\b[\])]?[\s,;:]*(.*)", text, re.I)
    if status and (hint := hint_on_status(status[2].casefold(), status[1], status[3], key)):
        return DateError(message, hint, "status")
    for expression, rule in _RULES if text else ():
        match = re.fullmatch(expression, text, re.IGNORECASE)
        if match and (found := rule(match, key)):
            return DateError(message, found)
    if not text or _NO_DATE.fullmatch(text):
        where = f"`{key}`" if key else "the key"
        hint = f"leave out {where} where no date is known"
        if key == "end":
            hint = "write the date as well as you know it, or `present` where it goes on"
        return DateError(message, hint)
    return DateError(message, EXPECTED_FORMS + (", or `present`" if key == "end" else ""))


def is_general(error: DateError) -> bool:
    """True if the hint of ``error`` fits any text."""
    return error.hint.startswith(EXPECTED_FORMS)


def hint_on_status(status: str, before: str, after: str, key: str = "") -> str | None:
    """What to write for ``in press`` or ``2021 (in press)``; None if the rest is not a date."""
    rest = " ".join(part.strip("()[],;: ") for part in (before, after)).strip()
    if not rest:
        return f"write `status: {status}`, and a date where one is known"
    return f"write `{key or 'date'}: {rest}` and `status: {status}`" if read_or_none(rest) else None


def hint_on_remark(text: str) -> str | None:
    """What to write for a date with a remark in brackets, ``2019 (twice)``; None for others."""
    match = re.fullmatch(r"(.+?) ?\(([^()]+)\)", text)
    if match is None or not read_or_none(match[1]):
        return None
    return f"write {match[1]}, and '{match[2]}' in `note`"


@lru_cache(maxsize=512)
def correct_date(text: str) -> PartialDate | None:
    """The one date that ``text`` is, or that the hint for it says to write; None otherwise."""
    if found := read_or_none(text):
        return found
    hint = date_error(text, "").hint if text else ""
    return read_or_none(hint.removeprefix("write ")) if hint.startswith("write ") else None


def _form(form: str) -> Rule:
    """The rule to write ``form``, with groups of the match in it, if that is a date."""
    return lambda match, _key: _write(match.expand(form))


def _write(text: str) -> str | None:
    return f"write {text}" if read_or_none(text) else None


def _figures(match: re.Match[str], _key: str) -> str | None:
    """Figures in another order, or with too few digits."""
    parts = match.groupdict()
    text = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts.get(name))
    return _write(text) or _no_such_day(text)


def _no_such_day(text: str) -> str | None:
    """What is wrong with the day of ``text``, as in 2021-06-31; None if another part is wrong."""
    try:
        read(text)
    except DateError as error:
        return error.hint if "no day" in str(error) else None
    return None


def _day_or_month(match: re.Match[str], _key: str) -> str | None:
    """14/09/2023 or 09/14/2023; both orders are offered if both are possible."""
    first, mark, second, year = match.groups()
    forms = [f"{year}-{int(second):02d}-{int(first):02d}"]
    if mark != ".":
        forms.append(f"{year}-{int(first):02d}-{int(second):02d}")
    usable = [form for form in dict.fromkeys(forms) if read_or_none(form)]
    if not usable:
        return next(filter(None, map(_no_such_day, forms)), None)
    return f"write {' or '.join(usable)}"


def _week(match: re.Match[str], _key: str) -> str | None:
    try:
        day = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    return f"write {day.isoformat()}, or {day.year}-{day.month:02d}"


def _seconds(match: re.Match[str], _key: str) -> str:
    """Seconds since 1970."""
    return f"write {datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()}"


def _years(match: re.Match[str], _key: str) -> str | None:
    """2005/06, which may be a month or two years."""
    year, rest = match.groups()
    if len(rest) == 4:
        later = int(year) < int(rest)
        return f"write {year}..{rest}, or {year}, {rest} for two dates" if later else None
    last = f"{int(year) // 100 + (int(rest) < int(year) % 100)}{rest}"
    month = _write(f"{year}-{rest}")
    if not (read_or_none(year) and read_or_none(last) and int(last) - int(year) <= _MAX_YEARS):
        return month
    two_years = f"{year}..{last}"
    return f"{month} for a month, or {two_years} for two years" if month else f"write {two_years}"


def _short_year(match: re.Match[str], _key: str) -> str | None:
    """May '21 or 05/21."""
    word, year = match[1], whole_year(match[2])
    return _write(f"{year}-{int(word):02d}" if word.isdecimal() else f"{word} {year}")


def _decade(match: re.Match[str], _key: str) -> str:
    first = whole_year(match[1])
    return f"write {first}..{first + 9}"


def _academic_years(match: re.Match[str], _key: str) -> str | None:
    """2018/19–2020/21."""
    first, rest, last, end = match.groups()
    whole = all(int(b) == (int(a) + 1) % 100 for a, b in ((first, rest), (last, end)))
    return f"write {first}..{int(last) + 1}" if whole and int(first) < int(last) else None


def _terms(match: re.Match[str], key: str) -> str | None:
    """WS 2018/19–2020/21, which names the term once."""
    term, first, last = match.groups()
    start, end = f"{term} {first}", f"{term} {last}"
    if not (read_or_none(start) and read_or_none(end)):
        return None
    return f"write `start: {start}` and `end: {end}`" if key in _KEYS else f"write {start}..{end}"


def _present(_match: re.Match[str], key: str) -> str:
    if key in _OF_ONE_DAY:
        return "write the date, as in 2026-11-29"
    return "'present' belongs to `end`" + (": write `start: …` beside it" if key != "start" else "")


def _expected(match: re.Match[str], _key: str) -> str | None:
    text = next(filter(None, match.groups())).strip("()[],; ")
    if read_or_none(text):
        return f"write `expected: {text}`"
    for start, end in splits(text):
        found = make_range(start, end, correct_date)
        if found and isinstance(found.end, PartialDate):
            return f"write `start: {found.start}` and `expected: {found.end}`"
    return None


def _range(match: re.Match[str], key: str) -> str | None:
    """A range in place of one date, or a range whose ends are not typed as dates."""
    text = match[0]
    if sharing := _SHARING.fullmatch(text):  # 12.–15.03.2024, 12.03.–15.03.2024
        day, month, dash, last, its_month, year = sharing.groups()
        text = f"{day}.{month or its_month}.{year}{dash}{last}"
    if sum(1 for _ in splits(text)) > _MAX_CUTS:
        return None
    found = range_of(text, correct_date)
    if found is None:
        ends = (end for ends in splits(text) for end in ends if _IN_FIGURES.fullmatch(end))
        hints = (date_error(end, key).hint for end in ends)
        return next((hint for hint in hints if hint.startswith("that month has")), None)
    if found.is_reversed:
        return "swap them: the end is before the start"
    start, end = found.start, found.end
    if key in _KEYS:
        return f"write `start: {start}` and `end: {end}`"
    return f"write {start}..{end}, or `start` and `end`"


def _since(match: re.Match[str], key: str) -> str | None:
    start = match[1].strip()
    if not read_or_none(start):
        return None
    return f"write `start: {start}`; without `end` it goes on" if key else f"write {start}"


def _several(match: re.Match[str], key: str) -> str | None:
    """Several dates in place of one."""
    dates = [part.strip() for part in re.split("[,;&]", match[0])]
    if key not in _KEYS or not all(map(read_or_none, dates)):
        return None
    return f"write `date: {', '.join(dates)}`"


def _until(match: re.Match[str], _key: str) -> str | None:
    return f"write `end: {match[1]}`" if read_or_none(match[1]) else None


def _about(match: re.Match[str], _key: str) -> str | None:
    text = (match[1] or match[2]).strip()
    return f"write {text}, and in `note` that it is approximate" if read_or_none(text) else None


def _part(match: re.Match[str], _key: str) -> str | None:
    hint = _write(match[1])
    return f"{hint}, or a month or season of it" if hint else None


def _month_alone(match: re.Match[str], _key: str) -> str | None:
    return f"add the year, as in {match[1]} 2021" if match[1].casefold() in MONTHS else None


_Y, _M, _D = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:present|now|today|current|currently|ongoing|to date|until now)", _present),
    (r"(\d{4})/(\d{2}|\d{4})", _years),
    (r"(\d{4})-(\d{4})", _range),
    (r"(\d{4}) (\d{4})", lambda m, _: f"write {m[1]}, {m[2]} for two dates, or {m[1]}..{m[2]}"),
    (rf"{_M}[./ -]{_Y}", _figures),
    (r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{4})", _day_or_month),
    (rf"{_Y}([./ -]){_M}\2{_D}\.?", _figures),
    (rf"{_Y}[. -]{_M}\.?", _figures),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _figures),
    (r"(?P<year>\d{4})–?(?P<month>0[1-9]|1[0-2])", _figures),
    (r"\d{3}|\d{5}", lambda m, _: f"a year has four digits, and this has {len(m[0])}"),
    (rf"([A-Za-z]+) (\d{{4}}/\d\d){DASH}(\d{{4}}/\d\d)", _terms),
    (rf"(\d{{4}})/(\d\d){DASH}(\d{{4}})/(\d\d)", _academic_years),
    (r"(\d{4}-\d{2}-\d{2})[T ][\d:.Z+-]+", _form(r"\1")),
    (r"(\d{4})–(\d{2})", _years),
    (r"(\d{10})(?:\.\d+)?", _seconds),
    (r"(\d{10})\d{3}", _seconds),
    (r"(\d{4})-?W(\d{2})(?:-?\d)?", _week),
    (r"([A-Za-z]{3,9})\.?[-/](\d{4})", _form(r"\1 \2")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?", _form(r"\2 \1")),
    (r"(\d{1,2})[-/.]([A-Za-z]{3,9})\.?[-/.](\d{4})", _form(r"\1 \2 \3")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?[ /-](\d{1,2})", _form(r"\3 \2 \1")),
    (r"([A-Za-z]{3,9}) (?:of|in) (\d{4})", _form(r"\1 \2")),
    (r"([A-Za-z]{3,9}|\d{1,2})(?:\.? ?'| |\.|/|-|\. )(\d{2})", _short_year),
    (r"(?:'|FY ?'?)(\d{2})", lambda m, _: f"write {whole_year(m[1])}"),
    (r"([A-Za-z]{3,9})\.?", _month_alone),
    (rf"(.+?)[\s,]*[\[(]? ?(?:{_EXPECTED}) ?[\])]?|[\[(]?(?:{_EXPECTED})[\])]?:? +(.+)", _expected),
    (rf"(?:{_ABOUT}) ?(.+)|(.+?) ?(?:\?|\(\?\)|\((?:{_ABOUT})\)|ish)", _about),
    (rf"(?:{_PART})[ -](.+)", _part),
    (r"(?:the )?'?(\d{4}|\d0)'?s", _decade),
    (r"(?:since|from|as of|starting|beginning|>) ?(.+)", _since),
    (r"(?:until|till|up to|through|to|before|by|[-–—]|<) ?(.+)", _until),
    (rf".*{DASH}.*", _range),
    (r".+[,;&].+", _several),
)  # fmt: skip
