"""Checks of every text of a CV: no tables, headings or pictures, and no odd spaces before keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvgen.building.validate import Checker
from cvgen.errors import Problem, Span
from cvgen.markup.inline import refused_in
from cvgen.markup.passages import refusals
from cvgen.source.syntax_errors import AS_KEYS, IS_BIBTEX, bibtex_at
from cvgen.source.tree import Mapping, Scalar, Source, nodes_of
from cvgen.synonyms import texts_in


def odd_indents(source: Source) -> list[Problem]:
    """A problem for each line that is indented with spaces that YAML reads as text."""
    return [
        _odd_indent(source, node.keys[key])
        for node in nodes_of(source.root)
        if isinstance(node, Mapping)
        for key in node.items
        if key[:1].isspace()
    ]


def check_texts(checker: Checker) -> None:
    """Note everything that a text cannot hold, at its own line."""
    for node in nodes_of(checker.source.root):
        if isinstance(node, Scalar):
            checker.problems += _problems(checker.source, node)


def _odd_indent(source: Source, span: Span) -> Problem:
    line = source.text_of(span).line(span.line)
    odd = next((char for char in line if char.isspace() and char not in " \t"), "\xa0")
    kind = "no-break spaces" if odd == "\xa0" else f"spaces U+{ord(odd):04X}"
    message = f"line {span.line} is indented with {kind}"
    return source.problem("E104", message, span, "use plain spaces")


def _problems(source: Source, node: Scalar) -> Iterator[Problem]:
    if node.rows:
        for refusal in refusals(node.text):
            message, hint = texts_in(Path(__file__).with_suffix(".yaml"))[refusal.kind]
            yield source.problem("E231", message, source.row_span(node, refusal.line), hint)
    if (at := bibtex_at(node.text)) is not None:
        line = node.text.count("\n", 0, at)
        yield source.problem("E234", IS_BIBTEX, source.row_span(node, line), AS_KEYS)
    if "![" in node.text:
        for line, text in enumerate(node.text.split("\n")):
            for picture in refused_in(text).pictures:
                span = source.row_span(node, line)
                hint = "name its address in a link, as in [the chart](https://…)"
                at = source.text_of(span).line(span.line).find(picture) + 1
                if at:
                    span = Span(span.line, at, span.line, at + len(picture), span.file)
                yield source.problem("E233", "a text cannot contain a picture", span, hint)
