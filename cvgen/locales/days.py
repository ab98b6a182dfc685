"""Ranges of days that name what they share once: `7–9 Nov 2023`, `30 Mar – 2 Apr 2024`."""

from __future__ import annotations

from cvgen.patterns import pattern

_DAY_FIRST = pattern(r"(?P<day>d+\.?)(?P<month>.*M)(?P<year>[^M]*y.*)")
_MONTH_FIRST = pattern(r"(?P<month>M+.*?)(?P<day>d+\.?)(?P<year>[^Md]*y.*)")
_YEAR_FIRST = pattern(r"(?P<year>y[^M]*)(?P<month>M[^d]*)(?P<day>d.*)")


def shared_patterns(day: str, *, month: bool) -> tuple[str, str]:
    """The patterns of both days of a range in one year and, with ``month``, in one month.

    ``day`` is the pattern of a day. Both are ``day`` if it has another order.
    """
    if match := _DAY_FIRST.fullmatch(day):
        dot = "." if match["year"].startswith(".") else ""  # as in 30.3.2024
        return (match["day"] if month else match["day"] + match["month"] + dot, day)
    if match := _MONTH_FIRST.fullmatch(day):
        first = match["month"] + match["day"]
        return (first, match["day"] + match["year"] if month else day)
    if match := _YEAR_FIRST.fullmatch(day):
        return (day, match["day"] if month else match["month"] + match["day"])
    return day, day
