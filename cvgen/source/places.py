"""Places in a text: the lines and columns of its characters."""

from __future__ import annotations

from bisect import bisect_right

from cvgen.errors import Span
from cvgen.patterns import pattern

_LINE_END = pattern("\r\n|[\n\r\x85\u2028\u2029]")


class Places:
    """The lines of ``text``, counted as in messages about any other file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The characters from ``start`` to before ``end``, both from 0; never empty."""
        line, column = self._place(start)
        last, after = self._place(max(end, start + 1) if end > start else start)
        if end <= start:
            return Span(line, column, line, column + 1)
        return Span(line, column, last, after)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
