"""PDFs: what the pages show, what stands behind them, and earlier versions kept in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cvgen.finished.base import Part, Piece, Unread
from cvgen.finished.pdf_objects import object_parts
from cvgen.finished.pdf_pages import page_parts
from cvgen.finished.plain import byte_parts

_END = re.compile(rb"%%EOF[\r\n]{0,2}")
_MOST_VERSIONS = 20


def pdf_parts(data: bytes) -> Iterator[Part]:
    """Pages, metadata, attachments, comments, scripts and all other texts of a PDF.

    One that is broken beyond repair is searched as bytes, and said to be unread.
    """
    parts = [*page_parts(data), *object_parts(data)]
    yield from parts
    if any(isinstance(part, Unread) for part in parts):
        yield from byte_parts(data)
    for number, earlier in enumerate(_earlier(data), 1):
        for part in page_parts(earlier):
            if isinstance(part, Piece):
                place = f"an earlier version in the file ({number}): {part.place}"
                yield replace(part, place=place, seen=False)


def _earlier(data: bytes) -> list[bytes]:
    """The versions that a file had before something was added to its end."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    return [] if b"/Linearized" in data[:1024] else [data[:end] for end in ends[-_MOST_VERSIONS:]]
