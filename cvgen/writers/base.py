"""What every writer is made of: a Document, a Theme and the CV's files in; bytes and warnings out.

Writers are pure in the middle: the same document, theme and files give the same bytes, whatever
the folder, the clock or the environment. They touch no output file; the caller writes the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.freshness.places import stored
from cvgen.themes import Theme

MAX_ASSET_BYTES = 20_000_000


@dataclass(frozen=True)
class Assets:
    """The files that a document may name: those in the CV's own ``folder`` and below it.

    Without a folder there are none. ``pdf`` is the name of the PDF made beside the document of the
    same CV for the same variant; empty where there is none.
    """

    folder: Path | None = None
    pdf: str = ""

    def read(self, name: str) -> bytes | None:
        """The bytes of the file ``name`` (relative, with ``/``), or None where it may not be had.

        That is: outside of the folder (links resolved), not a file, unreadable, or larger than
        ``MAX_ASSET_BYTES``.
        """
        if self.folder is None:
            return None
        root = self.folder.resolve()
        try:
            path = stored(root / name).resolve()
            if not path.is_relative_to(root) or not path.is_file():
                return None
            return path.read_bytes() if path.stat().st_size <= MAX_ASSET_BYTES else None
        except (OSError, ValueError):
            return None


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
