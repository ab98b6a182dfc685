"""YAML's syntax errors in plain words (``syntax_errors.yaml``), at the place of the mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cvgen.errors import Problem
from cvgen.markup.passages import SIGNS
from cvgen.patterns import pattern
from cvgen.source.encodings import split_lines
from cvgen.source.split_texts import quote_yaml, sign_problem
from cvgen.source.tree import Source, point
from cvgen.synonyms import read_data_file

IS_BIBTEX = "this is a BibTeX entry"
AS_KEYS = "write its fields as keys: `title`, `authors`, `venue`, `year`"
_BIBTEX = pattern(r"^[ \t]*(@[A-Za-z]{2,20}[ \t]*[{(][^\s,{}=\"]*\s*,)", re.MULTILINE)
_QUOTE = "put the text in quotes"
_LINE_UP = "the keys of one entry start in the same column, and so do the items of one list"
_NOT_YAML = "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
_CONFLICT = pattern(r"<{7} |>{7} |={7}$")
_DASHES = pattern(r"[ \t]*(?:-[ \t]+)+")
_DASH_WITHOUT_SPACE = pattern(r"\s*-(?=[^\s-])")
_COLON_WITHOUT_SPACE = pattern(
    r"\s*(?:- +)*(?!(?:https?|ftp|mailto|tel|urn):)([^\W\d][\w-]*):([^\s/].*)"
)
_FILLED = pattern(r"[\s-]*([\w-]+): +([^\s#|>&'\"\[{].*)")
_KEY = pattern(r" +([\w-]+): ")
_MARKED = pattern(r" +- +(text|items|for|not_for|tags|visibility|priority): ")
_SIGNED_KEY = pattern(rf"\s*([–—·+*]|[{SIGNS}])\s+[\w-]+:(?:\s|$)")
_BULLET = pattern(r"\s*- +([^\s'\"\[{|>&!#].*)")
_WITH_COLON = pattern(r"\s*- +(.+:\s.*|.+:)")
_STARTS_EARLIER = ("end of stream", "',' or", "could not find expected ':'", "alphabetic")

Cause = tuple[int, int, str, str]
"""Line, column, message and hint of a mistake."""


def bibtex_at(text: str) -> int | None:
    """The index of the first BibTeX entry in ``text``, such as ``@article{key,``; None if none."""
    match = _BIBTEX.search(text) if "@" in text else None
    return match.start(1) if match else None


def syntax_problem(source: Source, error: Any) -> Problem:
    """The problem for an error of PyYAML's parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _bad_character(source, error)
    lines = split_lines(source.text)
    line, column = min(mark.line + 1, len(lines)), mark.column + 1
    what = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context_mark", None)
    hint: str | None
    if cause := _cause(lines, line, column, what):
        line, column, message, hint = cause
        return source.problem("E104", message, point(line, column), hint)
    if context is not None and any(part in what for part in _STARTS_EARLIER):
        line, column = context.line + 1, context.column + 1
    message, hint = _in_plain_words(what, lines[line - 1][: column - 1])
    if context is not None and "block scalar" in str(getattr(error, "context", "")):
        line, column = context.line + 1, context.column + 1
        text = lines[line - 1][column - 1 :].rstrip()
        message, hint = f"a text cannot start with {text[:1]}", f"{_QUOTE}: {quote_yaml(text)}"
    return source.problem("E104", message, point(line, column), hint)


def tab_problem(source: Source, error: Any) -> Problem | None:
    """The problem if a tab in the indentation stopped the parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    last = min(mark.line + 1, len(split_lines(source.text)))
    for number in range(last, max(0, mark.line - 2), -1):
        line = source.line(number)
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if number == mark.line + 1 and (dashes := _DASHES.match(line)):
            indent = dashes[0]
        if "\t" in indent:
            span = point(number, indent.index("\t") + 1)
            message = "YAML does not allow tabs here"
            return source.problem("E111", message, span, "indent with spaces")
    return None


def _bad_character(source: Source, error: Any) -> Problem:
    text = source.text
    bad = re.search(_NOT_YAML, text)  # takes 5 ms to compile
    at = bad.start() if bad else min(getattr(error, "position", 0), max(0, len(text) - 1))
    before = split_lines(text[:at])
    message = f"the character U+{ord(text[at]) if text else 0:04X} is not allowed in YAML"
    return source.problem("E104", message, point(len(before), len(before[-1]) + 1), "remove it")


def _in_plain_words(what: str, before: str) -> tuple[str, str | None]:
    """Message and hint for the parser's words; ``before`` is the line up to where it stopped."""
    if "did not find expected" in what and before.rstrip().endswith(("'", '"')):
        return "text goes on after the closing quote", "put the whole text in the other quotes"
    if "did not find expected" in what and before.rstrip().endswith(("]", "}")):
        hint = "a text that starts with [ or { needs quotes"
        return "text goes on after the closing bracket", hint
    for words in read_data_file(Path(__file__).with_suffix(".yaml")):
        if words["parser"] in what:
            return words["message"], words["hint"]
    return f"this is not valid YAML: {what}", None


def _cause(lines: list[str], line: int, column: int, what: str) -> Cause | None:
    """The mistake that stopped the parser at ``line`` and ``column``, where it can be found."""
    for number, text in enumerate(lines, 1):
        if _CONFLICT.match(text):
            hint = "choose one of the two versions, and remove the lines with <<<<<<<, ===, >>>"
            return number, 1, "git left a conflict here", hint
    if bibtex_at(lines[line - 1][column - 1 :]) == 0:
        return line, column, IS_BIBTEX, AS_KEYS
    before = lines[line - 1][: column - 1]
    if "did not find expected" in what and (cause := _open_quote(lines, line, before)):
        return cause
    if cause := _typed_sign(lines, line):
        return cause
    if "mapping values are not allowed" in what and line > 1:
        causes = (
            _odd_indent, _spoilt_list, _marked_item, _colon_without_space, _bullet_below, _deep_key
        )  # fmt: skip
        return next((cause for find in causes if (cause := find(lines, line))), None)
    if any(part in what for part in ("could not find expected ':'", "<document start>")):
        return _colon_without_space(lines, line)
    return None


def _open_quote(lines: list[str], line: int, before: str) -> Cause | None:
    """A quote above ``line`` that is not closed in its own line but ends ``before``."""
    quote = before.rstrip()[-1:]
    if quote not in ("'", '"') or before.count(quote) % 2 == 0:
        return None
    for number in range(line - 1, 0, -1):
        if lines[number - 1].count(quote) % 2:
            inside = "''" if quote == "'" else '\\"'
            hint = f"close it at the end of the text; a quote inside of it is written {inside}"
            column = lines[number - 1].rfind(quote) + 1
            return number, column, "the quote that opens here is not closed in its line", hint
    return None


def _typed_sign(lines: list[str], line: int) -> Cause | None:
    """A bullet sign other than a dash, before a key in ``line`` or the line that it belongs to."""
    for number in (line, _owner(lines, line)):
        match = _SIGNED_KEY.match(lines[number - 1]) if number else None
        if match:
            return number, match.start(1) + 1, *sign_problem(match[1])
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
    """A dash without a space, or a text above an item of a list."""
    for number in (line, line - 1):
        if match := _DASH_WITHOUT_SPACE.match(lines[number - 1]):
            return number, match.end(), "this dash starts no item", "put a space after it"
    above = _FILLED.match(lines[line - 2])
    if above and lines[line - 1].lstrip().startswith("- "):
        message = f"'{above[1]}' has a text, so no list can follow"
        return line - 1, above.start(2) + 1, message, "make it the first item, or remove it"
    return None


def _marked_item(lines: list[str], line: int) -> Cause | None:
    """A bullet with keys in ``line`` below a bullet that is only a text."""
    match = _MARKED.match(lines[line - 1])
    if match is None:
        return None
    hint = "write the bullet above as `text: …`, with `items:` and its bullets below it"
    return line, match.start(1) + 1, "a bullet below a text cannot have keys", hint


def _colon_without_space(lines: list[str], line: int) -> Cause | None:
    """The first key like ``role:Lead`` in ``line`` and the lines above it."""
    found = None
    for number in range(line, 0, -1):
        text = lines[number - 1]
        match = None if ": " in text else _COLON_WITHOUT_SPACE.match(text)
        if match:
            hint = f"write `{match[1]}: {match[2].rstrip()}`"
            found = number, match.end(1) + 1, "a key needs a space after its colon", hint
        elif number < line and text.strip() and not text.lstrip().startswith("#"):
            break
    return found


def _bullet_below(lines: list[str], line: int) -> Cause | None:
    """A bullet with a colon in ``line`` below a bullet that is only a text."""
    bullet = _WITH_COLON.match(lines[line - 1])
    owner = _owner(lines, line)
    above = _BULLET.match(lines[owner - 1]) if bullet and owner else None
    if bullet is None or above is None or ": " in above[1]:
        return None
    own = bullet[1].rstrip()
    hint = f"put a colon after '{above[1].rstrip()}'"
    if any(not text.lstrip().startswith("-") for text in lines[owner : line - 1] if text.strip()):
        hint = f"write the bullet in line {owner} in one line, with a colon after it"
    if own[0] not in "'\"":
        hint += f", and quotes around this text: - {quote_yaml(own)}"
    message = "a plain text cannot have a bullet with a colon below it"
    return line, bullet.start(1) + 1, message, hint


def _deep_key(lines: list[str], line: int) -> Cause | None:
    """A key in ``line`` that is indented too far."""
    key, above = _KEY.match(lines[line - 1]), _FILLED.match(lines[line - 2])
    if key is None or above is None or key.start(1) <= above.start(1):
        return None
    message = f"'{key[1]}' is indented more than the key above it"
    return line, key.start(1) + 1, message, f"{_LINE_UP}; a text with ': ' in it needs quotes"


def _owner(lines: list[str], line: int) -> int:
    """The number of the line above ``line`` that is indented less; 0 if none is."""
    indent = _indent(lines[line - 1])
    above = range(line - 1, 0, -1)
    return next((n for n in above if lines[n - 1].strip() and _indent(lines[n - 1]) < indent), 0)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
