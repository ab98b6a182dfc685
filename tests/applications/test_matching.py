"""Which document is for which one that the opening asks for."""

from __future__ import annotations

import pytest

from cvgen.applications.matching import Given, is_kind, matches, named
from cvgen.applications.opening import Required

ASKED = [
    "cover letter", "academic CV", "research statement", "transcripts for BSc, MSc",
    "PhD certificate", "contact details of three referees",
]  # fmt: skip


def found(given: list[Given], asked: list[str]) -> dict[str, str]:
    """The titles of the documents with the names of what they are for."""
    required = [Required(name=name) for name in asked]
    pairs = matches(given, required)
    return {given[number].title: asked[place] for number, place in pairs.items()}


def test_kinds_and_words_of_titles() -> None:
    given = [
        Given("letter", "Why me"), Given("cv", "Long"), Given("statement", "Research plan"),
        Given("file", "Transcript of records"), Given("file", "Certificate"),
        Given("references", "People"), Given("publications", "Papers"),
    ]  # fmt: skip
    assert found(given, ASKED) == {
        "Why me": "cover letter", "Long": "academic CV", "Research plan": "research statement",
        "Transcript of records": "transcripts for BSc, MSc", "Certificate": "PhD certificate",
        "People": "contact details of three referees",
    }  # fmt: skip


def test_for_goes_first_and_only_files_share() -> None:
    given = [
        Given("file", "PhD certificate"), Given("file", "Bachelor", "transcripts"),
        Given("file", "Master", "transcripts"), Given("statement", "Essay", "research statement"),
        Given("statement", "Research statement"),
    ]  # fmt: skip
    assert found(given, ASKED) == {
        "PhD certificate": "PhD certificate", "Bachelor": "transcripts for BSc, MSc",
        "Master": "transcripts for BSc, MSc", "Essay": "research statement",
    }  # fmt: skip


def test_a_scan_is_never_taken_for_a_letter_or_a_cv() -> None:
    assert found([Given("file", "Cover letter"), Given("file", "CV")], ASKED) == {}


def test_the_second_of_a_kind_is_for_nothing() -> None:
    given = [Given("cv", "Short"), Given("cv", "Long")]
    assert found(given, ASKED) == {"Short": "academic CV"}


@pytest.mark.parametrize(
    ("name", "place"),
    [("academic cv", 1), ("CV", 1), ("transcripts", 3), ("t", None), ("", None), ("essay", None)],
)
def test_names_are_whole_or_the_only_part(name: str, place: int | None) -> None:
    assert named(name, [Required(name=one) for one in ASKED]) == place


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("letter", "Anschreiben"), ("letter", "lettre de motivation"), ("cv", "Lebenslauf"),
        ("cv", "C.V."), ("cv", "résumé"), ("references", "Names of two referees"),
        ("publications", "Publikationsliste"), ("letter", "求职信"), ("cv", "履歴書"),
    ],
)  # fmt: skip
def test_kinds_in_several_languages(kind: str, name: str) -> None:
    assert is_kind(kind, Required(name=name))


def test_words_are_whole() -> None:
    assert not is_kind("cv", Required(name="cvs of the team"))
    assert not is_kind("letter", Required(name="newsletter"))


@pytest.mark.parametrize(
    ("name", "is_letter"),
    [
        ("letter", True), ("A letter", True), ("Letter (max. one page)", True), ("Schreiben", True),
        ("your letter, at most 2 pages", True), ("letter of recommendation", False),
        ("two letters", False), ("reference letter", False), ("letter of acceptance", False),
    ],
)  # fmt: skip
def test_a_letter_alone_is_the_cover_letter(name: str, is_letter: bool) -> None:
    assert is_kind("letter", Required(name=name)) is is_letter
