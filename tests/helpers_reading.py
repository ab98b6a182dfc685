"""Random files of all kinds, and the result of reading them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cvgen.building.build import build_cv
from cvgen.building.validate import keys_of
from cvgen.errors import InputError, Problem, format_problem
from cvgen.model.cv import Cv, Settings
from cvgen.model.person import Address, Fact, Link, Person, WorkAuthorization
from cvgen.model.text import TextChoice
from cvgen.model.variant import SectionRule, Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Source
from cvgen.source.yaml_source import read_yaml
from tests.helpers_sweeps import few

LAW = settings(max_examples=few(150), deadline=None, suppress_health_check=list(HealthCheck))
SMALL_LAW = settings(LAW, max_examples=few(60))

YAML_PIECES = [
    "name: ", "a", ": ", "- ", "\n", "\n  ", "\n    ", "#", " #b", "'", '"', "[", "]", "{", "}",
    ",", "&x ", "*x", "<<: ",
    "!", "!!int ", "|", ">", "%", "@", "`", "\\", "? ", "---\n", "...\n", "~", "null", "\t", "é",
    "李", "\u2028", "\x85",
    "\r", "\ufeff", "\0", "\x1b", "sections:", "experience:", "role: ", "2021",
]  # fmt: skip
yaml_text = st.lists(st.sampled_from(YAML_PIECES), max_size=40).map("".join)
printable = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
words = st.text(printable, min_size=1, max_size=60).filter(str.strip)


def outcome(data: bytes) -> tuple[Cv | None, Source | None, list[Problem]]:
    """What becomes of the bytes of a file: a Cv, or problems."""
    source = None
    try:
        source = read_yaml("ada.yaml", data)
        return build_cv(source), source, source.warnings
    except InputError as error:
        return None, source, error.problems


def check_places(problems: list[Problem], lines: list[str]) -> None:
    """Each problem has a code, and a place inside of the text that can be shown."""
    for problem in problems:
        assert problem.code[0] in "EW"
        assert problem.message
        assert format_problem(problem)
        if problem.span is None:
            assert problem.code in ("E102", "E103")
            continue
        span = problem.span
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert problem.code == "E102" or problem.excerpt == lines[span.line - 1]


PARTS = (Person, Settings, Variant, SectionRule, Link, Address, Fact, WorkAuthorization, TextChoice)


def models() -> list[type[BaseModel]]:
    """Every model that a mapping in a CV may be checked against, but for a few small ones."""
    return [*PARTS, *(part.entry for part in SECTION_TYPES)]


KEYS = sorted(
    {key for model in models() for key in keys_of(model)} | {"entries", "sections", "", "NO"}
)
VALUES = [
    "x", "Ada Example", "2021", "2021-13", "present", "2021..2022", "summer 2015", "", " ", "1",
    "-3", "1.0e999", "9" * 400,
    "true", "academic", "private", "https://a.example", "https:", "javascript:x", "a@b.c", "**x**",
    "*", "[x](y)", "`c`",
    "a\n\nb", "10.1145/123", "2410.06722", "journal", "EUR", "en", "...", "10y", "et al.", "a;b",
    " and ,", "~", "null", "{0}",
    "\u202e", "awards", "skills", "text",
]  # fmt: skip
values = st.recursive(
    st.sampled_from(VALUES) | st.none() | st.integers() | st.booleans() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


def entry_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """An entry with what it needs, and some of what it may have."""
    fields = SECTION_TYPES[kind].entry.model_fields
    needed = {
        key: st.sampled_from(["x", "Ada Example"]) for key, f in fields.items() if f.is_required()
    }
    rest = {f.alias or key: values for key, f in fields.items() if not f.is_required()}
    some = st.dictionaries(st.sampled_from(sorted(rest)), values, max_size=3)
    return st.tuples(some, st.fixed_dictionaries(needed)).map(lambda pair: {**pair[0], **pair[1]})


kinds = st.sampled_from(SECTION_TYPES.names())
sections = st.dictionaries(
    st.sampled_from([*SECTION_TYPES.names(), "own", "work"]),
    st.sampled_from(SECTION_TYPES.names()).flatmap(
        lambda kind: st.lists(entry_of(kind), max_size=2)
    )
    | values,
    max_size=3,
)
cvs = st.fixed_dictionaries(
    {"name": st.just("Ada Example")},
    optional={
        **dict.fromkeys([*keys_of(Person)[1:], *keys_of(Settings), "variants"], values),
        "sections": sections,
    },
)


def as_yaml(data: Any) -> str:
    """JSON, which is YAML; every key and text on a line of its own."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=True)
