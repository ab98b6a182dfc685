"""Dates that keep the precision with which they were typed.

Accepted: ``2021``, ``2023-09``, ``2023-09-14``, ``2027-Q1``, ``summer 2015``, ``WS 2019/20``,
``Sep 2023``, ``14 September 2023``, ``Sep 14, 2023``, ``2022..2024``, ``12–15 March 2024`` and,
where a range may be open, ``present``.
Ambiguous forms (``05/06/2021``, ``2005/06``) are refused with a hint what to write instead.
"""

from cvgen.dates.hints import EXPECTED_FORMS
from cvgen.dates.parsing import (
    checked_range,
    parse_date,
    parse_dates,
    parse_end,
    parse_start,
    parse_when,
)
from cvgen.dates.reading import DateError
from cvgen.dates.values import (
    SEASONS,
    DateRange,
    Dates,
    Day,
    PartialDate,
    Present,
    within,
)

__all__ = [
    "EXPECTED_FORMS",
    "SEASONS",
    "DateError",
    "DateRange",
    "Dates",
    "Day",
    "PartialDate",
    "Present",
    "checked_range",
    "parse_date",
    "parse_dates",
    "parse_end",
    "parse_start",
    "parse_when",
    "within",
]
