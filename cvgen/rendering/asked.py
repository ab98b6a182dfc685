"""What a command line asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """What a command line asks for, as it was typed, of the project in the folder ``project``.
    ``output`` is the folder it names, if any.
    """

    cvs: tuple[str, ...]
    variants: tuple[str, ...]
    formats: tuple[str, ...]
    theme: str | None
    settings: tuple[str, ...]
    output: Path | None
    project: Path


@dataclass(frozen=True)
class Mode:
    """How a run treats the outputs that are there already.

    ``force`` makes all of them again, ``check`` writes nothing and tells which are not as they
    should be, ``prune`` removes those that nothing makes any more. ``timeout`` is how many seconds
    one document may take. What is ``asked`` is what the run is known by when it comes again;
    without it, it is not remembered.
    """

    force: bool = False
    check: bool = False
    prune: bool = False
    timeout: float = 120.0
    asked: Asked | None = None
