"""Dates keep their precision; ambiguous ones are refused with advice."""

from __future__ import annotations

import pytest

from cvgen.dates import DateRange, PartialDate
from cvgen.dates.parsing import checked_range, parse_date, parse_end, parse_when
from cvgen.dates.reading import DateError


def hint_of(text: str) -> str:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value.hint


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021", PartialDate(2021)),
        ("2023-09", PartialDate(2023, 9)),
        ("2023-09-14", PartialDate(2023, 9, 14)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("2027-Q1", PartialDate(2027, quarter=1)),
        ("2027-q4", PartialDate(2027, quarter=4)),
        ("2027 Q1", PartialDate(2027, quarter=1)),
        ("2027Q1", PartialDate(2027, quarter=1)),
        ("Q3 2027", PartialDate(2027, quarter=3)),
        ("summer 2015", PartialDate(2015, season="summer")),
        ("Winter 2015", PartialDate(2015, season="winter")),
        ("2015 spring", PartialDate(2015, season="spring")),
        ("fall 2015", PartialDate(2015, season="fall")),
        ("autumn 2015", PartialDate(2015, season="autumn")),
        ("winter 2019/20", PartialDate(2019, season="winter", across=True)),
        ("Winter 2019-2020", PartialDate(2019, season="winter", across=True)),
        ("summer 2019/2020", PartialDate(2019, season="summer", across=True)),
        ("ws 2019/20", PartialDate(2019, season="WS", across=True)),
        ("WiSe 2019/20", PartialDate(2019, season="WiSe", across=True)),
        ("SS 2020", PartialDate(2020, season="SS")),
        ("SoSe 2020", PartialDate(2020, season="SoSe")),
        ("Fall Term 2020", PartialDate(2020, season="fall term")),
        ("Michaelmas 2020", PartialDate(2020, season="Michaelmas")),
        ("H1 2020", PartialDate(2020, season="H1")),
        ("2023年9月", PartialDate(2023, 9)),
        ("２０２３", PartialDate(2023)),
        ("٢٠٢٣-٠٩", PartialDate(2023, 9)),
        ("2023\u201109", PartialDate(2023, 9)),
        ("Sep 2023", PartialDate(2023, 9)),
        ("Sep. 2023", PartialDate(2023, 9)),
        ("Sept 2023", PartialDate(2023, 9)),
        ("september 2023", PartialDate(2023, 9)),
        ("September, 2023", PartialDate(2023, 9)),
        ("2023 Sep", PartialDate(2023, 9)),
        ("May 2023", PartialDate(2023, 5)),
        ("14 September 2023", PartialDate(2023, 9, 14)),
        ("1 Jan. 2023", PartialDate(2023, 1, 1)),
        ("  2021  ", PartialDate(2021)),
        ("Sep\n  2023", PartialDate(2023, 9)),
        ("1000", PartialDate(1000)),
        ("2999", PartialDate(2999)),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text: str, date: PartialDate) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "21", "202", "20211", "0999", "0000", "3000", "2021-00", "2021-13",
        "2021-1", "2021-9-1",
        "2021-02-30", "2023-02-29", "2021-04-31", "2021-01-00", "2021-01-32", "2021-Q0", "2021-Q5",
        "Q5 2021",
        "0 Sep 2023", "31 Sep 2023", "Foo 2023", "14 summer 2015", "2005/06", "09/2023", "9.2023",
        "09/13/2023",
        "13.09.2023", "2021-2022", "2021–2022", "2021 - present", "2021 to 2022", "2021..2022",
        "present", "now",
        "-2021", "+2021", "2021.0", "2021-09T00:00", "c. 2021", "2021?", "~2021", "MMXXI", "Sep 23",
        "Sep",
        "– " * 20_000, "a and " * 10_000, "2021, " * 10_000,
        "2023 Sep 14", "summer", "Q1", "Q1 0000", "0999-Q1", "3000-Q1", "summer 0000",
        "winter 9999", "Sep 9999",
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused_with_advice(text: str) -> None:
    assert hint_of(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2021", DateRange(PartialDate(2021))),
        ("2022..2024", DateRange(PartialDate(2022), PartialDate(2024))),
        ("2022 .. 2024", DateRange(PartialDate(2022), PartialDate(2024))),
        ("2022...2024", DateRange(PartialDate(2022), PartialDate(2024))),
        ("2022-03..2022-05", DateRange(PartialDate(2022, 3), PartialDate(2022, 5))),
        ("summer 2021..present", DateRange(PartialDate(2021, season="summer"), "present")),
        ("2021..2021-03", DateRange(PartialDate(2021), PartialDate(2021, 3))),
        ("..2024", DateRange(None, PartialDate(2024))),
        ("2022..", DateRange(PartialDate(2022), "present")),
        ("2019-2021", DateRange(PartialDate(2019), PartialDate(2021))),
        ("2019 – 2021", DateRange(PartialDate(2019), PartialDate(2021))),
        ("2019-09–2020-05", DateRange(PartialDate(2019, 9), PartialDate(2020, 5))),
        ("Sep 2019 to May 2020", DateRange(PartialDate(2019, 9), PartialDate(2020, 5))),
        ("Sep – Dec 2019", DateRange(PartialDate(2019, 9), PartialDate(2019, 12))),
        ("14–16 Sep 2019", DateRange(PartialDate(2019, 9, 14), PartialDate(2019, 9, 16))),
        ("2019 - present", DateRange(PartialDate(2019), "present")),
        ("2019-", DateRange(PartialDate(2019), "present")),
        ("2019–", DateRange(PartialDate(2019), "present")),
        ("since 2019", DateRange(PartialDate(2019), "present")),
        ("from 2019", DateRange(PartialDate(2019), "present")),
        ("from 2019 to 2021", DateRange(PartialDate(2019), PartialDate(2021))),
        ("until 2020", DateRange(None, PartialDate(2020))),
    ],
)
def test_a_range_is_written_with_two_dots(text: str, when: DateRange) -> None:
    assert parse_when(text) == when


@pytest.mark.parametrize(
    "text",
    ["", "..", "...", "present", "present..2022", "2022..soon", "x..2022", "2021..2022..2023",
     "2024..2022"]
)  # fmt: skip
def test_what_is_not_a_range_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_when(text)


@pytest.mark.parametrize(
    ("start", "end"),
    [("winter 2020", "spring 2020"), ("winter 2020", "2020-04"), ("summer 2020", "2020-03"),
     ("spring 2020", "winter 2019/20"), ("2021", "2021"), ("2021-06", "2021"), ("2021", "2021-01"),
     ("summer 2021", "Q3 2021"),
     ("2021-12-31", "2021"), ("winter 2021", "2022-02"), ("2021", "present"),
     ("Sep 2021", "fall 2021")],
)  # fmt: skip
def test_an_end_that_may_lie_after_the_start_is_let_in(start: str, end: str) -> None:
    when = DateRange(parse_date(start), parse_end(end))
    assert checked_range(when) is when


@pytest.mark.parametrize(
    ("start", "end"),
    [("2021", "2020"), ("2021-06", "2021-05"), ("2021-06-02", "2021-06-01"), ("Q3 2021", "2021-06"),
     ("autumn 2021", "winter 2019"), ("2022", "winter 2020")],
)  # fmt: skip
def test_an_end_before_the_start_is_refused(start: str, end: str) -> None:
    with pytest.raises(DateError, match="the end is before the start"):
        checked_range(DateRange(parse_date(start), parse_end(end)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-12", (2023, 12, 1), (2023, 12, 31)),
        ("2023-09-14", (2023, 9, 14), (2023, 9, 14)),
        ("Q1 2027", (2027, 1, 1), (2027, 3, 31)),
        ("Q4 2027", (2027, 10, 1), (2027, 12, 31)),
        ("summer 2015", (2014, 12, 1), (2016, 3, 31)),
        ("fall 2015", (2015, 1, 1), (2016, 1, 31)),
        ("winter 2015", (2014, 12, 1), (2016, 4, 30)),
        ("winter 2019/20", (2019, 9, 1), (2020, 4, 30)),
        ("WS 2019/20", (2019, 9, 1), (2020, 4, 30)),
        ("SoSe 2020", (2020, 3, 1), (2020, 10, 31)),
    ],
)
def test_a_date_spans_the_days_it_can_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    date = parse_date(text)
    assert (date.first_day(), date.last_day()) == (first, last)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2021", "2021"), ("2023-09", "2023-09"), ("14 Sep 2023", "2023-09-14"), ("Q1 2027", None),
     ("summer 2015", None)],
)  # fmt: skip
def test_the_iso_form_is_never_more_precise_than_the_text(text: str, iso: str | None) -> None:
    assert parse_date(text).iso() == iso


def test_later_ranges_sort_later_and_ongoing_ones_last() -> None:
    texts = [
        "..2019",
        "2019..2020",
        "2020",
        "2021-03",
        "2020..2021",
        "2018..present",
        "2020..present",
    ]
    whens = [parse_when(text) for text in texts]
    mixed = [*whens[3:], *whens[:3]]
    assert sorted(mixed, key=DateRange.sort_key) == whens


def test_a_range_without_any_date_sorts_first() -> None:
    assert DateRange().sort_key() < parse_when("1000").sort_key()


def test_only_a_bare_year_is_a_year() -> None:
    assert [parse_date(t).is_year for t in ("2021", "2021-01", "Q1 2021", "fall 2021")] == [
        True, False, False, False,
    ]  # fmt: skip
