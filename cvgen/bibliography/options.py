"""The keys beside a bibliography: ``publications: {from: refs.bib, selected: [key]}``.

``selected``, ``without`` and ``details`` name entries by their keys, and ``keywords`` by theirs.
Other keys are those of the section, or in a list the marks of each entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvgen.errors import did_you_mean
from cvgen.source.includes import Fail
from cvgen.source.tree import INCLUDE, Labelled, Listing, Mapping, Node, Scalar, Source

OPTIONS = ("selected", "without", "details", "keywords")
_MARKS = ("for", "not_for", "tags", "visibility", "priority")
_HEAD = (*_MARKS, "title", "type", "note", "entries")
_FEW = 12
"""At most so many keys are listed in a hint."""


def with_options(node: Mapping, parts: Sequence[Source], fail: Fail, *, in_list: bool) -> Node:
    """``node`` with the entries of ``parts`` in place of its `from` and its options.

    A section gets them as ``entries``, before its own; with ``in_list``, a list of them is given.
    """
    entries = _Entries(parts, fail)
    for key, value in node.items.items():
        if key in OPTIONS and not (isinstance(value, Scalar) and value.is_null):
            getattr(entries, key)(value)
    listed: list[Node] = [*(one.node for one in entries.labelled)]
    given = {key: value for key, value in node.items.items() if key not in (INCLUDE, *OPTIONS)}
    for key in given:
        near = did_you_mean(key, OPTIONS) if key not in _HEAD else None
        if near:
            fail("E779", f"unknown key '{key}' beside a bibliography", node.keys[key], near)
    given = {
        key: one for key, one in given.items() if key in _HEAD or not did_you_mean(key, OPTIONS)
    }
    own = given.pop("entries", None)
    more = own.items if isinstance(own, Listing) else [own] if own else []
    span = node.items[INCLUDE].span
    if in_list:
        return Listing([*(_marked(one, given, node, fail) for one in listed), *more], span)
    items: dict[str, Node] = {**given, "entries": Listing([*listed, *more], span)}
    keys = {key: node.keys.get(key, node.keys[INCLUDE]) for key in items}
    return Mapping(items, node.span, keys)


def _marked(entry: Node, given: dict[str, Node], node: Mapping, fail: Fail) -> Node:
    """``entry`` of a list with the marks beside `from`, unless it has its own."""
    assert isinstance(entry, Mapping)
    for key, value in given.items():
        if key in _MARKS:
            entry.items.setdefault(key, value)
            entry.keys.setdefault(key, node.keys[key])
        else:
            hint = f"in a list, only {', '.join(_MARKS)} and {', '.join(OPTIONS)} fit"
            fail("E779", f"'{key}' cannot stand beside a bibliography", node.keys[key], hint)
    return entry


class _Entries:
    """The entries of bibliographies, of which options change copies; a method for each option."""

    def __init__(self, parts: Sequence[Source], fail: Fail) -> None:
        self.labelled = [
            Labelled(one.key, one.words, _copy(one.node))
            for part in parts
            for one in part.labelled or ()
        ]
        self.names = ", ".join(part.name.rpartition("/")[2] for part in parts)
        self.fail = fail
        self.by_key: dict[str, list[Labelled]] = {}
        for one in self.labelled:
            self.by_key.setdefault(one.key, []).append(one)

    def selected(self, value: Node) -> None:
        """Mark the entries whose keys ``value`` lists as selected."""
        for name in self._names(value, "selected"):
            for one in self._known(name.text, name):
                one.node.items["selected"] = Scalar("true", name.span)
                one.node.keys["selected"] = name.span

    def without(self, value: Node) -> None:
        """Leave out the entries whose keys ``value`` lists."""
        for name in self._names(value, "without"):
            for one in self._known(name.text, name):
                self.labelled = [other for other in self.labelled if other is not one]

    def details(self, value: Node) -> None:
        """Add fields to entries, or replace theirs: ``{key: {award: Best paper}}``."""
        if not isinstance(value, Mapping):
            hint = "write `details: {key: {award: Best paper}}`"
            self.fail("E779", "'details' needs a mapping of keys", value.span, hint)
            return
        for key, fields in value.items.items():
            self._add(self._known(key, Scalar(key, value.keys[key])), fields)

    def keywords(self, value: Node) -> None:
        """Marks by keyword: ``{robotics: {tags: [robots]}}``, or all keywords as ``tags``."""
        if isinstance(value, Scalar) and value.text == "tags":
            for one in self.labelled:
                if one.words:
                    words: list[Node] = [Scalar(word, value.span) for word in one.words]
                    one.node.items.setdefault("tags", Listing(words, value.span))
                    one.node.keys.setdefault("tags", value.span)
            return
        if not isinstance(value, Mapping):
            hint = "write `keywords: tags`, or `keywords: {robotics: {tags: [robots]}}`"
            self.fail("E779", "'keywords' needs a mapping of keywords", value.span, hint)
            return
        by_word: dict[str, list[Labelled]] = {}
        for one in self.labelled:
            for word in one.words:
                by_word.setdefault(word.casefold(), []).append(one)
        for word, fields in value.items.items():
            chosen = by_word.get(word.casefold(), [])
            if not chosen:
                message = f"no entry of {self.names} has the keyword '{word}'"
                self.fail("E778", message, value.keys[word], _hint(word, list(by_word)))
            self._add(chosen, fields)

    def _add(self, chosen: Sequence[Labelled], fields: Node) -> None:
        if not isinstance(fields, Mapping):
            message = "marks and fields of a publication are needed here"
            self.fail("E779", message, fields.span, "as in {tags: [robots], award: Best paper}")
            return
        for one in chosen:
            one.node.items.update(fields.items)
            one.node.keys.update(fields.keys)

    def _names(self, value: Node, option: str) -> Iterator[Scalar]:
        """The keys that ``value`` lists; a text may have several with commas."""
        if isinstance(value, Scalar):
            for name in value.text.split(","):
                yield replace(value, text=name.strip())
        elif isinstance(value, Listing) and all(isinstance(one, Scalar) for one in value.items):
            yield from (one for one in value.items if isinstance(one, Scalar))
        else:
            message = f"'{option}' needs a list of keys"
            self.fail("E779", message, value.span, f"write `{option}: [key1, key2]`")

    def _known(self, key: str, place: Scalar) -> list[Labelled]:
        """The entries with that key; notes a problem if there is none."""
        found = self.by_key.get(key, [])
        if not found:
            message = f"no entry of {self.names} has the key '{key}'"
            self.fail("E778", message, place.span, _hint(key, list(self.by_key)))
        return found


def _hint(word: str, known: Sequence[str]) -> str:
    near = did_you_mean(word, known)
    if near or not known:
        return near or "it has none"
    more = ", …" if len(known) > _FEW else ""
    return f"available: {', '.join(known[:_FEW])}{more}"


def _copy(node: Mapping) -> Mapping:
    return Mapping(dict(node.items), node.span, dict(node.keys))
