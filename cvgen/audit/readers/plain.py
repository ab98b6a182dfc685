"""Text of any kind, and bytes of which nothing is known."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.audit.readers.base import FoundText, Part, Remark, Unread, paths_in
from cvgen.hidden.decoding import printable, unescaped
from cvgen.patterns import pattern

_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_IMAGE = pattern(r"!\[[^\[\]]{0,1000}\]\(\s{0,9}(https?://[^\s)]+)")


def comments_in(text: str) -> Iterator[str]:
    """The comments of a text in the manner of HTML; one without an end goes on to the end."""
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            yield text[start + 4 :]
            return
        yield text[start + 4 : end]


def text_parts(text: str) -> Iterator[Part]:
    """Plain text and Markdown."""
    yield FoundText("the text", unescaped(text), lines=text)
    for comment in comments_in(text):
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
    """Bytes of unknown kind: what reads as text in them, in one byte a character and in more."""
    yield FoundText("the file's bytes", data.decode("utf-8", "ignore"), seen=False)
    single = data.decode("latin-1")
    yield FoundText("the file's bytes", single, seen=False)
    if b"\0" in data or not data.isascii():
        for start in (0, 1):
            for encoding in ("utf-16-le", "utf-16-be"):
                wide = data[start:].decode(encoding, "ignore")
                yield FoundText("the file's bytes", wide, seen=False)
    yield from paths_in("the file", single)


def printable_parts(place: str, data: bytes) -> Iterator[Part]:
    """What reads as text in bytes that something else is known to read, such as pixels."""
    text = printable(data)
    if text:
        yield FoundText(place, text, seen=False)


def unknown_parts(data: bytes) -> Iterator[Part]:
    """The bytes of a file of an unknown kind, which is unread: it may be packed or encoded."""
    yield from byte_parts(data)
    yield Unread("files of this kind are not looked into; only its bytes were searched")


def shortened(text: str, most: int = 60) -> str:
    """``text`` in one line, cut where it is long."""
    line = " ".join(text[: most * 20].split())
    return line if len(line) <= most else f"{line[:most]}…"
