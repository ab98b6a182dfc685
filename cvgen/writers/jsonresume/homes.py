"""Where each field of an entry has its place in JSON Resume, in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.writers.jsonresume.typed import Typed
from cvgen.writers.jsonresume.values import DATE_KEYS, KINDS, day_of, range_of, typed_range

X = "x-cvgen"
"""The key of what has no place of its own."""


@dataclass(frozen=True, slots=True)
class Home:
    """The ``field`` of an entry that is the ``key`` of an item; ``own`` if the schema names it."""

    key: str
    field: str
    kind: str = "text"
    own: bool = True


DATE_FIELDS = frozenset(DATE_KEYS)


@dataclass(frozen=True)
class Table:
    """The list ``key`` of JSON Resume for entries of one type, and their fields.

    ``dates`` is the key of a single date, or ``range`` for a start and an end.
    """

    key: str
    homes: tuple[Home, ...]
    dates: str | Literal["range", ""] = "range"

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the schema names keys for; dates are among them."""
        return DATE_FIELDS | frozenset(home.field for home in self.homes if home.own)


_WORK = (
    Home("position", "role"), Home("url", "url", "url"), Home("summary", "summary"),
    Home("highlights", "highlights", "list"),
)  # fmt: skip
TABLES: Mapping[str, Table] = {
    "experience": Table(
        "work", (Home("name", "organization"), Home("location", "location"), *_WORK)
    ),
    "volunteering": Table("volunteer", (Home("organization", "organization"), *_WORK)),
    "education": Table("education", (
        Home("institution", "institution"), Home("area", "area"), Home("studyType", "degree"),
        Home("url", "url", "url"), Home("score", "grade", "grade"),
        Home("courses", "courses", "list"),
    )),
    "awards": Table("awards", (
        Home("title", "title"), Home("awarder", "awarder"), Home("summary", "summary"),
    ), "date"),
    "certifications": Table("certificates", (
        Home("name", "name"), Home("issuer", "issuer"), Home("url", "url", "url"),
    ), "date"),
    "publications": Table("publications", (
        Home("name", "title"), Home("publisher", "venue", "venue"), Home("url", "doi", "doi"),
        Home("url", "url", "url"), Home("summary", "authors", "names"),
        Home("authors", "authors", "authors", own=False), Home("doi", "doi", "same", own=False),
        Home("type", "type", "same", own=False), Home("status", "status", own=False),
    ), "releaseDate"),
    "projects": Table("projects", (
        Home("name", "name"), Home("entity", "organization"), Home("roles", "role", "first"),
        Home("description", "summary"), Home("highlights", "highlights", "list"),
        Home("keywords", "technologies", "list"), Home("url", "url", "url"),
    )),
    "skills": Table("skills", (Home("name", "group"), Home("keywords", "items", "list")), ""),
    "interests": Table("interests", (Home("name", "group"), Home("keywords", "items", "list")), ""),
    "languages": Table(
        "languages", (Home("language", "language"), Home("fluency", "level")), ""
    ),
    "references": Table("references", (Home("name", "name"), Home("reference", "summary")), ""),
}  # fmt: skip
"""The tables of the section types that JSON Resume has."""


def item_of(table: Table, typed: Typed) -> dict[str, Any]:
    """The item of an entry, without what JSON Resume has no key for."""
    item: dict[str, Any] = {}
    for home in table.homes:
        if home.field in typed:
            item[home.key] = KINDS[home.kind][0](typed[home.field])
    if table.dates == "range":
        item |= range_of(typed)
    elif table.dates and (day := day_of(typed)):
        item[table.dates] = day
    return item


def typed_of(table: Table, item: Mapping[str, Any]) -> Typed:
    """The fields that the keys of JSON Resume in ``item`` give."""
    found: Typed = {}
    for home in table.homes:
        value = item.get(home.key)
        if value and (made := KINDS[home.kind][1](value)) is not None:
            found[home.field] = made
    if "doi" in found and "url" in found and _is_doi(found):
        del found["url"]
    if table.dates == "range":
        found |= typed_range(item)
    elif table.dates and item.get(table.dates):
        found["date"] = str(item[table.dates])
    return found


def _is_doi(found: Typed) -> bool:
    return bool(KINDS["doi"][0](found["doi"]) == found["url"])


def rest_of(table: Table, typed: Typed, item: Mapping[str, Any]) -> Typed:
    """The fields of ``typed`` that ``item`` does not give back exactly; dates go together."""
    back = typed_of(table, item)
    rest = {name: value for name, value in typed.items() if back.get(name) != value}
    if any(back.get(key) != typed.get(key) for key in DATE_KEYS):
        rest |= {key: typed[key] for key in DATE_KEYS if key in typed}
    return rest


def restored(table: Table, item: Mapping[str, Any], rest: Typed) -> Typed:
    """The fields of an entry: those of ``rest``, unless another program changed the item."""
    found = typed_of(table, item)
    made = item_of(table, {**found, **rest})
    dates = ("startDate", "endDate") if table.dates == "range" else (table.dates,)
    if any(key in rest for key in DATE_KEYS) and all(made.get(k) == item.get(k) for k in dates):
        found = {key: value for key, value in found.items() if key not in DATE_KEYS}
        found |= {key: rest[key] for key in DATE_KEYS if key in rest}
    for name, value in rest.items():
        keys = [home.key for home in table.homes if home.field == name]
        if name not in DATE_KEYS and all(made.get(key) == item.get(key) for key in keys):
            found[name] = value
    return found
