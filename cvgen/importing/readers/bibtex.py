"""BibTeX and biblatex: a list of publications."""

from __future__ import annotations

from cvgen.importing import Importer
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.references import import_references
from cvgen.patterns import pattern

_ENTRY = pattern(rb"(?m)^[ \t]*@[A-Za-z]+[ \t]*[{(]")


def read(file: InputFile) -> Imported:
    """The publications of ``file``."""
    from cvgen.bibliography.bibtex.read import read_bibtex  # the parser is slow to import

    return import_references(read_bibtex(file.name, file.data))


def recognizes(file: InputFile) -> bool:
    """True for a text with an entry at the start of a line."""
    return not file.is_binary and not file.looks_like_json and bool(_ENTRY.search(file.data))


PART = Importer("BibTeX", recognizes, read)
