"""Everyday forms of values, and the hints that name cvgen's form."""

from __future__ import annotations

import pytest

from cvgen.locales.tags import tag_of
from tests.helpers import problems_of

ROLE = "sections:\n  experience:\n  - role: x\n    "


def hints_of(text: str) -> list[str | None]:
    return [problem.hint for problem in problems_of(f"name: A\n{text}\n")]


@pytest.mark.parametrize("word", ["today", "now", "present", "heute", "aujourd'hui"])
def test_a_relative_day_is_not_a_date_of_a_cv(word: str) -> None:
    (hint,) = hints_of(f"updated: {word}")
    assert hint == "write the date, as in 2026-11-29"


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("deutsch", "de"), ("Deutsch", "de"), ("german", "de"), ("de_DE", "de"), ("en_US", "en-US"),
        ("de_DE.UTF-8", "de"), ("zh_TW", "zh-Hant"), ("Español", "es"), ("français", "fr"),
        ("norsk bokmål", "nb"), ("Romanian", "ro"), ("中文", "zh"), ("Germna", "de"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["language: {}", "variants: {{v: {{language: {}}}}}"])
def test_the_name_of_a_language_leads_to_its_tag(place: str, word: str, tag: str) -> None:
    assert hints_of(place.format(word)) == [f"write `language: {tag}`"]


def test_an_unknown_language_gives_no_hint() -> None:
    assert tag_of("klingon") is tag_of("x") is None
    assert (tag_of("ger"), tag_of("fra")) == ("de", "fr")
    assert hints_of("language: klingon") == ["write a language tag, as in en or pt-BR"]
    assert hints_of("headline: {german: x, en: y}") == ["a language is a tag, as in de"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("highlights: [{Responsible for: }]",
         "if 'Responsible for:' is the text, put it in quotes, or write items below it"),
        ("summary: {Responsible for: }",
         "if 'Responsible for:' is the text, put it in quotes"),
        ("highlights: [Zork: teaching]",
         "a text with ': ' in it needs quotes: 'Title: subtitle'"),
        ("highlights: |\n      1. One\n      2. Two",
         "start each line with `- `, or put a text above the numbers, as in `Steps:`"),
    ],
)  # fmt: skip
def test_a_text_that_reads_as_something_else(text: str, hint: str) -> None:
    assert hints_of(ROLE + text) == [hint]


def test_the_hint_about_numbers_works() -> None:
    assert hints_of(ROLE + "highlights: |\n      Steps:\n      1. One\n      2. Two") == []


def test_a_variant_that_is_only_the_name_of_another() -> None:
    assert hints_of("variants: {d: industry}") == ["write `d: {extends: industry}`"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("article", "journal"), ("inproceedings", "conference"), ("journal-article", "journal"),
        ("Journal Article", "journal"), ("paper-conference", "conference"), ("misc", "other"),
        ("techreport", "report"), ("PhDThesis", "thesis"), ("book-chapter", "chapter"),
    ],
)  # fmt: skip
def test_types_of_publications_elsewhere(word: str, kind: str) -> None:
    text = f"sections: {{publications: [{{title: x, type: {word}}}]}}"
    assert hints_of(text) == [f"did you mean '{kind}'?"]


@pytest.mark.parametrize("word", ["“a@b.de”", "„a@b.de“", "«a@b.de»"])
def test_an_address_in_printed_quotes_is_refused(word: str) -> None:
    assert hints_of(f"email: {word}") == ["use straight quotes, or none: a@b.de"]
    address = word.replace("a@b.de", "https://b.de")
    assert hints_of(f"links: [{address}]") == ["use straight quotes, or none: https://b.de"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\u00a0\u00a0email: a@b.de", 2),
        ("sections:\n  experience:\n\u00a0\u00a0- role: x", 4),
        ("sections:\n  experience:\n  - role: x\n\u00a0\u00a0\u00a0\u00a0organization: y", 5),
    ],
)
def test_no_break_spaces_do_not_indent(text: str, line: int) -> None:
    (problem,) = problems_of(f"name: A\n{text}\n")
    assert (problem.message, problem.hint) == (
        f"line {line} is indented with no-break spaces",
        "use plain spaces",
    )


def test_a_tab_after_the_dash_of_an_entry_is_named() -> None:
    (problem,) = problems_of("name: A\nsections:\n  experience:\n  -\trole: x\n    unit: y\n")
    assert (problem.code, problem.where) == ("E111", "ada.yaml:4:4")


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://exa mple.org", "write https://example.org, or %20"),
        ("https://", "write the name of the host after https://"),
        ("https:///", "write the name of the host after https://"),
        ("https:/example.org", "write https://example.org"),
        ("https:example.org", "write https://example.org"),
        ("https//example.org", "write https://example.org"),
    ],
)
def test_a_fault_in_a_web_address_is_named(address: str, hint: str) -> None:
    (found,) = hints_of(f"links: ['{address}']")
    assert hint in str(found)


@pytest.mark.parametrize("page", ["https://pubs.acs.org/doi/", "https://x.org/doi/abs/"])
def test_the_page_of_a_publisher_has_the_doi_to_write(page: str) -> None:
    text = f"sections:\n  publications:\n  - title: x\n    doi: {page}10.1021/ja01?a=b"
    assert hints_of(text) == ["write 10.1021/ja01"]


@pytest.mark.parametrize(
    "text", [f"{ROLE}priority: high", "variants: {short: {pages: two}}", f"{ROLE}priority: 2.5"]
)
def test_a_number_in_words_must_be_in_digits(text: str) -> None:
    key = "pages" if "pages" in text else "priority"
    assert hints_of(text)[-1] == f"write digits, as in `{key}: 3`"
