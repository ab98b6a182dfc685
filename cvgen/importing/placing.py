"""The account of an import: every value of a file is in the CV, or listed with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cvgen.importing.clean import one_line
from cvgen.importing.imported import NO_HOME, Imported, scalars
from cvgen.importing.values import Out, leaves

_LONGEST = 120


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
