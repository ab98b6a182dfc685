"""RIS: publications for `from`."""

from cvgen.bibliography.source import source_of
from cvgen.readers import Reader
from cvgen.source.tree import Source


def _read(name: str, data: bytes) -> Source:
    from cvgen.bibliography.ris.read import read_ris  # only for CVs that name such a file

    return source_of(read_ris(name, data))


PART = Reader(suffixes=(".ris",), read=_read, of="publications")
