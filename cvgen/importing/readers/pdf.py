"""A PDF as text to be sorted: the lines of its pages in their order in the file."""

from __future__ import annotations

from contextlib import closing

from cvgen.errors import InputError, Problem
from cvgen.importing import Importer
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.lines import Line, import_lines
from cvgen.processes.child import Stopped, each_isolated

_MAX_PAGES = 200
_SAYS_NOTHING = "the PDF contains no text"


def read(file: InputFile) -> Imported:
    """The text of ``file``, read in a process of its own; E767 if that takes too much."""
    result = next(iter(each_isolated(_texts, [file.data])))
    if isinstance(result, Stopped):
        raise InputError(Problem("E767", f"the PDF cannot be read: {result.reason}", file.name))
    if isinstance(result, InputError):
        raise InputError([Problem(one.code, one.message, file.name, hint=one.hint)
                          for one in result.problems])  # fmt: skip
    if isinstance(result, Exception):
        raise result
    lines = [Line(text, page) for page, texts in enumerate(result, 1) for text in texts]
    if not any(line.text.strip() for line in lines):
        hint = "it may be a scan: recognize its text first"
        raise InputError(Problem("E766", _SAYS_NOTHING, file.name, hint=hint))
    return import_lines(lines)


def _texts(data: bytes) -> list[list[str]]:
    """The lines of each page."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > _MAX_PAGES:
                message = f"the PDF has more than {_MAX_PAGES} pages"
                raise InputError(Problem("E767", message))
            pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError as error:
        hint = "if it has a password, save a copy without one"
        raise InputError(Problem("E766", "the PDF cannot be opened", hint=hint)) from error
    return [text.replace("\ufffe", "-").replace("\r\n", "\n").split("\n") for text in pages]


def recognizes(file: InputFile) -> bool:
    """True for a PDF."""
    return file.data[:1024].lstrip().startswith(b"%PDF")


PART = Importer("a PDF, as text to be sorted by hand", recognizes, read)
