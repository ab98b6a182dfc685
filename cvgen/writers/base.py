"""The interface of writers: a Document or a Cv, a Theme and files in, bytes and warnings out.

The same document, theme and files give the same bytes, whatever the folder, the clock or the
environment. Writers touch no output file; the caller saves the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.assets.files import Assets
from cvgen.errors import Problem
from cvgen.themes import Theme


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, its number of pages if the format has pages, and warnings.

    ``notes`` say what was changed so that it fits, or what the format has no place for. ``more``
    holds the pages after the first one if each page is a file, ``missing`` the characters that no
    font has.
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

    The name of a writer is the name of its module (``pdf``). ``write`` raises RenderError. ``of``
    says what it takes: a Document; a Document for the ``web``, with metadata for search engines
    and a link to the PDF beside it; or the selected Cv, for formats of data. ``noun`` is what
    messages call the result. A ``paged`` format has a file for each page, with the page number at
    the end of its name.
    """

    suffix: str
    write: Callable[[Any, Theme, Assets], Written]
    of: Literal["document", "web", "cv"] = "document"
    noun: str = "file"
    paged: bool = False
