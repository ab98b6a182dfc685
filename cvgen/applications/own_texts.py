"""Texts that stand in the file of an application itself, with their placeholders filled.

Their problems have the line and column in that file, wherever YAML begins and folds the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from cvgen.applications.loading import Place
from cvgen.applications.texts.markdown import paragraphs
from cvgen.applications.texts.placeholders import parse
from cvgen.applications.texts.values import Value
from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import Source, first_line

T = TypeVar("T")
Values = Mapping[str, Value]


def line(source: Source, place: Place, text: str | None, values: Values) -> str:
    """The ``text`` at ``place``, which is no Markdown; InputError with every problem."""
    if not text:
        return ""
    return _placed(
        source, place, text, lambda: parse(source.name, text).fill(values, plain=True).text
    )


def markdown(source: Source, place: Place, text: str, values: Values) -> Value:
    """The Markdown ``text`` at ``place``; InputError with every problem."""

    def filled() -> Value:
        made = parse(source.name, text).fill(values)
        paragraphs(made)
        return Value(made.text, markdown=True)

    return _placed(source, place, text, filled)


def _placed(source: Source, place: Place, text: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except InputError as error:
        raise InputError([_in_file(source, place, text, one) for one in error.problems]) from None


def _in_file(source: Source, place: Place, text: str, problem: Problem) -> Problem:
    """``problem``, whose span is in ``text``, at the same words in the file."""
    span = source.span_of(place)
    lines = text.splitlines()
    inside = problem.span
    if inside is not None and inside.line == inside.end_line and inside.line <= len(lines):
        words = lines[inside.line - 1][inside.column - 1 : inside.end_column - 1]
        before = "\n".join([*lines[: inside.line - 1], lines[inside.line - 1][: inside.column - 1]])
        span = _find(source, place, words, before.count(words)) if words else span
    return source.problem(problem.code, problem.message, span, problem.hint)


def _find(source: Source, place: Place, words: str, skipped: int) -> Span:
    """Where ``words`` stand in the value at ``place`` after ``skipped`` others; else the value."""
    node = source.node_at(place)
    whole = source.span_of(place)
    if node is None:
        return whole
    part = source.text_of(node.span)
    for number in range(node.span.line, node.span.end_line + 1):
        row = part.line(number)
        at = node.span.column - 1 if number == node.span.line else 0
        end = node.span.end_column - 1 if number == node.span.end_line else len(row)
        while (at := row.find(words, at, end)) >= 0:
            if not skipped:
                found = Span(number, at + 1, number, at + 1 + len(words))
                return replace(found, file=node.span.file)
            skipped, at = skipped - 1, at + len(words)
    return first_line(whole)
