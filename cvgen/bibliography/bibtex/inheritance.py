"""What an entry inherits by ``crossref`` and ``xdata``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cvgen.bibliography.bibtex.blocks import Block, Raw, evaluate, names_in

_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PARTS = frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference",
                    "suppbook", "suppcollection", "bookinbook"})  # fmt: skip
_OWN = frozenset({"crossref", "xref", "xdata", "ids", "label", "keywords", "abstract", "note",
                  "shorttitle", "sorttitle", "doi", "url", "file", "isbn", "entryset",
                  "execute", "options", "presort", "relatedtype", "related", "pages"})  # fmt: skip
"""Fields of a parent that are about the parent alone."""
_CONTAINERS = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "xdata"})
_DEEPEST = 10


class Family:
    """The entries of a file by key, and what each has of its own and from others.

    ``unknown`` are the keys that an entry refers to and that no entry has.
    """

    def __init__(self, entries: list[Block], strings: Mapping[str, str]) -> None:
        self._strings = strings
        self._by_key: dict[str, Block] = {}
        for block in entries:
            self._by_key.setdefault(block.key.lower(), block)
        self._parents = {
            key.lower()
            for block in entries
            for _, _, key in self._references(block, ("crossref", "xdata"))
        }

    def is_listed(self, block: Block) -> bool:
        """True if ``block`` is a publication, not only what others inherit from."""
        if block.type in ("xdata", "set"):
            return False
        is_parent = block.key.lower() in self._parents
        return not (is_parent and block.type in _CONTAINERS and "author" not in block.fields)

    def fields(self, block: Block) -> dict[str, Raw]:
        """All fields of ``block``, its own first."""
        return self._fields(block, (block.key.lower(),))

    def unknown(self, block: Block) -> Iterator[tuple[Raw, str]]:
        """Each key that ``block`` refers to and no entry has, with the value that names it."""
        for raw, _, key in self._references(block, ("crossref", "xdata")):
            if key.lower() not in self._by_key:
                yield raw, key

    def _fields(self, block: Block, path: tuple[str, ...]) -> dict[str, Raw]:
        found = dict(block.fields)
        for _, name, key in self._references(block, ("xdata", "crossref")):
            parent = self._by_key.get(key.lower())
            if parent is None or key.lower() in path or len(path) > _DEEPEST:
                continue
            for field, raw in self._fields(parent, (*path, key.lower())).items():
                target = field if name == "xdata" else _inherited(field, block, parent)
                if target is not None:
                    found.setdefault(target, raw)
        return found

    def _references(self, block: Block, names: tuple[str, ...]) -> Iterator[tuple[Raw, str, str]]:
        for name in names:
            raw = block.fields.get(name)
            if raw is not None:
                for key in names_in(evaluate(raw, self._strings).text):
                    yield raw, name, key


def _inherited(field: str, block: Block, parent: Block) -> str | None:
    """The field of ``block`` that the ``field`` of its parent fills, if any."""
    if field in _OWN:
        return None
    is_part = block.type in _PARTS
    if field in _TITLES:
        if is_part:
            return _TITLES[field]
        return None if "title" in block.fields else field
    if field == "author" and is_part:
        return "editor" if parent.type in ("book", "mvbook") and "author" in block.fields else field
    return field
