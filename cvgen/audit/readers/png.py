"""The texts of a PNG, wherever in the file they stand, and what follows after its end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from cvgen.audit.readers.base import Author, Part, Piece, Unread, paths_in
from cvgen.hidden.decoding import printable, unescaped
from cvgen.processes.limits import Budget

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KNOWN_TO_HAVE_NO_TEXT = (b"IDAT", b"fdAT", b"iCCP", b"IHDR", b"PLTE")


def png_parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The texts of all chunks, unpacked within ``budget``."""
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            budget.part()
            yield from _text(kind, content, budget)
        elif kind not in _KNOWN_TO_HAVE_NO_TEXT and (text := printable(content)):
            yield Piece("a part of the picture", text, seen=False)
        if kind == b"IEND":
            break
    rest = printable(data[place:])
    if rest:
        yield Piece("what follows after the picture", rest, seen=False)


def _text(kind: bytes, content: bytes, budget: Budget) -> Iterator[Part]:
    name, _, value = content.partition(b"\0")
    key = name.decode("latin-1")[:60]
    encoding, packed = "latin-1", kind == b"zTXt"
    if kind == b"zTXt":
        value = value[1:]
    elif kind == b"iTXt":
        encoding, packed = "utf-8", value[:1] == b"\1"
        *labels, value = value[2:].split(b"\0", 2)
        yield Piece("a part of the picture", b" ".join(labels).decode("utf-8", "replace"), False)
    if packed:
        room = budget.room(len(value))
        try:
            value, size = zlib.decompressobj().decompress(value, room + 1), len(value)
        except zlib.error:
            yield Unread(f"the picture's text '{key}' is damaged")
            return
        budget.unpack(len(value), size)
    text = value.decode(encoding, "replace")
    if key.casefold() in ("author", "artist"):
        yield Author(f"the picture's '{key}'", text)
    yield Piece(f"the picture's text '{key}'", unescaped(text), seen=False)
    yield from paths_in(f"the picture's text '{key}'", text)
