"""Entries by tables: which key of a CV takes the value of which key of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cvgen.importing.clean import item, items_of, one_line
from cvgen.importing.dates import DATES, NOTE, as_date, is_date, span
from cvgen.importing.imported import Out, Value, compact, joined, leaves
from cvgen.importing.links import as_doi, as_email, as_url
from cvgen.importing.view import View, nested
from cvgen.markup.passages import Listed, TextBlock, parts_of, starts_item
from cvgen.patterns import pattern
from cvgen.sections import SECTION_TYPES
from cvgen.synonyms import KEYS, meaning_of, plain

Keys = tuple[str, ...]
LISTS = frozenset(
    {"items", "technologies", "courses", "authors", "advisors", "supervisors", "tags"}
)
"""Keys of a CV that take a list of short texts."""


@dataclass(frozen=True)
class Table:
    """The section that entries go to, and the keys of the file for each key of a CV.

    The first key of the file that has a value counts, but `summary` and `note` take all of them. A
    key of a CV such as ``grade.value`` is a key in a mapping.
    """

    section: str
    keys: Mapping[str, Keys]


def entry_of(view: View, table: Table) -> dict[str, Out]:
    """The values of ``view`` that ``table`` has a place for."""
    made: dict[str, Out | None] = {}
    for key, names in table.keys.items():
        if key not in DATES and key != NOTE:
            _put(made, key, field_value(view, key, names))
    made = {key: _shortened(value) for key, value in made.items()}
    found = {
        key: names for key in DATES if (names := table.keys.get(key, ())) and view.find(*names)
    }
    for key, name in _other_keys(view, table):
        if key in DATES:
            found.setdefault(key, (name,))
        elif not made.get(key):
            made[key] = field_value(view, key, (name,))
    dates = [view.line(*found.get(key, ())) for key in DATES]
    notes = [view.text(name) for name in table.keys.get(NOTE, ())]
    return finished(table.section, add_dates(_with_highlights(compact(made)), *dates), *notes)


def _with_highlights(entry: dict[str, Out]) -> dict[str, Out]:
    """``entry`` with the list that its summary is, or ends with, as highlights."""
    summary = entry.get("summary")
    if not isinstance(summary, Value) or "highlights" in entry:
        return entry
    if "\n" not in summary.text and starts_item(summary.text):
        return {**entry, "summary": summary.map(item)}
    parts = parts_of(summary.text)
    if not parts or not isinstance(parts[-1], Listed) or parts[-1].start is not None:
        return entry
    lead = "\n\n".join(part.text for part in parts[:-1] if isinstance(part, TextBlock))
    if any(isinstance(part, Listed) for part in parts[:-1]):
        return entry
    rows = ((depth, Value(text, summary.sources)) for depth, text in items_of(parts[-1]))
    made: dict[str, Out] = {**entry, "summary": Value(lead, summary.sources)}
    return compact({**made, "highlights": nested(rows)})


def _other_keys(view: View, table: Table) -> Iterator[tuple[str, str]]:
    """Keys of the file that ``table`` does not name, with the key of a CV that means the same."""
    named = {plain(name) for names in table.keys.values() for name in names}
    simple = [key for key in table.keys if "." not in key and key != NOTE]
    for name, _ in view.keys:
        if plain(name) not in named and (key := meaning_of(name, KEYS, simple)):
            yield key, name


def add_dates(
    entry: dict[str, Out], start: Value | None, end: Value | None, other: Value | None = None
) -> dict[str, Out]:
    """``entry`` with dates; what is no date is in its note."""
    found = span(start, end, other)
    note = found.pop(NOTE, None)
    entry.update(found)
    return add_note(entry, note if isinstance(note, Value) else None)


def add_note(entry: dict[str, Out], *notes: Value | None) -> dict[str, Out]:
    """``entry`` with ``notes`` added to its note."""
    old = entry.get(NOTE)
    made = joined([old if isinstance(old, Value) else None, *notes], "; ")
    return {**entry, NOTE: made.map(one_line)} if made else entry


def finished(section: str, entry: dict[str, Out], *notes: Value | None) -> dict[str, Out]:
    """``entry`` with ``notes``, and with a value for each key that it must have.

    If such a key has no value, it takes the first text of the entry that could stand for it.
    """
    entry = add_note(entry, *notes)
    for key, model in SECTION_TYPES[section].entry.model_fields.items():
        if model.is_required() and key not in entry and entry:
            taken = next((one for one in _SPARE if isinstance(entry.get(one), Value)), None)
            if taken is not None:
                entry = {key: entry[taken], **{k: v for k, v in entry.items() if k != taken}}
    if section == "references" and _says_contacts(entry):
        entry = {**entry, "visibility": Value("personal")}
    return entry


def _says_contacts(entry: dict[str, Out]) -> bool:
    """True if a text of a referee has their e-mail address or phone number in it."""
    texts = (value.text for path, value in leaves(entry) if path[0] not in _CONTACTS)
    return any(_CONTACT.search(text) for text in texts)


_CONTACTS = ("email", "phone", "address", "url")  # which are private by themselves, or a page
_CONTACT = pattern(r"[\w.+-]+@[\w-]+\.\w|[+(0][\d ()./-]{7,}\d")
_SPARE = (
    "subtitle", "role", "organization", "institution", "awarder", "issuer", "venue", "summary",
    "note", "level", "location", "url", "date", "start", "end",
)  # fmt: skip
"""Keys whose text stands for a title that is missing, best first."""


def field_value(view: View, key: str, names: Keys) -> Out | None:
    """The first of the values ``names`` in the form that ``key`` takes; None if it has none."""
    if key == "highlights":
        return view.bullets(*names)
    if key in LISTS:
        return list(view.items(*names))
    if key == "summary":
        return joined((view.text(name) for name in names), "\n\n")
    found = view.line(*names)
    if key == "url":
        return as_url(found)
    if key == "email":
        return as_email(found)
    if key in ("expires", "updated"):
        date = as_date(found)
        return date if date and is_date(date) else None
    return found


def _shortened(value: Out | None) -> Out | None:
    """A mapping with nothing but a value or a title, as just that."""
    if isinstance(value, dict) and len(value) == 1:
        return value.get("value") or value.get("title") or value
    return value


def _put(made: dict[str, Out | None], key: str, value: Out | None) -> None:
    """Put ``value`` at ``key``, which may be a path of two keys."""
    outer, _, inner = key.partition(".")
    if not inner or value is None:
        made[outer] = value
        return
    found = made.setdefault(outer, {})
    if isinstance(found, dict):
        found[inner] = value


def with_doi(entry: dict[str, Out]) -> dict[str, Out]:
    """``entry`` with a DOI for an address that is one."""
    url = entry.get("url")
    doi = as_doi(url) if isinstance(url, Value) else None
    if doi is None:
        return entry
    return {key if key != "url" else "doi": doi if key == "url" else v for key, v in entry.items()}
