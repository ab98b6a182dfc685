"""The account of an import: every value of a file is in the CV, or listed with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cvgen.importing.clean import one_line
from cvgen.importing.imported import NO_HOME, Imported, Out, leaves, scalars
from cvgen.patterns import pattern

_LONGEST = 120
_GROUPED = 4
"""How many values of one part with one reason are listed as one."""
_PART = pattern(r"[.\[]")


@dataclass(frozen=True)
class Unplaced:
    """A value that is not in the CV: its file, place, path and text, and why."""

    file: str
    line: int
    column: int
    path: str
    text: str
    reason: str

    @property
    def where(self) -> str:
        """``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def part(self) -> str:
        """The first key of its path."""
        return _PART.split(self.path, 1)[0]

    def line_text(self, file: bool = True) -> str:
        """The value on one line, cut where it is long."""
        text = one_line(self.text)
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return f"{self.where if file else self.line} {self.path}: {text} ({self.reason})"

    def as_data(self) -> dict[str, object]:
        """Plain data for JSON, with every field."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "value": self.text,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Account:
    """The number of values that are placed, and all others."""

    placed: int
    unplaced: tuple[Unplaced, ...]

    def lines(self, file: bool = True) -> Iterator[str]:
        """A line for each value that is not placed, or for all of one part with one reason."""
        for _, group in groupby(self.unplaced, lambda one: (one.file, one.part, one.reason)):
            members = list(group)
            first, last = members[0], members[-1]
            if len(members) < _GROUPED or first.reason == NO_HOME:
                yield from (printable(one.line_text(file)) for one in members)
            else:
                place = f"{first.file}:{first.line}" if file else str(first.line)
                place += f"–{last.line}" if last.line > first.line else ""
                yield printable(f"{place} {first.part}: {len(members)} values ({first.reason})")


def account(
    files: Sequence[tuple[str, Imported]], data: Out, reasons: Mapping[int, str]
) -> Account:
    """Where the values of ``files`` (names and contents) are in ``data``.

    ``reasons`` say why values were taken out, by the id of the scalar; they precede those of the
    reader.
    """
    placed = {id(source) for _, value in leaves(data) for source in value.sources}
    count = 0
    unplaced: list[Unplaced] = []
    for name, imported in files:
        seen: set[int] = set()
        for path, scalar in scalars(imported.root):
            if id(scalar) in seen:
                continue
            seen.add(id(scalar))
            if id(scalar) in placed:
                count += 1
                continue
            reason = reasons.get(id(scalar)) or imported.reasons.get(id(scalar), NO_HOME)
            file = f"{name}/{scalar.span.file}" if scalar.span.file else name
            span = scalar.span
            unplaced.append(Unplaced(file, span.line, span.column, path, scalar.text, reason))
    return Account(count, tuple(unplaced))


def printable(text: str) -> str:
    """``text`` on one line, with a sign for each character that YAML or a terminal cannot show."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
