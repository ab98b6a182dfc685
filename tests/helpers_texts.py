"""Shorthands for the texts of applications: their problems with places, and their runs as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import Filled, parse
from cvgen.applications.texts.values import Value
from cvgen.document import Block, Bullets, DocumentSection, Group, Paragraph
from cvgen.errors import InputError, Problem
from cvgen.markup.inline import plain_text

Reader = Callable[[Filled], Iterable[Any]]


def values_of(**values: str) -> dict[str, Value]:
    """Plain values; ``__`` in a name stands for a dot."""
    return {name.replace("__", "."): Value(text) for name, text in values.items()}


def problems_of(
    text: str, values: dict[str, Value] | None = None, reader: Reader = paragraphs
) -> list[Problem]:
    """What is reported about ``text``, filled and read; each problem must have its line."""
    try:
        reader(parse("letter.md", text).fill(values or {}))
    except InputError as error:
        return error.problems
    return []


def places(problems: Iterable[Problem]) -> list[str]:
    """Code, line and column of each problem, as in ``E721 1:4``."""
    found = []
    for problem in problems:
        assert problem.span is not None
        found.append(f"{problem.code} {problem.span.line}:{problem.span.column}")
    return found


def marked(problem: Problem) -> str:
    """The part of the line that the caret marks."""
    assert problem.span is not None
    assert problem.excerpt is not None
    end = problem.span.end_column if problem.span.end_line == problem.span.line else None
    return problem.excerpt[problem.span.column - 1 : end and end - 1]


def shown(parts: Iterable[Block | DocumentSection]) -> str:
    """The text of ``parts``: a line for each paragraph, item and title."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, DocumentSection):
            lines += [f"== {part.title}", shown(part.blocks)]
        elif isinstance(part, Group):
            lines += [f"= {plain_text(part.title)}", shown(part.blocks)]
        elif isinstance(part, Paragraph):
            lines.append(plain_text(part.text))
        elif isinstance(part, Bullets):
            for position, (item, below) in enumerate(part.rows):
                lines.append(f"{part.label(position) or '-'} {plain_text(item)}")
                lines += [f"  {line}" for line in shown([below]).split("\n") if line]
    return "\n".join(lines)


def letter(text: str, values: dict[str, Value] | None = None) -> str:
    """``text``, filled and read as a letter, as :func:`shown`."""
    return shown(paragraphs(parse("letter.md", text).fill(values or {})))


def statement(text: str) -> str:
    """``text`` read as a statement, as :func:`shown`."""
    return shown(sections(parse("research.md", text).fill({})))
