"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvgen.dates import PartialDate


@dataclass(frozen=True)
class Request:
    """What to render, as a command line names it; what is empty follows from the project.

    ``project`` and ``output`` are folders, ``settings`` are options of the theme such as
    ``accent=teal``. ``force`` renders every output again, ``check`` writes nothing and reports the
    outputs that are not up to date, and ``prune`` removes the orphaned ones. One document may take
    ``timeout`` seconds. ``as_of`` is the date of the documents in place of the CV's own. A run that
    is to be ``remembered`` gets a quick answer the next time.
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
