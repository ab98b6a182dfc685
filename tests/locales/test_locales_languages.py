"""The languages available: complete, and dates, plurals and money as their readers write them."""

from __future__ import annotations

import string
from typing import Any

import pytest

from cvgen.dates.parsing import parse_date, parse_when
from cvgen.locales import load_locale
from cvgen.locales.cldr import format_by_pattern, month_names
from cvgen.locales.tags import data_files_of, data_of, locale_names
from cvgen.remarks.contents import warn_of_language
from tests.helpers_cv import document_of, loaded_of, text_of_document

ARTICLES = {"le", "la", "l’", "den", "dem", "der", "das", "il", "el", "o", "os", "dne", "the"}
NO_BREAK, NARROW = "\u00a0", "\u202f"
EN: dict[str, Any] = data_of("en")
TAGS = pytest.mark.parametrize("tag", [tag for tag in locale_names() if tag != "en"])
LEAST = {
    "ar", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hi", "it", "ja", "ko", "nb", "nl", "pl",
    "pt", "ru", "sv", "tr", "uk", "zh", "zh-Hant",
}  # fmt: skip


def test_the_supported_languages() -> None:
    assert set(locale_names()) >= LEAST


@TAGS
def test_a_language_has_the_keys_of_english_and_no_others(tag: str) -> None:
    data = load_locale(tag).data
    assert set(data) == set(EN)
    for part, values in EN.items():
        if isinstance(values, dict):
            assert set(data[part]) == set(values), part


@TAGS
def test_a_phrase_has_the_fields_of_the_english_one(tag: str) -> None:
    data = load_locale(tag).data
    for part in ("words", "seasons"):
        for key, phrase in EN[part].items():
            wanted = fields(phrase["other"] if isinstance(phrase, dict) else phrase)
            own = data[part][key]
            forms = own.values() if isinstance(own, dict) else [own]
            assert all(fields(form) <= wanted for form in forms), key
            assert wanted in [fields(form) for form in forms], key
    assert fields(data["dates"]["range"]) == {"start", "end"}
    assert fields(data["dates"]["open"]) == {"start", "present"}
    assert fields(data["dates"]["quarter"]) == {"q", "y"}


@pytest.mark.parametrize("tag", locale_names())
def test_seasons_begin_with_a_capital_where_months_do(tag: str) -> None:
    first = {name[:1] for name in month_names_as_written(tag)}
    seasons = {phrase.strip()[:1] for phrase in load_locale(tag).data["seasons"].values()}
    if any(letter.lower() != letter.upper() for letter in seasons):
        assert all(map(str.isupper, seasons)) == all(map(str.isupper, first))
        assert all(map(str.islower, seasons)) == all(map(str.islower, first))


def month_names_as_written(tag: str) -> list[str]:
    return [format_by_pattern(2000, month, 1, "MMMM", tag) for month in range(1, 13)]


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def test_no_article_stands_before_a_date_which_may_be_a_month_or_a_year() -> None:
    for tag in locale_names():
        for key, phrase in load_locale(tag).data["words"].items():
            if isinstance(phrase, str) and "{date}" in phrase:
                before = phrase.partition("{date}")[0].casefold().split()
                assert not ARTICLES & set(before[-1:]), (tag, key, phrase)


@pytest.mark.parametrize(("date", "text"), [("2027", "2027"), ("2027-03", "mars 2027"),
                                            ("2027-03-05", "5 mars 2027")])  # fmt: skip
def test_a_french_certificate_expires_in_a_year_in_a_month_or_on_a_day(
    date: str, text: str
) -> None:
    entry = f"{{name: Tissage, issuer: Moulin, date: 2021, expires: {date}}}"
    doc = document_of(
        f"name: Ada\nlanguage: fr\nsections: {{certifications: [{entry}]}}\n"
        f"work_authorization: {{country: Suisse, status: permis B, until: {date}}}\n"
    )
    words = " ".join(text_of_document(doc).replace(NO_BREAK, " ").replace(NARROW, " ").split())
    assert words.count(f"échéance : {text}") == 2, words


@pytest.mark.parametrize("tag", locale_names())
def test_counted_phrases_have_the_plurals_of_the_language(tag: str) -> None:
    from babel import Locale

    plural = Locale.parse(tag, sep="-").plural_form
    needed = {plural(number) for number in range(1, 1000)}
    possible = {*needed, plural(0), plural(1_000_000), "other"}
    for key, phrase in load_locale(tag).data["words"].items():
        if isinstance(phrase, dict):
            assert needed | {"other"} <= set(phrase) <= possible, key


@pytest.mark.parametrize(
    ("tag", "number", "shown"),
    [
        ("en", 1, "1 item"), ("en", 2, "2 items"), ("en", 0, "0 items"),
        ("de", 1, "1 Eintrag"), ("de", 21, "21 Einträge"), ("fr", 1, "1 référence"),
        ("pl", 1, "1 pozycja"), ("pl", 3, "3 pozycje"), ("pl", 5, "5 pozycji"),
        ("pl", 22, "22 pozycje"), ("pl", 12, "12 pozycji"),
        ("ru", 1, "1 работа"), ("ru", 21, "21 работа"), ("ru", 4, "4 работы"),
        ("ru", 11, "11 работ"),
        ("cs", 1, "1 položka"), ("cs", 4, "4 položky"), ("cs", 5, "5 položek"),
        ("ar", 1, "عمل واحد"), ("ar", 2, "عملان"), ("ar", 3, "3 أعمال"),
        ("ar", 11, "11 عملًا"), ("ar", 100, "100 عمل"),
        ("he", 1, "פרסום אחד"), ("he", 2, "שני פרסומים"), ("he", 8, "8 פרסומים"),
        ("zh", 9, "共9篇"), ("ja", 9, "9件"), ("pt-BR", 2, "2 referências"),
    ],
)  # fmt: skip
def test_things_are_counted(tag: str, number: int, shown: str) -> None:
    assert load_locale(tag).word("count", count=number, n=number) == shown


@pytest.mark.parametrize(
    ("tag", "given", "shown"),
    [
        ("de", "2023-09..present", "Sept. 2023 – heute"),
        ("de", "2021..2022", "2021–2022"),
        ("de", "2023-03..2023-05", "März – Mai 2023"),
        ("fr", "2023-09..present", "sept. 2023 – aujourd’hui"),
        ("es", "2023-09..2024-01", "sept 2023 – ene 2024"),
        ("pt", "2023-03..2023-05", "mar. – mai. de 2023"),
        ("pt-PT", "2023-09..present", "set. de 2023 – presente"),
        ("fi", "2023-09..2024-01", "syyskuu 2023 – tammikuu 2024"),
        ("cs", "2023-09..present", "září 2023 – dosud"),
        ("pl", "2023-05", "maj 2023"),
        ("pl", "2023-05-04", "4 maj 2023"),
        ("ru", "2023-05", "май 2023"),
        ("ru", "2023-05-04", "4 мая 2023"),
        ("ru", "2023-03..2023-05", "март – май 2023"),
        ("uk", "2023-05", "трав. 2023"),
        ("el", "2023-05", "Μάι 2023"),
        ("el", "2023-05-04", "4 Μαΐ 2023"),
        ("tr", "2023-09..present", "Eyl 2023 – günümüz"),
        ("zh", "2023-09..present", "2023年9月至今"),
        ("zh", "2023-03..2023-05", "2023年3月–5月"),
        ("zh", "2022-11..2023-01", "2022年11月–2023年1月"),
        ("zh", "2021..2023", "2021–2023"),
        ("zh", "2016..2019-06", "2016年–2019年6月"),
        ("zh", "2016..present", "2016年至今"),
        ("ja", "2015-04..2016", "2015年4月–2016年"),
        ("ko", "2016..2019-06", "2016년 – 2019년 6월"),
        ("ko", "2016..2019", "2016–2019"),
        ("tr", "2016..2019-06", "2016 – Haz 2019"),
        ("zh-Hant-TW", "2027-Q1", "2027年第1季"),
        ("ja", "2023-09..present", "2023年9月–現在"),
        ("ja", "summer 2015", "2015年夏"),
        ("ko", "2022-03..2022-08", "2022년 3월 – 8월"),
        ("ar", "2023-09..present", "سبتمبر 2023 – الآن"),
        ("ar", "2023-03..2023-05", "مارس – مايو 2023"),
        ("he", "..2024", "עד 2024"),
        ("hi", "2023-09..present", "सितंबर 2023 – वर्तमान"),
        ("en-US", "2023-09-14", "Sep 14, 2023"),
        ("en", "2023-11-07..2023-11-09", "7–9 Nov 2023"),
        ("en", "2024-03-30..2024-04-02", "30 Mar – 2 Apr 2024"),
        ("en", "2023-12-30..2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("en-US", "2023-11-07..2023-11-09", "Nov 7–9, 2023"),
        ("en-US", "2024-03-30..2024-04-02", "Mar 30 – Apr 2, 2024"),
        ("de", "2023-11-07..2023-11-09", "7.–9. Nov. 2023"),
        ("de", "2024-03-30..2024-04-02", "30. März – 2. Apr. 2024"),
        ("fr", "2023-11-01..2023-11-09", "1er–9 nov. 2023"),
        ("cs", "2023-11-07..2023-11-09", "7.–9. 11. 2023"),
        ("fi", "2024-03-30..2024-04-02", "30.3. – 2.4.2024"),
        ("pt", "2023-11-07..2023-11-09", "7–9 de nov. de 2023"),
        ("pt", "2024-03-30..2024-04-02", "30 de mar. – 2 de abr. de 2024"),
        ("zh", "2023-11-07..2023-11-09", "2023年11月7日–9日"),
        ("ja", "2024-03-30..2024-04-02", "2024年3月30日–4月2日"),
        ("ko", "2023-11-07..2023-11-09", "2023년 11월 7일–9일"),
    ],
)
def test_dates_read_as_they_are_written_there(tag: str, given: str, shown: str) -> None:
    made = load_locale(tag).when(parse_when(given))
    assert made is not None
    assert made.text == shown


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("en", "€546,079"), ("de", f"546.079{NO_BREAK}€"), ("fr", f"546{NARROW}079{NO_BREAK}€"),
        ("fi", f"546{NO_BREAK}079{NO_BREAK}€"), ("pt", f"€{NO_BREAK}546.079"),
        ("pt-PT", f"546{NO_BREAK}079{NO_BREAK}€"), ("de-CH", f"EUR{NO_BREAK}546’079"),
        ("ja", "€546,079"), ("nl", f"€{NO_BREAK}546.079"),
    ],
)  # fmt: skip
def test_money_is_written_as_there(tag: str, shown: str) -> None:
    assert load_locale(tag).money(546079, "EUR") == shown


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", ["en"]), ("EN", ["en"]), ("en-GB", ["en"]), ("en-us", ["en-US", "en"]),
        ("pt-BR", ["pt"]), ("pt-PT", ["pt-PT", "pt"]), ("pt-AO", ["pt-PT", "pt"]),
        ("de-CH", ["de"]), ("zh", ["zh"]), ("zh-Hans-CN", ["zh"]), ("zh-CN", ["zh"]),
        ("zh-Hant", ["zh-Hant", "zh"]), ("zh-Hant-TW", ["zh-Hant", "zh"]),
        ("zh-TW", ["zh-Hant", "zh"]), ("no", ["nb"]), ("nn-NO", ["nb"]), ("iw", ["he"]),
        ("hu", []), ("xx-YY", []), ("tlh", []),
    ],
)  # fmt: skip
def test_a_tag_leads_to_its_files(tag: str, names: list[str]) -> None:
    assert list(data_files_of(tag)) == names


@pytest.mark.parametrize(
    ("tag", "given", "shown"),
    [
        ("hu", "2023-09", "2023. szept."), ("hu", "2023-05-04", "2023. máj. 4."),
        ("ro", "2023-03..2023-05", "mar. – mai 2023"),
        ("hr", "2023-09..present", "ruj 2023. – present"),
        ("lt", "2023-03..2023-05", "2023-03 – 2023-05"),
    ],
)  # fmt: skip
def test_dates_of_a_language_without_words_come_from_cldr(tag: str, given: str, shown: str) -> None:
    made = load_locale(tag).when(parse_when(given))
    assert made is not None
    assert made.text == shown


def test_a_language_without_words_has_its_direction() -> None:
    assert load_locale("fa").direction == "rtl"
    assert load_locale("hu").direction == "ltr"


@pytest.mark.parametrize(("tag", "warned"), [("hu", True), ("pt-BR", False), ("zh-TW", False)])
def test_only_a_language_without_words_is_warned_of(tag: str, warned: bool) -> None:
    source = loaded_of("name: A\n").source
    warn_of_language(source, tag)
    assert [problem.code for problem in source.warnings] == ["W305"] * warned


def test_months_are_not_those_of_a_language_read_before() -> None:
    # Babel mixes up stand-alone months of languages that have none, once Chinese was asked for.
    load_locale("zh").date(parse_date("2023-09"))
    for tag in ("zh", "ja", *locale_names()):
        month_names(tag)
    for tag in locale_names():
        months = {load_locale(tag).date(parse_date(f"2023-{n:02d}")) for n in range(1, 13)}
        assert len(months) == 12
        if tag[:2] not in ("zh", "ja", "ko"):
            assert not any("月" in month for month in months), tag


def test_labels_and_phrases_of_a_document_are_in_its_language() -> None:
    german = document_of(
        """
        name: A
        language: de
        sections:
          experience: [{role: R, organization: O, start: 2020, end: present, supervisors: [X, Y]}]
          education: [{degree: MSc, area: Physik, advisors: [Z]}]
        """
    )
    assert [section.title for section in german.sections] == ["Berufserfahrung", "Ausbildung"]
    assert german.label == "Lebenslauf"
