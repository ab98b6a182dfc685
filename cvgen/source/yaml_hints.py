"""What YAML's syntax errors mean in plain words, and comments that swallow text."""

from __future__ import annotations

import re
from typing import Any

from cvgen.errors import Problem, Span
from cvgen.patterns import pattern
from cvgen.source.bibtex import AS_KEYS, IS_BIBTEX, bibtex_at
from cvgen.source.lost import quoted
from cvgen.source.slips import Cause, bullet_below, no_space, typed_sign
from cvgen.source.tree import Scalar, Source, split_lines

_START = "a text cannot start with this character"
_QUOTE = "put the text in quotes"
_LINE_UP = "the keys of one entry start in the same column, and so do the items of one list"
_KNOWN = (
    ("mapping values are not allowed", "this ': ' makes a key where none can be",
     "a text with ': ' in it needs quotes: 'Title: subtitle'"),
    ("found character", _START, _QUOTE),
    ("alphabetic or numeric character", _START, f"{_QUOTE}: & and * have a meaning in YAML"),
    ("found undefined tag handle", _START, f"{_QUOTE}: ! has a meaning in YAML"),
    ("found unknown escape", "the backslash has a meaning in double quotes",
     "use single quotes, or write the backslash twice"),
    ("unexpected end of stream", "a quoted text starts here and never ends",
     "close the quote; a quote inside of the text is written '' or \\\""),
    ("did not find expected node content", "a value is missing here, or the bracket that closes",
     "put ] at the end of what starts with [, and } at the end of what starts with {"),
    ("did not find expected ',' or ']'", "the list that starts with [ is not closed",
     "put , between its items and ] at its end"),
    ("did not find expected ',' or '}'", "the mapping that starts with { is not closed",
     "put , between its keys and } at its end"),
    ("did not find expected '-' indicator", "this line does not fit the list above it", _LINE_UP),
    ("did not find expected key", "this line does not fit the lines above it", _LINE_UP),
    ("could not find expected ':'", "a line here is neither a key nor part of a text",
     "a key needs ': ' with a space after it; a text that goes on is indented"),
    ("block sequence entries are not allowed", "a list cannot start here",
     "start it on its own line below the key; a text that starts with - needs quotes"),
    ("mapping keys are not allowed", _START, f"{_QUOTE}: ? has a meaning in YAML"),
    ("block collections are not allowed", "this does not fit here", "indent it below its key"),
    ("expected whitespace or line break", _START, _QUOTE),
    ("expected <document start>", "this line stands outside of the CV", _LINE_UP),
)  # fmt: skip
_NOT_YAML = "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
_CONFLICT = pattern(r"<{7} |>{7} |={7}$")
_DASHES = pattern(r"[ \t]*(?:-[ \t]+)+")
_NO_SPACE = pattern(r"\s*-(?=[^\s-])")
_FILLED = pattern(r"[\s-]*([\w-]+): +([^\s#|>&'\"\[{].*)")
_KEY = pattern(r" +([\w-]+): ")
_MARKED = pattern(r" +- +(text|items|for|not_for|tags|visibility|priority): ")
_SWALLOWED = pattern(r"[ \t]+(#[^\s#!].*)")
_SWALLOWED_SIGN = pattern(r"[ \t]+(#[ \t].*)")
_SIGN = pattern(r"#[ \t]+\d|.*\w#")
"""A comment that goes on as a text with the sign # does: `# 1 of 10`, `# and F#`."""


def syntax_problem(name: str, text: str, error: Any) -> Problem:
    """The problem for an error of PyYAML's parser, placed where the parser gave up."""
    lines = split_lines(text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _bad_character(name, text, error, lines)
    line, column = min(mark.line + 1, len(lines)), mark.column + 1
    what = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context_mark", None)
    if better := _true_cause(lines, line, column, what):
        line, column, message, advice = better
        span = Span(line, column, line, column + 1)
        return Problem("E104", message, name, span, lines[line - 1], advice)
    opening = ("end of stream", "',' or", "could not find expected ':'", "alphabetic")
    if context is not None and any(part in what for part in opening):
        line, column = context.line + 1, context.column + 1
    message, hint = _in_plain_words(what, lines[line - 1][: column - 1])
    if context is not None and "block scalar" in str(getattr(error, "context", "")):
        line, column = context.line + 1, context.column + 1
        text = lines[line - 1][column - 1 :].rstrip()
        message, hint = f"a text cannot start with {text[:1]}", f"{_QUOTE}: {quoted(text)}"
    span = Span(line, column, line, column + 1)
    return Problem("E104", message, name, span, lines[line - 1], hint)


def _true_cause(lines: list[str], line: int, column: int, what: str) -> Cause | None:
    """Line, column, message and hint of a slip before the place where the parser gave up."""
    for number, text in enumerate(lines, 1):
        if _CONFLICT.match(text):
            hint = "choose one of the two versions, and remove the lines with <<<<<<<, ===, >>>"
            return number, 1, "git left a conflict here", hint
    if bibtex_at(lines[line - 1][column - 1 :]) == 0:
        return line, column, IS_BIBTEX, AS_KEYS
    before = lines[line - 1][: column - 1]
    quote = before.rstrip()[-1:]
    if "did not find expected" in what and quote in ("'", '"') and before.count(quote) % 2:
        for number in range(line - 1, 0, -1):
            if lines[number - 1].count(quote) % 2 and (at := lines[number - 1].rfind(quote)) >= 0:
                inside = "''" if quote == "'" else '\\"'
                hint = f"close it at the end of the text; a quote inside of it is written {inside}"
                return number, at + 1, "the quote that opens here is not closed in its line", hint
    if cause := typed_sign(lines, line):
        return cause
    if "mapping values are not allowed" in what and line > 1:
        causes = (_odd_indent, _spoilt_list, _marked_item, no_space, bullet_below, _deep_key)
        return next((cause for find in causes if (cause := find(lines, line))), None)
    if any(part in what for part in ("could not find expected ':'", "<document start>")):
        return no_space(lines, line)
    return None


def _odd_indent(lines: list[str], line: int) -> Cause | None:
    """A character in the indentation of ``line`` or the one above that only looks like a space."""
    for number in (line, line - 1):
        text = lines[number - 1]
        column = len(text) - len(text.lstrip(" "))
        if (odd := text[column : column + 1]).isspace() and odd != "\t":
            message = f"this only looks like a space (U+{ord(odd):04X})"
            if odd == "\N{NO-BREAK SPACE}":
                message = f"line {number} is indented with no-break spaces"
            return number, column + 1, message, "use plain spaces"
    return None


def _spoilt_list(lines: list[str], line: int) -> Cause | None:
    """What is wrong above a line that would be an item, where no list is being read."""
    for number in (line, line - 1):
        if match := _NO_SPACE.match(lines[number - 1]):
            return number, match.end(), "this dash starts no item", "put a space after it"
    above = _FILLED.match(lines[line - 2])
    if above and lines[line - 1].lstrip().startswith("- "):
        message = f"'{above[1]}' has a text, so no list can follow"
        return line - 1, above.start(2) + 1, message, "make it the first item, or remove it"
    return None


def _marked_item(lines: list[str], line: int) -> Cause | None:
    """What is wrong with ``line`` where it is a bullet with keys below one that is a mere text."""
    match = _MARKED.match(lines[line - 1])
    if match is None:
        return None
    hint = "write the bullet above as `text: …`, with `items:` and its bullets below it"
    return line, match.start(1) + 1, "a bullet below a text cannot have keys", hint


def _deep_key(lines: list[str], line: int) -> Cause | None:
    """What is wrong with ``line`` where it is a key that stands too far to the right."""
    key, above = _KEY.match(lines[line - 1]), _FILLED.match(lines[line - 2])
    if key is None or above is None or key.start(1) <= above.start(1):
        return None
    message = f"'{key[1]}' is indented more than the key above it"
    return line, key.start(1) + 1, message, f"{_LINE_UP}; a text with ': ' in it needs quotes"


def _in_plain_words(what: str, before: str) -> tuple[str, str | None]:
    """Message and hint for the parser's words; ``before`` is the line up to where it gave up."""
    if "did not find expected" in what and before.rstrip().endswith(("'", '"')):
        return "text goes on after the closing quote", "put the whole text in the other quotes"
    if "did not find expected" in what and before.rstrip().endswith(("]", "}")):
        return (
            "text goes on after the closing bracket",
            "a text that starts with [ or { needs quotes",
        )
    found = (words for words in _KNOWN if words[0] in what)
    _, message, hint = next(found, ("", f"this is not valid YAML: {what}", None))
    return message, hint


def tab_problem(name: str, text: str, error: Any) -> Problem | None:
    """The problem where a tab in the indentation is what stopped the parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    lines = split_lines(text)
    for number in range(min(mark.line, len(lines) - 1), max(-1, mark.line - 3), -1):
        line = lines[number]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if number == mark.line and (dashes := _DASHES.match(line)):
            indent = dashes[0]
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
        match = _SWALLOWED.match(line, max(0, node.span.end_column - 1))
        if match is None:
            match = _SWALLOWED_SIGN.match(line, max(0, node.span.end_column - 1))
            if not match or not (node.text.endswith("#") or _SIGN.match(match[1])):
                continue
        span = Span(
            node.span.end_line, match.start(1) + 1, node.span.end_line, len(line.rstrip()) + 1
        )
        words = match.group(1).split()
        word = words[0] if len(words[0]) > 1 else " ".join(words[:2])
        hint = "put the whole text in quotes; for a comment, leave a space after #"
        if word != words[0]:
            hint = "put the whole text in quotes, or the comment on a line of its own"
        found.append(
            source.problem("W113", f"'{word}' is read as a comment", span, hint, "warning")
        )
    return found


def _bad_character(name: str, text: str, error: Any, lines: list[str]) -> Problem:
    position = getattr(error, "position", 0)
    bad = re.search(_NOT_YAML, text)  # takes 5 ms to compile
    at = bad.start() if bad else min(position, max(0, len(text) - 1))
    before = split_lines(text[:at])
    line, column = len(before), len(before[-1]) + 1
    code = ord(text[at]) if text else 0
    message = f"the character U+{code:04X} is not allowed in YAML"
    span = Span(line, column, line, column + 1)
    return Problem("E104", message, name, span, lines[line - 1], "remove it")
