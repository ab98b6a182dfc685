"""Text in columns of a monospaced font: how wide it is, and where its lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cvgen.patterns import pattern

_NO_START = "、。，．：；？！）］｝」』】》〉〕…‥ー々ゝヽぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_NO_END = "（［｛「『【《〈〔"
_WORD = pattern(r" +|[^ ]+")


def columns(text: str) -> int:
    """The number of columns of ``text``: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    none = sum(unicodedata.category(char) in ("Mn", "Me", "Cf", "Cn") for char in text)
    return len(text) + wide - none


def wrap(text: str, width: int, indent: str = "") -> str:
    """``text`` in lines of at most ``width`` columns; all but the first begin with ``indent``.

    Lines break at spaces, but not at no-break ones, and between East Asian characters, except
    where a mark would begin or end a line wrongly. A longer word has a line of its own.
    """
    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip(" "))]
    used = len(line)
    for part in _parts(text[used:]):
        size = columns(part)
        if line.strip() and used + size > width and not part.isspace():
            lines.append(line.rstrip(" "))
            line, used = indent, columns(indent)
        line, used = line + part, used + size
    return "\n".join([*lines, line.rstrip(" ")])


def _parts(text: str) -> Iterator[str]:
    """``text`` in pieces that no line break divides."""
    for found in _WORD.finditer(text):
        word, start = found.group(), 0
        if not word.isascii():
            for at in range(1, len(word)):
                if _may_break(word[at - 1], word[at]):
                    yield word[start:at]
                    start = at
        yield word[start:]


def _may_break(before: str, after: str) -> bool:
    """True if a line may break between two characters of a word, as East Asian scripts allow."""
    is_wide = any(unicodedata.east_asian_width(char) == "W" for char in (before, after))
    is_mark = unicodedata.category(after)[0] in "MC" or unicodedata.category(before)[0] == "C"
    is_hangul = "\uac00" <= before <= "\ud7a3" or "\uac00" <= after <= "\ud7a3"
    is_latin_mark = (after.isascii() and not after.isalnum()) or before in "([{\"'"
    wrong = after in _NO_START or before in _NO_END
    return is_wide and not (is_mark or is_hangul or is_latin_mark or wrong)
