"""Lines that are indented with what only looks like a space, so that YAML reads it as text."""

from __future__ import annotations

from cvgen.errors import Problem, Span
from cvgen.source.tree import Mapping, Source
from cvgen.source.walk import nodes_of


def odd_indents(source: Source) -> list[Problem]:
    """A problem for each line whose key begins with spaces that are none to YAML."""
    return [
        _problem(source, node.keys[key])
        for node in nodes_of(source.root)
        if isinstance(node, Mapping)
        for key in node.items
        if key[:1].isspace()
    ]


def _problem(source: Source, span: Span) -> Problem:
    line = source.text_of(span).line(span.line)
    odd = next(
        (char for char in line if char.isspace() and char not in " \t"), "\N{NO-BREAK SPACE}"
    )
    kind = "no-break spaces" if odd == "\N{NO-BREAK SPACE}" else f"spaces U+{ord(odd):04X}"
    message = f"line {span.line} is indented with {kind}"
    return source.problem("E104", message, span, "use plain spaces")
