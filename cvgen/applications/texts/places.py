"""A text that was made from a file, and where each of its characters stands in that file.

Cleaning and filling move characters. A problem that is found afterwards still has the line and
column that the user sees, because every piece of the text knows its part of the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvgen.errors import Problem, Span
from cvgen.source.encodings import split_lines
from cvgen.source.scalars import clean_text
from cvgen.source.tree import Scalar, Source, point


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, from ``start`` to the next piece, and its part of the file.

    It stands there letter by letter from ``offset`` on; with a ``length``, all of it stands for
    that many characters. ``name`` is the placeholder whose value it is; ``plain`` if that value was
    escaped.
    """

    start: int
    offset: int
    length: int | None = None
    name: str = ""
    plain: bool = False


class File:
    """The text of a file with its lines; offsets count from 0 and a line break as one character."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = split_lines(text.removeprefix("\ufeff"))
        self.text = "\n".join(self.lines)
        self._source = Source(name, self.text, Scalar(self.text, point(1, 1)))
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, start: int, end: int) -> Span:
        """The part from ``start`` to before ``end``; at least one character."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)

    def problem(self, code: str, message: str, span: Span, hint: str | None = None) -> Problem:
        """A problem at ``span`` with its line."""
        return self._source.problem(code, message, span, hint)

    def _place(self, offset: int) -> tuple[int, int]:
        line = min(bisect_right(self._starts, offset), len(self.lines))
        return line, offset - self._starts[line - 1] + 1


class PlacedText:
    """A ``text`` in pieces of ``file``."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.pieces: list[Piece] = []
        self._texts: list[str] = []
        self.length = 0
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The whole text; nothing can be added after this."""
        if self._text is None:
            self._text = "".join(self._texts)
        return self._text

    def add(self, text: str, piece: Piece) -> None:
        """Add ``text``, which is at ``piece``, whatever the start of that."""
        if text:
            last = self.pieces[-1] if self.pieces else None
            if last is None or not self._continues(last, piece):
                self.pieces.append(replace(piece, start=self.length))
            self._texts.append(text)
            self.length += len(text)

    def _continues(self, last: Piece, piece: Piece) -> bool:
        """True if ``piece`` follows ``last`` in the file, both letter by letter."""
        both = last.length is None and piece.length is None
        return both and last.offset + self.length - last.start == piece.offset

    def ending(self, size: int) -> str:
        """The last ``size`` characters of what was added so far, or more."""
        found: list[str] = []
        for text in reversed(self._texts):
            found.insert(0, text)
            size -= len(text)
            if size <= 0:
                break
        return "".join(found)

    def parts(self, start: int, end: int) -> Iterator[tuple[str, Piece]]:
        """The pieces between ``start`` and ``end``, each with its text, cut to fit."""
        at = self._index(start)
        while start < end:
            piece = self.pieces[at]
            stop = self.pieces[at + 1].start if at + 1 < len(self.pieces) else self.length
            moved = 0 if piece.length is not None else start - piece.start
            cut = replace(piece, start=start, offset=piece.offset + moved)
            yield self.text[start : min(stop, end)], cut
            start, at = min(stop, end), at + 1

    def piece_at(self, at: int) -> Piece:
        """The piece with the character at ``at``."""
        return self.pieces[self._index(at)] if self.pieces else Piece(0, 0)

    def span(self, start: int, end: int) -> Span:
        """Where the characters from ``start`` to before ``end`` stand in the file."""
        return self.file.span(*self.offsets(start, end))

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The part of the file that the characters from ``start`` to before ``end`` stand for."""
        first, last = self.piece_at(start), self.piece_at(max(start, end - 1))
        begin = first.offset + (0 if first.length is not None else start - first.start)
        if last.length is not None:
            return begin, last.offset + last.length
        return begin, last.offset + max(start + 1, end) - last.start

    def problem(
        self, code: str, message: str, start: int, end: int, hint: str | None = None
    ) -> Problem:
        """A problem from ``start`` to before ``end``, which names the value that it is in."""
        name = self.piece_at(start).name
        if name and f"'{name}'" not in message:
            message = f"{message} (in the value of '{name}')"
        return self.file.problem(code, message, self.span(start, end), hint)

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1)


def cleaned(file: File) -> PlacedText:
    """The text of ``file`` without traces of pasting, as the texts of a CV.

    Where a word changes, all of it stands for the word as typed.
    """
    made = PlacedText(file)
    if file.text.isascii():
        made.add(file.text, Piece(0, 0))
        return made
    offset = 0
    for line in file.lines:
        text = clean_text(line)[0]
        if text == line:
            made.add(line, Piece(0, offset))
        else:
            _add_words(made, line, text, offset)
        offset += len(line) + 1
        if offset <= len(file.text):
            made.add("\n", Piece(0, offset - 1))
    return made


def _add_words(made: PlacedText, line: str, text: str, offset: int) -> None:
    """Add ``text``, the clean form of ``line``, word by word if each can be cleaned alone."""
    words = line.split(" ")
    clean = [clean_text(word)[0] for word in words]
    if " ".join(clean) != text:
        made.add(text, Piece(0, offset, len(line)))
        return
    for number, (word, fresh) in enumerate(zip(words, clean, strict=True)):
        if number:
            made.add(" ", Piece(0, offset - 1))
        made.add(fresh, Piece(0, offset, None if fresh == word else len(word)))
        offset += len(word) + 1
