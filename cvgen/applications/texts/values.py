"""Values of placeholders as Markdown: a plain value comes out letter by letter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cvgen.markup.inline import is_safe_url, parse_inline, plain_text
from cvgen.patterns import pattern
from cvgen.source.encodings import NO_TEXT, split_lines

_PUNCTUATION = pattern(r"[!-/:-@\[-`{-~]")
"""What CommonMark lets a backslash make literal, and no other character has a meaning."""
_NUMBER = pattern(r"\d{1,9}", re.ASCII)
_ADDRESS = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_BLANK_LINES = pattern(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Value:
    """What a placeholder stands for: Markdown, or text in which no character is a mark."""

    text: str
    markdown: bool = False

    @property
    def is_empty(self) -> bool:
        """True if nothing of it would be seen."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Insert:
    """A value as Markdown. A ``block`` must stand alone in its paragraph."""

    text: str
    block: bool = False


def without_marks(value: Value) -> str:
    """``value`` for a line of plain text: a subject or a file name."""
    text = " ".join(value.text.split())
    return plain_text(parse_inline(text)) if value.markdown else text


def invalid_character(text: str) -> str | None:
    """The first character that no document can contain, as U+ and its number."""
    found = NO_TEXT.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def as_address(text: str) -> str | None:
    """``text`` for a place between < and >, where nothing can be escaped; None if it is none."""
    text = text.strip()
    fits = _ADDRESS.fullmatch(text) or (is_safe_url(text) and not set(text) & set("<>"))
    return text if fits and text.isascii() else None


def escaped(text: str, at_start: bool) -> Insert:
    """``text`` with each mark escaped; its lines stay lines. ``at_start`` of a line of Markdown."""
    lines = [line.strip() for line in split_lines(text.strip())]
    out: list[str] = []
    for number, line in enumerate(lines):
        line = _PUNCTUATION.sub(r"\\\g<0>", line)
        if _NUMBER.fullmatch(line) and (number or at_start):
            line = f"&#{ord(line[0])};{line[1:]}"  # a full stop after it would make it an item
        if number:
            out.append("\n" if not line or not lines[number - 1] else "\\\n")
        out.append(line)
    return Insert("".join(out), "" in lines)


def flowing(markdown: str) -> Insert:
    """One paragraph of Markdown on one line, but for its hard line breaks."""
    lines = split_lines(markdown.strip())
    out: list[str] = []
    for number, line in enumerate(lines):
        text = line.strip()
        slashes = len(text) - len(text.rstrip("\\"))
        if number + 1 == len(lines):
            out.append(text)
        elif line.endswith("  ") or slashes % 2:
            out.append((text[:-1] if slashes % 2 else text) + "\\\n")
        else:
            out.append(text + between(text[-1:], lines[number + 1].lstrip()[:1]))
    return Insert("".join(out))


def between(before: str, after: str) -> str:
    """What a line break between two characters becomes: nothing in Chinese and Japanese."""
    return "" if (_is_unspaced(before) and _is_unspaced(after)) or not before else " "


def _is_unspaced(char: str) -> bool:
    """True for characters of scripts that put no space between words; Hangul does."""
    if not char or unicodedata.east_asian_width(char) not in "WF":
        return False
    return unicodedata.category(char)[0] in "LP" and not unicodedata.name(char, "").startswith(
        ("HANGUL", "HALFWIDTH HANGUL")
    )
