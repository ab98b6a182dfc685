"""Taking a file apart by what it is, and the files in it in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvgen.finished.base import MOST_INNER, Author, Inner, Part, Piece, Remark, Unread
from cvgen.finished.plain import decoded, text_parts, unknown_parts

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\1\0")
_FONTS = (b"wOFF", b"wOF2", b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
_PAGES = (".html", ".htm", ".xhtml", ".svg", ".xml")
_DEEPEST = 4


def parts_of(name: str, data: bytes) -> Iterator[Part]:
    """The texts in a file, remarks on it, and what could not be read; no :class:`Inner`."""
    yield from _parts(name, data, 0, [MOST_INNER])


def _parts(name: str, data: bytes, depth: int, left: list[int]) -> Iterator[Part]:
    for part in _of_kind(name, data):
        if not isinstance(part, Inner):
            yield part
            continue
        left[0] -= len(part.data)
        if depth == _DEEPEST or left[0] < 0:
            yield Unread(f"{part.place} is nested too deep or too large")
            continue
        for inner in _parts(part.name, part.data, depth + 1, left):
            yield _inside(part.place, inner)


def _of_kind(name: str, data: bytes) -> Iterator[Part]:
    """The parts of a file, by its first bytes, else by the end of its name."""
    made = _packed_kind(name, data)
    if made is not None:
        return made
    if b"%PDF-" in data[:1024]:
        from cvgen.finished.pdf import pdf_parts

        return pdf_parts(data)
    if data.startswith(_IMAGES) or data[8:12] == b"WEBP":
        from cvgen.finished.image import image_parts

        return image_parts(data)
    return iter(()) if data.startswith(_FONTS) else _text_kind(name, data)


def _packed_kind(name: str, data: bytes) -> Iterator[Part] | None:
    """The parts of a file that holds others, any of which may be a PDF; None for all else."""
    if data.startswith(b"PK\x03\x04"):
        from cvgen.finished.office import archive_parts

        return archive_parts(data)
    from cvgen.finished import packed

    if packed.is_tar(name, data):
        return packed.tar_parts(data)
    return packed.packed_parts(name, data) if packed.is_packed(data) else None


def _text_kind(name: str, data: bytes) -> Iterator[Part]:
    """The parts of a file that is text, which may be in a code, or of no known kind."""
    from cvgen.finished import mail

    if data.startswith(b"{\\rtf"):
        from cvgen.finished.rtf import rtf_parts

        return rtf_parts(data)
    if mail.is_mail(name, data):
        return mail.mail_parts(data)
    text = decoded(data)
    if text is None:
        return unknown_parts(data)
    if name.lower().endswith(_PAGES) or text.lstrip()[:14].casefold().startswith(
        ("<!doctype html", "<html", "<svg", "<?xml")
    ):
        from cvgen.finished.web import page_parts

        return page_parts(text)
    return text_parts(name, text)


def _inside(place: str, part: Part) -> Part:
    """``part`` of the file at ``place``, told as a part of the whole."""
    if isinstance(part, Piece):
        return replace(part, place=f"{place}: {part.place}", lines="")
    if isinstance(part, Author):
        return replace(part, place=f"{place}: {part.place}")
    if isinstance(part, Remark | Unread):
        return replace(part, text=f"{place}: {part.text}")
    return part
