"""The attempts and the outcome of a search for the right length, and the loop that runs it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from cvgen.document import Measure
from cvgen.source.tree import Path
from cvgen.themes import Layout


@dataclass(frozen=True, slots=True)
class Cut:
    """An item that may be left out or shortened, by its path in the source.

    ``lines`` estimates the saved lines. Items with the lowest ``key`` are cut first.
    """

    path: Path
    lines: float
    key: tuple[Any, ...] = ()
    shortened: bool = False

    @property
    def is_entry(self) -> bool:
        """True if it is a whole entry, not a highlight."""
        return not self.shortened and self.path[-2] == "entries"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document to lay out, in this layout and without the first ``cuts`` items."""

    layout: Layout
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best attempt. ``too_many`` is the number of lines beyond the limit, 0 if it fits."""

    attempt: Attempt
    measure: Measure
    too_many: int = 0


Search = Generator[Attempt, Measure, Outcome]


def run(search: Search, measure: Callable[[Attempt], Measure]) -> Outcome:
    """Run ``search``, with ``measure`` laying out its attempts; the outcome."""
    try:
        attempt = next(search)
        while True:
            attempt = search.send(measure(attempt))
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome
