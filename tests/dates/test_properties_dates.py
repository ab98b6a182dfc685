"""Properties of dates: round trips, comparisons, ongoing ranges."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.dates import ACROSS, SPANS, DateRange, Dates, PartialDate
from cvgen.dates.parsing import checked_range, parse_date
from cvgen.dates.parsing import parse_dates as parse
from cvgen.dates.reading import DateError
from cvgen.locales import load_locale
from cvgen.locales.date_words import in_english
from cvgen.locales.tags import locale_names
from tests.helpers_sweeps import few

YEAR = st.integers(1000, 2998)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Any partial date."""
    year = draw(YEAR)
    kind = draw(st.sampled_from(["year", "month", "day", "quarter", "season"]))
    if kind == "quarter":
        return PartialDate(year, quarter=draw(st.integers(1, 4)))
    if kind == "season":
        season = draw(st.sampled_from(sorted(SPANS)))
        return PartialDate(
            year, season=season, across=SPANS[season] in ACROSS and draw(st.booleans())
        )
    month = draw(st.integers(1, 12)) if kind != "year" else None
    if kind != "day" or month is None:
        return PartialDate(year, month)
    return PartialDate(year, month, draw(st.integers(1, calendar.monthrange(year, month)[1])))


RANGES = st.builds(DateRange, st.none() | dates(), st.none() | dates() | st.just("present"))
WHEN = st.builds(
    lambda ranges, expected: Dates(tuple(ranges[:1] if expected else ranges), expected),
    st.lists(RANGES, min_size=1, max_size=3),
    st.none() | dates(),
)
small = settings(max_examples=few(60), deadline=None)


@small
@given(dates())
def test_a_date_is_read_as_it_was_written(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@small
@given(dates(), dates())
def test_a_range_is_read_as_it_was_written(start: PartialDate, end: PartialDate) -> None:
    made = DateRange(start, end)
    if end.last_day() >= start.first_day():
        assert parse(str(made)) == (made,)


@small
@given(st.lists(dates(), min_size=2, max_size=4))
def test_several_dates_are_read_as_they_were_written(row: list[PartialDate]) -> None:
    assert parse(", ".join(map(str, row))) == tuple(map(DateRange, row))


@small
@given(st.sampled_from(locale_names()), dates())
def test_a_date_in_words_of_a_language_is_read_in_it(tag: str, date: PartialDate) -> None:
    shown = load_locale(tag).date(date)
    read = parse_date(in_english(shown, tag))
    assert load_locale(tag).date(read) == shown
    assert (read.year, read.month, read.day, read.quarter, read.across) == (
        date.year, date.month, date.day, date.quarter, date.across,
    )  # fmt: skip


@small
@given(dates())
def test_a_date_begins_before_it_ends_and_usual_days_lie_between(date: PartialDate) -> None:
    assert date.first_day() <= date.usual_first() <= date.usual_last() <= date.last_day()


@settings(max_examples=few(200), deadline=None)
@given(dates(), dates(), st.integers(-14, 14))
def test_an_end_is_refused_if_and_only_if_it_lies_before_in_every_reading(
    start: PartialDate, other: PartialDate, shift: int
) -> None:
    near = PartialDate(
        min(2998, max(1000, start.year + shift // 7)),
        other.month, None, other.quarter, other.season, other.across,
    )  # fmt: skip
    for end in (other, near):
        impossible = end.last_day() < start.first_day()
        try:
            checked_range(DateRange(start, end))
        except DateError:
            assert impossible
        else:
            assert not impossible


@small
@given(WHEN, dates())
def test_what_is_ongoing_is_never_dropped_and_sorts_last(when: Dates, day: PartialDate) -> None:
    if when.goes_on():
        assert when.lasts_into(day.last_day())
        assert when.recency() >= Dates((DateRange(day),)).recency()


@small
@given(WHEN, dates())
def test_each_date_of_several_counts(when: Dates, day: PartialDate) -> None:
    parts = list(when.parts())
    first = day.first_day()
    assert when.lasts_into(first) == any(part.lasts_into(first) for part in parts)
    assert when.year == max(part.year for part in parts)
    assert when.recency() == max(part.recency() for part in parts)


@pytest.mark.parametrize("tag", locale_names())
def test_the_word_for_present_is_read_in_its_language(tag: str) -> None:
    locale = load_locale(tag)
    when = DateRange(parse_date("2020-03"), "present")
    made = locale.when(when)
    assert made is not None
    assert in_english(locale.word("present"), tag) == "present"
    if tag[:2] not in ("zh", "ja"):
        assert parse(in_english(made.text, tag)) == (when,)
