"""The interface of writers: Document, Theme and the CV's files in, bytes and warnings out.

The same document, theme and files give the same bytes, whatever the folder, the clock or the
environment. Writers touch no output file; the caller saves the bytes.
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
    """A finished document: its bytes, its number of pages if the format has pages, and warnings.

    ``notes`` say what was changed so that it fits. ``more`` holds the pages after the first one if
    each page is a file, ``missing`` the characters that no font has.
    """

    data: bytes
    pages: int | None = None
    warnings: tuple[Problem, ...] = ()
    more: tuple[bytes, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writer:
    """A format: its file name suffix (``.pdf``) and the function that writes it.

    The name of a writer is the name of its module (``pdf``). ``write`` raises RenderError. A
    ``paged`` format has a file for each page, with the page number at the end of its name.
    """

    suffix: str
    write: Callable[[Document, Theme, Assets], Written]
    paged: bool = False
