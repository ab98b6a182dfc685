"""Sections: short forms, types, headers, titles and order."""

from __future__ import annotations

from typing import Any

import pytest

from cvgen.model.entry import Entry
from cvgen.model.text import Text
from tests.helpers import (
    FORMS,
    NAME,
    built,
    entries_of,
    marked,
    problem_of,
    section_of,
    words,
)


def text_values(entry: Entry) -> dict[str, Any]:
    """What an entry was given, texts as plain strings."""
    return {name: plain(getattr(entry, name)) for name in entry.model_fields_set}


def plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.text
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@pytest.mark.parametrize(("key", "text", "made"), FORMS, ids=[f"{k}: {t}" for k, t, _ in FORMS])
def test_a_section_may_be_written_in_the_shortest_form_that_fits(
    key: str, text: str, made: list[dict[str, Any]]
) -> None:
    found = [text_values(entry) for entry in entries_of(key, text)]
    assert [
        {k: v for k, v in entry.items() if k not in ("date", "tags")} for entry in found
    ] == made


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("own", "Just this.", "text"),
        ("own", "- one", "bullets"),
        ("own", "A: b", "pairs"),
        ("own", "- title: A", "entries"),
        ("own", "- text: A", "bullets"),
        ("own", "text: A", "text"),
        ("own", "type: talks\nentries: [A]", "talks"),
        ("projects", "type: publications\nentries: [A]", "publications"),
        ("publications", "type: journal\ntitle: A", "publications"),
        ("experience", "- role: A", "experience"),
    ],
)
def test_the_type_of_a_section_is_given_or_inferred(key: str, text: str, kind: str) -> None:
    assert section_of(key, text).type == kind


HEAD = """\
title: Mine
note: since 2020
for: academic
not_for: industry
tags: [a, b]
visibility: personal
priority: 5
"""


@pytest.mark.parametrize(
    ("key", "text"),
    [("awards", "entries: [A]"), ("skills", "entries: [A]"), ("skills", "Tools: [A]"),
     ("languages", "German: B2"),
     ("interests", "Games: [A]"), ("pairs", "Driving: B"), ("own", "type: pairs\nDriving: B"),
     ("own", "entries: [A]"), ("text", "entries: A")],
)  # fmt: skip
def test_the_head_of_a_section_carries_title_note_and_marks(key: str, text: str) -> None:
    made = section_of(key, HEAD + text)
    assert (words(made.title), words(made.note)) == ("Mine", "since 2020")
    assert (made.for_, made.not_for, made.tags) == (("academic",), ("industry",), ("a", "b"))
    assert (made.visibility, made.priority) == ("personal", 5)
    assert len(made.entries) == 1


@pytest.mark.parametrize(
    "text", ["skills: {title: Tools, items: [x]}", "text: {title: About, text: x}"]
)
def test_a_title_may_be_beside_a_single_entry_without_one(text: str) -> None:
    (made,) = built(f"{NAME}sections: {{{text}}}\n").sections
    assert made.title is not None
    assert len(made.entries) == 1


def test_a_label_is_not_lost_to_a_key_inside() -> None:
    problem = problem_of(
        f"{NAME}sections:\n  skills: {{Languages: {{group: Other, items: [x]}}}}\n"
    )
    assert (problem.code, marked(problem)) == ("E201", "group")


@pytest.mark.parametrize("text", ["", " ~", " null", " {}", "\n    title: Mine\n"])
def test_a_section_may_be_empty(text: str) -> None:
    cv = built(f"{NAME}sections:\n  awards:{text}\n  talks:\n    - A\n")
    assert [s.key for s in cv.sections][-1] == "talks"
    assert all(not s.entries for s in cv.sections if s.key == "awards")


def test_sections_keep_the_order_and_the_keys_of_the_file() -> None:
    cv = built(f"{NAME}sections:\n  talks: [A]\n  2021: [A]\n  awards: [A]\n  NO: [A]\n")
    assert [s.key for s in cv.sections] == ["talks", "2021", "awards", "NO"]


def test_an_alias_shares_an_entry_between_sections() -> None:
    cv = built(f"{NAME}sections:\n  awards: [&a {{title: A}}]\n  talks: [*a]\n")
    assert [words(getattr(s.entries[0], "title")) for s in cv.sections] == ["A", "A"]  # noqa: B009
