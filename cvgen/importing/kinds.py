"""Finds the kind of a file by its content."""

from __future__ import annotations

from cvgen.errors import InputError, Problem, unknown_name
from cvgen.importing import IMPORTERS, Importer
from cvgen.importing.input_file import InputFile
from cvgen.patterns import pattern

_EUROPASS = pattern(rb"<(?:\w+:)?(?:SkillsPassport|Candidate)\b|europass", 0)
_KNOWN = "a CV of another program, an export of LinkedIn or ORCID, a bibliography, a PDF or a DOCX"

_OFFICE = (
    (b"\xd0\xcf\x11\xe0", b"", "documents of old versions of Word (.doc)"),
    (b"PK\x03\x04", b"application/vnd.oasis.opendocument", "documents of LibreOffice (.odt)"),
    (b"PK\x03\x04", b"Index/Document.iwa", "documents of Pages"),
    (b"{\\rtf", b"", "RTF"),
)
"""How files of office programs begin, what is in their first part, and what they are."""


def importer_for(file: InputFile, kind: str | None) -> Importer:
    """The importer ``kind``, or the one that recognizes ``file``.

    UnknownNameError (E301) for an unknown kind, InputError (E765) where none recognizes the file,
    (E768) for kinds that cvgen knows and does not read.
    """
    if kind is not None:
        if kind not in IMPORTERS:
            raise unknown_name("kind of file", kind, IMPORTERS.names())
        return IMPORTERS[kind]
    found = next((part for part in IMPORTERS if part.recognizes(file)), None)
    if found is not None:
        return found
    _refuse_known(file)
    raise InputError(_unknown(file))


def _refuse_known(file: InputFile) -> None:
    """InputError (E768) for files that cvgen knows and does not import."""
    start = file.data[:20_000]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _EUROPASS.search(start):
        hint = "import the PDF of Europass instead, as text to be sorted by hand"
        raise InputError(Problem("E768", "cvgen does not read Europass XML", file.name, hint=hint))
    for begin, inside, kind in _OFFICE:
        if start.startswith(begin) and inside in start:
            hint = "save it as DOCX or PDF, and import that as text to be sorted by hand"
            raise InputError(Problem("E768", f"cvgen does not read {kind}", file.name, hint=hint))
    if {"name", "sections"} <= file.keys():
        hint = "it needs no import: `cvgen render` renders it"
        raise InputError(Problem("E768", "this is a CV of cvgen already", file.name, hint=hint))


def _unknown(file: InputFile) -> Problem:
    """What is wrong with a file that no importer recognizes."""
    if not file.data.strip():
        return Problem("E765", "the file is empty", file.name)
    if file.looks_like_json or file.name.casefold().endswith((".json", ".yaml", ".yml")):
        try:
            _ = file.source
        except InputError as error:
            return error.problems[0]
    hint = "if it is one of these, name its kind, as in --from jsonresume"
    return Problem("E765", f"the content of this file is not {_KNOWN}", file.name, hint=hint)
