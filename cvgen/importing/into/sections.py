"""Adds the entries of imported sections to those of a CV, each at its place in time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cvgen.importing.imported import Out, Value, leaves
from cvgen.importing.into.adding import THERE, Adding, name_of
from cvgen.importing.into.editing import NoPlaceError
from cvgen.importing.into.identity import Row, folded, rows_of, twin
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar, included_files

_OF_ITEMS = ("skills", "interests")
"""Types whose entries are groups of items, which are compared one by one."""
_BY_TITLE = ("entries", "bullets", "text", "pairs")
"""Types of which a CV may have several sections; their titles tell them apart."""
Rows = dict[str, list[Row]]


def add_sections(adding: Adding, data: dict[str, Out], new: Cv) -> None:
    """Add the entries of ``data``, the sections of ``new``, that the CV does not have."""
    known, rows = rows_of(adding.old), rows_of(new)
    fresh: dict[str, Out] = {}
    mergers: dict[str, _Merger] = {}
    for section in new.sections:
        out = data[section.key]
        old = _section_like(adding.old, section)
        if old is None:
            fresh[_free_key(adding, section.key, fresh)] = out
            continue
        merger = mergers.setdefault(old.key, _Merger(adding, old, known[old.key]))
        entries = out["entries"] if isinstance(out, dict) else out
        assert isinstance(entries, list)
        merger.compare(section, entries, rows[section.key])
    for merger in mergers.values():
        merger.add()
    root = adding.source.root
    has_sections = isinstance(root, Mapping) and isinstance(root.items.get("sections"), Mapping)
    if fresh and not has_sections:
        add = partial(adding.editor.add_sections, fresh)
        fresh = fresh if adding.attempt("sections", fresh, add) else {}
    for key, out in fresh.items():
        adding.attempt("sections", out, partial(_add_section, adding, key, out, has_sections))


def _add_section(adding: Adding, key: str, out: Out, in_text: bool) -> None:
    """Add the section ``key``; if it is not ``in_text``, it is there, with the key `sections`."""
    node = adding.source.node_at(("sections", key))
    if isinstance(node, Scalar) and node.is_null:
        adding.editor.fill(("sections", key), out)
    elif in_text:
        adding.editor.add_key(("sections",), key, out)
    entries = out["entries"] if isinstance(out, dict) else out
    adding.made.values.append(out)
    is_whole = isinstance(out, list)
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        path: Path = ("sections", key, number) if is_whole else ("sections", key, "entries", number)
        adding.made.added.append((path, name_of(entry)))


def _section_like(cv: Cv, wanted: Section) -> Section | None:
    """The section of ``cv`` for entries of ``wanted``."""
    alike = [one for one in cv.sections if one.type == wanted.type]
    if wanted.type in _BY_TITLE:
        return next((one for one in alike if _titles(one) & _titles(wanted)), None)
    return next((one for one in alike if one.key == wanted.key), alike[0] if alike else None)


def _titles(section: Section) -> set[str]:
    title = {folded(section.title.text)} if section.title else set()
    return title | {folded(section.key)}


def _free_key(adding: Adding, key: str, others: dict[str, Out]) -> str:
    taken = {section.key for section in adding.old.sections} | set(others)
    name, number = key, 2
    while name in taken:
        name, number = f"{key}_{number}", number + 1
    return name


class _Merger:
    """Adds entries to the section ``old``, whose rows are ``known``."""

    def __init__(self, adding: Adding, old: Section, known: list[Row]) -> None:
        self.adding = adding
        self.old = old
        self.known = known
        self.new: list[tuple[Row, Out]] = []
        self.of_group: dict[int, list[Out]] = {}

    def compare(self, section: Section, entries: Sequence[Out], rows: list[Row]) -> None:
        """Keep those ``entries`` of ``section`` that are new; ``rows`` tell them apart."""
        for number, entry in enumerate(entries):
            own = [row for row in rows if row.path[3] == number]
            if section.type in _OF_ITEMS:
                self._compare_items(entry)
            elif (rest := self._new_part(section.type, entry, own)) is not None:
                self.new.append((own[0] if own else Row(()), rest))

    def add(self) -> None:
        """Add what is new to the text."""
        for number, items in self.of_group.items():
            add = partial(self._add_to_group, number, items)
            self.adding.attempt(self.old.key, items, add)
        if self.new:
            outs: Out = [out for _, out in self.new]
            self.adding.attempt(self.old.key, outs, self._insert)

    def _new_part(self, kind: str, entry: Out, rows: list[Row]) -> Out | None:
        """``entry`` if the CV does not have it; of an entry with roles, those that are new."""
        roles = entry.get("roles") if isinstance(entry, dict) else None
        if isinstance(entry, dict) and isinstance(roles, list):
            twins = [twin(row, self.known, kind) for row in rows[1:]]
            new = [role for role, found in zip(roles, twins, strict=True) if found is None]
            for role, found in zip(roles, twins, strict=True):
                if found is not None:
                    self._there(role, found)
            if not new:
                self.adding.made.leave(entry, THERE)
            return {**entry, "roles": new} if new else None
        found = twin(rows[0], self.known, kind) if rows else None
        if found is not None:
            self._there(entry, found)
        return entry if found is None else None

    def _compare_items(self, entry: Out) -> None:
        """Keep the items of ``entry``, a group, that no group of the CV has."""
        known = {text for row in self.known for text in row.all_texts}
        rest = dict(entry) if isinstance(entry, dict) else {}
        found = rest.pop("items", None)
        items = found if isinstance(found, list) else []
        new = [one for one in items if folded(name_of(one).text) not in known]
        group = self._number_of(rest.get("group"))
        if new and group is not None:
            self.of_group.setdefault(group, []).extend(new)
        elif new or (not items and group is None and folded(name_of(entry).text) not in known):
            self.new.append((Row(()), {**rest, "items": new} if new else entry))
        for _, value in leaves(entry):
            is_known = folded(value.text) in known
            self.adding.made.leave(value, THERE if is_known else "its group in the CV lacks it")

    def _number_of(self, name: Out | None) -> int | None:
        """The number of the group of the CV that is called ``name``."""
        text = folded(name.text) if isinstance(name, Value) else None
        rows = (row for row in self.known if text in row.texts.get("group", set()))
        row = next(rows, None)
        return int(row.path[3]) if row else None

    def _add_to_group(self, number: int, items: list[Out]) -> None:
        """Add ``items`` to the group of the CV with this number."""
        path = _path_of(self.adding, self.old)
        names = {text for row in self.known if row.path[3] == number for text in row.texts["group"]}
        node = self.adding.source.node_at(path)
        if isinstance(node, Listing):
            path = (*path, number)
            node = self.adding.source.node_at(path)
        if isinstance(node, Mapping):
            keys = [key for key in node.items if key == "items" or folded(key) in names]
            path = (*path, *keys[:1])
            node = self.adding.source.node_at(path)
        if not isinstance(node, Listing):
            raise NoPlaceError(node or self.adding.source.root, "write its items as a list")
        paths = self.adding.editor.add_items(path, [(len(node.items), one) for one in items])
        for place, item in zip(paths, items, strict=True):
            self.adding.made.add(place, item)

    def _there(self, entry: Out, row: Row) -> None:
        """Note that ``entry`` is in the CV; what only the file says is listed later."""
        self.adding.made.known.append((self.old.key, entry, row))

    def _insert(self) -> None:
        path = _path_of(self.adding, self.old)
        node = self.adding.source.node_at(path)
        editor, outs = self.adding.editor, [out for _, out in self.new]
        if isinstance(node, Listing) and not node.span.file:
            places = self._places(node)
            outs = [out for _, out in places]
            paths = editor.add_items(path, places)
        elif isinstance(node, Scalar) and node.is_null:
            editor.fill(path, outs)
            paths = [(*path, number) for number in range(len(outs))]
        else:
            for out in outs:
                self.adding.attempt(self.old.key, out, partial(self._add_labelled, path, node, out))
            return
        for place, out in zip(paths, outs, strict=True):
            self.adding.made.add(place, out)

    def _places(self, node: Listing) -> list[tuple[int, Out]]:
        """The new entries, each with the number in ``node`` before which it stands.

        It is that of its place in time if the entries are in the order of their dates.
        """
        tops = [row for row in self.known if len(row.path) == 4]
        end = len(node.items)
        days = [row.date.first_day() for row in tops if row.date]
        newest_first = days == sorted(days, reverse=True)
        if len(days) != end or (not newest_first and days != sorted(days)):
            return [(end, out) for _, out in self.new]
        sign = -1 if newest_first else 1
        order = [sign * _number(day) for day in days]
        found: list[tuple[int, float, Out]] = []
        for row, out in self.new:
            own = sign * _number(row.date.first_day()) if row.date else float("inf")
            place = next((n for n, other in enumerate(order) if other > own), end)
            found.append((place, own, out))
        return [(place, out) for place, _, out in sorted(found, key=lambda one: one[:2])]

    def _add_labelled(self, path: Path, node: Node | None, out: Out) -> None:
        """Add an entry to a mapping such as ``Tools: [Git, make]``."""
        labels = SECTION_TYPES[self.old.type].labels
        if isinstance(node, Mapping) and (names := included_files(node)):
            raise NoPlaceError(node, f"add it to {names[0].text}")
        rest = dict(out) if isinstance(out, dict) else {}
        label = rest.pop(labels[0], None) if labels else None
        if not isinstance(node, Mapping) or not labels or not isinstance(label, Value) or not rest:
            hint = "write this section as a list of entries"
            raise NoPlaceError(node or self.adding.source.root, hint)
        value = rest[labels[1]] if list(rest) == [labels[1]] else rest
        self.adding.editor.add_key(path, label.text, value)
        self.adding.made.add((*path, label.text), out)


def _path_of(adding: Adding, section: Section) -> Path:
    """Where the entries of ``section`` stand in the text."""
    path: Path = ("sections", section.key)
    node = adding.source.node_at(path)
    return (*path, "entries") if isinstance(node, Mapping) and "entries" in node.items else path


def _number(day: tuple[int, int, int]) -> int:
    return (day[0] * 12 + day[1]) * 31 + day[2]
