"""Text of any kind, and bytes of which nothing is known."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from cvgen.finished.base import Part, Piece, Remark, Unread, paths_in

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CONTROLS = bytes({*range(32)} - {9, 10, 12, 13}) + b"\x7f"
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*(https?://[^\s)]+)")


def decoded(data: bytes) -> str | None:
    """The text that ``data`` is, or None where it is none.

    Without a mark it is in UTF-8, in two bytes a character where every other one is zero, else in
    one, unless there is something in it that no text has.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") if _has_no_controls(data) else None
    return text if "\0" not in text else _in_two_bytes(data)


def _in_two_bytes(data: bytes) -> str | None:
    for zero, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if not any(data[zero::2]) and _has_no_controls(data[1 - zero :: 2]):
            return data.decode(encoding, "replace")
    return None


def _has_no_controls(data: bytes) -> bool:
    return len(data.translate(None, _CONTROLS)) == len(data)


def text_parts(_name: str, text: str) -> Iterator[Part]:
    """Plain text and Markdown."""
    yield Piece("the text", unescaped(text), lines=text)
    for comment in _COMMENT.findall(text):
        if comment.strip():
            yield Remark("a comment is in the text", shortened(comment))
    for url in dict.fromkeys(_IMAGE.findall(text)):
        yield Remark("a picture is loaded from another host", url[:80])
    yield from paths_in("the text", text)
    if _ENCRYPTED in text:
        yield Unread("a part of the text is encrypted")
    if text.startswith("%!PS"):
        yield Unread("it is a program that draws pages (PostScript); only its source was searched")


def byte_parts(data: bytes) -> Iterator[Part]:
    """Bytes of unknown kind: what reads as text in them, in one byte a character and in two."""
    yield Piece("the file's bytes", data.decode("utf-8", "ignore"), seen=False)
    single = data.decode("latin-1")
    yield Piece("the file's bytes", single, seen=False)
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            wide = data[start:].decode(encoding, "ignore")
            yield Piece("the file's bytes", wide, seen=False)
    yield from paths_in("the file", single)


def unknown_parts(data: bytes) -> Iterator[Part]:
    """The same for a file of unknown kind: it may be packed, so that this is no search."""
    yield from byte_parts(data)
    yield Unread("it is of a kind that is not known; only its bytes were searched")


def unescaped(text: str) -> str:
    """``text`` with what stands for characters replaced by them: ``&amp;``, ``%20``."""
    plain = html.unescape(text) if "&" in text else text
    address = unquote(plain) if "%" in plain else plain
    return plain if address == plain else f"{plain}\n{address}"


def shortened(text: str, most: int = 60) -> str:
    """``text`` in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
