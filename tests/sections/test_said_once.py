"""What neighbours have in common, and what a name already says, stands in a section once."""

from __future__ import annotations

import pytest

from tests.helpers_cv import blocks_of, shape


def test_people_with_nothing_but_names_share_a_line() -> None:
    people = "{person: A, level: PhD, tags: [moons]}, {person: B, level: PhD}"
    made = shape(blocks_of(f"supervision: [{people}]"))
    assert made == [{"title": "PhD", "blocks": [{"text": "A, B"}]}]


COURSE = "{course: Tides, role: Assistant, institution: U}"


def test_undated_courses_with_one_role_share_a_line() -> None:
    made = shape(blocks_of(f"teaching: [{COURSE}, {COURSE.replace('Tides', 'Moons')}]"))
    assert made == [{"rows": [["Assistant, U", "Tides; Moons"]]}]


@pytest.mark.parametrize(
    "other",
    [
        "{course: Moons, role: Lecturer, institution: U}",
        "{course: Moons, role: Assistant, institution: U, date: 2021}",
        "{course: Moons, role: Assistant, institution: U, level: BSc}",
        "{course: Moons, role: Assistant, institution: U, note: new}",
    ],
)
def test_courses_that_say_more_have_lines_of_their_own(other: str) -> None:
    made = shape(blocks_of(f"teaching: [{COURSE}, {other}]"))
    assert [course["title"] for course in made] == ["Tides", "Moons"]


def test_a_course_alone_is_an_entry() -> None:
    assert shape(blocks_of(f"teaching: [{COURSE}]"))[0]["title"] == "Tides"
    assert [one["title"] for one in shape(blocks_of("teaching: [{course: A}, {course: B}]"))] == [
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    ("place", "shown"),
    [("Rome", False), ("Rome, Italy", True), ("ome", True), ("Oslo", True)],
)
def test_a_place_with_which_the_name_ends_is_not_said_twice(place: str, shown: bool) -> None:
    entry = f"{{degree: PhD, institution: Example College Rome, location: '{place}'}}"
    assert ("place" in shape(blocks_of(f"education: [{entry}]"))[0]) == shown


def test_only_a_number_without_letters_needs_the_label_of_a_patent() -> None:
    for number, shown in (("EP1", "EP1"), ("12345", "no. 12345")):
        made = shape(blocks_of(f"patents: [{{title: Mill, number: '{number}'}}]"))
        assert made[0]["details"] == [shown]
