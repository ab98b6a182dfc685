"""Values in entries: authors, identifiers, amounts, yes and no, dates."""

from __future__ import annotations

import pytest

from cvgen.dates import DateRange, Dates, PartialDate
from cvgen.sections.publications import Author, Publication
from tests.helpers import codes, entries_of, section


def publication(yaml_text: str) -> Publication:
    (entry,) = entries_of("publications", f"- title: T\n  {yaml_text}")
    assert isinstance(entry, Publication)
    return entry


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("Ada Example", [("Ada Example", False)]),
        ("[Ada Example, Bo Sample*]", [("Ada Example", False), ("Bo Sample", True)]),
        ("['Bo Sample *']", [("Bo Sample", True)]),
        ("[{name: Bo Sample, equal: true}]", [("Bo Sample", True)]),
        ("[{name: Bo Sample}]", [("Bo Sample", False)]),
        ("Ada Example, Bo Sample and Kim Muster",
         [("Ada Example", False), ("Bo Sample", False), ("Kim Muster", False)]),
        ("Ada Example and Bo Sample*", [("Ada Example", False), ("Bo Sample", True)]),
        ("Ada Example, Bo Sample, et al.",
         [("Ada Example", False), ("Bo Sample", False), ("et al.", False)]),
        ("'Example, A.; Sample, B.'", [("A. Example", False), ("B. Sample", False)]),
        ("Example, Ada", [("Ada Example", False)]),
        ("The ATLAS Collaboration", [("The ATLAS Collaboration", False)]),
        ("['*Ada Example*', '**Bo Sample**']", [("Ada Example", False), ("Bo Sample", False)]),
        ("['李四', 'Alexander']", [("李四", False), ("Alexander", False)]),
        ("Andy Anders and Brand Alexander", [("Andy Anders", False), ("Brand Alexander", False)]),
    ],
)  # fmt: skip
def test_authors_may_be_written_in_many_ways(value: str, made: list[tuple[str, bool]]) -> None:
    authors: tuple[Author, ...] = publication(f"authors: {value}").authors
    assert [(author.name, author.equal) for author in authors] == made


@pytest.mark.parametrize(
    ("value", "code"),
    [("['']", "E208"), ("['*']", "E208"), ("[{equal: true}]", "E202"),
     ("[{name: A, eqal: true}]", "E201"),
     ("[{name: A, equal: perhaps}]", "E204"), ("[[A]]", "E203"), ("[~]", "E203")],
)  # fmt: skip
def test_an_author_without_a_name_is_a_problem(value: str, code: str) -> None:
    assert codes(section("publications", f"- title: T\n  authors: {value}")) == [code]


@pytest.mark.parametrize(
    "value",
    [
        "10.1145/1.2",
        "https://doi.org/10.1145/1.2",
        "doi:10.1145/1.2",
        "DOI: 10.1145/1.2",
        "http://dx.doi.org/10.1145/1.2",
    ],
)
def test_a_doi_is_kept_bare(value: str) -> None:
    assert publication(f"doi: '{value}'").doi == "10.1145/1.2"


@pytest.mark.parametrize(
    "value",
    [
        "2410.06722",
        "arXiv:2410.06722",
        "https://arxiv.org/abs/2410.06722",
        "https://arxiv.org/pdf/2410.06722.pdf",
        "2410.06722 [cs.DB]",
    ],
)
def test_an_arxiv_identifier_is_kept_bare(value: str) -> None:
    assert publication(f"arxiv: '{value}'").arxiv == "2410.06722"


@pytest.mark.parametrize(
    "line",
    ["doi: 11.1/x", "doi: https://example.org", "arxiv: x", "arxiv: 2410", "arxiv: 'a\"b/1234567'"],
)
def test_what_is_not_an_identifier_is_refused(line: str) -> None:
    assert codes(section("publications", f"- title: T\n  {line}")) == ["E212"]


@pytest.mark.parametrize(
    ("value", "number"),
    [("546079", 546079), ("546,079", 546079), ("546 079", 546079), ("1_000", 1000),
     ("1500.50", 1500.5), ("0", 0),
     ("'007'", 7), ("1,234,567", 1234567), ("1 234,567", 1234567)],
)  # fmt: skip
def test_an_amount_may_be_grouped(value: str, number: float) -> None:
    (grant,) = entries_of("funding", f"- title: T\n  amount: {value}")
    assert getattr(grant, "amount") == number  # noqa: B009


@pytest.mark.parametrize(
    "value",
    ["lots", "€5", "5 EUR", "5k", "1,5", "12,34,567", "1.2.3", "0x10", "nan", "inf", "1.0e999",
     "1.0e300",
     "9" * 40, "9" * 5000, "''", "--5", "1e"],
    ids=lambda value: value[:12],
)  # fmt: skip
@pytest.mark.parametrize("key", ["funding", "awards"])
def test_what_is_not_an_amount_is_refused(value: str, key: str) -> None:
    assert codes(section(key, f"- title: T\n  amount: {value}")) == ["E206"]


@pytest.mark.parametrize(("value", "made"), [("EUR", "EUR"), ("eur", "EUR"), ("XYZ", "XYZ")])
def test_a_currency_is_three_letters(value: str, made: str) -> None:
    (grant,) = entries_of("funding", f"- title: T\n  currency: {value}")
    assert getattr(grant, "currency") == made  # noqa: B009


@pytest.mark.parametrize("value", ["€", "euro", "EU", "E1R", "ÄÖÜ"])
def test_what_is_not_a_currency_is_refused(value: str) -> None:
    assert codes(section("funding", f"- title: T\n  currency: {value}")) == ["E206"]


@pytest.mark.parametrize(
    ("value", "made"),
    [("true", True), ("yes", True), ("YES", True), ("no", False), ("False", False)],
)
def test_yes_and_no_are_understood_where_they_are_asked_for(value: str, made: bool) -> None:
    assert publication(f"selected: {value}").selected is made


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("date: 2021", DateRange(PartialDate(2021))),
        ("year: 2021", DateRange(PartialDate(2021))),
        ("date: 2021..2022", DateRange(PartialDate(2021), PartialDate(2022))),
        ("start: 2021", DateRange(PartialDate(2021))),
        ("end: 2021", DateRange(None, PartialDate(2021))),
        ("start: 2021\n  end: present", DateRange(PartialDate(2021), "present")),
        ("url: https://a.example", None),
    ],
)
def test_dates_mean_the_same_however_they_are_given(lines: str, when: DateRange | None) -> None:
    assert publication(lines).when == (when and Dates((when,)))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("date: 2021\n  year: 2021", "E210"),
        ("date: 2021\n  start: 2021", "E210"),
        ("year: 2021\n  end: 2021", "E210"),
        ("start: 2022\n  end: 2021", "E209"),
        ("date: 2022..2021", "E205"),
        ("start: present", "E205"),
        ("start: 2021..2022", "E205"),
        ("date: present", "E205"),
        ("start: [2021]", "E203"),
        ("date: []", "E208"),
        ("date: [2021, {year: 2022}]", "E203"),
        ("date: [2021, soon]", "E205"),
        ("date: 2021\n  years: [2022]", "E210"),
        ("date: [2021, 2022]\n  expected: 2023", "E210"),
        ("start: 2021\n  end: 2022\n  expected: 2023", "E210"),
        ("start: 2021\n  expected: 2020", "E209"),
        ("end: {year: 2021}", "E203"),
        ("start: {year: 2021, month: 99}", "E203"),
        ("date: {start: {year: 2021}}", "E203"),
    ],
)
def test_dates_that_contradict_each_other_are_a_problem(lines: str, code: str) -> None:
    assert codes(section("awards", f"- title: T\n  {lines}")) == [code]
