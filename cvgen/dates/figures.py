"""What to write for dates in figures that are in another order, too short or too long."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from cvgen.dates.reading import DateError, read, readable, whole_year

_LONGEST = 50  # years that a range in short may have: 1998/05 may be one, 2019/12 is a month


def figures(match: re.Match[str], _key: str) -> str | None:
    """For the figures of a date in another order, or with too few digits."""
    parts = match.groupdict()
    made = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts.get(name))
    return f"write {made}" if readable(made) else no_such_day(made)


def no_such_day(date: str) -> str | None:
    """What is wrong with the day of ``date``, as in 2021-06-31; None where it is another part."""
    try:
        read(date)
    except DateError as error:
        return error.hint if "no day" in str(error) else None
    return None


def long_year(match: re.Match[str], _key: str) -> str:
    """For ``20222``."""
    return f"a year has four digits, and this has {len(match[0])}"


def day_or_month(match: re.Match[str], _key: str) -> str | None:
    """For 14/09/2023 and 09/14/2023; where both may be the month, both are offered."""
    first, mark, second, year = match.group(1), match.group(2), match.group(3), match.group(4)
    forms = [f"{year}-{int(second):02d}-{int(first):02d}"]
    if mark != ".":
        forms.append(f"{year}-{int(first):02d}-{int(second):02d}")
    usable = [form for form in dict.fromkeys(forms) if readable(form)]
    if not usable:
        return next(filter(None, map(no_such_day, forms)), None)
    return f"write {' or '.join(usable)}"


def week(match: re.Match[str], _key: str) -> str | None:
    """For ``2019-W05``."""
    try:
        day = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
    except ValueError:
        return None
    return f"write {day.isoformat()}, or {day.year}-{day.month:02d}"


def seconds(match: re.Match[str], _key: str) -> str:
    """For the seconds since 1970 that programs count."""
    day = datetime.fromtimestamp(int(match.group(1)), UTC)
    return f"write {day.date().isoformat()}"


def years(match: re.Match[str], _key: str) -> str | None:
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


def two_years(match: re.Match[str], _key: str) -> str:
    """For ``2019 2020``."""
    return f"write {match[1]}, {match[2]} for two dates, or {match[1]}..{match[2]}"


def short_year(match: re.Match[str], _key: str) -> str | None:
    """For ``May '21`` and ``05/21``."""
    word, year = match.group(1), whole_year(match.group(2))
    if word.isdecimal():
        return f"write {year}-{int(word):02d}" if readable(f"{year}-{int(word):02d}") else None
    return f"write {word} {year}" if readable(f"{word} {year}") else None


def year_alone(match: re.Match[str], _key: str) -> str:
    """For ``'21``."""
    return f"write {whole_year(match.group(1))}"


def decade(match: re.Match[str], _key: str) -> str:
    """For ``the 1990s``."""
    first = whole_year(match.group(1))
    return f"write {first}..{first + 9}"


def academic_years(match: re.Match[str], _key: str) -> str | None:
    """For ``2018/19–2020/21``."""
    first, rest, last, end = match.groups()
    whole = all(int(b) == (int(a) + 1) % 100 for a, b in ((first, rest), (last, end)))
    return f"write {first}..{int(last) + 1}" if whole and int(first) < int(last) else None
