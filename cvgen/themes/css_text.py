"""Stylesheets that stand in one text with others: what is open is closed, and text is quoted."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from cvgen.patterns import pattern

_PIECE = pattern(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*(?:[\"\n]|\Z)|'(?:\\.|[^'\\\n])*(?:['\n]|\Z)"
    r"|url\(\s*[^\"'\s)][^)]*(?:\)|\Z)|\\.|[][(){}]|[^\\/\"'u\[\](){}]+|.",
    re.DOTALL,
)
_INDENT = pattern(r"[ \t]*")
_ENDS = pattern(r"[;}]")
_QUOTES = ("'", '"', "/", "u", "\\")  # of texts, comments, addresses and escapes
_CLOSER = {"{": "}", "(": ")", "[": "]"}
_IN_PAGES = pattern(r"<(?=[/!])")


_OPEN_ESCAPE = pattern(r"(?<!\\)(?:\\\\)*\\\Z")


@lru_cache(maxsize=64)
def closed(css: str) -> str:
    """``css`` with each block, text and comment closed, so that what follows does not fall into it.

    A bracket that closes nothing is left out.
    """
    if _OPEN_ESCAPE.search(css):
        css += " "
    made: list[str] = []
    stack: list[str] = []
    waiting: Counter[str] = Counter()  # what the stack holds, by kind
    for piece in _PIECE.findall(css):
        if piece in _CLOSER:
            stack.append(_CLOSER[piece])
            waiting[_CLOSER[piece]] += 1
        elif piece in ("}", ")", "]"):
            if not waiting[piece]:
                continue
            while (last := stack.pop()) != piece:
                waiting[last] -= 1
                made.append(last)
            waiting[piece] -= 1
        made.append(piece)
    return "".join(made) + _ending(made[-1] if made else "") + "".join(reversed(stack))


def _ending(piece: str) -> str:
    """What closes the last ``piece``, a comment, a text or an address, if it is open."""
    if piece.startswith("/*"):
        return "" if len(piece) > 3 and piece.endswith("*/") else "*/"
    if piece[:1] in ("'", '"'):
        return "" if len(piece) > 1 and piece[-1] in (piece[0], "\n") else piece[0]
    if piece.startswith("url("):
        return "" if piece.endswith(")") else ")"
    return ""


def pieces(css: str) -> list[tuple[int, int]]:
    """Start and end of each declaration of ``css`` and of what else there is between them; the
    first ones of a rule start with its selectors.
    """
    found: list[tuple[int, int]] = []
    start = at = 0
    for part in _PIECE.findall(css):
        for end in _ENDS.finditer(part) if part[:1] not in _QUOTES else ():
            found.append((start, at + end.end()))
            start = at + end.end()
        at += len(part)
    found.append((start, at))
    return [(left, right) for left, right in found if css[left:right].strip(" \t\r\n\f;}")]


@lru_cache(maxsize=64)
def faults(css: str) -> tuple[tuple[int, str], ...]:
    """Each bracket, text and comment of ``css`` that is not closed, and each bracket that closes
    nothing: its index, and what is wrong with it. A text or comment that is not closed hides
    brackets, so that these are not reported then.
    """
    found: list[tuple[int, str]] = []
    hiding: list[tuple[int, str]] = []
    opened: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()  # what closes those that are open
    at = 0
    for piece in _PIECE.findall(css):
        if piece in _CLOSER:
            opened.append((at, piece))
            waiting[_CLOSER[piece]] += 1
        elif piece in ("}", ")", "]"):
            if not waiting[piece]:
                found.append((at, f"'{piece}' closes nothing"))
                at += len(piece)
                continue
            while _CLOSER[opened[-1][1]] != piece:
                waiting[_CLOSER[opened[-1][1]]] -= 1
                found.append(_unclosed(*opened.pop()))
            opened.pop()
            waiting[piece] -= 1
        elif piece.startswith("/*") and _ending(piece):
            hiding.append((at, "the comment is not closed"))
        elif piece[:1] in ("'", '"') and (len(piece) == 1 or piece[-1] != piece[0]):
            hiding.append((at, "the text is not closed on its line"))
        elif piece.startswith("url(") and _ending(piece):
            hiding.append((at, "the address is not closed"))
        at += len(piece)
    if len(opened) == 1 and opened[0][1] == "{":
        opened = [(_likely(css, opened[0][0]), "{")]
    return tuple(hiding or sorted((*found, *(_unclosed(*one) for one in opened))))


def _unclosed(at: int, bracket: str) -> tuple[int, str]:
    return at, f"'{bracket}' is not closed"


def _likely(css: str, left: int) -> int:
    """Where a closing brace is likely missing if ``left`` is the block that ends without one: the
    first block with another one in it that is not indented deeper.
    """
    opened: list[tuple[int, int, int]] = []
    at = 0
    for piece in _PIECE.findall(css):
        if piece == "{":
            start = css.rfind("\n", 0, at) + 1
            indented = _INDENT.match(css, start)
            indent = indented.end() - start if indented else 0
            if opened and start > opened[-1][1] and indent <= opened[-1][2]:
                return opened[-1][0]
            opened.append((at, start, indent))
        elif piece == "}" and opened:
            opened.pop()
        at += len(piece)
    return left


def css_string(text: str) -> str:
    """``text`` as a string of CSS that can neither end itself nor a `<style>` around it."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    return f"\\{ord(char):x} " if char in '"\\<>&' or not char.isprintable() else char


def in_page(css: str) -> str:
    """``css`` as it may stand in a `<style>` element: it neither ends it nor begins a comment."""
    return _IN_PAGES.sub(r"<\\", css)
