"""Joins what leads to pages: named destinations, links, outlines, and labels of pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cvgen.applications.packet.trees import items_of, leaves


class Navigation:
    """The ways to the pages of a ``packet`` (an open pikepdf.Pdf), to which files are added."""

    def __init__(self, packet: Any) -> None:
        self._packet = packet
        self._destinations: dict[bytes, Any] = {}
        self._documents: list[Any] = []
        self._labels: list[Any] = []

    def prepare(self, source: Any, number: int) -> None:
        """Give the destinations of ``source`` and all that leads there the prefix ``number``.

        To be called before its pages are copied. Changes ``source``.
        """
        import pikepdf

        row: list[Any] = []
        for name, place in _named(source):
            row += [pikepdf.String(_prefixed(name, number)), place]
        source.Root.Names = pikepdf.Dictionary(Dests=source.make_indirect(pikepdf.Array(row)))
        for owner, key in _references(source):
            target = owner[key]
            if isinstance(target, pikepdf.String):
                owner[key] = pikepdf.String(_prefixed(bytes(target), number))
            elif isinstance(target, pikepdf.Name):
                owner[key] = pikepdf.String(_prefixed(str(target).encode(), number))

    def add(self, source: Any, first: int, title: str, label: str) -> None:
        """Add the destinations and outline of ``source``, whose pages start with ``first``.

        ``first`` counts from 0. Pages without a ``label`` have their number in the packet.
        """
        from pikepdf import Dictionary, Name, String

        row = self._packet.copy_foreign(source.Root.Names.Dests).as_list()
        self._destinations |= {
            bytes(name): place for name, place in zip(row[::2], row[1::2], strict=True)
        }
        self._documents.append(self._document(source, first, title))
        if label:
            numbers = Dictionary(S=Name.D, P=String(f"{label}-"))
        else:
            numbers = Dictionary(S=Name.D, St=first + 1)
        self._labels += [first, numbers]

    def _document(self, source: Any, first: int, title: str) -> Any:
        """The outline item of a file, with the file's own outline below it, closed.

        A single item at the top of that, such as the name of a person, stands for the whole file
        as this one does, and only those below it are shown.
        """
        from pikepdf import Array, Dictionary, Name, String

        page = self._packet.pages[first]
        left, _, _, top = page.mediabox.as_list()
        item = self._packet.make_indirect(
            Dictionary(Title=String(title), Dest=Array([page.obj, Name.XYZ, left, top, 0]))
        )
        outline = source.Root.get("/Outlines")
        if outline is None or "/First" not in outline:
            return item
        alone = _stands_for_all(source, outline)
        if alone and "/First" not in outline.First:
            return item
        own = self._packet.copy_foreign(source.make_indirect(outline.First if alone else outline))
        kids = list(_siblings(own.First))
        for kid in kids:
            kid.Parent = item
        item.First, item.Last = kids[0], kids[-1]
        item.Count = -sum(1 + max(0, int(kid.get("/Count", 0))) for kid in kids)
        return item

    def finish(self) -> None:
        """Write destinations, outline and labels into the packet."""
        from pikepdf import Array, Dictionary, Name, String

        root, make = self._packet.Root, self._packet.make_indirect
        if self._destinations:
            names = sorted(self._destinations)
            row = [part for name in names for part in (String(name), self._destinations[name])]
            limits = Array([row[0], row[-2]])
            leaf = make(Dictionary(Names=Array(row), Limits=limits))
            root.Names = Dictionary(Dests=make(Dictionary(Kids=Array([leaf]))))
        items = self._documents
        outlines = make(Dictionary(Type=Name.Outlines, Count=len(items)))
        outlines.First, outlines.Last = items[0], items[-1]
        for before, after in pairwise(items):
            before.Next, after.Prev = after, before
        for item in items:
            item.Parent = outlines
        root.Outlines, root.PageMode = outlines, Name.UseOutlines
        root.PageLabels = Dictionary(Nums=Array(self._labels))


def _stands_for_all(source: Any, outline: Any) -> bool:
    """True if an outline has one item at its top, which leads to the first page."""
    only, *others = _siblings(outline.First)
    page: Any = next(iter(items_of(only.get("/Dest"))), None)
    is_page = hasattr(page, "items")  # not a name, or a number of a page elsewhere
    return not others and is_page and bool(page.objgen == source.pages[0].obj.objgen)


def _prefixed(name: bytes, number: int) -> bytes:
    """``name`` for file ``number``. No other file has it: digits end at the first full stop."""
    return f"{number}.".encode() + name


def _named(source: Any) -> Iterator[tuple[bytes, Any]]:
    """The named destinations of a file; those of PDF 1.1 are names, and keep the slash."""
    names = source.Root.get("/Names")
    found = {} if names is None else dict(leaves(names.get("/Dests"), "/Names"))
    for name, place in source.Root.get("/Dests", {}).items():
        found[name.encode()] = place
    for name, place in found.items():
        if isinstance(name, bytes) and (items_of(place) or hasattr(place, "items")):
            yield name, place


def _references(source: Any) -> Iterator[tuple[Any, str]]:
    """Each dictionary and its key that may name a destination, of links and outline items."""
    owners = [one for page in source.pages for one in items_of(page.obj.get("/Annots"))]
    outline = source.Root.get("/Outlines")
    waiting, seen = [outline.get("/First")] if outline is not None else [], set()
    while waiting:
        for item in _siblings(waiting.pop()):
            if item.objgen in seen:
                break
            seen.add(item.objgen)
            owners.append(item)
            waiting.append(item.get("/First"))
    for owner in owners:
        if not hasattr(owner, "items"):
            continue
        if "/Dest" in owner:
            yield owner, "/Dest"
        for action in _actions(owner.get("/A")):
            if action.get("/S") == "/GoTo" and "/D" in action:
                yield action, "/D"


def _actions(action: Any) -> Iterator[Any]:
    """An action and those that follow it."""
    waiting, seen = items_of(action), set()
    while waiting:
        one = waiting.pop()
        if not hasattr(one, "items") or (one.objgen != (0, 0) and one.objgen in seen):
            continue
        seen.add(one.objgen)
        yield one
        waiting += items_of(one.get("/Next"))


def _siblings(item: Any) -> Iterator[Any]:
    """An outline item and those after it."""
    seen = set()
    while hasattr(item, "items") and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")
