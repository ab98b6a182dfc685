"""Joins structure trees (ISO 32000-1, 14.7): one ``/Document`` with a ``/Part`` for each file.

Content refers to its elements by numbers, which are keys of the parent tree. The files count them
from 0, so those of each file are moved behind those of the files before it.
"""

from __future__ import annotations

from typing import Any

from cvgen.applications.packet.trees import elements, items_of, leaves

_NUMBERS = ("/StructParents", "/StructParent")


class Structure:
    """The structure tree of a ``packet`` (an open pikepdf.Pdf), to which files are added."""

    def __init__(self, packet: Any) -> None:
        from pikepdf import Array, Dictionary, Name

        self._packet = packet
        self._root = packet.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = packet.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._parents: list[Any] = []  # number, element or elements, number, …
        self._names: dict[str, dict[str, Any]] = {"/RoleMap": {}, "/ClassMap": {}}
        self._ids: dict[bytes, Any] = {}
        self._spaces: list[Any] = []
        self._offset = self._next = 0

    def prepare(self, source: Any) -> None:
        """Move the numbers of ``source`` behind those in use. Changes ``source``.

        To be called before its pages are copied. A file without tags loses its numbers.
        """
        tree = source.Root.get("/StructTreeRoot")
        self._offset, highest = self._next, -1
        for item in _numbered(source):
            for name in _NUMBERS:
                if name not in item:
                    continue
                if tree is None:
                    del item[name]
                else:
                    item[name] = moved = int(item[name]) + self._offset
                    highest = max(highest, moved)
        if tree is not None:
            following = self._offset + int(tree.get("/ParentTreeNextKey", 0))
            self._next = max(self._next, following, highest + 1)

    def add(self, source: Any, title: str, language: str) -> None:
        """Add the tags of ``source`` as one part. To be called after its pages are copied."""
        tree = source.Root.get("/StructTreeRoot")
        if tree is None:
            return
        own = self._packet.copy_foreign(source.make_indirect(tree))
        for number, parents in leaves(own.get("/ParentTree"), "/Nums"):
            key = int(number) + self._offset
            self._parents += [key, parents]
            self._next = max(self._next, key + 1)
        kids = items_of(own.get("/K"))
        prefix = f"p{len(self._document.K) + 1}-"
        self._merge_names(own, kids, prefix)
        self._merge_ids(own, kids, prefix.encode())
        self._spaces += items_of(own.get("/Namespaces"))
        self._document.K.append(self._part(own, kids, title, language))

    def _part(self, own: Any, kids: list[Any], title: str, language: str) -> Any:
        """The ``/Part`` of a file: its own ``/Document``, or a new element around its ``kids``."""
        from pikepdf import Array, Dictionary, Name, String

        if len(kids) == 1 and role_of(kids[0], own.get("/RoleMap")) == "/Document":
            part = kids[0]
        else:
            part = self._packet.make_indirect(Dictionary(Type=Name.StructElem, K=Array(kids)))
            for kid in kids:
                kid.P = part
        part.S, part.P, part.T = Name.Part, self._document, String(title)
        if "/Lang" not in part:
            part.Lang = String(language)
        return part

    def _merge_names(self, own: Any, kids: list[Any], prefix: str) -> None:
        """Add the roles and classes of a file; one that means something else gets a ``prefix``."""
        from pikepdf import Array, Name

        renamed: dict[str, dict[str, str]] = {}
        for table, known in self._names.items():
            for name, meaning in own.get(table, {}).items():
                new = name
                if name in known and known[name] != meaning:
                    new = f"/{prefix}{name[1:]}"
                    renamed.setdefault(table, {})[name] = new
                known[new] = meaning
        if not renamed:
            return
        roles, classes = renamed.get("/RoleMap", {}), renamed.get("/ClassMap", {})
        for entry in elements(kids):
            entry.S = Name(roles.get(str(entry.S), str(entry.S)))
            if "/C" in entry:
                entry.C = Array(
                    Name(classes.get(str(one), str(one))) if isinstance(one, Name) else one
                    for one in items_of(entry.C)
                )

    def _merge_ids(self, own: Any, kids: list[Any], prefix: bytes) -> None:
        """Add the names of elements, with a ``prefix`` if one of them is in use."""
        from pikepdf import Array, String

        found = [(bytes(str(key), "utf-8") if isinstance(key, int) else key, entry)
                 for key, entry in leaves(own.get("/IDTree"), "/Names")]  # fmt: skip
        if not any(key in self._ids for key, _ in found):
            self._ids |= dict(found)
            return
        self._ids |= {prefix + key: entry for key, entry in found}
        for entry in elements(kids):
            if "/ID" in entry:
                entry.ID = String(prefix + bytes(entry.ID))
            for attributes in items_of(entry.get("/A")):
                if hasattr(attributes, "items") and "/Headers" in attributes:
                    attributes.Headers = Array(
                        String(prefix + bytes(one)) for one in items_of(attributes.Headers)
                    )

    def finish(self) -> None:
        """Write the tree into the packet; without tags, the packet gets none."""
        from pikepdf import Array, Dictionary, String

        if not len(self._document.K):
            return
        make, root = self._packet.make_indirect, self._root
        root.K = Array([self._document])
        root.ParentTree = make(Dictionary(Nums=Array(self._parents)))
        root.ParentTreeNextKey = self._next
        for table, names in self._names.items():
            if names:
                root[table] = make(Dictionary(names))
        if self._ids:
            row = [part for key in sorted(self._ids) for part in (String(key), self._ids[key])]
            limits = Array([row[0], row[-2]])
            root.IDTree = Dictionary(Kids=[make(Dictionary(Names=Array(row), Limits=limits))])
        if self._spaces:
            root.Namespaces = Array(self._spaces)
        self._packet.Root.StructTreeRoot = root
        self._packet.Root.MarkInfo = Dictionary(Marked=True)


def role_of(entry: Any, roles: Any) -> str:
    """The standard type of an element, such as ``/P``, as far as ``roles`` says it."""
    name, seen = str(entry.S), set()
    while roles is not None and name in roles and name not in seen:
        seen.add(name)
        name = str(roles[name])
    return name


def _numbered(source: Any) -> list[Any]:
    """What may have a number: pages, forms and pictures, and annotations."""
    import pikepdf

    kinds = (pikepdf.Dictionary, pikepdf.Stream)
    found = [item for item in source.objects if isinstance(item, kinds)]
    for page in source.pages:
        found += [one for one in items_of(page.obj.get("/Annots")) if one.objgen == (0, 0)]
    return found
