"""What a reader makes of a file: texts that know where they come from, and parts of a CV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cvgen.errors import Problem
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A text of the CV and the values of the file that it holds; none for a word of cvgen's own."""

    text: str
    sources: tuple[Scalar, ...] = ()

    def map(self, change: Callable[[str], str]) -> Value:
        """The same value in another form."""
        return Value(change(self.text), self.sources)


Out: TypeAlias = "Value | list[Out] | dict[str, Out]"
"""A part of the CV as it will stand in YAML."""


def joined(values: Iterable[Value | None], separator: str = ", ") -> Value | None:
    """The values that are given, as one text; None without any."""
    found = [value for value in values if value is not None and value.text]
    if not found:
        return None
    sources = tuple(source for value in found for source in value.sources)
    return Value(separator.join(value.text for value in found), sources)


def with_remark(value: Value | None, remark: Value | None) -> Value | None:
    """``value (remark)``; the one that is given if the other is not."""
    if value is None or remark is None:
        return value or remark
    return Value(f"{value.text} ({remark.text})", (*value.sources, *remark.sources))


def split_at_commas(value: Value | None) -> list[Out]:
    """The parts of ``value`` between commas that are not in brackets, each from all its sources."""
    if value is None:
        return []
    parts, depth = [""], 0
    for char in value.text:
        depth = max(0, depth + (char in "([{") - (char in ")]}"))
        if char in ",;" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [Value(part.strip(), value.sources) for part in parts if part.strip()]


def compact(entry: AnyMapping[str, Out | None]) -> dict[str, Out]:
    """``entry`` without what is empty."""
    return {
        key: value
        for key, value in entry.items()
        if value is not None and (value.text if isinstance(value, Value) else value)
    }


def leaves(out: Out, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Every value in ``out`` with its path, in order."""
    if isinstance(out, Value):
        yield path, out
        return
    items = out.items() if isinstance(out, dict) else enumerate(out)
    for step, inner in items:
        yield from leaves(inner, (*path, step))


def plain_data(out: Out) -> object:
    """``out`` as dicts, lists and texts."""
    if isinstance(out, Value):
        return out.text
    if isinstance(out, list):
        return [plain_data(item) for item in out]
    return {key: plain_data(item) for key, item in out.items()}


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
