"""A YAML text, exactly as given, on its way to a CV, and the problems it meets there."""

from __future__ import annotations

import importlib
import re
from typing import Any

import yaml

from cvgen.building import build_cv
from cvgen.errors import CvgenError, Problem, format_problem
from cvgen.inline import parse_inline
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text
from cvgen.source.tree import Source
from cvgen.source.yaml_source import read_yaml

NAME = "name: Ada Example\n"


def read(text: str | bytes) -> Source:
    """The parsed text, called ``ada.yaml``."""
    return read_yaml("ada.yaml", text.encode() if isinstance(text, str) else text)


def built(text: str | bytes) -> Cv:
    """The Cv of a whole text."""
    return build_cv(read(text))


def problems_of(text: str | bytes) -> list[Problem]:
    """Every problem and warning of a whole text; none where it is a CV."""
    try:
        source = read(text)
        build_cv(source)
    except CvgenError as error:
        return error.problems
    return source.warnings


def codes(text: str | bytes) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in problems_of(text)]


def shown(text: str | bytes) -> str:
    """The problems as a user sees them."""
    return "\n".join(format_problem(problem) for problem in problems_of(text))


def problem_of(text: str | bytes) -> Problem:
    """The one problem of a text."""
    (problem,) = problems_of(text)
    return problem


def marked(problem: Problem) -> str:
    """The piece of the line that the carets stand under."""
    assert problem.span is not None and problem.excerpt is not None
    end = problem.span.end_column if problem.span.end_line == problem.span.line else None
    return problem.excerpt[problem.span.column - 1 : end and end - 1]


def section(key: str, yaml_text: str) -> str:
    """A CV with one section, its text indented below ``key``."""
    lines = yaml_text.strip("\n").split("\n")
    body = f" {lines[0]}" if len(lines) == 1 and not lines[0].startswith("- ") else ""
    below = "" if body else "".join(f"\n    {line}" for line in lines)
    return f"{NAME}sections:\n  {key}:{body}{below}\n"


def entries_of(key: str, yaml_text: str) -> tuple[Entry, ...]:
    """The entries of a section."""
    return section_of(key, yaml_text).entries


def section_of(key: str, yaml_text: str) -> Section:
    """A section that is the only one of its CV."""
    (made,) = built(section(key, yaml_text)).sections
    return made


def words(value: Text | None) -> str | None:
    """The first alternative of a text."""
    return None if value is None else value.text


def visible(text: str) -> str:
    """What is read of an inline text, styles apart."""
    return "".join(run.text for run in parse_inline(text))


class _EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors check it: numbers and booleans, ``NO`` and dates texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    _whole = re.compile(f"(?:{_pattern})$")
    _EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _whole, list(_first))
_EditorLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda _loader, node: int(node.value.replace("0o", "0"), 0)
    if not node.value.lstrip("+-").isdigit() else int(node.value),
)  # fmt: skip


def as_editors_load(text: str) -> Any:
    """The data that an editor's YAML 1.2 parser hands to its schema checker."""
    return yaml.load(text, Loader=_EditorLoader)  # noqa: S506


def importable(module: str) -> bool:
    """Whether ``module`` is installed."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True
