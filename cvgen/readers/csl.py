"""CSL-JSON: publications for `from`."""

from cvgen.bibliography.source import source_of
from cvgen.readers import Reader
from cvgen.source.tree import Source


def _read(name: str, data: bytes) -> Source:
    from cvgen.bibliography.csl.read import read_csl  # only for CVs that name such a file

    return source_of(read_csl(name, data))


PART = Reader(suffixes=(".json",), read=_read, of="publications")
