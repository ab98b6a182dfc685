"""CSL-JSON, as Zotero, Pandoc and Crossref write it: a list of publications."""

from __future__ import annotations

from cvgen.importing import Importer
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.references import import_references
from cvgen.source.tree import Listing, Mapping


def read(file: InputFile) -> Imported:
    """The publications of ``file``."""
    from cvgen.bibliography.csl.read import read_csl

    return import_references(read_csl(file.name, file.data))


def recognizes(file: InputFile) -> bool:
    """True for a list of references, each with a type."""
    root = file.root if file.looks_like_json else None
    if isinstance(root, Mapping):
        root = root.items.get("references") or root.items.get("items")
    if not isinstance(root, Listing) or not root.items:
        return False
    first = root.items[0]
    return isinstance(first, Mapping) and "type" in first.items and "title" in first.items


PART = Importer("CSL-JSON", recognizes, read)
