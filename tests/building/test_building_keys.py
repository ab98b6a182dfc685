"""Keys that are unknown or missing, and values of the wrong shape."""

from __future__ import annotations

import pytest

from cvgen.building.validate import keys_of
from cvgen.sections import SECTION_TYPES
from tests.helpers import (
    NAME,
    UNKNOWN,
    marked,
    problem_of,
    problems_of,
    section,
)


@pytest.mark.parametrize(("line", "key", "near"), UNKNOWN, ids=[line for line, *_ in UNKNOWN])
def test_an_unknown_key_is_an_error_everywhere_with_the_nearest_as_a_hint(
    line: str, key: str, near: str
) -> None:
    problem = problem_of(f"{NAME}{line}\n")
    assert (problem.code, problem.hint) == ("E201", f"did you mean '{near}'?")
    assert marked(problem) == key
    assert f"'{key}'" in problem.message


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_an_unknown_key_of_a_section_lists_the_known_ones(kind: str) -> None:
    known = ", ".join(keys_of(SECTION_TYPES[kind].entry))
    hints = [
        p.hint for p in problems_of(section(kind, "- qqqqqq: a\n  date: 2021")) if p.code == "E201"
    ]
    assert hints == [f"available: {known}"]


def test_other_keys_of_the_person_lead_to_facts_or_the_list() -> None:
    assert problem_of(f"{NAME}qqqqqq: x\n").hint is not None


REQUIRED = {
    "awards": "title", "bullets": "text", "certifications": "name", "entries": "title",
    "funding": "title",
    "languages": "language", "memberships": "organization", "pairs": "label", "patents": "title",
    "projects": "name",
    "publications": "title", "references": "name", "supervision": "person", "talks": "title",
    "teaching": "course",
    "text": "text",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "key"), REQUIRED.items())
def test_an_entry_without_what_it_is_about_says_what_it_needs(kind: str, key: str) -> None:
    problem = problems_of(section(kind, "- location: Bristol\n  date: 2021"))[0]
    assert problem.code == "E202"
    assert problem.message.endswith(f"needs '{key}'")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (4, 7)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("headline: {short: x}", "'headline' needs 'text'"),
        ("facts: [{label: a}]", "'facts' needs 'value'"),
        ("work_authorization: [{country: UK}]", "'work_authorization' needs 'status'"),
        (
            "sections: {education: [{degree: a, thesis: {distinction: b}}]}",
            "'thesis' needs 'title'",
        ),
        ("sections: {experience: [{organization: a, roles: [{unit: b}]}]}", "'roles' needs 'role'"),
    ],
)
def test_a_part_that_lacks_a_key_is_named(line: str, message: str) -> None:
    assert problem_of(f"{NAME}{line}\n").message == message


@pytest.mark.parametrize(
    "text",
    [
        "headline: x\n",
        "headline: x\nname:\n",
        "sections:\n  awards: [a]\n",
        "name: ~\nemail: a@b.c\n",
    ],
)
def test_a_cv_without_a_name_needs_one(text: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.message, problem.hint) == ("E202", "the CV needs 'name'", None)


def test_a_known_key_is_not_taken_for_a_part_of_a_text() -> None:
    assert problem_of(section("talks", "- event: B")).hint is None


def test_a_colon_in_a_text_is_distinguished_from_a_missing_key() -> None:
    found = problems_of(section("awards", "- Prize: the best"))
    assert any("quotes" in str(problem.hint) for problem in found)


@pytest.mark.parametrize("text", ["- name: Ada\n", "Ada Example\n", "'name: Ada'\n", "[name]\n"])
def test_a_cv_is_a_mapping(text: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.hint) == ("E203", "start with `name: Your Name`")


SHAPES = [
    ("name: [Ada]", "'name' needs a text, not a list"),
    ("name: {Ada: Example}", "'name' needs a text, not a mapping"),
    ("aliases: {a: b}", "'aliases' needs a list, not a mapping"),
    ("theme: [a]", "'theme' needs a text, not a list"),
    ("language: {en: x}", "'language' needs a text, not a mapping"),
    ("sections: x", "'sections' needs a mapping"),
    ("variants: [x]", "'variants' needs a mapping"),
    ("variants: {mine: x}", "the variant 'mine' needs a mapping, not a text"),
    ("sections: {experience: [[a]]}", "an experience entry needs a mapping, not a list"),
    ("sections: {experience: Engineer}", "an experience entry needs a mapping, not a text"),
    ("sections: {education: [{degree: a, thesis: [b]}]}", "'thesis' needs a mapping, not a list"),
    ("sections: {experience: [{role: a, tags: {b: c}}]}", "'tags' needs a list, not a mapping"),
    (
        "sections: {publications: [{title: a, selected: [b]}]}",
        "'selected' needs true or false, not a list",
    ),
    ("sections: {experience: [{role: a, roles: b}]}", "'roles' needs a list, not a text"),
    (
        "sections: {experience: [{role: a, priority: [1]}]}",
        "'priority' needs a whole number, not a list",
    ),
    ("sections: {awards: [{title: a, times: x}]}", "'x' is not a whole number"),
    ("sections: {awards: [{title: a, times: 1}]}", "'times' is at least 2"),
]


@pytest.mark.parametrize(("line", "message"), SHAPES, ids=[line for line, _ in SHAPES])
def test_a_wrong_shape_names_the_right_one(line: str, message: str) -> None:
    text = line if line.startswith("name") else NAME + line
    assert [p.message for p in problems_of(f"{text}\n")] == [message]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("Experience", "did you mean 'experience'?"),
        ("publication", "did you mean 'publications'?"),
        ("skils", "did you mean 'skills'?"),
    ],
)
def test_a_section_near_a_known_one_is_a_typo(key: str, hint: str) -> None:
    problem = problem_of(section(key, "- a"))
    assert (problem.code, marked(problem)) == ("E201", key)
    assert str(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    ("given", "hint"), [("awads", "did you mean 'awards'?"), ("zzz", "available: awards, ")]
)
def test_an_unknown_type_is_refused(given: str, hint: str) -> None:
    problem = problem_of(f"{NAME}sections:\n  own: {{type: {given}, entries: [a]}}\n")
    assert (problem.code, marked(problem)) == ("E301", given)
    assert str(problem.hint).startswith(hint)
