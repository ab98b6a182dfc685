"""Chooses the reader for a file by its kind, and reads the files inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cvgen.audit.readers import base
from cvgen.audit.readers.base import AuthorName, FoundText, Inner, Part, Unread
from cvgen.hidden.decoding import decode_text
from cvgen.patterns import pattern
from cvgen.processes.limits import BeyondLimit, ReadingBudget

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\1\0")
_FONTS = (b"wOFF", b"wOF2", b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
_PAGES = (".html", ".htm", ".xhtml", ".svg", ".xml")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")  # gzip, bzip2, xz
_UNKNOWN = (".rtf", ".eml", ".emlx", ".mht", ".mhtml", ".mbox", ".tar")
_MAIL = pattern(
    rb"\A(?:From \S.*\n|\d+\s*\n)?(?:(?:[!-9;-~]+:|[ \t]).*\n){0,200}?"
    rb"(?:mime-version|message-id|content-transfer-encoding|return-path|received):",
    re.IGNORECASE,
)


def parts_of(name: str, data: bytes, budget: ReadingBudget | None = None) -> Iterator[Part]:
    """The texts in a file, remarks, and unread parts; files inside it are read, too.

    A part beyond the limits of ``budget`` is :class:`Unread`.
    """
    yield from _parts(name, data, 0, budget or ReadingBudget())


def _parts(name: str, data: bytes, depth: int, budget: ReadingBudget) -> Iterator[Part]:
    """The parts of a file inside ``depth`` others. Reaching a limit ends only this file."""
    try:
        for part in _of_kind(name, data, budget):
            if isinstance(part, FoundText):
                budget.add_part(len(part.text))
            if not isinstance(part, Inner):
                yield part
                continue
            for inner in _inner(part, depth, budget):
                yield _inside(part.place, inner)
    except BeyondLimit as limit:
        yield Unread(str(limit), limit=True)


def _inner(part: Inner, depth: int, budget: ReadingBudget) -> Iterator[Part]:
    if depth == budget.limits.depth:
        yield Unread("it is nested too deep", limit=True)
        return
    budget.add_part()
    yield from _parts(part.name, part.data, depth + 1, budget)


def _of_kind(name: str, data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """The parts of a file. Its first bytes decide the kind, or else the suffix of its name.

    Archives are checked first, because a file inside may be a PDF.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from cvgen.audit.readers.office import archive_parts

        return archive_parts(data, budget)
    if _is_unknown(name, data):
        return base.unknown_parts(data)
    if b"%PDF-" in data[:1024]:
        from cvgen.audit.readers.pdf import pdf_parts

        return pdf_parts(data, budget)
    if data.startswith(_IMAGES) or data[8:12] == b"WEBP":
        from cvgen.audit.readers.image import image_parts

        return image_parts(data, budget)
    if data.startswith(_FONTS):
        return base.printable_parts("the font", data)
    return _text_kind(name, data)


def _is_unknown(name: str, data: bytes) -> bool:
    """True for RTF, mails and archives but ZIP, which look clean if searched as plain text."""
    if name.lower().endswith(_UNKNOWN) or data.startswith((*_PACKED, b"{\\rtf")):
        return True
    return data[257:262] == b"ustar" or _MAIL.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def _text_kind(name: str, data: bytes) -> Iterator[Part]:
    """The parts of a web page, a text, or a file of unknown kind."""
    text = decode_text(data)
    if text is None:
        return base.unknown_parts(data)
    if name.lower().endswith(_PAGES) or text.lstrip()[:14].casefold().startswith(
        ("<!doctype html", "<html", "<svg", "<?xml")
    ):
        from cvgen.audit.readers.web import page_parts

        return page_parts(text)
    return base.text_parts(text)


def _inside(place: str, part: Part) -> Part:
    """``part`` of the inner file at ``place``, as a part of the outer file."""
    if isinstance(part, FoundText):
        return replace(part, place=f"{place}: {part.place}", lines="")
    if isinstance(part, AuthorName | Inner):
        return replace(part, place=f"{place}: {part.place}")
    return replace(part, text=f"{place}: {part.text}")
