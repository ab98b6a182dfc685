"""The parts that readers extract from a finished file, and the readers of text and bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvgen.hidden.decoding import append_decoded, printable
from cvgen.patterns import pattern


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text in a file. ``place`` is the subject before "shows" or, if not ``seen``, "has".

    A line number can be found in ``lines``, the source.
    """

    place: str
    text: str
    seen: bool = True
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that its author may not know about; a ``note`` is harmless.

    ``detail`` is quoted from the file, and may contain a secret.
    """

    text: str
    detail: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file, or all of it, that could not be searched, and why.

    ``limit`` is true if the reason is a limit, so that only some of it was searched.
    """

    text: str
    limit: bool = False


@dataclass(frozen=True, slots=True)
class AuthorName:
    """A name that the metadata of a file gives for its author."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A file inside the file, to be read next; ``place`` says where it is."""

    place: str
    name: str
    data: bytes


Part = FoundText | Remark | Unread | AuthorName | Inner

_PATHS = pattern(
    r"(?:(?<![\w:/.-])(?:/home/|/Users/|/root/)|(?<!\w)[A-Za-z]:\\+Users\\+)[^\s\"'<>()]+"
    r"|file:///[^\s\"'<>()]+"
)
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_IMAGE = pattern(r"!\[[^\[\]]{0,1000}\]\(\s{0,9}(https?://[^\s)]+)")
_COMMENT = pattern(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
REMOTE = pattern(r"\s*(?:https?:)?//[^\s/]", re.IGNORECASE)
"""The start of a URL on another host."""
RAW = "the raw content of a page"
"""The place of text that the pages also show, in a form before layout."""


def paths_in(place: str, text: str) -> Iterator[Remark]:
    """A remark for each path on somebody's computer in ``text``."""
    for path in dict.fromkeys(_PATHS.findall(text)):
        yield Remark(f"{place} has a path on a computer", path[:80])


def unseen_parts(place: str, text: str) -> Iterator[Part]:
    """A text that readers do not see, and remarks on the paths in it."""
    yield FoundText(place, text, seen=False)
    yield from paths_in(place, text)


def text_parts(text: str) -> Iterator[Part]:
    """Plain text and Markdown."""
    yield FoundText("the text", append_decoded(text), lines=text)
    for comment in filter(str.strip, _COMMENT.findall(text)):
        yield Remark("a comment is in the text", one_line(comment))
    for url in dict.fromkeys(_IMAGE.findall(text)):
        yield Remark("a picture is loaded from another host", url[:80])
    yield from paths_in("the text", text)
    if _ENCRYPTED in text:
        yield Unread("a part of the text is encrypted")
    if text.startswith("%!PS"):
        yield Unread("it is a program that draws pages (PostScript); only its source was searched")


def byte_parts(data: bytes) -> Iterator[Part]:
    """The texts in bytes of unknown kind, with one or more bytes per character."""
    single = data.decode("latin-1")
    texts = [data.decode("utf-8", "ignore"), single]
    if b"\0" in data or not data.isascii():
        wide = ("utf-16-le", "utf-16-be")
        texts += (data[start:].decode(form, "ignore") for start in (0, 1) for form in wide)
    for text in texts:
        yield FoundText("the file's bytes", text, seen=False)
    yield from paths_in("the file", single)


def printable_parts(place: str, data: bytes) -> Iterator[Part]:
    """The texts in bytes that have another purpose, such as pixels."""
    if text := printable(data):
        yield FoundText(place, text, seen=False)


def unknown_parts(data: bytes) -> Iterator[Part]:
    """The parts of a file of unknown kind. It counts as unread, because it may be compressed."""
    yield from byte_parts(data)
    yield Unread("files of this kind are not fully searched, only their bytes")


def one_line(text: str, most: int = 60) -> str:
    """``text`` on one line, cut if it is long."""
    line = " ".join(text[: most * 20].split())
    return line if len(line) <= most else f"{line[:most]}…"
