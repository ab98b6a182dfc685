"""Dates as people type them: day and month in either order, days of a month, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvgen.dates import DateRange, PartialDate
from cvgen.dates.parsing import parse_date, parse_dates, parse_when
from cvgen.dates.reading import DateError
from cvgen.document import EntryBlock
from cvgen.locales.cldr import format_by_pattern
from cvgen.locales.tags import data_of, locale_names
from cvgen.model.date import read_typed
from tests.helpers_cli import run
from tests.helpers_cv import document_of
from tests.helpers_project import make_project, write

DAY = PartialDate(2019, 9, 14)
DAYS = DateRange(PartialDate(2024, 3, 12), PartialDate(2024, 3, 15))
OVER = DateRange(PartialDate(2024, 3, 30), PartialDate(2024, 4, 2))


@pytest.mark.parametrize(
    "text",
    ["Sep 14, 2019", "Sept. 14, 2019", "September 14 2019", "September 14th, 2019", "14 Sep 2019",
     "14. September 2019", "14th September 2019", "the 14th of September 2019",
     "14 September, 2019", "SEPTEMBER 14, 2019"],
)  # fmt: skip
def test_a_day_with_the_name_of_its_month_is_read_in_either_order(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "message"),
    [("Sep 31, 2019", "has no day 31"), ("February 29, 2023", "has no day 29"),
     ("summer 14, 2019", "a season has no day"), ("Foo 14, 2019", "is not a date")],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(text: str, message: str) -> None:
    with pytest.raises(DateError, match=message):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        *((text, DAYS) for text in (
            "12–15 March 2024", "12.–15. March 2024", "12th to 15th March 2024",
            "March 12–15, 2024", "March 12 - 15 2024", "Mar. 12th–15th, 2024",
            "March 12 – March 15, 2024", "12 March – 15 March 2024", "12/15 March 2024",
            "March 12, 2024 – March 15, 2024", "from March 12 to 15, 2024",
            "2024-03-12/15", "2024-03-12/03-15", "2024-03-12/2024-03-15", "2024-03-12–15",
            "2024-03-12 - 2024-03-15", "2024-03-12..15", "2024-03-12..03-15", "12..15 March 2024",
            "2024年3月12日～15日", "2024年3月12日至3月15日", "2024년 3월 12일 ~ 15일",
        )),
        *((text, OVER) for text in (
            "30 March – 2 April 2024", "March 30–April 2, 2024", "2024-03-30/04-02",
            "30. March–2. April 2024", "March 30, 2024 – April 2, 2024",
        )),
        ("Sep/Oct 2019", DateRange(PartialDate(2019, 9), PartialDate(2019, 10))),
        ("Sep and Oct 2019", DateRange(PartialDate(2019, 9), PartialDate(2019, 10))),
        ("2019-09/2020-05", DateRange(PartialDate(2019, 9), PartialDate(2020, 5))),
        ("2019-09/11", DateRange(PartialDate(2019, 9), PartialDate(2019, 11))),
        ("14 & 15 March 2024", DateRange(PartialDate(2024, 3, 14), PartialDate(2024, 3, 15))),
        ("March 14 and 15, 2024", DateRange(PartialDate(2024, 3, 14), PartialDate(2024, 3, 15))),
    ],
)  # fmt: skip
def test_a_range_says_once_what_its_ends_share(text: str, when: DateRange) -> None:
    assert parse_dates(text) == (when,)


@pytest.mark.parametrize(
    ("text", "days"),
    [("12 and 14 March 2024", (12, 14)), ("12, 14 and 17 March 2024", (12, 14, 17)),
     ("12., 14. & 17. March 2024", (12, 14, 17))],
)  # fmt: skip
def test_several_days_name_their_month_once(text: str, days: tuple[int, ...]) -> None:
    assert parse_dates(text) == tuple(DateRange(PartialDate(2024, 3, day)) for day in days)


@pytest.mark.parametrize(
    ("text", "dates"),
    [("2019, Sep 2020", ("2019", "2020-09")), ("Mar 2019, Sep 2020", ("2019-03", "2020-09")),
     ("2019, 2021-03-05", ("2019", "2021-03-05")), ("fall 2019, 2020", ("fall 2019", "2020"))],
)  # fmt: skip
def test_whole_dates_take_nothing_from_each_other(text: str, dates: tuple[str, ...]) -> None:
    assert parse_dates(text) == tuple(DateRange(parse_date(date)) for date in dates)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2019", "write 2019-04-03 or 2019-03-04"),
        ("3/14/2019", "write 2019-03-14"),
        ("3.4.2019", "write 2019-04-03"),
        ("12.2019", "write 2019-12"),
        ("12/2019", "write 2019-12"),
        ("2019/12", "write 2019-12"),
        ("1998/05", "write 1998-05 for a month, or 1998..2005 for two years"),
        ("2019/18", "write 2021, 2023-09, 2023-09-14, 2027-Q1 or 'summer 2015'"),
        ("2019 Sep 14", "write 14 Sep 2019"),
        ("14-Sep-2019", "write 14 Sep 2019"),
        ("2019-Sep", "write Sep 2019"),
        ("12.–15.03.2024", "write 2024-03-12..2024-03-15, or `start` and `end`"),
        ("12.03.–15.03.2024", "write 2024-03-12..2024-03-15, or `start` and `end`"),
        ("12.03.2024 – 15.03.2024", "write 2024-03-12..2024-03-15, or `start` and `end`"),
        ("09/2019 – 05/2020", "write 2019-09..2020-05, or `start` and `end`"),
        ("01.2019 - present", "write 2019-01..present, or `start` and `end`"),
        ("May '21 – Jun '22", "write 2021-05..2022-06, or `start` and `end`"),
    ],
)
def test_what_two_people_may_read_differently_is_refused_with_what_to_write(
    text: str, hint: str
) -> None:
    with pytest.raises(DateError) as caught:
        read_typed(parse_dates, text, None)
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["15–12 March 2024", "April 2 – March 30, 2024"])
def test_days_in_the_wrong_order_are_refused(text: str) -> None:
    with pytest.raises(DateError, match="the end is before the start"):
        parse_dates(text)


@pytest.mark.parametrize("tag", locale_names())
def test_days_of_a_month_are_read_in_every_language(tag: str) -> None:
    pattern = str(data_of(tag)["dates"]["day"])
    end = format_by_pattern(2024, 3, 15, pattern, tag)
    day = end.partition("15")[1] + ("." if "d." in pattern else "")
    if end.startswith("15"):
        assert read_typed(parse_dates, f"12{day[2:]}–{end}", tag) == (DAYS,)
    assert read_typed(
        parse_dates, f"{format_by_pattern(2024, 3, 12, pattern, tag)} – {end}", tag
    ) == (DAYS,)


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de", "vom 12. bis zum 15. März 2024"), ("fr", "du 12 au 15 mars 2024"),
     ("es", "del 12 al 15 de marzo de 2024"), ("it", "dal 12 al 15 marzo 2024"),
     ("pt", "de 12 a 15 de março de 2024"), ("nl", "12 t/m 15 maart 2024"),
     ("de", "12./15. März 2024"), ("zh", "2024年3月12日至15日")],
)  # fmt: skip
def test_days_from_and_to_are_read_in_words(tag: str, text: str) -> None:
    assert read_typed(parse_dates, text, tag) == (DAYS,)


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de", "30. März – 2. April 2024"), ("fr", "30 mars au 2 avril 2024"),
     ("es", "30 de marzo al 2 de abril de 2024"), ("sv", "30 mars – 2 april 2024")],
)  # fmt: skip
def test_days_of_two_months_are_read_in_words(tag: str, text: str) -> None:
    assert read_typed(parse_dates, text, tag) == (OVER,)


def test_an_error_names_what_was_typed_and_not_what_it_became() -> None:
    with pytest.raises(DateError, match=r"^'35\. März 2024' has no day 35$"):
        read_typed(parse_date, "35. März 2024", "de")
    with pytest.raises(DateError, match=r"^'12\. x 15\. März 2024' is not a date$"):
        read_typed(parse_date, "12. x 15. März 2024", "de")


def test_a_date_in_another_language_gets_a_hint_in_figures() -> None:
    with pytest.raises(DateError) as caught:
        read_typed(parse_dates, "12.–15. März 2024", None)
    assert caught.value.hint.startswith("write 2024-03-12..2024-03-15, or add the `language`")


GERMAN = """\
name: Ada Beispiel
language: de
born: {text: 3. April 1990, visibility: public}
work_authorization: {status: Aufenthaltstitel, until: März 2030, visibility: public}
variants:
  kurz: {sections: [experience: {since: März 2018}]}
sections:
  experience:
    - {role: Alt, start: Januar 2015, end: Februar 2018}
    - {role: Neu, start: April 2018, end: heute}
"""


@pytest.mark.parametrize("birth", ["3. April 1990", "1990-04-03", "3.4.1990", "3 April 1990"])
def test_every_place_of_a_date_takes_the_language_of_the_cv(birth: str) -> None:
    document = document_of(GERMAN.replace("3. April 1990", birth), "kurz")
    header = str(document.header).replace("\\xa0", " ")
    assert "3. April 1990" in header and "2030" in header
    (block,) = document.sections[0].blocks
    assert isinstance(block, EntryBlock) and block.title[0].text == "Neu"


def test_a_date_in_a_language_the_cv_does_not_name_is_reported_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    write(tmp_path / "cv_data" / "ada.yaml", GERMAN.replace("language: de\n", "# English\n"))
    made = run("check")
    places = re.findall(r"^cv_data/ada.yaml:(\d+:\d+): E205", made.err, re.MULTILINE)
    assert places == ["4:55", "6:41", "9:26", "9:44", "10:43"]
    for hint in ("2030-03", "2018-03", "2015-01", "2018-02", "present"):
        assert f"write {hint}, or add the `language` of the CV" in made.err


@pytest.mark.parametrize(
    ("tag", "text", "hint"),
    [("en", "Oktober 2013", "write 2013-10"), ("de", "octobre 2013", "write 2013-10"),
     ("en", "automne 2013", "write autumn 2013"),
     ("en", "Oktober 2013 – Mai 2014", "write 2013-10..2014-05")],
)  # fmt: skip
def test_a_cv_that_names_its_language_is_not_told_to_name_it(
    tag: str, text: str, hint: str
) -> None:
    with pytest.raises(DateError) as caught:
        read_typed(parse_when, text, tag)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("tag", "text", "date"),
    [("de", "14.09.2019", "2019-09-14"), ("de", "3.4.2019", "2019-04-03"),
     ("de", "9.2019", "2019-09"),
     ("cs", "14. 9. 2019", "2019-09-14"), ("fi", "14.9.2019", "2019-09-14"),
     ("pl", "14.09.2019", "2019-09-14"), ("de", "12.–15.03.2024", "2024-03-12..2024-03-15"),
     ("de", "12.03.–15.03.2024", "2024-03-12..2024-03-15"),
     ("de", "01.2019 – heute", "2019-01..present"),
     ("de", "12.03.2024 bis 15.03.2024", "2024-03-12..2024-03-15")],
)  # fmt: skip
def test_figures_with_dots_are_read_where_the_language_writes_them(
    tag: str, text: str, date: str
) -> None:
    assert read_typed(parse_dates, text, tag) == parse_dates(date)


@pytest.mark.parametrize(
    ("tag", "text"),
    [(None, "14.09.2019"), ("en", "3.4.2019"), ("fr", "3.4.2019"), ("de", "03/04/2019"),
     ("de", "14.13.2019"), ("de", "1.2.3.2019")],
)  # fmt: skip
def test_other_figures_are_refused_in_any_language(tag: str | None, text: str) -> None:
    with pytest.raises(DateError):
        read_typed(parse_dates, text, tag)


def test_a_thesis_has_a_date_in_the_language_of_the_cv() -> None:
    thesis = "{title: Von Mühlen, distinction: Preis, date: 14. März 2019}"
    cv = f"name: Ada\nlanguage: de\nsections: {{education: [{{degree: MSc, thesis: {thesis}}}]}}"
    (block,) = document_of(cv).sections[0].blocks
    assert isinstance(block, EntryBlock)
    text = "".join(run.text for run in block.details[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert text == "Abschlussarbeit: Von Mühlen (Preis, 14. März 2019)"
