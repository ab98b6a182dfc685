"""Readers, one file a format: bytes → a Source with the position of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from cvgen.registry import Registry
from cvgen.source.tree import Source


@dataclass(frozen=True)
class Reader:
    """A format: file suffixes, and the function that reads a file.

    ``read`` takes the file's name for messages and its bytes; InputError with every problem. ``of``
    says what a file has: a CV or any part of one, or a list of publications.
    """

    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Source]
    of: Literal["cv", "publications"] = "cv"


def reader_for(suffix: str, readers: Iterable[Reader]) -> Reader | None:
    """The one of ``readers`` for files that end in ``suffix``, or None."""
    return next((reader for reader in readers if suffix.lower() in reader.suffixes), None)


READERS: Registry[Reader] = Registry("cvgen.readers", Reader)
