"""Words, dates and money of a language."""

from __future__ import annotations

import pytest

from cvgen.dates import DateRange, Dates
from cvgen.dates.parsing import parse_date, parse_dates, parse_when
from cvgen.document import When
from cvgen.locales import Locale, load_locale
from cvgen.locales.tags import locale_names
from cvgen.sections import SECTION_TYPES
from cvgen.sections.publications import KINDS

EN = load_locale("en")
DASH = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2021", "2021"),
        ("2023-09", "Sep 2023"),
        ("Sept 2023", "Sep 2023"),
        ("2023-05", "May 2023"),
        ("2023-09-14", "14 Sep 2023"),
        ("2023-09-01", "1 Sep 2023"),
        ("2027-Q1", "Q1 2027"),
        ("summer 2015", "Summer 2015"),
        ("autumn 2015", "Autumn 2015"),
        ("fall 2015", "Fall 2015"),
        ("1000", "1000"),
        ("2999-12-31", "31 Dec 2999"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_was_given(given: str, shown: str) -> None:
    assert EN.date(parse_date(given)) == shown


@pytest.mark.parametrize(
    ("given", "shown", "start", "end"),
    [
        ("2021", "2021", "2021", None),
        ("2022..2024", f"2022{DASH}2024", "2022", "2024"),
        ("2022..2022", "2022", "2022", None),
        ("2022..present", f"2022 {DASH} present", "2022", None),
        ("2022-03..2024", f"Mar 2022 {DASH} 2024", "2022-03", "2024"),
        ("2022-03..2022-05", f"Mar {DASH} May 2022", "2022-03", "2022-05"),
        ("2022-03..2023-05", f"Mar 2022 {DASH} May 2023", "2022-03", "2023-05"),
        ("2022-03-01..2022-03-04", f"1{DASH}4 Mar 2022", "2022-03-01", "2022-03-04"),
        ("2022..2022-05", f"2022 {DASH} May 2022", "2022", "2022-05"),
        ("2022-03..2022", f"Mar 2022 {DASH} 2022", "2022-03", "2022"),
        ("summer 2021..2022", f"Summer 2021 {DASH} 2022", None, "2022"),
        ("2021..Q3 2022", f"2021 {DASH} Q3 2022", "2021", None),
        ("..2024", "until 2024", None, "2024"),
        ("2022..", f"2022 {DASH} present", "2022", None),
    ],
)
def test_a_range_says_each_end_once(
    given: str, shown: str, start: str | None, end: str | None
) -> None:
    assert EN.when(parse_when(given)) == When(shown, start, end)


@pytest.mark.parametrize(
    ("given", "expected", "shown"),
    [
        ("2022", "2026", f"2022 {DASH} expected 2026"),
        ("2022-10", "2026-06", f"Oct 2022 {DASH} expected Jun 2026"),
        (None, "2027-Q1", "expected Q1 2027"),
    ],
)
def test_an_expected_end_says_so(given: str | None, expected: str, shown: str) -> None:
    ranges = (parse_when(given),) if given else ()
    made = EN.when(Dates(ranges, parse_date(expected)))
    assert made is not None
    assert made.text == shown


def test_no_dates_are_nothing() -> None:
    assert EN.when(None) is None
    assert EN.when(DateRange()) is None


def test_several_dates_are_in_a_row() -> None:
    made = EN.when(Dates(parse_dates("2021, 2023, 2024..2025")))
    assert made is not None
    assert (made.text, [part.start for part in made.parts]) == (
        f"2021, 2023, 2024{DASH}2025", ["2021", "2023", "2024"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (546079, "EUR", "€546,079"),
        (1500, "GBP", "£1,500"),
        (1500.5, "GBP", "£1,500.50"),
        (1500.0, "USD", "$1,500"),
        (0, "EUR", "€0"),
        (1000000, "JPY", "¥1,000,000"),
        (12, "CHF", "CHF\u00a012"),
        (12, "XYZ", "XYZ\u00a012"),
        (1234567, None, "1,234,567"),
        (0.5, None, "0.5"),
        (999999999999999, "EUR", "€999,999,999,999,999"),
    ],
)
def test_money_has_no_decimals_where_it_is_whole(
    amount: float, currency: str | None, shown: str
) -> None:
    assert EN.money(amount, currency) == shown


def test_a_phrase_is_filled_in_and_counted() -> None:
    assert EN.word("expected", date="2027") == "expected 2027"
    assert EN.word("advisor", count=1) == "Advisor"
    assert EN.word("advisor", count=2) == "Advisors"
    assert EN.word("count", count=12, n=12) == "12 items"


@pytest.mark.parametrize("value", ["{date}", "{0}", "{", "}", "%s", "{date.__class__}"])
def test_braces_in_a_value_are_text(value: str) -> None:
    assert EN.word("expected", date=value) == f"expected {value}"


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("experience", "Experience"),
        ("my_talks", "My talks"),
        ("open-source", "Open source"),
        ("phD students", "PhD students"),
        ("Réseaux", "Réseaux"),
        ("_", ""),
    ],
)
def test_a_section_without_a_title_is_called_by_its_key(key: str, title: str) -> None:
    assert EN.section_title(key, "entries") == title


@pytest.mark.parametrize("tag", locale_names())
def test_a_language_has_words_for_every_section_publication_and_season(tag: str) -> None:
    locale = load_locale(tag)
    plain = {"bullets", "entries", "pairs", "text"}
    assert set(SECTION_TYPES.names()) - plain <= set(locale.data["sections"])
    assert set(KINDS) == set(locale.data["publications"])
    assert {"spring", "summer", "autumn", "winter"} <= set(locale.data["seasons"])
    assert locale.direction in ("ltr", "rtl")


@pytest.mark.parametrize("tag", locale_names())
def test_a_language_has_the_same_words_as_english(tag: str) -> None:
    data = load_locale(tag).data
    assert set(data) == set(EN.data)
    assert set(data["words"]) == set(EN.data["words"])
    assert set(data["dates"]) == set(EN.data["dates"])


def test_a_group_of_publications_has_a_heading() -> None:
    assert EN.publication_group("journal") == "Journal articles"
    assert EN.publication_group("zine") == "Zine"


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "EN", "xx", "xx-YY", "tlh", "zz-Zzzz-ZZ", "pt-BR", "zh-Hant-TW"]
)
def test_a_language_without_words_of_its_own_takes_english_ones(tag: str) -> None:
    locale = load_locale(tag)
    assert locale.tag == tag
    if tag.split("-")[0].lower() not in locale_names():
        assert locale.word("present") == "present"
    assert "2021" in locale.date(parse_date("2021-03-04"))
    assert locale.money(1500, "EUR")


@pytest.mark.parametrize(
    ("tag", "shown"), [("de", "14. Sept. 2023"), ("fr", "14 sept. 2023"), ("xx", "14 Sep 2023")]
)
def test_the_name_of_a_month_is_in_the_language_of_the_cv(tag: str, shown: str) -> None:
    month = shown.split()[1]
    assert month in load_locale(tag).date(parse_date("2023-09-14"))


def test_a_language_written_from_right_to_left_says_so() -> None:
    assert Locale("ar", {"direction": "rtl"}).direction == "rtl"
    assert Locale("xx", {}).direction == "ltr"


def test_a_language_is_loaded_once() -> None:
    assert load_locale("en") is load_locale("en")
