"""The files in a CV's own folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvgen.paths import stored_path

MAX_ASSET_BYTES = 20_000_000


@dataclass(frozen=True)
class Assets:
    """The files that a document may name: those in the CV's own ``folder`` and below it.

    ``pdf`` is the name of the PDF of the same CV and variant; empty if that is not rendered.
    """

    folder: Path | None = None
    pdf: str = ""

    def read(self, name: str) -> bytes | None:
        """The bytes of the file ``name``; None if it is outside, unreadable or too large."""
        if self.folder is None:
            return None
        root = self.folder.resolve()
        try:
            path = stored_path(root / name).resolve()
            if not path.is_relative_to(root) or not path.is_file():
                return None
            return path.read_bytes() if path.stat().st_size <= MAX_ASSET_BYTES else None
        except (OSError, ValueError):
            return None
