"""The marks between parts of a text, as a language sets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional, east_asian_width

from cvgen.markup.inline import Inline, Run, joined, plain_text

_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")

Separator = Literal["list", "comma", "semicolon"]


@dataclass(frozen=True)
class Punctuation:
    """Separators with the spaces that belong to them.

    ``list`` stands between things of one kind, ``comma`` between different ones, ``semicolon``
    between clauses; ``open`` and ``close`` are the parentheses of a remark that follows a text.
    Marks of another script than Latin are for text in that script: between Latin words stand Latin
    ones, as in a list of authors.
    """

    list: str = ", "
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    open: str = " ("
    close: str = ")"
    stop: str = "."

    def joined(self, parts: Iterable[Inline], separator: Separator = "comma") -> Inline:
        """The parts that are not empty, with the language's ``separator`` between them."""
        filled = [part for part in parts if part]
        marks = self.beside("".join(map(plain_text, filled)))
        return joined(filled, getattr(marks, separator))

    def labelled(self, label: str, value: Inline) -> Inline:
        """``Label: value``; nothing without a value."""
        return (Run(f"{label}{self.beside(label).colon}"), *value) if value else ()

    def remarked(self, text: Inline, remark: Inline) -> Inline:
        """``text (remark)``; one of them alone where the other is empty."""
        if not remark:
            return text
        marks = self.beside(plain_text((*text, *remark)))
        start = marks.open if text else marks.open.lstrip()
        return (*text, Run(start), *remark, Run(marks.close))

    def ended(self, text: str) -> str:
        """The full stop that ``text`` needs at its end; nothing where it has an end."""
        return "" if text.endswith(_ENDS) else self.beside(text).stop

    def beside(self, text: str) -> Punctuation:
        """The marks for ``text``: Latin ones where it has no letter of the language's script."""
        other = not self.comma.isascii() and not any(map(_is_wide_or_rtl, text))
        return LATIN if other else self


LATIN = Punctuation()


def _is_wide_or_rtl(char: str) -> bool:
    return char > "\u0590" and (
        east_asian_width(char) in ("W", "F") or bidirectional(char) in ("R", "AL")
    )
