"""The request of a run: what to render, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvgen.dates import PartialDate


@dataclass(frozen=True)
class Request:
    """What to render, as on the command line. The project decides what is left empty.

    ``project`` and ``output`` are folders, and ``settings`` theme options such as ``accent=teal``.
    ``force`` re-renders every output, ``check`` writes nothing and reports outputs that are not up
    to date, and ``prune`` removes orphaned outputs. A document may take ``timeout`` seconds.
    ``as_of`` replaces the date of the CV. A ``remembered`` run makes the next equal one faster.
    ``shard`` is the part of the CVs that this run handles, such as ``(3, 16)``; None for all.
    """

    project: Path = Path()
    cvs: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    theme: str | None = None
    settings: tuple[str, ...] = ()
    output: Path | None = None
    force: bool = False
    check: bool = False
    prune: bool = False
    timeout: float = 120.0
    as_of: PartialDate | None = None
    remembered: bool = False
    shard: tuple[int, int] | None = None

    @property
    def is_of_all(self) -> bool:
        """True if it is about all CVs of the project."""
        return not self.cvs and self.shard is None
