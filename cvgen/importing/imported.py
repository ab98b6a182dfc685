"""What a reader makes of a file: parts of a CV, and every value of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cvgen.errors import Problem
from cvgen.importing.values import Out, Value
from cvgen.source.tree import Listing, Mapping, Node, Scalar

NO_HOME = "has no place in a CV of cvgen"


@dataclass
class Section:
    """A section: its entries, and for one that cvgen has no name for, its title and type."""

    entries: list[Out] = field(default_factory=list)
    title: Value | None = None
    type: str = ""
    note: Value | None = None


@dataclass
class Imported:
    """The parts of a CV in a file, and the tree ``root`` with all values of the file.

    A value of the file is placed if a :class:`Value` below ``person`` or ``sections`` has it among
    its sources. All others are listed as not placed, with the reason in ``reasons`` (by the id of
    the scalar) or a general one, so a reader can forget none. ``warnings`` are about the file
    itself, such as a broken entry.
    """

    root: Node
    person: dict[str, Out] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def section(self, key: str, kind: str = "", title: Value | None = None) -> Section:
        """The section ``key`` with entries of type ``kind`` (by default ``key``)."""
        wanted = kind or key
        while key in self.sections and (self.sections[key].type or key) != wanted:
            key, kind = f"{key}_2", wanted
        return self.sections.setdefault(key, Section(type=kind, title=title))

    def leave(self, node: Node | None, reason: str) -> None:
        """Give ``reason`` for all values of ``node`` that are not placed."""
        for _, scalar in scalars(node) if node is not None else ():
            self.reasons.setdefault(id(scalar), reason)


def scalars(node: Node, path: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every value below ``node`` that says anything, with its path as in ``work[0].name``."""
    if isinstance(node, Scalar):
        if node.text.strip() and not node.is_null:
            yield path, node
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            yield from scalars(item, f"{path}[{number}]")
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            yield from scalars(item, f"{path}.{key}" if path else key)
