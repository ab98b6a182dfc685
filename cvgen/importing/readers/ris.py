"""RIS, as EndNote, Mendeley and publishers write it: a list of publications."""

from __future__ import annotations

from cvgen.importing import Importer
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.references import import_references
from cvgen.patterns import pattern

_TYPE = pattern(rb"(?m)^\s*(?:\xef\xbb\xbf)?TY  ?- ?\w+")


def read(file: InputFile) -> Imported:
    """The publications of ``file``."""
    from cvgen.bibliography.ris.read import read_ris

    return import_references(read_ris(file.name, file.data))


def recognizes(file: InputFile) -> bool:
    """True for a text with the line that begins a reference."""
    return not file.is_binary and bool(_TYPE.search(file.data))


PART = Importer("RIS", recognizes, read)
