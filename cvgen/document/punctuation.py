"""The marks between parts of a text, with the spaces that belong to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional, east_asian_width

from cvgen.markup.inline import Inline, Run, plain_text

_QUESTIONS = ("?", "!", "？", "！", "؟")
_COMMAS = (",", "，", "、", "،")
_CLOSING = '"”’»“」』'
"""Quotation marks at the end of a text."""
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟")

Separator = Literal["list", "comma", "semicolon"]


@dataclass(frozen=True)
class Punctuation:
    """Separators with the spaces that belong to them, used beside text of the language's script.

    ``list`` stands between things of one kind, ``comma`` between different ones, ``semicolon``
    between clauses; ``open`` and ``close`` are the parentheses of a remark.
    """

    list: str = ", "
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    open: str = " ("
    close: str = ")"
    stop: str = "."

    def join(self, parts: Iterable[Inline], separator: Separator = "comma") -> Inline:
        """The non-empty parts, joined with the language's ``separator``."""
        filled = [part for part in parts if part]
        marks = self.beside("".join(map(plain_text, filled)))
        line: Inline = ()
        for part in filled:
            mark = marks.after(plain_text(line[-1:]), getattr(marks, separator))
            line = (*line, Run(mark), *part) if line else part
        return line

    def after(self, text: str, mark: str) -> str:
        """``mark`` as it stands behind ``text``: a question has no comma behind it."""
        return mark[1:] if text.endswith(_QUESTIONS) and mark[:1] in _COMMAS else mark

    def labelled(self, label: str, value: Inline) -> Inline:
        """``Label: value``; empty without a value."""
        return (Run(f"{label}{self.beside(label).colon}"), *value) if value else ()

    def remarked(self, text: Inline, remark: Inline) -> Inline:
        """``text (remark)``, or one of them if the other is empty."""
        if not remark:
            return text
        marks = self.beside(plain_text((*text, *remark)))
        start = marks.open if text else marks.open.lstrip()
        return (*text, Run(start), *remark, Run(marks.close))

    def ended(self, text: str) -> str:
        """The full stop that ``text`` still needs; empty if it already ends with a mark."""
        return "" if text.rstrip(_CLOSING).endswith(_ENDS) else self.beside(text).stop

    def beside(self, text: str) -> Punctuation:
        """The marks for ``text``: Latin ones if it has no letter of the language's script."""
        other = not self.comma.isascii() and not any(map(_is_wide_or_rtl, text))
        return LATIN if other else self


LATIN = Punctuation()


def _is_wide_or_rtl(char: str) -> bool:
    return char > "\u0590" and (
        east_asian_width(char) in ("W", "F") or bidirectional(char) in ("R", "AL")
    )
