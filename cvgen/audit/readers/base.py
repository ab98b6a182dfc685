"""What a finished file is taken apart into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvgen.patterns import pattern


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text in a file: ``place`` in words that go before "shows" or, if not ``seen``, "has".

    ``lines`` is the source that a line number may be found in.
    """

    place: str
    text: str
    seen: bool = True
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that its author may not know of; a mere ``note`` is no reason to stop.

    ``detail`` is taken from the file, and may be what nobody should read.
    """

    text: str
    detail: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file (or all of it) in which nothing could be looked for, and why.

    ``limit`` where that is for a limit: there may be more in it than was looked into.
    """

    text: str
    limit: bool = False


@dataclass(frozen=True, slots=True)
class AuthorName:
    """A name that a file gives for who made it."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A file in the file, which is read next; ``place`` says where it is."""

    place: str
    name: str
    data: bytes


Part = FoundText | Remark | Unread | AuthorName | Inner

_PATHS = pattern(
    r"(?:(?<![\w:/.-])(?:/home/|/Users/|/root/)|(?<!\w)[A-Za-z]:\\+Users\\+)[^\s\"'<>()]+"
    r"|file:///[^\s\"'<>()]+"
)


def paths_in(place: str, text: str) -> Iterator[Remark]:
    """A remark for each path of somebody's own computer in ``text``."""
    for path in dict.fromkeys(_PATHS.findall(text)):
        yield Remark(f"{place} has a path of a computer", path[:80])


REMOTE = pattern(r"\s*(?:https?:)?//[^\s/]", re.IGNORECASE)
"""The beginning of an address of another host."""
RAW = "the raw content of a page"
"""The place of what pages show once more, before it is set."""
