"""The checklist of what letters say: this opening, no other one, and no gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.applications.checklist.rules import failures
from tests.applications.test_checklist import of
from tests.helpers_applications import Applying, items, make


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Muster AG is fine.", ["fail"]), ("muster  ag", ["fail"]),
        ("Muster AGs", []), ("Mustermann", []), ("Nobody", []),
    ],
)  # fmt: skip
def test_another_openings_organization(project: Applying, text: str, states: list[str]) -> None:
    project.change("letters/academic.md", "- I teach.", f"- {text}")
    found = of("Letter", items(project))
    assert [state for demand, state, _ in found if demand.startswith("names no")] == states


def test_an_organization_that_the_cv_names_is_not_wrong(project: Applying) -> None:
    project.change("letters/academic.md", "- I teach.", "- Muster AG employs me.")
    project.change("cv_data/ada.yaml", "organization: Bread & Sons", "organization: Muster AG")
    found = of("Letter", items(project))
    assert ("names no other opening's organization", "not checked",
            "Muster AG, which the CV names, too") in found  # fmt: skip


def test_position_and_organization_are_named(project: Applying) -> None:
    project.write("letters/academic.md", "I want to work with you.\n")
    project.edit('    subject: "{{ opening.position }}"\n', "")
    assert of("Letter", items(project)) == [
        ("position: Postdoc in systems", "not checked",
         "the letter does not name 'Postdoc in systems'"),
        ("organization: Example University", "not checked",
         "the letter does not name 'Example University'"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("As Engineer of Dams I would build.", ["not checked", "fail"]),
        ("As an engineer I would build.", ["not checked"]),
        ("I am a Researcher.", []),
    ],
)
def test_another_openings_position(project: Applying, text: str, states: list[str]) -> None:
    """Even if the subject names the right one; one word alone may be meant otherwise."""
    project.change("letters/academic.md", "- I teach.", f"- {text}")
    found = of("Letter", items(project))
    assert [state for demand, state, _ in found if "other opening's pos" in demand] == states
    assert ("position: Postdoc in systems", "pass", "the letter names the position") in found


def test_another_openings_name_is_told_where_it_stands(project: Applying) -> None:
    project.change("letters/academic.md", "- I teach.", "- Muster *AG* is fine.")
    (item,) = failures(items(project))
    assert item.problem is not None
    assert item.problem.span is not None
    assert (item.place.rpartition("/")[2], item.problem.span.column) == ("academic.md:6", 3)
    project.change("letters/academic.md", "Muster *AG*", "It")
    project.edit("Your work on *dataflow*", "Muster AG")
    (item,) = failures(items(project))
    assert item.place.endswith("academic.md:1")  # where `{{ text.why }}` stands


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("letters/academic.md", "- I teach.", "As {{ me.headline }}, …", "academic.md:6"),
        ("letters/academic.md", "I wrote", "TODO wrote", "academic.md:3"),
        ("research.md", "I will measure first.", "...", "research.md:5"),
        ("applications/aalto.yaml", "Your work on *dataflow* is what I want to continue.", "…",
         "aalto.yaml:6"),
        ("applications/aalto.yaml", "send: packet", "fields: [{label: Why?, text: Because …}]",
         "aalto.yaml:17"),
    ],
)  # fmt: skip
def test_what_is_left_to_be_written(
    project: Applying, name: str, old: str, new: str, place: str
) -> None:
    project.change(name, old, new)
    (item,) = failures(items(project))
    assert (item.problem and item.problem.code, item.place.rpartition("/")[2]) == ("E752", place)


def test_an_ellipsis_within_a_text_is_written(project: Applying) -> None:
    project.change("letters/academic.md", "- I teach.", "- I teach… and … learn.\n- And so on…")
    assert of("Texts", items(project)) == [
        ("no text is left to be written", "pass",
         "no ellipsis or note at the end of a paragraph"),
    ]  # fmt: skip


def test_the_words_of_an_organization_stand_together(project: Applying) -> None:
    name = "organization: Example University"
    project.write("letters/academic.md", "This is an example from my time at Bern University.\n")
    assert [state for demand, state, _ in of("Letter", items(project)) if demand == name] == [
        "not checked"
    ]
    project.write("letters/academic.md", "I want to come to the Example State University.\n")
    assert [state for demand, state, _ in of("Letter", items(project)) if demand == name] == [
        "pass"
    ]


def test_an_address_and_a_letterhead_name_nothing(project: Applying) -> None:
    project.write("letters/academic.md", "I want to work in Bern.\n")
    project.change("cv_data/ada.yaml", "Postdoctoral researcher", "Postdoc in systems")
    project.edit('    subject: "{{ opening.position }}"\n', "    subject: Hello\n")
    assert [state for _, state, _ in of("Letter", items(project))] == ["not checked"] * 2
