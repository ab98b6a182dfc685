"""CSS as text: brackets, texts and comments that are not closed, declarations, and strings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
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

Fault = tuple[int, str]
"""An index, and what is wrong there."""


@dataclass(slots=True)
class _Scan:
    """A stylesheet's pieces with missing brackets added and extra ones left out, and its faults.

    ``opened`` are the brackets that are still open at the end; ``hiding`` are texts and comments
    that are not closed.
    """

    pieces: list[str] = field(default_factory=list)
    opened: list[tuple[int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    hiding: list[Fault] = field(default_factory=list)


def _scan(css: str) -> _Scan:
    scan, at = _Scan(), 0
    waiting: Counter[str] = Counter()  # closing brackets, by kind, of those that are open
    for piece in _PIECE.findall(css):
        if piece in _CLOSER:
            scan.opened.append((at, piece))
            waiting[_CLOSER[piece]] += 1
        elif piece in ("}", ")", "]"):
            if not waiting[piece]:
                scan.faults.append((at, f"'{piece}' closes nothing"))
                at += 1
                continue
            while _CLOSER[scan.opened[-1][1]] != piece:
                scan.pieces.append(_CLOSER[scan.opened[-1][1]])
                waiting[scan.pieces[-1]] -= 1
                scan.faults.append(_unclosed(*scan.opened.pop()))
            scan.opened.pop()
            waiting[piece] -= 1
        elif piece[:1] in _QUOTES and (fault := _fault(piece)):
            scan.hiding.append((at, fault))
        scan.pieces.append(piece)
        at += len(piece)
    return scan


def _unclosed(at: int, bracket: str) -> Fault:
    return at, f"'{bracket}' is not closed"


def _fault(piece: str) -> str:
    """What is wrong with a comment, text or address that is not closed."""
    if piece[0] in ("'", '"') and (len(piece) == 1 or piece[-1] != piece[0]):
        return "the text is not closed on its line"
    if piece.startswith("/*") and _ending(piece):
        return "the comment is not closed"
    return "the address is not closed" if piece.startswith("url(") and _ending(piece) else ""


def _ending(piece: str) -> str:
    """The text that closes ``piece``, a comment, text or address; empty if it is closed."""
    if piece.startswith("/*"):
        return "" if len(piece) > 3 and piece.endswith("*/") else "*/"
    if piece[:1] in ("'", '"'):
        return "" if len(piece) > 1 and piece[-1] in (piece[0], "\n") else piece[0]
    return ")" if piece.startswith("url(") and not piece.endswith(")") else ""


@lru_cache(maxsize=64)
def balance_css(css: str) -> str:
    """``css`` with each block, text and comment closed, and without extra closing brackets."""
    scan = _scan(f"{css} " if _OPEN_ESCAPE.search(css) else css)
    brackets = [_CLOSER[bracket] for _, bracket in reversed(scan.opened)]
    return "".join([*scan.pieces, _ending(scan.pieces[-1] if scan.pieces else ""), *brackets])


@lru_cache(maxsize=64)
def faults(css: str) -> tuple[Fault, ...]:
    """Each bracket, text and comment that is not closed, unless a text or comment hides it."""
    scan = _scan(css)
    opened = scan.opened
    if len(opened) == 1 and opened[0][1] == "{":
        opened = [(_likely(css, opened[0][0]), "{")]
    return tuple(scan.hiding or sorted((*scan.faults, *(_unclosed(*one) for one in opened))))


def _likely(css: str, left: int) -> int:
    """The block in ``css`` that probably lacks the brace missing at ``left``, by indentation."""
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


def declaration_spans(css: str) -> list[tuple[int, int]]:
    """Start and end of each declaration; the first one of a rule begins with its selectors."""
    found: list[tuple[int, int]] = []
    start = at = 0
    for part in _PIECE.findall(css):
        for end in _ENDS.finditer(part) if part[:1] not in _QUOTES else ():
            found.append((start, at + end.end()))
            start = at + end.end()
        at += len(part)
    found.append((start, at))
    return [(left, right) for left, right in found if css[left:right].strip(" \t\r\n\f;}")]


def css_string(text: str) -> str:
    """``text`` as a CSS string that can end neither itself nor a `<style>` element."""
    escaped = "".join(
        f"\\{ord(char):x} " if char in '"\\<>&' or not char.isprintable() else char for char in text
    )
    return f'"{escaped}"'


def escape_for_style(css: str) -> str:
    """``css`` for a `<style>` element: it neither ends the element nor begins a comment."""
    return _IN_PAGES.sub(r"<\\", css)
