"""Hints on keys that other programs or habit have where cvgen has a text or a type."""

from __future__ import annotations

from collections.abc import Sequence

from cvgen.dates.advice import corrected
from cvgen.locales import tag_called
from cvgen.model.dated import SINGLE
from cvgen.model.marks import is_by_language
from cvgen.source.tree import Mapping, Scalar
from cvgen.synonyms import plain

_TYPES = {
    "journal": "journal", "journaltitle": "journal", "booktitle": "conference",
    "conference": "conference", "proceedings": "conference",
}  # fmt: skip
_PLACE = frozenset({
    "address", "city", "country", "countrycode", "postalcode", "region", "state", "street", "town",
    "zip", "zipcode",
})  # fmt: skip


def hint_on_type(key: str, entry: Mapping | None) -> str:
    """What to say of the type of a publication, ``entry``, whose venue stands at ``key``."""
    kind = _TYPES.get(plain(key))
    return f" Add `type: {kind}`" if kind and entry and "type" not in entry.items else ""


def hint_on_missing(given: Mapping | None, known: Sequence[str]) -> str | None:
    """What to say where a text is missing in ``given``, whose only key is not ``known``: it may be
    the beginning of a text with a colon in it.
    """
    if given is None or len(given.items) != 1:
        return None
    (key, value), = given.items.items()  # fmt: skip
    if key in known:
        return None
    if isinstance(value, Scalar) and value.text:
        return f"if '{key}' is part of a text, put the text in quotes"
    hint = f"if '{key}:' is the text, put it in quotes"
    return f"{hint}, or write items below it" if "items" in known else hint


def hint_on_month(key: str, entry: Mapping | None) -> str | None:
    """The date to write in ``entry``, which has a year and, at ``key``, its month."""
    if plain(key) != "month" or entry is None:
        return None
    year, month = (
        node.text.strip() if isinstance(node, Scalar) else ""
        for node in (next(filter(None, map(entry.items.get, SINGLE)), None), entry.items.get(key))
    )
    month = month.strip(".")
    date = corrected(f"{year}-{month.zfill(2)}" if month.isdecimal() else f"{month} {year}")
    return f"write `date: {date}` in place of both" if date and year.isdecimal() else None


def hint_on_text(given: Mapping | None, name: str | None) -> tuple[str | None, str | None]:
    """The key that was meant in ``given``, a mapping in place of the text at the key ``name``, one
    of whose keys is unknown; and what to tell.
    """
    items = given.items if given else {}
    if name and items and set(map(plain, items)) <= _PLACE:
        parts = [part.text for part in items.values() if isinstance(part, Scalar) and part.text]
        return "text", f"write it as one text, as in `{name}: {', '.join(parts)}`"
    if "text" in items:
        return None, None
    if any(is_by_language({key: ""}) for key in items):
        tag = next((tag for key in items if (tag := tag_called(key)) not in (None, *items)), None)
        return None, f"a language is a tag, as in {tag or 'de or pt-BR'}"
    return "text", "a text with ': ' in it needs quotes: 'Title: subtitle'"
