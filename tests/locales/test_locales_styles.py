"""Styles of dates, and the marks between parts of a text."""

from __future__ import annotations

import dataclasses

import pytest
from babel import Locale as Cldr

from cvgen.dates import Dates
from cvgen.dates.parsing import parse_date, parse_when
from cvgen.document import LATIN, Punctuation
from cvgen.locales import DateStyle, Locale, load_locale
from cvgen.locales.tags import locale_names
from cvgen.markup.inline import literal, plain_text

ZH = load_locale("zh").punctuation


def styled(tag: str, style: DateStyle) -> Locale:
    return dataclasses.replace(load_locale(tag), date_style=style)


@pytest.mark.parametrize(
    ("tag", "style", "given", "shown"),
    [
        ("en", "year", "2021-03..2022-05", "2021–2022"),
        ("en", "year", "2021-03..2021-05", "2021"),
        ("en", "year", "2021-03-04", "2021"),
        ("en", "year", "2021-03..present", "2021 – present"),
        ("en", "year", "summer 2015", "2015"),
        ("en", "year", "2027-Q1", "2027"),
        ("en", "year", "2021", "2021"),
        ("en", "iso", "2023-09..2024-01", "2023-09 – 2024-01"),
        ("en", "iso", "2021..2022", "2021–2022"),
        ("en", "iso", "2023-03..2023-05", "2023-03 – 2023-05"),
        ("en", "iso", "2023-09-14", "2023-09-14"),
        ("en", "iso", "2027-Q1", "2027-Q1"),
        ("en", "iso", "summer 2015", "Summer 2015"),
        ("en", "iso", "2023-09..present", "2023-09 – present"),
        ("zh", "iso", "2023-09..2024-01", "2023-09 – 2024-01"),
        ("en", "numeric", "2023-09..2024-01", "09/2023 – 01/2024"),
        ("en", "numeric", "2023-03..2023-05", "03/2023 – 05/2023"),
        ("en", "numeric", "2023-09-14", "14/09/2023"),
        ("en-US", "numeric", "2023-09-14", "09/14/2023"),
        ("de", "numeric", "2023-09..present", "09.2023 – heute"),
        ("fi", "numeric", "2023-09", "9/2023"),
        ("zh", "numeric", "2023-09..2024-01", "2023/09–2024/01"),
        ("sv", "numeric", "2023-09", "2023-09"),
        ("en", "numeric", "2021..2022", "2021–2022"),
        ("hu", "numeric", "2023-09", "2023. 9."),
    ],
)
def test_dates_in_a_style(tag: str, style: DateStyle, given: str, shown: str) -> None:
    made = styled(tag, style).when(parse_when(given))
    assert made is not None
    assert made.text == shown


@pytest.mark.parametrize("style", ["month-year", "year", "iso", "numeric"])
def test_what_machines_read_does_not_depend_on_the_style(style: DateStyle) -> None:
    made = styled("de", style).when(parse_when("2023-09..2024-01"))
    assert made is not None
    assert (made.start, made.end) == ("2023-09", "2024-01")


def test_a_full_date_keeps_its_day_where_others_show_the_year() -> None:
    born = parse_date("1990-02-03")
    assert styled("en", "year").full_date(born) == "3 February 1990"
    assert styled("en", "numeric").full_date(born) == "03/02/1990"
    assert styled("en", "iso").full_date(born) == "1990-02-03"
    assert styled("en", "year").full_date(parse_date("1990")) == "1990"


@pytest.mark.parametrize("tag", [tag for tag in locale_names() if tag != "en"])
def test_a_date_that_stands_alone_has_the_long_form_of_cldr(tag: str) -> None:
    long = Cldr.parse(tag, sep="-").date_formats["long"].pattern.replace("\u202f", "\u00a0")
    assert load_locale(tag).data["dates"]["full_day"] == long


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("de", "3. April 1990", "April 1990"),
        ("fr", "3 avril 1990", "avril 1990"),
        ("en", "3 April 1990", "April 1990"),
        ("en-US", "April 3, 1990", "April 1990"),
        ("pt-PT", "3 de abril de 1990", "abril de 1990"),
        ("cs", "3. dubna 1990", "duben 1990"),
        ("ru", "3 апреля 1990 г.", "апрель 1990 г."),
        ("ja", "1990年4月3日", "1990年4月"),
        ("hu", "1990. április 3.", "1990. április"),
    ],
)
def test_a_date_that_stands_alone_names_its_month_in_full(tag: str, day: str, month: str) -> None:
    shown = [load_locale(tag).full_date(parse_date(text)) for text in ("1990-04-03", "1990-04")]
    assert [text.replace("\u00a0", " ") for text in shown] == [day, month]


@pytest.mark.parametrize(
    ("tag", "short", "long"),
    [
        ("fr", "1er mars 2021", "1er mars 2021"),
        ("it", "1º mar 2021", "1º marzo 2021"),
        ("pt", "1º de mar. de 2021", "1º de março de 2021"),
        ("pt-PT", "1 de mar. de 2021", "1 de março de 2021"),
        ("de", "1. März 2021", "1. März 2021"),
        ("en", "1 Mar 2021", "1 March 2021"),
        ("ja", "2021年3月1日", "2021年3月1日"),
    ],
)
def test_the_first_day_of_a_month_is_written_as_in_the_language(
    tag: str, short: str, long: str
) -> None:
    locale, first = load_locale(tag), parse_date("2021-03-01")
    assert locale.date(first).replace("\u00a0", " ") == short
    assert locale.full_date(first).replace("\u00a0", " ") == long
    assert "1er" not in locale.date(parse_date("2021-03"))
    assert "1er" not in locale.date(parse_date("2021-03-11"))
    assert "1er" not in styled(tag, "numeric").date(first)


def test_a_month_in_a_phrase_and_the_ends_of_ranges_stay_short() -> None:
    german = load_locale("de")
    assert german.full_date(parse_date("2027-09"), in_phrase=True) == "Sept. 2027"
    assert german.full_date(parse_date("2027-09-03"), in_phrase=True) == "3. September 2027"
    made = german.when(parse_when("2023-09-01..2023-12-03"))
    assert made is not None
    assert made.text == "1. Sept. – 3. Dez. 2023"


def test_an_expected_end_in_years() -> None:
    made = styled("en", "year").when(Dates((parse_when("2022-10"),), parse_date("2026-06")))
    assert made is not None
    assert made.text == "2022 – expected 2026"


def joined(marks: Punctuation, *parts: str) -> str:
    return plain_text(marks.join(map(literal, parts), "list"))


def test_marks_of_a_script_are_for_text_in_that_script() -> None:
    assert joined(ZH, "数据库", "Rust") == "数据库、Rust"
    assert joined(ZH, "Python", "Rust") == "Python, Rust"
    assert joined(ZH, "", "数据库", "") == "数据库"
    assert joined(load_locale("ar").punctuation, "نور", "ليلى") == "نور، ليلى"
    assert joined(load_locale("ko").punctuation, "데이터", "통계") == "데이터, 통계"


def test_labels_remarks_and_stops() -> None:
    french = load_locale("fr").punctuation
    assert plain_text(french.labelled("Note", literal("18"))) == "Note\u202f: 18"
    assert french.labelled("Note", ()) == ()
    assert plain_text(ZH.labelled("导师", literal("Anna"))) == "导师：Anna"
    assert plain_text(ZH.remarked(literal("职员"), literal("兼职"))) == "职员（兼职）"
    assert plain_text(LATIN.remarked(literal("Clerk"), literal("part-time"))) == "Clerk (part-time)"
    assert plain_text(LATIN.remarked((), literal("part-time"))) == "(part-time)"
    assert plain_text(LATIN.remarked(literal("Clerk"), ())) == "Clerk"
    assert [ZH.ended(text) for text in ("索引", "Index", "索引。", "why?")] == ["。", ".", "", ""]
