"""Shortens entries to a line or two, with the short forms of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cvgen.model.entry import Entry
from cvgen.model.marks import Strict
from cvgen.model.text import Text
from cvgen.source.tree import Path

REASON = "detail: short"
_LEFT_OUT = ("highlights", "summary", "note", "technologies")
Dropped = list[tuple[Path, str]]


def shorten(entry: Entry, path: Path, kept: Mapping[Path, list[int]]) -> tuple[Entry, Dropped]:
    """``entry`` without highlights, summary, note and technologies, and with short forms of texts.

    Also returns the paths in the source of what that leaves out.
    """
    dropped: Dropped = []
    return _shortened(entry, path, kept, dropped), dropped


def _shortened(item: Any, path: Path, kept: Mapping[Path, list[int]], dropped: Dropped) -> Any:
    update: dict[str, object] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        place = (*path, name)
        if not value:
            continue
        if name in _LEFT_OUT:
            dropped += [(found, REASON) for found in _places(value, place, kept)]
            update[name] = () if isinstance(value, tuple) else None
        elif isinstance(value, Text):
            update[name] = short_text(value)
        elif isinstance(value, tuple) and isinstance(value[0], Strict):
            origins = kept.get(place) or range(len(value))
            update[name] = tuple(
                short_text(part) if isinstance(part, Text)
                else _shortened(part, (*place, n), kept, dropped)
                for n, part in zip(origins, value, strict=True)
            )  # fmt: skip
    return item.model_copy(update=update) if update else item


def _places(value: Any, place: Path, kept: Mapping[Path, list[int]]) -> list[Path]:
    if not isinstance(value, tuple):
        return [place]
    return [(*place, n) for n in kept.get(place) or range(len(value))]


def short_text(text: Text) -> Text:
    """``text`` in its short form, if it has one."""
    first = text.choices[0]
    if first.short is None:
        return text
    return text.model_copy(update={"choices": (first.model_copy(update={"text": first.short}),)})
