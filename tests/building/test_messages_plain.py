"""No message names internals: classes, validators, Python types."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic_core.core_schema import ErrorType

from cvgen.building.validate import keys_of
from cvgen.errors import CvgenError, Problem
from cvgen.model.cv import Settings
from cvgen.model.marks import StrictModel
from cvgen.model.person import Address, Fact, Link, Person, WorkAuthorization
from cvgen.model.variant import SectionRule, Variant
from cvgen.project.project import Config, find_project
from cvgen.sections import SECTION_TYPES
from tests.helpers import problems_of
from tests.helpers_sweeps import Sample

SHAPES = (
    "hello", "''", "~", "[]", "{}", "[~]", "[a]", "[[a]]", "[[]]", "[{}]", "{a: b}", "[{a: 1}, 2]",
    "{xx: b, yyy: {z: [1]}}", "3", "-1", "3.5", "1e400", "true", "{text: ~}", "{text: [a]}",
    "{text: {a: b}}", "[{text: {a: {b: c}}}]", "{en: ~}", "{en: [a]}", "{en: {text: a, foo: b}}",
    "{a: [b]}", "{a: {b: c}}", "{type: {a: b}, url: [c]}", "2021-13", "99999999999999999999999999",
)  # fmt: skip
TOP = [*keys_of(Person), *keys_of(Settings), "sections", "variants"]
BELOW: dict[str, type[BaseModel]] = {
    "addresses": Address,
    "facts": Fact,
    "links": Link,
    "work_authorization": WorkAuthorization,
}
TYPES = SECTION_TYPES.names()


def _models(base: type[BaseModel]) -> Iterator[str]:
    for model in base.__subclasses__():
        yield model.__name__
        yield from _models(model)


def internal_names() -> re.Pattern[str]:
    """What the validator, Python and the models call things, as whole words."""
    kinds = [kind for kind in typing.get_args(ErrorType) if "_" in kind]
    python = ["str", "dict", "tuple", "bool", "int", "float", "NoneType", "None", "True", "False"]
    words = "|".join(map(re.escape, [*kinds, *python, *_models(StrictModel), "StrictModel"]))
    said = "[Ii]nput should|[Vv]alue error|[Aa]ssertion|constrained|pydantic|nullable|union"
    return re.compile(rf"\b({words})\b|{said}|(list|dict|tuple|function)\[|function-|\['")


INTERNAL = internal_names()


def said(problem: Problem) -> str:
    """The message and the hint of ``problem``."""
    return f"{problem.message} | {problem.hint or ''}"


def faults(text: str) -> list[str]:
    """The messages about ``text`` that name what only the code knows, or that say nothing."""
    found = [said(problem) for problem in problems_of(text)]
    return [one for one in found if INTERNAL.search(one) or "cannot have this value" in one]


def texts(shape: str) -> Iterator[str]:
    """CVs, each with one field of one model that holds ``shape``."""
    for key in TOP:
        yield f"{key}: {shape}\n" + ("name: A\n" if key != "name" else "")
    for key, model in BELOW.items():
        for field in keys_of(model):
            yield f"name: A\n{key}:\n  - {{{field}: {shape}}}\n"
    for kind in TYPES:
        yield f"name: A\nsections: {{{kind}: {shape}}}\n"
        yield f"name: A\nsections: {{{kind}: {{entries: {shape}, note: {shape}}}}}\n"
        for field in keys_of(SECTION_TYPES[kind].entry):
            yield f"name: A\nsections:\n  {kind}:\n    - {{{field}: {shape}}}\n"
    for place in ("options: {a: %s}", "variants: {v: %s}", "variants: {v: {options: {a: %s}}}"):
        yield f"name: A\n{place % shape}\n"
    for field in keys_of(Variant):
        yield f"name: A\nvariants: {{v: {{{field}: {shape}}}}}\n"
    for field in keys_of(SectionRule):
        yield f"name: A\nvariants: {{v: {{sections: [awards: {{{field}: {shape}}}]}}}}\n"


@pytest.mark.sweep("cvgen/building", "cvgen/model", "cvgen/sections")
def test_no_message_about_a_cv_names_what_only_the_code_knows(sample: Sample) -> None:
    by_shape = [list(texts(shape)) for shape in SHAPES]
    cases = [  # each field first with one shape, the next field with the next one
        (field, by_shape[(field + turn) % len(SHAPES)][field])
        for turn in range(len(SHAPES))
        for field in range(len(by_shape[0]))
    ]
    chosen = sample(cases, kinds=lambda case: [case[0]])
    assert {text: found for _, text in chosen if (found := faults(text))} == {}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_message_about_the_settings_names_what_only_the_code_knows(
    shape: str, tmp_path: Path
) -> None:
    for key in (*keys_of(Config), "variants"):
        for value in (shape, f"{{accent: {shape}}}"):
            (tmp_path / "cvgen.yaml").write_text(f"{key}: {value}\n", encoding="utf-8")
            problems: list[Problem] = []
            try:
                find_project(tmp_path)
            except CvgenError as error:
                problems = error.problems
            assert not [one for one in map(said, problems) if INTERNAL.search(one)], (key, value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "options: {a: [[b]]}",
            "an option takes a text, a list of texts or a mapping of texts",
        ),
        ("headline: {text: a, visibility: [a]}", "'visibility' needs one word, not a list"),
        ("facts: {Age: [[a]]}", "'Age' needs a mapping, not a list"),
    ],
)
def test_a_message_names_the_key_that_is_in_the_file(text: str, message: str) -> None:
    assert [problem.message for problem in problems_of(f"name: A\n{text}\n")] == [message]


def test_a_hint_names_no_key_that_has_its_value_already() -> None:
    for rules in ("{a: b}", "hello", "{nam: b}"):
        (problem,) = problems_of(f"name: A\nvariants: {{v: {rules}}}\n")
        assert "name" not in (problem.hint or ""), problem
