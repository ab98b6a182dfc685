"""Texts of several lines: paragraphs, line breaks, lists, and lines that no document can show.

A blank line starts a new paragraph. A line that starts with a list sign or a number is a list item;
deeper lines below it, or lines with another sign, are items of an inner list. Any other line break
is kept if the next word would have fit into 60 columns, as in an address; longer lines flow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from cvgen.patterns import pattern

WRAPPED = 60
"""The columns in which a line that could be longer ends on purpose."""
_SYMBOL_FONT = "\uf0a7\uf0b7\uf0d8\uf076\uf0a8\uf0fc\uf02d"  # as Word numbers them
SIGNS = f"•‣◦⁃∙▪▫■□●○◆◇❖➢➤►▸✓✔{_SYMBOL_FONT}"
"""Signs that always begin an item, with or without a space after them."""
_SURE = pattern(rf"(\s*)(?:[-*+](?=\s)|[{SIGNS}])\s*(?=\S)")
_UNSURE = pattern(r"(\s*)(?:[–—·]\s+|o(?:\t|\s{2,}|\s(?=[A-ZÀ-ÖØ-Þ]))|§\s+(?=[^\W\d_]))(?=\S)")
_BESIDE_SURE = pattern(r"(\s*)(?:[–—·o]\s+|§\s+(?=[^\W\d_]))(?=\S)")
_ALIKE = str.maketrans("*+\uf0b7●\uf0a7§▪■\uf02d", "--••▪▪▪▪-")
"""Signs that people and programs use for each other."""
_NUMBERED = pattern(r"(\s*)(\d{1,3})[.)]\s+(?=\S)")
_CELL = r"\s*:?-+:?\s*"
_REFUSED = {
    "table": pattern(rf"\|.*\|.*\|$|\|?{_CELL}(?:\|{_CELL})+\|?$|\|{_CELL}\|$"),
    "heading": pattern(r"#{1,6}\s+\S|={3,}$"),
    "code": pattern(r"`{3,}|~{3,}"),
    "quote": pattern(r">\s+(?=\D)"),
    "rule": pattern(r"([-*_])(?:\s*\1){2,}$"),
}


@dataclass(slots=True)
class TextBlock:
    """A paragraph with its line breaks; ``line`` is its first line, from 0."""

    text: str
    line: int


@dataclass(slots=True)
class ListItem:
    """An item of a list, with the list below it."""

    text: str
    line: int
    below: Listed | None = None


@dataclass(slots=True)
class Listed:
    """A list. ``start`` is the number of its first item, None if items have no numbers."""

    start: int | None
    line: int
    items: list[ListItem] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """The text of each item, and of those below it."""
        for item in self.items:
            yield item.text
            if item.below:
                yield from item.below.texts()


Part = TextBlock | Listed


class Refusal(NamedTuple):
    """A line that cannot be shown: table, heading, code, quote, rule, deep or numbers."""

    line: int
    kind: str


def parts_of(text: str) -> list[Part]:
    """The paragraphs and lists of ``text`` in order."""
    if "\n" not in text.strip("\n"):
        lead = len(text) - len(text.lstrip("\n"))
        return [TextBlock(text.strip(), lead)] if text.strip() else []
    return _Parser(text).parts


def flowing(text: str) -> str:
    """``text`` with spaces for the line breaks that flow."""
    if "\n" not in text:
        return text
    return "\n".join(
        part.text if isinstance(part, TextBlock) else "\n".join(part.texts())
        for part in parts_of(text)
    )


def refusals(text: str) -> list[Refusal]:
    """The lines of ``text`` that no document can show, in order."""
    if "\n" not in text.strip("\n"):
        return []
    found = [Refusal(n, kind) for n, line in enumerate(text.split("\n")) for kind in _kinds(line)]
    return sorted([*found, *_Parser(text).refusals], key=lambda one: one.line)


def is_refused(line: str) -> bool:
    """True if no document can show ``line``."""
    return any(_kinds(line))


def starts_item(line: str) -> bool:
    """True if ``line`` looks like the first item below a text: a list sign or the number 1."""
    numbered = _NUMBERED.match(line)
    return _SURE.match(line) is not None or (numbered is not None and numbered[2] == "1")


def may_start_item(line: str) -> bool:
    """True if ``line`` starts with a sign such as a dash, which begins one of several items."""
    return _UNSURE.match(line) is not None


def _kinds(line: str) -> Iterator[str]:
    line = line.strip()
    if line:
        yield from (kind for kind, pattern in _REFUSED.items() if pattern.match(line))


class _Mark(NamedTuple):
    """The start of an item: its indentation, number and sign, and the text after it."""

    indent: int
    number: int | None
    text: str
    sign: str = ""


class _Level(NamedTuple):
    """A list that is being read, with the mark of its first item."""

    listed: Listed
    mark: _Mark


class _Parser:
    """Splits a text line by line; ``refusals`` are lists too deep or out of order."""

    def __init__(self, text: str) -> None:
        self.parts: list[Part] = []
        self.refusals: list[Refusal] = []
        self.lines = text.split("\n")
        self.unsure = self._unsure()
        self.numbers = [found[2] for line in self.lines if (found := _NUMBERED.match(line))]
        self.levels: list[_Level] = []
        self.after_blank = True
        for number, line in enumerate(self.lines):
            if line.strip():
                self._take(number, line)
            self.after_blank = not line.strip()
        for part in self.parts:
            _flow(part)

    def _take(self, number: int, line: str) -> None:
        mark = self._mark(line)
        indent = len(line) - len(line.lstrip())
        if mark is not None:
            self._item(number, mark)
        elif self.levels and (not self.after_blank or indent > self.levels[0].mark.indent):
            self.levels[-1].listed.items[-1].text += f"\n{line.strip()}"
        elif self.parts and not self.levels and not self.after_blank:
            last = self.parts[-1]
            assert isinstance(last, TextBlock)
            last.text += f"\n{line.strip()}"
        else:
            self.levels.clear()
            self.parts.append(TextBlock(line.strip(), number))

    def _unsure(self) -> re.Pattern[str] | None:
        """The signs that begin items besides the sure ones."""
        if any(_SURE.match(line) and not is_refused(line) for line in self.lines):
            return _BESIDE_SURE
        return _UNSURE if sum(map(may_start_item, self.lines)) > 1 else None

    def _mark(self, line: str) -> _Mark | None:
        if is_refused(line) and _REFUSED["rule"].match(line.strip()):
            return None
        found = _SURE.match(line) or (self.unsure.match(line) if self.unsure else None)
        if found is not None:
            sign = line[len(found[1])].translate(_ALIKE)
            return _Mark(len(found[1]), None, line[found.end() :].strip(), sign)
        found = _NUMBERED.match(line)
        interrupts = not self.levels and not self.after_blank
        if found is None or (found[2] != "1" and (interrupts or len(self.numbers) < 2)):
            return None
        return _Mark(len(found[1]), int(found[2]), line[found.end() :].strip())

    def _item(self, number: int, mark: _Mark) -> None:
        while len(self.levels) > 1 and self._is_above(mark):
            self.levels.pop()
        last = self.levels[-1] if self.levels else None
        if last and self._is_below(mark, last.mark):
            self._open(number, mark, last.listed.items[-1])
        elif not last or (last.listed.start is None) != (mark.number is None):
            if len(self.levels) > 1:
                self.refusals.append(Refusal(number, "numbers"))
                return
            self.levels.clear()
            self._open(number, mark, None)
        listed = self.levels[-1].listed
        self._check_number(number, mark, listed)
        listed.items.append(ListItem(mark.text, number))

    def _is_above(self, mark: _Mark) -> bool:
        """True if ``mark`` belongs to a list around the last one."""
        *outer, last = (level.mark for level in self.levels)
        signs = [one.sign for one in outer if abs(one.indent - mark.indent) <= 1]
        return mark.indent <= last.indent - 1 or (mark.sign != last.sign and mark.sign in signs)

    def _is_below(self, mark: _Mark, last: _Mark) -> bool:
        """True if ``mark`` starts a list inside the last item: it is deeper, or has a new sign."""
        has_signs = bool(mark.sign and last.sign)
        return mark.indent > last.indent + 1 or (has_signs and mark.sign != last.sign)

    def _open(self, number: int, mark: _Mark, above: ListItem | None) -> None:
        listed = Listed(mark.number, number)
        if above is None:
            self.parts.append(listed)
        else:
            if len(self.levels) > 1 or above.below is not None:
                self.refusals.append(Refusal(number, "deep"))
            above.below = above.below or listed
            listed = above.below
        self.levels.append(_Level(listed, mark))

    def _check_number(self, number: int, mark: _Mark, listed: Listed) -> None:
        """Refuse numbers that neither go up by one nor are all the same, as in Markdown."""
        if mark.number is None or listed.start is None:
            return
        if mark.number not in (listed.start, listed.start + len(listed.items)):
            self.refusals.append(Refusal(number, "numbers"))


def _flow(part: Part) -> None:
    """Join the flowing lines of ``part``."""
    if isinstance(part, TextBlock):
        part.text = _joined(part.text)
        return
    for item in part.items:
        item.text = _joined(item.text)
        if item.below:
            _flow(item.below)


def _joined(text: str) -> str:
    """``text`` with spaces for the line breaks of wrapped text; a final backslash keeps a break."""
    lines = text.split("\n")
    out = lines[0]
    for before, line in pairwise(lines):
        if before.endswith("\\") and not before.endswith("\\\\"):
            out = f"{out[:-1].rstrip()}\n{line}"
        elif _columns(before) + 1 + _columns(_first_word(line)) > WRAPPED:
            wide = _is_wide(before[-1:]) and _is_wide(line[:1])
            out += line if wide else f" {line}"
        else:
            out += f"\n{line}"
    return out


def _first_word(line: str) -> str:
    return line[:1] if _is_wide(line[:1]) else line.split(None, 1)[0]


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" if char else False
