"""What YAML's syntax errors mean in plain words, and comments that swallow text."""

from __future__ import annotations

import re
from typing import Any

from cvgen.errors import Problem, Span
from cvgen.source.tree import Scalar, Source, split_lines

_QUOTE = "put the text in quotes"
_HINTS = (
    ("mapping values are not allowed", "a text with ': ' in it needs quotes: 'Title: subtitle'"),
    ("found character '@'", _QUOTE + ": a value cannot start with @"),
    ("found character '`'", _QUOTE + ": a value cannot start with `"),
    ("found character '%'", _QUOTE + ": a value cannot start with %"),
    ("found character that cannot start", _QUOTE + ": a value cannot start with @, ` or %"),
    ("unexpected end of stream", "a quote that opens here never closes"),
    ("found unknown escape", "use single quotes, or write a backslash twice"),
    ("did not find expected ',' or ']'", "a list in [ ] needs , between its items and ] at its end"),
    ("did not find expected ',' or '}'", "a mapping in { } needs , between its keys and } at its end"),
    ("did not find expected '-' indicator", "line up the items: each starts with '- ' in one column"),
    ("did not find expected key", "line up the keys of one entry in the same column; "
     "text after a closing quote must be inside the quotes"),
    ("could not find expected ':'", "a key needs ': ' after it, with a space; "
     "text over several lines must be indented"),
    ("block sequence entries are not allowed", "start the list on its own line below the key"),
    ("alphabetic or numeric character", _QUOTE + ": a value cannot start with & or *"),
    ("block collections are not allowed", "indent what belongs to this value"),
    ("expected a comment or a line break", "the text must begin on the line below | or >"),
    ("found undefined tag handle", _QUOTE + ": a value cannot start with !"),
    ("did not find expected whitespace or line break", _QUOTE + ": a value cannot start with !"),
    ("expected <document start>", "everything of the CV stands under its keys; a line is out of place"),
)  # fmt: skip
_SWALLOWED = re.compile(r"[ \t]+(#[^\s#!].*)")


def syntax_problem(name: str, text: str, error: Any) -> Problem:
    """The problem for an error of PyYAML's parser, placed where the parser gave up."""
    lines = split_lines(text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _bad_character(name, text, error, lines)
    line, column = min(mark.line + 1, len(lines)), mark.column + 1
    what = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context_mark", None)
    if "end of stream" in what and context is not None:
        line, column = context.line + 1, context.column + 1
    hint = next((advice for part, advice in _HINTS if part in what), None)
    span = Span(line, column, line, column + 1)
    message = f"this is not valid YAML: {what}"
    return Problem("E104", message, name, span, lines[line - 1], hint)


def tab_problem(name: str, text: str, error: Any) -> Problem | None:
    """The problem where a tab in the indentation is what stopped the parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    lines = split_lines(text)
    for number in range(min(mark.line, len(lines) - 1), max(-1, mark.line - 3), -1):
        line = lines[number]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            column = indent.index("\t") + 1
            span = Span(number + 1, column, number + 1, column + 1)
            hint = "indent with spaces"
            return Problem("E111", "YAML does not take tabs here", name, span, line, hint)
    return None


def comment_warnings(source: Source, scalars: list[Scalar]) -> list[Problem]:
    """A warning for each text that goes on after `` #``, which YAML reads as a comment."""
    found: list[Problem] = []
    for node in scalars:
        if not node.plain:
            continue
        line = source.line(node.span.end_line)
        match = _SWALLOWED.match(line, max(0, node.span.end_column - 1 - (not node.text)))
        if match is None:
            continue
        span = Span(
            node.span.end_line, match.start(1) + 1, node.span.end_line, len(line.rstrip()) + 1
        )
        word = match.group(1).split()[0]
        hint = "put the whole text in quotes; for a comment, leave a space after #"
        found.append(
            source.problem("W113", f"'{word}' is read as a comment", span, hint, "warning")
        )
    return found


def _bad_character(name: str, text: str, error: Any, lines: list[str]) -> Problem:
    position = getattr(error, "position", 0)
    bad = next((m for m in re.finditer(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)), None)  # fmt: skip
    at = bad.start() if bad else min(position, max(0, len(text) - 1))
    before = split_lines(text[:at])
    line, column = len(before), len(before[-1]) + 1
    code = ord(text[at]) if text else 0
    message = f"the character U+{code:04X} is not allowed in YAML"
    span = Span(line, column, line, column + 1)
    return Problem("E104", message, name, span, lines[line - 1], "remove it")
