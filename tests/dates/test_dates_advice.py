"""The hint for an invalid date names a valid one."""

from __future__ import annotations

import itertools
import re

import pytest

from cvgen.dates.hints import EXPECTED_FORMS
from cvgen.dates.parsing import parse_date, parse_end, parse_when
from cvgen.dates.reading import DateError


def hint_of(text: str) -> str:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2021-9", "write 2021-09"),
        ("09/2023", "write 2023-09"),
        ("9.2023", "write 2023-09"),
        ("2005/06", "write 2005-06 for a month, or 2005..2006 for two years"),
        ("2013-14", "write 2013..2014 if years are meant"),
        ("2021-2022", "write 2021..2022, or `start` and `end`"),
        ("2021 – present", "write 2021..present, or `start` and `end`"),
        ("14.09.2023", "write 2023-09-14"),
        ("1.12.2019", "write 2019-12-01"),
        ("09/14/2023", "write 2023-09-14"),
        ("05/06/2021", "write 2021-06-05 or 2021-05-06"),
        ("2019/2020", "write 2019..2020, or 2019, 2020 for two dates"),
        ("2021/09/14", "write 2021-09-14"),
        ("2021.09", "write 2021-09"),
        ("20190905", "write 2019-09-05"),
        ("1577836800", "write 2020-01-01"),
        ("2019-W05", "write 2019-01-28, or 2019-01"),
        ("2019-9-5", "write 2019-09-05"),
        ("May '21", "write May 2021"),
        ("May '98", "write May 1998"),
        ("05/21", "write 2021-05"),
        ("'21", "write 2021"),
        ("Sep", "add the year, as in Sep 2021"),
        ("~2019", "write 2019, and in `note` that it is approximate"),
        ("c. 2019", "write 2019, and in `note` that it is approximate"),
        ("ca. 2019", "write 2019, and in `note` that it is approximate"),
        ("2019?", "write 2019, and in `note` that it is approximate"),
        ("31.06.2021", "that month has 30 days"),
        ("2021-6-31", "that month has 30 days"),
        ("2/30/2021", "that month has 28 days"),
        ("31.02.2021–30.06.2021", "that month has 28 days"),
        ("01.06.–31.06.2021", "that month has 30 days"),
        ("20222", "a year has four digits, and this has 5"),
        ("202", "a year has four digits, and this has 3"),
        ("WS 2018/19–2020/21", "write WS 2018/19..WS 2020/21"),
        ("2018/19–2020/21", "write 2018..2021"),
        ("winter 2018/19 - 2020/21", "write winter 2018/19..winter 2020/21"),
        ("late 2019", "write 2019, or a month or season of it"),
        ("the 1990s", "write 1990..1999"),
        ("winter 2019/21", "write winter 2019/20 or winter 2019"),
        ("spring 2019/20", "write spring 2019 or spring 2020"),
        ("in press", "write `status: in press`, and a date where one is known"),
        ("Forthcoming", "write `status: forthcoming`, and a date where one is known"),
        ("2021 (in press)", "write `date: 2021` and `status: in press`"),
        ("to appear, 2021", "write `date: 2021` and `status: to appear`"),
        ("n.d.", "leave out the key where no date is known"),
        ("TBD", "leave out the key where no date is known"),
        ("", "leave out the key where no date is known"),
        ("2027-06 (expected)", "write `expected: 2027-06`"),
        ("expected June 2027", "write `expected: June 2027`"),
        ("2023 - 2027 (expected)", "write `start: 2023` and `expected: 2027`"),
        ("since 2019", "write 2019"),
        ("2019-", "write 2019..present, or `start` and `end`"),
        ("until 2020", "write `end: 2020`"),
        ("2022-2021", "swap them: the end is before the start"),
        ("Sep-2019", "write Sep 2019"),
        ("Sep/2019", "write Sep 2019"),
        ("2019 Sep 14", "write 14 Sep 2019"),
        ("2019/September/14", "write 14 September 2019"),
        ("2019-09-01T00:00:00Z", "write 2019-09-01"),
        ("Sep 31, 2019", "that month has 30 days"),
        ("Foo-2019", EXPECTED_FORMS),
        ("summer 14, 2019", "write 'summer 2019'"),
        ("2019-02-30T00:00", EXPECTED_FORMS),
        ("present", "'present' belongs to `end`: write `start: …` beside it"),
        ("2021-02-29", "that month has 28 days"),
        ("2021-00", "months run from 01 to 12"),
        ("0999", "years run from 1000 to 2999"),
        ("foo", "write 2021, 2023-09, 2023-09-14, 2027-Q1 or 'summer 2015'"),
    ],
)
def test_the_advice_is_as_precise_as_possible(text: str, hint: str) -> None:
    assert hint_of(text) == hint


TEMPTING = [
    *(f"{year}-{part:02d}" for year in (1998, 1999, 2009, 2021) for part in range(100)),
    *(f"{year}/{part:02d}" for year in (1998, 1999, 2009, 2021) for part in range(100)),
    *(f"{part}{sign}2021" for part in range(33) for sign in "./"),
    *(f"2021-{digit}" for digit in range(10)),
    *(f"{first}-{last}" for first in (1999, 2021) for last in (1998, 2022, "present")),
]


def proposed(text: str) -> list[str]:
    """The dates and ranges that the advice about ``text`` names."""
    try:
        parse_date(text)
    except DateError as error:
        return re.findall(r"\d{4}[-./\w]*", error.hint)
    return []


def test_every_date_that_advice_proposes_is_one() -> None:
    wrong = []
    for text, date in itertools.chain.from_iterable(
        ((t, d) for d in proposed(t)) for t in TEMPTING
    ):
        try:
            parse_when(date)
        except DateError:
            wrong.append(f"{text} -> {date}")
    assert wrong == []


@pytest.mark.parametrize(("text", "word"), [("Foo 2023", "Foo"), ("2023 Foo", "Foo")])
def test_a_word_that_is_not_a_month_is_named(text: str, word: str) -> None:
    with pytest.raises(DateError, match=f"'{word}' is neither a month nor a season"):
        parse_date(text)


def test_a_day_in_a_season_is_not_blamed_on_the_season() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("14 summer 2015")
    assert "neither a month nor a season" not in str(caught.value)


def test_the_message_has_the_text_on_one_line() -> None:
    with pytest.raises(DateError, match=r"^'so on' is not a date$"):
        parse_date("so\n   on")


@pytest.mark.parametrize(
    "text", ["present", "Present", "now", "today", "current", "ongoing", " present "]
)
def test_an_end_may_be_open(text: str) -> None:
    assert parse_end(text) == "present"


def test_advice_about_an_end_names_present_too() -> None:
    with pytest.raises(DateError) as caught:
        parse_end("heute")
    assert "`present`" in caught.value.hint


@pytest.mark.parametrize("part", ["1.1.2 - ", "May – ", "2019-", "1/2 to "])
@pytest.mark.parametrize("times", [12, 60])
def test_a_text_of_many_dashes_is_refused_at_once(part: str, times: int) -> None:
    assert hint_of(part * times)  # it took twice as long with each dash
