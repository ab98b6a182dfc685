"""What every writer is made of: a Document, a Theme and the CV's files in; bytes and warnings out.

Writers are pure in the middle: the same document, theme and files give the same bytes, whatever
the folder, the clock or the environment. They touch no output file; the caller writes the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.themes import Theme


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, its pages where the format has pages, and remarks on it.

    ``notes`` say what was changed so that it fits. ``more`` holds the pages after the first one
    where the format has a file for each page, ``missing`` the characters that no font has.
    """

    data: bytes
    pages: int | None = None
    warnings: tuple[Problem, ...] = ()
    more: tuple[bytes, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writer:
    """A format: its file name suffix (``.pdf``) and the one function that makes it.

    The name of a writer is the name of its module (``pdf``). ``write`` raises RenderError. A
    ``paged`` format has a file for each page, with its number at the end of the name.
    """

    suffix: str
    write: Callable[[Document, Theme, Assets], Written]
    paged: bool = False
