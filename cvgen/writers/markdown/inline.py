"""Writes runs as one line of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from cvgen.markup.inline import Inline, Run
from cvgen.patterns import pattern
from cvgen.writers.markdown.escape import (
    autolink,
    before_link,
    destination,
    escape,
    escape_start,
    has_pairs,
    with_addresses,
)

_STRONG_ROLES = frozenset({"self", "acronym"})
_EMPHASIS_ROLES = frozenset({"venue"})
_MARKS = {
    (strong, emphasis): frozenset(["**"] * strong + ["*"] * emphasis)
    for strong in (False, True)
    for emphasis in (False, True)
}
_BLANKS = pattern(r"[ \t\r\n\f\v\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_ENDS = pattern(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
# Linters take a line of only emphasis, without final punctuation, for a heading.
_ALL_MARKED = pattern(r"(\*{1,2})([^*\\ ]+) ([^*\\]*[^*\\.,;:!?。，；：！？])\1")
_HASHTAG = pattern(r"#+[^#\s\\]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text between the same marks."""

    text: str
    marks: frozenset[str] = frozenset()
    code: bool = False
    href: str | None = None

    @property
    def style(self) -> tuple[frozenset[str], bool, str | None]:
        """All but the text."""
        return self.marks, self.code, self.href


def markdown(inline: Inline) -> str:
    """The runs as one line of Markdown, without blanks at its ends."""
    pieces = _pieces(inline)
    strict = has_pairs("".join(piece.text for piece in pieces if not piece.code))
    parts: list[str] = []
    for href, pieces_of_one in groupby(pieces, lambda piece: piece.href):
        group = list(pieces_of_one)
        text = _style(group, strict)
        parts.append(text if href is None else _link(text, href, group))
        if len(parts) > 1 and (href is not None or text[:1] == "<"):
            parts[-2] = before_link(parts[-2])
    return "".join(parts)


def _link(text: str, href: str, pieces: list[_Piece]) -> str:
    plain = len(pieces) == 1 and not pieces[0].marks and not pieces[0].code
    found = autolink(pieces[0].text, href) if plain else ""
    return found or f"[{text}]({destination(href)})"


def item(inline: Inline, depth: int = 2) -> str:
    """The runs as the text of a list item, which starts in column ``depth``."""
    return _hard(map(escape_start, map(markdown, _lines(inline))), " " * depth)


def paragraph(inline: Inline) -> str:
    """The runs as a paragraph."""
    return _hard(map(_paragraph_line, _lines(inline)))


def _paragraph_line(line: Inline) -> str:
    text = escape_start(markdown(line))
    if _HASHTAG.match(text):  # a heading to some parsers
        return f"\\{text}"
    return _ALL_MARKED.sub(r"\1\2\1 \1\3\1", text) if _ALL_MARKED.fullmatch(text) else text


def _lines(inline: Inline) -> list[Inline]:
    """The runs of each line."""
    if not any("\n" in run.text for run in inline):
        return [inline]
    lines: list[list[Run]] = [[]]
    for run in inline:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    return [tuple(line) for line in lines]


def _hard(lines: Iterable[str], indent: str = "") -> str:
    """``lines`` with hard line breaks between them."""
    return f"\\\n{indent}".join(filter(None, lines))


def _pieces(inline: Inline) -> list[_Piece]:
    """The runs with blanks outside of marks, as Markdown requires, and equal neighbours merged."""
    parts = [part for run in inline for part in _parts(run)]
    out: list[_Piece] = []
    texts: list[list[str]] = []
    for part, after in zip(parts, _words_after(parts), strict=True):
        if part.text.isspace():
            if not out or after is None or texts[-1][-1].endswith(" "):
                continue
            href = after.href if after.href == out[-1].href else None
            marks = part.marks & out[-1].marks & after.marks
            part = replace(part, marks=marks, href=href)
        if out and out[-1].style == part.style:
            texts[-1].append(part.text)
        else:
            out.append(part)
            texts.append([part.text])
    return [replace(one, text="".join(of)) for one, of in zip(out, texts, strict=True)]


def _words_after(parts: list[_Piece]) -> list[_Piece | None]:
    """For each of ``parts``, the first non-blank part from there on."""
    found: list[_Piece | None] = []
    last = None
    for part in reversed(parts):
        last = last if part.text.isspace() else part
        found.append(last)
    return found[::-1]


def _parts(run: Run) -> Iterator[_Piece]:
    """A run in up to three: blanks, text, blanks."""
    text = _BLANKS.sub(" ", run.text)
    found = _ENDS.match(text)
    start, core, end = found.groups() if found else ("", text, "")
    strong = run.strong or run.role in _STRONG_ROLES
    emphasis = run.emphasis or run.role in _EMPHASIS_ROLES
    marks = _MARKS[strong, emphasis]
    if start:
        yield _Piece(start, marks)
    if core:
        yield _Piece(core, marks, run.code, run.href)
    if end:
        yield _Piece(end, marks)


def _style(pieces: list[_Piece], strict: bool, inside: frozenset[str] = frozenset()) -> str:
    """The pieces with their marks, the longer mark outside of the shorter one."""
    parts, at = [], 0
    while at < len(pieces):
        spans = {mark: _span(pieces, at, mark) for mark in pieces[at].marks - inside}
        if not spans:
            parts.append(_text(pieces[at], strict))
            at += 1
            continue
        mark = max(sorted(spans, key=len, reverse=True), key=lambda name: spans[name])
        inner = _style(pieces[at : at + spans[mark]], strict, inside | {mark})
        parts.append(f"{mark}{inner}{mark}")
        at += spans[mark]
    return "".join(parts)


def _text(piece: _Piece, strict: bool) -> str:
    if piece.code:
        return _code(piece.text)
    if piece.href is not None:
        return escape(piece.text, strict)
    return with_addresses(piece.text, strict)


def _span(pieces: list[_Piece], at: int, mark: str) -> int:
    """The number of pieces from ``at`` on that have ``mark``."""
    return sum(1 for _ in takewhile(lambda n: mark in pieces[n].marks, range(at, len(pieces))))


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"
