"""BibTeX: publications for `from`."""

from cvgen.bibliography.source import source_of
from cvgen.readers import Reader
from cvgen.source.tree import Source


def _read(name: str, data: bytes) -> Source:
    from cvgen.bibliography.bibtex.read import read_bibtex  # only for CVs that name such a file

    return source_of(read_bibtex(name, data))


PART = Reader(suffixes=(".bib",), read=_read, of="publications")
