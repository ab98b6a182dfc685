"""The native libraries that cvgen makes PDFs with, for systems without a package of Pango.

The libraries are those of Debian, unmodified. Their licences are in the folder ``licences``.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

_FOLDER = Path(__file__).parent / "libraries"


def load() -> None:
    """Load all libraries, so that they are found by name from now on; OSError if one fails.

    The file ``order`` lists each library after those that it needs. The dynamic linker of glibc
    takes a loaded library for one that is needed by the same name, so no search path is needed.
    Their symbols stay local: uharfbuzz has a HarfBuzz of its own.
    """
    for name in (_FOLDER / "order").read_text("ascii").split():
        ctypes.CDLL(str(_FOLDER / name))
