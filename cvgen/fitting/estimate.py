"""Estimates a document's length in another layout, or with items left out.

The number of lines depends only on the width of the text, gaps change by their factor, and an item
left out saves its lines. Every measured layout corrects the estimate, so the search needs few.
"""

from __future__ import annotations

from collections.abc import Sequence

from cvgen.document import Measure
from cvgen.fitting.steps import Attempt, Cut
from cvgen.themes import Layout

_PT = 72 / 25.4
_HEIGHT, _WIDTH = 297.0, 210.0  # A4; the first layout corrects it for other paper sizes
_OFF = 0.08  # the usual error of the length in another layout
_WRAPPED = 0.7  # the share of lines that depend on the width; short ones do not


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
        self._cuts = [0.0]
        for cut in cuts:
            self._cuts.append(self._cuts[-1] + cut.lines)
        self._gain = 1.0
        self._factor = 1.0
        self._last = Attempt(layout), length(measure)
        self.correct(Attempt(layout), measure)

    def pages(self, attempt: Attempt) -> float:
        """The estimated length of the document of ``attempt``, in pages."""
        return self._factor * self._in(attempt.layout) * self._share(attempt.cuts)

    def correct(self, attempt: Attempt, measure: Measure) -> None:
        """Correct the estimate by the ``measure`` of ``attempt``.

        Two documents in one layout show what leaving out gains. Otherwise the layout's share of the
        error is at most 8 %, and the rest is that of leaving out.
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
        wraps: float = (size * (_WIDTH - 2 * first.side) / (_WIDTH - 2 * layout.side)) ** _WRAPPED
        text = self._lines * wraps * layout.size * layout.leading
        gaps = self._gaps * size * layout.air / first.air
        return (text + gaps) / _height(layout)


def _height(layout: Layout) -> float:
    return (_HEIGHT - layout.top - layout.bottom) * _PT
