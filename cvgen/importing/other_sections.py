"""Sections that no table knows: a list of texts, pairs, or entries by what their keys mean."""

from __future__ import annotations

from collections.abc import Sequence

from cvgen.building.sections import section_named
from cvgen.importing.clean import clean, one_line
from cvgen.importing.dates import DATES
from cvgen.importing.imported import Imported, Out, Value, compact
from cvgen.importing.links import as_url
from cvgen.importing.tables import add_dates, field_value, finished
from cvgen.importing.view import View, is_empty
from cvgen.locales.tags import section_titles
from cvgen.model.marks import MARK_KEYS
from cvgen.patterns import pattern
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Listing, Mapping, Node, Scalar
from cvgen.synonyms import KEYS, meaning_of

_NO_LETTER = pattern(r"[^a-z0-9]+")
_CAMEL = pattern(r"(?<=[a-z])(?=[A-Z])")
_ADDRESS = pattern(r"(.*?) ?(?:url|link|website|href|homepage)", 2)
_SCHEME = pattern(r"^(?:https?://)?(?:www\.)?|/+$")
_LISTS = ("skills", "interests", "languages")
_PLAIN_TYPES = ("bullets", "text", "pairs", "skills", "interests", "languages", "entries")
"""Types whose entries are not told apart by the meaning of their keys."""


def key_of(title: str) -> str:
    """A key for a section called ``title``."""
    return _NO_LETTER.sub("_", title.casefold()).strip("_")[:40] or "more"


def add_section(imported: Imported, title: Value, kind: str, entries: Sequence[Out | None]) -> None:
    """Add ``entries`` of the type ``kind`` as the section called ``title``.

    It has cvgen's own key if there is no other section of that type, and a title if that is not
    cvgen's own.
    """
    given = [entry for entry in entries if entry]
    if not given:
        return
    text = title.text
    usual = section_titles("en").get(kind, "")
    name = title if text.casefold() != usual.casefold() or title.sources else None
    key = kind if section_named(text) == kind else key_of(text)
    if key in imported.sections:
        key = key_of(text)
    base, number = key, 2
    while key in imported.sections:
        key, number = f"{base}_{number}", number + 1
    kept = name if key == kind else title
    imported.section(key, "" if key == kind else kind, kept).entries += given


def words_of(key: str) -> str:
    """The words of a key: ``speakingEngagements`` is `Speaking Engagements`."""
    words = _CAMEL.sub(" ", clean(key)).replace("_", " ").replace("-", " ")
    words = one_line(words)
    return words[:1].upper() + words[1:] or "More"


def add_other(imported: Imported, key: str, node: Node) -> None:
    """Add the section ``key`` of a file, which no table knows, in the form that fits best."""
    title = Value(words_of(key))
    if isinstance(node, Scalar):
        text = View(Mapping({key: node}, node.span)).text(key)
        add_section(imported, title, "text", [text])
    elif isinstance(node, Mapping):
        _add_mapping(imported, title, node)
    elif all(isinstance(item, Scalar) for item in node.items):
        add_section(imported, title, "bullets", View(Mapping({key: node}, node.span)).bullets(key))
    else:
        _add_entries(imported, title, node)


def _add_entries(imported: Imported, title: Value, node: Listing) -> None:
    """A list of mappings as entries of the type that the title means, or of the general one."""
    kind = section_named(title.text) or "entries"
    kind = "entries" if kind in _PLAIN_TYPES else kind
    add_section(imported, title, kind, [generic_entry(kind, item) for item in node.items])


def _add_mapping(imported: Imported, title: Value, node: Mapping) -> None:
    """A mapping of texts as pairs."""
    view = View(node)
    pairs: list[Out] = []
    for key, inner in node.items.items():
        value = view.text(key) if not isinstance(inner, Mapping) else view.sentence(inner)
        if value and not is_empty(inner):
            pairs.append({"label": Value(words_of(key)), "value": value.map(one_line)})
    add_section(imported, title, "pairs", pairs)


def generic_entry(kind: str, node: Node) -> dict[str, Out] | None:
    """An entry of a section of type ``kind`` by what its keys mean; the rest is in its note."""
    if not isinstance(node, Mapping):
        inner = View(Mapping({"x": node}, node.span)).line("x")
        return finished(kind, {"summary": inner}) if inner else None
    view = View(node)
    found = _meanings(kind, node)
    made: dict[str, Out | None] = {}
    for name, key in found.items():
        if name not in DATES:
            made[name] = field_value(view, name, (key,))
    dates = [view.line(found[name]) if name in found else None for name in DATES]
    entry = add_dates(compact(made), *dates)
    rest = [key for key in node.items if key not in found.values()]
    return finished(kind, entry, *(labelled(view, key) for key in rest))


def _meanings(kind: str, node: Mapping) -> dict[str, str]:
    """The keys of a CV that keys of ``node`` mean in a section of type ``kind``."""
    fields = SECTION_TYPES[kind].entry.model_fields
    known = [name for name in fields if name not in (*MARK_KEYS, "roles", "selected", "times")]
    main = next((name for name in ("title", "name", "role", "course") if name in known), "title")
    found: dict[str, str] = {}
    for key in node.items:
        low = key.casefold()
        name = low if low in known else main if low in ("name", "title") else None
        name = name or meaning_of(key, KEYS, known)
        name = "date" if name in ("year", "years", "dates", "term", "terms") else name
        if name and name not in found:
            found[name] = key
    return found


def labelled(view: View, key: str) -> Value | None:
    """``Label: value`` for a key without a place of its own; an address as a link."""
    node = view.find(key)
    value = view.sentence(node) if isinstance(node, Mapping) else view.line(key)
    if value and (label := _ADDRESS.fullmatch(words_of(key))) and (url := as_url(value)):
        name = label[1].strip() or _SCHEME.sub("", url.text)
        return Value(f"[{name}]({url.text})", value.sources)
    return Value(f"{words_of(key)}: {value.text}", value.sources) if value else None
