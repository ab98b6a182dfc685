"""PDFs: what the pages show, what stands behind them, and earlier versions kept in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvgen.audit.readers.base import Part, Piece, Unread
from cvgen.audit.readers.pdf_objects import object_parts
from cvgen.audit.readers.pdf_pages import page_parts
from cvgen.audit.readers.plain import byte_parts, printable_parts
from cvgen.patterns import pattern
from cvgen.processes.limits import Budget

_END = pattern(rb"%%EOF[\r\n]{0,2}")
_SMALL = 5_000_000


def pdf_parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """Pages, metadata, attachments, comments, scripts and all other texts of a PDF.

    The objects come first: where they unpack to too much, no page is drawn. A file that is broken
    beyond repair is searched as bytes, and said to be unread.
    """
    unread = False
    bombs: list[Unread] = []
    for part in object_parts(data, budget):
        unread = unread or isinstance(part, Unread)
        if isinstance(part, Unread) and part.limit:
            bombs.append(part)
        else:
            yield part
    if bombs:
        yield bombs[0]
        yield from printable_parts("the file's bytes", data)
        return
    for part in page_parts(data, budget.limits.pages):
        unread = unread or (isinstance(part, Unread) and not part.limit)
        yield part
    if unread and len(data) <= _SMALL:
        yield from byte_parts(data)
    else:
        yield from printable_parts("the file's bytes", data)
    yield from _earlier_parts(data, budget)


def _earlier_parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The texts of the versions that a file had before something was added to its end."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    if b"/Linearized" in data[:1024]:
        return
    most = budget.limits.versions
    if len(ends) > most:
        yield Unread(f"it has {len(ends):,} earlier versions, and {most} were read", limit=True)
    for number, end in enumerate(ends[-most:], 1):
        earlier = data[:end]
        objects = list(object_parts(earlier, budget))
        is_bomb = any(isinstance(part, Unread) and part.limit for part in objects)
        pages = () if is_bomb else page_parts(earlier, budget.limits.pages)
        for part in (*pages, *objects):
            if isinstance(part, Piece):
                place = f"an earlier version in the file ({number}): {part.place}"
                yield replace(part, place=place, seen=False)
            elif isinstance(part, Unread) and part.limit:
                yield part
