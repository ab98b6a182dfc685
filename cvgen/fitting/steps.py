"""What a search for the right length asks and finds, and how one is run."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from cvgen.document import Measure
from cvgen.source.tree import Path
from cvgen.themes import Layout


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that may be left out, or only shortened, by its path in the source.

    ``lines`` is about how many that saves; ``key`` orders the items, those to go first in front.
    """

    path: Path
    lines: float
    key: tuple[Any, ...] = ()
    shortened: bool = False

    @property
    def is_entry(self) -> bool:
        """True if a whole entry goes, not a highlight."""
        return not self.shortened and self.path[-2] == "entries"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document to lay out: in this layout, with the first ``cuts`` items of the list cut."""

    layout: Layout
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best attempt. ``too_many`` counts the lines that nothing makes room for: 0 if it fits."""

    attempt: Attempt
    measure: Measure
    too_many: int = 0


Search = Generator[Attempt, Measure, Outcome]


def run(search: Search, measure: Callable[[Attempt], Measure]) -> Outcome:
    """What ``search`` finds where ``measure`` lays out what it asks for."""
    try:
        attempt = next(search)
        while True:
            attempt = search.send(measure(attempt))
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome
