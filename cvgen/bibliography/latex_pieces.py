"""Cuts LaTeX where one part cannot affect another, so that each can be read alone, and once.

Titles share few whole texts, but many parts: ``\\emph{E. coli}``, ``$\\alpha$``, ``{\\"a}``.
"""

from __future__ import annotations

import re
from collections.abc import Set

from cvgen.patterns import pattern

_NEXT = pattern(r"[^\\{}$]+|\\[A-Za-z]+[ ]?|\\[^A-Za-z]|[{}]|\$(?:\\.|[^$\\])+\$")
_BRACE = pattern(r"\\.|[{}]")
_ALONE = "&%#_$,;:!/@- "
"""The signs of commands that take no argument."""
_BARE = pattern(r"(?<!\\)((?:\\\\)*)([%&#])")
_DOLLAR = pattern(r"(?<!\\)(?:\\\\)*\$")


def guarded(text: str) -> str:
    """``text`` with its bare ``%``, ``&`` and ``#``, and a dollar without a second, escaped."""
    text = _BARE.sub(r"\1\\\2", text)
    if len(_DOLLAR.findall(text)) % 2:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    return text


def depth_of(text: str) -> int:
    """How deep braces are nested in ``text``."""
    depth = most = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        most = max(most, depth)
    return most


def pieces_of(text: str, switches: Set[str]) -> list[str] | None:
    r"""``text`` in pieces: words, groups, formulas, commands with the groups after them.

    None if it has to be read as a whole: a brace is missing, a command has no braces, or one of
    the ``switches`` such as ``\em`` changes the rest of the text.
    """
    found, at = [], 0
    while at < len(text):
        match = _NEXT.match(text, at)
        if match is None or match.group() == "}":
            return None
        piece, end = match.group(), match.end()
        if piece == "{":
            end = _group_end(text, at)
        elif piece[0] == "\\" and piece[1] not in _ALONE:
            if piece[1:].strip() in switches or text[end : end + 1] != "{":
                return None
            while text[end : end + 1] == "{" and end:
                end = _group_end(text, end)
        elif piece[0] == "$" and _is_uneven(piece):
            return None
        if not end:
            return None
        found.append(text[at:end])
        at = end
    return found


def _group_end(text: str, start: int) -> int:
    """Where the group that opens at ``start`` ends; 0 if it never does."""
    depth = 0
    for match in _BRACE.finditer(text, start):
        depth += (match.group() == "{") - (match.group() == "}")
        if depth == 0:
            return match.end()
    return 0


def _is_uneven(formula: str) -> bool:
    """True if a brace in a formula has no partner in it."""
    depth = 0
    for match in _BRACE.finditer(formula):
        depth += (match.group() == "{") - (match.group() == "}")
        if depth < 0:
            return True
    return depth != 0
