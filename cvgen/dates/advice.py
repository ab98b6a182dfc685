"""What to write instead of a text that is no date, as exactly as can be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from cvgen.dates.reading import MONTHS, DateError, readable, whole_year
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
_LONGEST = 50  # years that a range in short may have: 1998/05 may be one, 2019/12 is a month
_SHARING = pattern(rf"(\d{{1,2}})\.(?:(\d{{1,2}})\.?)?({DASH})(\d{{1,2}}\.(\d{{1,2}})\.(\d{{4}}))")
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


def _figures(match: re.Match[str], _key: str) -> str | None:
    """For the figures of a date in another order, or with too few digits."""
    parts = match.groupdict()
    made = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts.get(name))
    return f"write {made}" if readable(made) else None


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
    found = span_of(_with_year(match.group(0)), corrected)
    if found is None:
        return None
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


def _two_years(match: re.Match[str], _key: str) -> str:
    return f"write {match[1]}, {match[2]} for two dates, or {match[1]}..{match[2]}"


def _until(match: re.Match[str], _key: str) -> str | None:
    return f"write `end: {match.group(1)}`" if readable(match.group(1)) else None


def _about(match: re.Match[str], _key: str) -> str | None:
    text = (match.group(1) or match.group(2)).strip()
    return f"write {text}, and in `note` that it is approximate" if readable(text) else None


def _part(match: re.Match[str], _key: str) -> str | None:
    text = match.group(1)
    return f"write {text}, or a month or season of it" if readable(text) else None


def _decade(match: re.Match[str], _key: str) -> str:
    first = whole_year(match.group(1))
    return f"write {first}..{first + 9}"


def _years(match: re.Match[str], _key: str) -> str | None:
    """For ``2005/06``, which is a month to some and two years to others."""
    year, rest = match.groups()
    if len(rest) == 4:
        later = int(year) < int(rest)
        return f"write {year}..{rest}, or {year}, {rest} for two dates" if later else None
    century = int(year) // 100 + (int(rest) < int(year) % 100)
    last, month = f"{century}{rest}", readable(f"{year}-{rest}")
    both = readable(year) and readable(last) and int(last) - int(year) <= _LONGEST
    if month and both:
        return f"write {year}-{rest} for a month, or {year}..{last} for two years"
    return f"write {year}..{last}" if both else f"write {year}-{rest}" if month else None


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
    word, year = match.group(1), whole_year(match.group(2))
    if word.isdecimal():
        return f"write {year}-{int(word):02d}" if readable(f"{year}-{int(word):02d}") else None
    return f"write {word} {year}" if readable(f"{word} {year}") else None


def _year_alone(match: re.Match[str], _key: str) -> str:
    return f"write {whole_year(match.group(1))}"


def _month_alone(match: re.Match[str], _key: str) -> str | None:
    word = match.group(1)
    return f"add the year, as in {word} 2021" if word.casefold() in MONTHS else None


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:present|now|today|current|currently|ongoing|to date|until now)", _present),
    (r"(\d{4})/(\d{2}|\d{4})", _years),
    (r"(\d{4})-(\d{4})", _range),
    (r"(\d{4}) (\d{4})", _two_years),
    (rf"{_M}[./ -]{_Y}", _figures),
    (r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{4})", _day_or_month),
    (rf"{_Y}([./ -]){_M}\2{_D}\.?", _figures),
    (rf"{_Y}[. -]{_M}\.?", _figures),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _figures),
    (r"(?P<year>\d{4})–?(?P<month>0[1-9]|1[0-2])", _figures),
    (r"(\d{4}-\d{2}-\d{2})[T ][\d:.Z+-]+", _plain(r"\1")),
    (r"(\d{4})–(\d{2})", _years),
    (r"(\d{10})(?:\.\d+)?", _seconds),
    (r"(\d{10})\d{3}", _seconds),
    (r"(\d{4})-?W(\d{2})(?:-?\d)?", _week),
    (r"([A-Za-z]{3,9})\.?[-/](\d{4})", _plain(r"\1 \2")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?", _plain(r"\2 \1")),
    (r"(\d{1,2})[-/.]([A-Za-z]{3,9})\.?[-/.](\d{4})", _plain(r"\1 \2 \3")),
    (r"(\d{4}),?[ /-]([A-Za-z]{3,9})\.?[ /-](\d{1,2})", _plain(r"\3 \2 \1")),
    (r"([A-Za-z]{3,9}) (?:of|in) (\d{4})", _plain(r"\1 \2")),
    (r"([A-Za-z]{3,9}|\d{1,2})(?:\.? ?'| |\.|/|-|\. )(\d{2})", _short_year),
    (r"(?:'|FY ?'?)(\d{2})", _year_alone),
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
