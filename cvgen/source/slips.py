"""Slips in the lines before the place where the parser gave up, and what to write instead."""

from __future__ import annotations

from cvgen.errors import Problem, Span
from cvgen.markup.passages import SIGNS
from cvgen.patterns import pattern
from cvgen.source.lost import quoted
from cvgen.source.tree import Scalar, Source

Cause = tuple[int, int, str, str]
"""Line, column, message and hint of a slip."""
_SIGN = pattern(rf"\s*([–—·+*]|[{SIGNS}])\s+(?=[^\s:])")
_SIGNED_KEY = pattern(rf"\s*([–—·+*]|[{SIGNS}])\s+[\w-]+:(?:\s|$)")
_NO_SPACE = pattern(r"\s*(?:- +)*(?!(?:https?|ftp|mailto|tel|urn):)([^\W\d][\w-]*):([^\s/].*)")
_BULLET = pattern(r"\s*- +([^\s'\"\[{|>&!#].*)")
_WITH_COLON = pattern(r"\s*- +(.+:\s.*|.+:)")


def signed_key(source: Source, key: Scalar) -> Problem | None:
    """The problem where ``key``, as in ``– role: Lead``, has the sign of an item that is no dash
    to YAML.
    """
    match = _SIGN.match(key.text) if key.plain else None
    if match is None:
        return None
    line, column, message, hint = _about_sign(match[1], key.span.line, key.span.column)
    return source.problem("E104", message, Span(line, column, line, column + 1), hint)


def typed_sign(lines: list[str], line: int) -> Cause | None:
    """What is wrong where ``line`` or the one that it belongs to starts with a typed bullet."""
    for number in (line, _owner(lines, line)):
        match = _SIGNED_KEY.match(lines[number - 1]) if number else None
        if match:
            return _about_sign(match[1], number, match.start(1) + 1)
    return None


def no_space(lines: list[str], line: int) -> Cause | None:
    """What is wrong where ``line`` or those above have a key like ``role:Lead``; the first one."""
    found = None
    for number in range(line, 0, -1):
        text = lines[number - 1]
        match = None if ": " in text else _NO_SPACE.match(text)
        if match:
            hint = f"write `{match[1]}: {match[2].rstrip()}`"
            found = number, match.end(1) + 1, "a key needs a space after its colon", hint
        elif number < line and text.strip() and not text.lstrip().startswith("#"):
            break
    return found


def bullet_below(lines: list[str], line: int) -> Cause | None:
    """What is wrong with ``line`` where it is a bullet with a colon below one that is mere text."""
    bullet = _WITH_COLON.match(lines[line - 1])
    owner = _owner(lines, line)
    above = _BULLET.match(lines[owner - 1]) if bullet and owner else None
    if bullet is None or above is None or ": " in above[1]:
        return None
    own = bullet[1].rstrip()
    words = above[1].rstrip()
    hint = f"put a colon after '{words}'"
    if any(not text.lstrip().startswith("-") for text in lines[owner : line - 1] if text.strip()):
        hint = f"write the bullet in line {owner} in one line, with a colon after it"
    if own[0] not in "'\"":
        hint += f", and quotes around this text: - {quoted(own)}"
    message = "a bullet with a colon cannot stand below a mere text"
    return line, bullet.start(1) + 1, message, hint


def _owner(lines: list[str], line: int) -> int:
    """The number of the line above ``line`` that is indented less; 0 where there is none."""
    indent = _indent(lines[line - 1])
    above = range(line - 1, 0, -1)
    return next((n for n in above if lines[n - 1].strip() and _indent(lines[n - 1]) < indent), 0)


def _about_sign(sign: str, line: int, column: int) -> Cause:
    return line, column, f"'{sign}' starts no item", f"write - for {sign}"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
