"""Publications that several files have: one entry with what all of them say."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.importing.values import Out, Value, leaves
from cvgen.patterns import pattern

_NO_LETTER = pattern(r"[\W_]+")
_YEAR = pattern(r"\d{4}")
Entry = dict[str, Out]


def without_duplicates(entries: list[Out], reasons: dict[int, str]) -> list[Out]:
    """``entries``, those of the same work as one: the first, with what only later ones have.

    Values of later ones that the first has in other words are left out, with ``reasons``.
    """
    known: dict[str, Entry] = {}
    made: list[Out] = []
    for entry in entries:
        if not isinstance(entry, dict):
            made.append(entry)
            continue
        keys = list(_keys(entry))
        first = next((known[key] for key in keys if key in known), None)
        if first is None:
            made.append(entry)
            first = entry
        else:
            _add(first, entry, reasons)
        known.update(dict.fromkeys(keys, first))
    return made


def _keys(entry: Entry) -> Iterator[str]:
    """What tells a work from others: its DOI, its number at arXiv, its title with the year."""
    for name in ("doi", "arxiv"):
        if text := _text(entry, name):
            yield f"{name} {text.casefold()}"
    title = _NO_LETTER.sub("", _text(entry, "title").casefold())
    year = _YEAR.search(_text(entry, "date"))
    if title and year:
        yield f"title {title} {year[0]}"


def _text(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return value.text if isinstance(value, Value) else ""


def _add(first: Entry, other: Entry, reasons: dict[int, str]) -> None:
    for key, value in other.items():
        old = first.get(key)
        if old is None:
            first[key] = value
        elif isinstance(old, Value) and isinstance(value, Value) and old.text == value.text:
            first[key] = Value(old.text, (*old.sources, *value.sources))
        else:
            for _, leaf in leaves(value):
                for source in leaf.sources:
                    reasons.setdefault(id(source), "the same work is there from another entry")
