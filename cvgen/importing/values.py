"""The values of an imported CV: texts that know where in the imported files they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cvgen.source.tree import Path, Scalar


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


def compact(entry: Mapping[str, Out | None]) -> dict[str, Out]:
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
