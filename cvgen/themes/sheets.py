"""Stylesheets that stand in one text with others: what is open is closed, and text is quoted."""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*(?:[\"\n]|\Z)|'(?:\\.|[^'\\\n])*(?:['\n]|\Z)"
    r"|url\(\s*[^\"'\s)][^)]*(?:\)|\Z)|\\.|[][(){}]|[^\\/\"'u\[\](){}]+|.",
    re.DOTALL,
)
_CLOSER = {"{": "}", "(": ")", "[": "]"}
_IN_PAGES = re.compile(r"<(?=[/!])")


@lru_cache(maxsize=64)
def closed(css: str) -> str:
    """``css`` with each block, text and comment closed, so that what follows does not fall into it.

    A bracket that closes nothing is left out.
    """
    made: list[str] = []
    stack: list[str] = []
    for piece in _PIECE.findall(css):
        if piece in _CLOSER:
            stack.append(_CLOSER[piece])
        elif piece in ("}", ")", "]"):
            if piece not in stack:
                continue
            while (last := stack.pop()) != piece:
                made.append(last)
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
    return " " if piece == "\\" else ""


def unclosed(css: str) -> int | None:
    """The index of the last block that ``css`` does not close; None if all are closed."""
    opened: list[int] = []
    at = 0
    for piece in _PIECE.findall(css):
        if piece == "{":
            opened.append(at)
        elif piece == "}" and opened:
            opened.pop()
        at += len(piece)
    return opened[-1] if opened else None


def css_string(text: str) -> str:
    """``text`` as a string of CSS that can neither end itself nor a `<style>` around it."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    return f"\\{ord(char):x} " if char in '"\\<>&' or not char.isprintable() else char


def in_page(css: str) -> str:
    """``css`` as it may stand in a `<style>` element: it neither ends it nor begins a comment."""
    return _IN_PAGES.sub(r"<\\", css)
