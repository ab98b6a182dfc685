"""The attempts and the outcome of a search for the right length, and the loop that runs it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from cvgen.document import Measure
from cvgen.source.tree import Path
from cvgen.themes import Layout

_PT = 72 / 25.4
_HEIGHT, _WIDTH = 297.0, 210.0  # A4; the first layout corrects it for other paper sizes
_OFF = 0.08  # the usual error of the length in another layout
_WRAPPED = 0.7  # the share of lines that depend on the width; short ones do not


@dataclass(frozen=True, slots=True)
class Cut:
    """An item to leave out or shorten, which saves ``lines``; the lowest ``key`` is cut first."""

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


def length(measure: Measure) -> float:
    """The length of a document, in pages."""
    return measure.pages - 1 + measure.fill


class Estimate:
    """The estimated length of one document; it starts from its ``measure`` in ``layout``."""

    def __init__(self, layout: Layout, measure: Measure, cuts: Sequence[Cut]) -> None:
        self._layout = layout
        self._lines = float(max(1, sum(measure.lines)))
        text = self._lines * layout.size * layout.leading
        self._gaps = max(0.0, length(measure) * _height(layout) - text)
        self._cuts = list(accumulate((cut.lines for cut in cuts), initial=0.0))
        self._gain = self._factor = 1.0
        self._last = Attempt(layout), length(measure)
        self.correct(Attempt(layout), measure)

    def pages(self, attempt: Attempt) -> float:
        """The estimated length of the document of ``attempt``, in pages."""
        return self._factor * self._in(attempt.layout) * self._share(attempt.cuts)

    def correct(self, attempt: Attempt, measure: Measure) -> None:
        """Correct the estimate by the ``measure`` of ``attempt``.

        Two documents in one layout show what leaving out gains. Otherwise at most 8 % of the error
        is due to the layout, and the rest to leaving out.
        """
        size, layout = max(length(measure), 0.01), attempt.layout
        before, was = self._last
        cut = self._cuts[attempt.cuts]
        more = cut - self._cuts[before.cuts]
        if layout == before.layout and more:
            whole = size + (was - size) / more * cut
        else:
            off = min(max(size / self.pages(attempt), 1 - _OFF), 1 + _OFF)
            whole = self._factor * self._in(layout) * off
        if cut and whole > size:
            self._gain = min(max((1 - size / whole) * self._lines / cut, 0.1), 10.0)
        self._factor = size / max(self._in(layout) * self._share(attempt.cuts), 0.001)
        self._last = attempt, size

    def _share(self, cuts: int) -> float:
        """The part of the document that remains without the first ``cuts`` items."""
        return max(0.005, 1 - self._gain * self._cuts[min(cuts, len(self._cuts) - 1)] / self._lines)

    def _in(self, layout: Layout) -> float:
        """The length of the whole document in ``layout``, in pages."""
        first = self._layout
        size = layout.size / first.size
        wider = size * (_WIDTH - 2 * first.side) / (_WIDTH - 2 * layout.side)
        wraps: float = wider if wider > 1 else wider**_WRAPPED  # careful both ways
        text = self._lines * wraps * layout.size * layout.leading
        gaps = self._gaps * size * layout.air / first.air
        return (text + gaps) / _height(layout)


def _height(layout: Layout) -> float:
    return (_HEIGHT - layout.top - layout.bottom) * _PT
