"""Text of any kind, and bytes of which nothing is known."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from cvgen.finished.base import Part, Piece, Remark, paths_in

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*(https?://[^\s)]+)")


def decoded(data: bytes) -> str | None:
    """The text that ``data`` is, or None where it is none."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def text_parts(_name: str, text: str) -> Iterator[Part]:
    """Plain text and Markdown."""
    yield Piece("the text", unescaped(text), lines=text)
    for comment in _COMMENT.findall(text):
        if comment.strip():
            yield Remark("a comment is in the text", shortened(comment))
    for url in dict.fromkeys(_IMAGE.findall(text)):
        yield Remark("a picture is loaded from another host", url[:80])
    yield from paths_in("the text", text)


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


def unescaped(text: str) -> str:
    """``text`` with what stands for characters replaced by them: ``&amp;``, ``%20``."""
    plain = html.unescape(text) if "&" in text else text
    address = unquote(plain) if "%" in plain else plain
    return plain if address == plain else f"{plain}\n{address}"


def shortened(text: str, most: int = 60) -> str:
    """``text`` in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
