"""The models of applications and openings: limits, sizes, short forms and what does not fit."""

from __future__ import annotations

import pytest

from cvgen.applications.application import Application, Part, Send
from cvgen.applications.limits import Range
from cvgen.applications.opening import Contact, Opening, Required
from cvgen.building.validate import Checker
from cvgen.counting import counted
from cvgen.source.tree import to_plain
from cvgen.source.yaml_source import read_yaml


def part(text: str) -> Part | str:
    """The document that a line of YAML describes, or the message of its first problem."""
    source = read_yaml("a.yaml", text.encode())
    checker = Checker(source)
    found = checker.check(Part, to_plain(source.root), (), "a document")
    return found or f"{checker.problems[0].code} {checker.problems[0].message}"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("3-5", 3, 5), ("3–5", 3, 5), ("3 to 5", 3, 5), ("2", 1, 2), ("'2'", 1, 2), ("5-5", 5, 5)],
)
def test_limits_are_numbers_or_ranges(text: str, least: int, most: int) -> None:
    made = part(f"{{statement: a.md, pages: {text}}}")
    assert isinstance(made, Part)
    assert made.pages == Range(least, most)


@pytest.mark.parametrize("text", ["0", "5-3", "-2", "2.5", "many", "true", "3-", "9999999"])
def test_other_limits_are_errors(text: str) -> None:
    found = part(f"{{statement: a.md, pages: {text}}}")
    assert isinstance(found, str)
    assert found.startswith("E204")


def test_a_range_says_how_much_is_too_much() -> None:
    limit = Range(3, 5)
    assert [limit.excess(count) for count in (1, 3, 5, 7)] == [-2, 0, 0, 2]
    assert (limit.of("page"), Range(1, 1).of("page")) == ("3–5 pages", "1 page")
    assert (counted(1, "file"), counted(2, "file")) == ("1 file", "2 files")


@pytest.mark.parametrize(
    ("text", "size"),
    [("5 MB", 5_000_000), ("5MB", 5_000_000), ("800 kB", 800_000), ("2.5 MB", 2_500_000),
     ("1 MiB", 1_048_576), ("1 KB", 1000)],
)  # fmt: skip
def test_sizes_have_units(text: str, size: int) -> None:
    assert Send.model_validate({"size": text}).size == size


@pytest.mark.parametrize(
    ("text", "points"), [("11 pt", 11), ("25 mm", 70.87), ("2.5cm", 70.87), ("1 in", 72)]
)
def test_lengths_have_units(text: str, points: float) -> None:
    opening = {"position": "P", "organization": "O", "rules": {"margins": text}}
    assert Opening.model_validate(opening).rules.margins == pytest.approx(points, abs=0.01)


def test_a_section_may_be_named_by_its_key() -> None:
    whole = part("{section: references, entries: 3}")
    assert part("references: {entries: 3}") == whole
    assert part("references: {entries: all}") == part("references: {}")
    assert isinstance(whole, Part)
    assert (whole.kind, whole.entries) == ("section", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: Nothing", "and this is none of them"),
        ("{letter: a.md, file: b.pdf}", "and this is letter and file"),
        ("{letter: a.md, references: {}}", "and this is letter and section"),
        ("{file: a.pdf, subject: A}", "'subject' has no meaning for a file"),
        ("{cv: full, words: 5}", "'words' has no meaning for a cv"),
        ("{cv: full, variant: full}", "'variant' has no meaning for a cv"),
        ("{letter: a.md, entries: 2}", "'entries' has no meaning for a letter"),
        ("{letter: a.md, description: A}", "'description' has no meaning for a letter"),
    ],
)
def test_exactly_one_kind_with_the_keys_that_fit(text: str, message: str) -> None:
    found = part(text)
    assert isinstance(found, str)
    assert found.startswith("E204")
    assert message in found


@pytest.mark.parametrize(
    ("name", "count", "number"),
    [("three referees", None, 3), ("2 referees", None, 2), ("referees", None, None),
     ("two referees", 4, 4), ("Ten papers", None, 10)],
)  # fmt: skip
def test_a_required_document_may_have_its_number_in_its_name(
    name: str, count: int | None, number: int | None
) -> None:
    assert Required(name=name, count=count).number == number


@pytest.mark.parametrize("address", ["1 Road, 12345 City", "1 Road\n12345 City\n"])
def test_an_address_is_split_into_lines(address: str) -> None:
    assert Contact.model_validate({"address": address}).address == ("1 Road", "12345 City")


def test_short_forms_of_an_application() -> None:
    made = Application.model_validate(
        {"cv": "ada", "date": "2026-11-29", "send": "both", "recipient": "Prof. Miller",
         "opening": {"position": "P", "organization": "O", "documents": ["CV"], "salary": "E13"},
         "documents": [{"cv": "full"}]}
    )  # fmt: skip
    assert (made.send.as_, made.recipient and made.recipient.name) == ("both", "Prof. Miller")
    assert isinstance(made.opening, Opening)
    assert made.opening.documents == (Required(name="CV"),)


def test_two_required_documents_have_different_names() -> None:
    with pytest.raises(ValueError, match="two documents are called 'cv'"):
        Opening.model_validate({"position": "P", "organization": "O", "documents": ["CV", "cv"]})
