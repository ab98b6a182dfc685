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
    """True for a list of references, each with a type, or for one."""
    root = file.root if file.looks_like_json else None
    for key in ("message", "references", "items"):  # of Crossref, of CSL-YAML, of Zotero
        if isinstance(root, Mapping):
            root = root.items.get(key, root)
    first = root.items[0] if isinstance(root, Listing) and root.items else root
    return isinstance(first, Mapping) and "type" in first.items and "title" in first.items


PART = Importer("CSL-JSON", recognizes, read)
