"""Other forms of dates, and hints for texts that are more than a date."""

from __future__ import annotations

import pytest

from cvgen.dates.parsing import parse_date, parse_dates
from cvgen.dates.reading import DateError
from cvgen.locales.tags import data_of, locale_names
from cvgen.model.date import read_typed


@pytest.mark.parametrize(
    ("tag", "text", "date"),
    [("de", "Mrz 2020", "2020-03"), ("de", "Mrz. 2020", "2020-03"), ("de", "Maerz 2020", "2020-03"),
     ("de", "Mär 2020", "2020-03"), ("de", "1. Okt 2019", "2019-10-01"),
     ("es", "setiembre de 2020", "2020-09"), ("es", "sept 2020", "2020-09"),
     ("fr", "fevrier 2019", "2019-02"), ("fr", "Aout 2020", "2020-08"),
     ("fr", "juil 2020", "2020-07"), ("de", "Fruehjahr 2020", "spring 2020"),
     ("es", "verano 2019", "summer 2019"), ("es", "otono de 2019", "autumn 2019"),
     ("fr", "ete 2019", "summer 2019"), ("sv", "vår 2020", "spring 2020"),
     ("sv", "HT 2019", "autumn 2019"), ("nb", "høst 2019", "autumn 2019"),
     ("nl", "herfst 2019", "autumn 2019"), ("zh", "2020年春季", "spring 2020"),
     ("ja", "2020年春期", "spring 2020")],
)  # fmt: skip
def test_months_and_seasons_are_read_in_their_other_forms(tag: str, text: str, date: str) -> None:
    assert read_typed(parse_date, text, tag) == parse_date(date)


def test_an_ambiguous_start_of_a_month_is_refused() -> None:
    with pytest.raises(DateError):
        read_typed(parse_date, "jui 2020", "fr")


@pytest.mark.parametrize("tag", locale_names())
def test_a_status_in_place_of_a_date_leads_to_its_key(tag: str) -> None:
    for status in data_of(tag)["typed"]["status"]:
        for text, hint in (
            (status, f"`status: {status}`, and"),
            (f"2024 ({status})", "`date: 2024`"),
        ):
            with pytest.raises(DateError) as caught:
                read_typed(parse_date, text, tag)
            assert hint in caught.value.hint and f"`status: {status}`" in caught.value.hint
            assert caught.value.key == "status"


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de", "2027 (geplant)"), ("fr", "2027 (prévu)"), ("es", "previsto 2027"),
     ("ja", "2027（予定）"), ("zh", "2027（预计）")],
)  # fmt: skip
def test_an_expected_end_leads_to_its_key(tag: str, text: str) -> None:
    with pytest.raises(DateError) as caught:
        read_typed(parse_date, text, tag)
    assert caught.value.hint == "write `expected: 2027`"


@pytest.mark.parametrize(
    ("text", "date"),
    [("WS19/20", "WS 2019/20"), ("WS 19/20", "WS 2019/20"), ("WS2019/2020", "WS 2019/20"),
     ("WiSe 20/21", "WiSe 2020/21"), ("SS20", "SS 2020"), ("SoSe '21", "SoSe 2021"),
     ("WS 2019", "WS 2019"), ("SS 98", "SS 1998"), ("Q1/2020", "2020-Q1"), ("2020/Q1", "2020-Q1")],
)  # fmt: skip
def test_terms_and_quarters_in_short_are_read(text: str, date: str) -> None:
    assert parse_date(text) == parse_date(date)


def test_lists_may_contain_short_terms() -> None:
    found = parse_dates("WS19/20, SS 20 und WS 20/21")
    assert found == parse_dates("WS 2019/20, SS 2020, WS 2020/21")
    with pytest.raises(DateError, match="SS lies in one year"):
        parse_date("SS 19/20")


@pytest.mark.parametrize(
    ("text", "hint"),
    [("2019 2020", "write 2019, 2020 for two dates, or 2019..2020"),
     ("2019 (twice)", "write 2019, and 'twice' in `note`")],
)  # fmt: skip
def test_other_text_in_a_date_is_named(text: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        read_typed(parse_dates, text, None)
    assert caught.value.hint == hint
