"""Texts with their alternatives, and the marks that any item may carry."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cvgen.model.cv import marked_items
from cvgen.model.marks import Marks, Visibility
from cvgen.model.text import Text, TextChoice, text_of
from tests.helpers import NAME, built, codes, marked, person, problem_of


def headline(value: str) -> Text:
    made = person(f"headline: {value}\n").headline
    assert made is not None
    return made


def test_a_plain_text_is_short_for_one_alternative_without_marks() -> None:
    assert headline("Engineer") == text_of("Engineer")
    assert headline("{text: Engineer}") == text_of("Engineer")
    assert headline("[Engineer]") == text_of("Engineer")
    assert headline("[{text: Engineer}]") == text_of("Engineer")


def test_a_text_may_carry_every_mark_and_a_short_form() -> None:
    marks = "for: [a, b], not_for: c, tags: d, visibility: private, priority: 5"
    (choice,) = headline(f"{{text: Long, short: L, {marks}}}").choices
    assert choice == TextChoice.model_validate(
        {"text": "Long", "short": "L", "for": ("a", "b"), "not_for": ("c",), "tags": ("d",),
         "visibility": Visibility.PRIVATE, "priority": 5}
    )  # fmt: skip


def test_alternatives_stay_in_order_and_the_first_is_the_text() -> None:
    text = headline("[{text: A, for: x}, {text: B, not_for: y}, C]")
    assert [choice.text for choice in text.choices] == ["A", "B", "C"]
    assert text.text == "A"


@pytest.mark.parametrize(
    "written",
    [
        "{en: Long, de: Lang, for: x}", "{for: x, en: Long, de: Lang}",
        "{text: {en: Long, de: Lang}, for: x}", "{en: {text: Long, for: x}, de: Lang, for: [x]}",
    ],
)  # fmt: skip
def test_marks_are_beside_the_languages(written: str) -> None:
    found = [(choice.language, choice.text, choice.for_) for choice in headline(written).choices]
    assert found == [("en", "Long", ("x",)), ("de", "Lang", ("x",))]


def test_a_short_form_may_be_in_several_languages() -> None:
    english, german = headline("{text: {en: Long, de: Lang}, short: {en: L}}").choices
    assert (english.short, german.short) == ("L", None)
    assert codes(f"{NAME}headline: {{text: {{en: A, de: B}}, short: {{en: a, fr: b}}}}\n") == [
        "E203"
    ]


def test_an_invalid_language_is_reported() -> None:
    problem = problem_of(f"{NAME}headline: {{en: A, eng: B}}\n")
    assert (problem.code, marked(problem)) == ("E201", "eng")
    assert "as in de" in str(problem.hint)


@pytest.mark.parametrize("mark", ["for: x", "not_for: x", "visibility: personal", "tags: x"])
def test_an_alternative_after_one_with_a_mark_can_be_reached(mark: str) -> None:
    assert len(headline(f"[{{text: A, {mark}}}, B]").choices) == 2


@pytest.mark.parametrize(
    "first", ["A", "{text: A}", "{text: A, priority: 5}", "{text: A, short: a}"]
)
def test_an_alternative_that_can_never_be_shown_is_a_problem(first: str) -> None:
    assert codes(f"{NAME}headline: [{first}, B]\n") == ["E214"]
    assert codes(f"{NAME}summary:\n  - One paragraph.\n  - Another.\n") == ["E214"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("''", "E208"),
        ("'  '", "E208"),
        ("{text: ''}", "E208"),
        ("[]", "E208"),
        ("['']", "E208"),
        ("{}", "E202"),
        ("{short: x}", "E202"),
        ("{text: [a]}", "E203"),
        ("{text: {text: a}}", "E203"),
        ("[[a]]", "E203"),
        ("{text: a, txt: b}", "E201"),
        ("{Title: subtitle}", "E201"),
        ("{choices: [a]}", "E201"),
        ("{text: a, priority: 0}", "E204"),
        ("{text: a, priority: 6}", "E204"),
        ("{text: a, priority: high}", "E206"),
        ("{text: a, visibility: secret}", "E204"),
        ("{text: a, visibility: Public}", "E204"),
        ("{text: a, tags: {b: c}}", "E203"),
        ("{text: a, tags: [[b]]}", "E203"),
        ("{text: a, for: [~]}", "E203"),
        ("'[a](javascript:x)'", "E207"),
        ("'[a](/b)'", "E207"),
        ("{text: a, short: '[a](data:x)'}", "E207"),
    ],
)
def test_a_text_that_cannot_be_used_is_a_problem(value: str, code: str) -> None:
    assert codes(f"{NAME}headline: {value}\n") == [code]


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("a", ("a",)),
        ("[a]", ("a",)),
        ("[a, b]", ("a", "b")),
        ("'a, b'", ("a", "b")),
        ("'a,b,'", ("a", "b")),
        ("[]", ()),
        ("2021", ("2021",)),
        ("NO", ("NO",)),
        ("[' a ']", ("a",)),
    ],
)
def test_tags_and_audiences_are_one_word_or_several(value: str, made: tuple[str, ...]) -> None:
    (choice,) = headline(f"{{text: x, for: {value}, tags: {value}}}").choices
    assert (choice.for_, choice.tags) == (made, made)


def test_no_mark_is_distinguished_from_an_empty_one() -> None:
    (choice,) = headline("x").choices
    assert (choice.for_, choice.not_for, choice.visibility, choice.priority) == (None,) * 4
    assert choice.tags == ()


@pytest.mark.parametrize("value", ["1", "5", "'3'"])
def test_a_priority_is_a_number_from_1_to_5(value: str) -> None:
    (choice,) = headline(f"{{text: x, priority: {value}}}").choices
    assert choice.priority == int(value.strip("'"))


def test_visibilities_go_further_and_further() -> None:
    assert [v.rank for v in (Visibility.PUBLIC, Visibility.PERSONAL, Visibility.PRIVATE)] == [
        0,
        1,
        2,
    ]


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        built(NAME).person.name = "Bo"  # type: ignore[misc]


MARKED = """\
name: Ada Example
headline: [{text: A, for: x}, B]
phone: [{text: '1', tags: t}]
sections:
  awards:
    title: {text: Prizes, tags: s}
    entries:
      - {title: One, tags: a, highlights: [h, {text: i, tags: b}]}
"""


def test_every_item_that_may_carry_marks_is_visited_with_its_place() -> None:
    found = {path: marks.tags for path, marks in marked_items(built(MARKED)) if marks.tags}
    assert found == {
        ("phone", 0): ("t",),
        ("sections", "awards", "title"): ("s",),
        ("sections", "awards", "entries", 0): ("a",),
        ("sections", "awards", "entries", 0, "highlights", 1): ("b",),
    }


def test_alternatives_are_visited_by_number() -> None:
    paths = [path for path, marks in marked_items(built(MARKED)) if marks.for_]
    assert paths == [("headline", 0)]


def test_an_unknown_key_is_an_error_for_programs_too() -> None:
    with pytest.raises(ValidationError):
        Marks.model_validate({"visibilty": "private"})


def test_a_program_may_use_names_of_fields_or_keys() -> None:
    data: dict[str, Any] = {"for": ["a"]}
    assert Marks.model_validate(data) == Marks.model_validate({"for_": ["a"]})
