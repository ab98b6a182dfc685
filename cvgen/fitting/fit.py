"""The search for the smallest change with which a document keeps to its page limit.

The search is a generator: it yields a layout and how many items to leave out, receives the measure
of that document, and returns the best one. Laying out is slow: measures choose the next layout, and
the search ends when the last page is full or no smaller change is likely to fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cvgen.document import Measure
from cvgen.fitting.layouts import LayoutSteps
from cvgen.fitting.steps import Attempt, Cut, Estimate, Outcome, Search
from cvgen.themes import Layout

FULL_ENOUGH = 0.85
FILLED = 0.95
SPARSE = 1 / 3
HALF = 0.5
_PATIENCE = 3  # after so many layouts, a page that is full enough ends the search
_CARE = 7  # the same for a search that leaves items out
_CLOSE = 1.04  # the error of estimated lengths
_SLACK = 0.01  # of a page, so that a document that is estimated to fit does
_DOUBT = 0.025  # of the pages, so that a single try succeeds
_DOUBT_OF_SAVING = 0.06  # the same to save a page: blocks that stay whole leave holes above it
_WORTH = 1  # steps of a layout that is hardly roomier


def fit(limit: int, steps: LayoutSteps, cuts: Sequence[Cut]) -> Search:
    """The search for at most ``limit`` pages; ``cuts`` may be left out, in this order."""
    whole = Attempt(steps.tighter[0])
    first = yield whole
    estimate = Estimate(whole.layout, first, cuts)
    if first.pages <= limit:
        return (yield from _with_room(Outcome(whole, first), limit, steps, estimate))
    found = Outcome(whole, first, surplus(first, limit))
    layouts = _Row(limit, estimate, [Attempt(layout) for layout in steps.tighter])
    if not cuts or layouts.may_do():
        found = yield from layouts.least(0, found)
        if not found.too_many or not cuts:
            return found
    tightest = steps.tighter[-1]
    numbers = range(len(cuts) + 1)
    fewer = _Row(limit, estimate, [Attempt(tightest, number) for number in numbers], _CARE)
    found = yield from fewer.least(0, found)
    if found.too_many:
        return found
    number = found.attempt.cuts
    looser = [Attempt(layout, number) for layout in steps.tighter]
    return (yield from _Row(limit, estimate, looser).least(-1, found, _PATIENCE - 2))


def use_room(slightly: Sequence[Layout], roomier: Sequence[Layout]) -> Search:
    """The search without a limit: a nearly empty last page is saved or filled, and room is used."""
    whole = Attempt(slightly[0])
    first = yield whole
    estimate = Estimate(whole.layout, first, ())
    found = Outcome(whole, first)
    if first.pages > 1 and first.fill < SPARSE:
        found = yield from _once(found, first.pages - 1, slightly[1:], estimate)
    if found.measure.pages < first.pages:
        return found
    return (yield from _once(found, first.pages, _worthwhile(roomier), estimate))


def _pulled_in(whole: Outcome, tighter: Sequence[Layout], estimate: Estimate) -> Search:
    limit = whole.measure.pages - 1
    row = _Row(limit, estimate, [Attempt(layout) for layout in tighter])
    if limit < 1 or not row.may_do():
        return whole
    found = yield from row.least(0, replace(whole, too_many=surplus(whole.measure, limit)))
    return whole if found.too_many else found


def _with_room(whole: Outcome, limit: int, steps: LayoutSteps, estimate: Estimate) -> Search:
    """The search for a better layout of a document that fits: one page less, or more room."""
    if whole.measure.pages > 1 and whole.measure.fill < HALF:
        same_margins = [one for one in steps.tighter if one.side == steps.tighter[0].side]
        found = yield from _pulled_in(whole, same_margins, estimate)
        if found is not whole:
            return found
    return (yield from _once(whole, whole.measure.pages, _worthwhile(steps.roomier), estimate))


def _worthwhile(roomier: Sequence[Layout]) -> Sequence[Layout]:
    """The roomiest layout first, without those that are hardly roomier than the first one."""
    return roomier[:_WORTH:-1]


def _once(whole: Outcome, limit: int, layouts: Sequence[Layout], estimate: Estimate) -> Search:
    """The search that tries the first of ``layouts`` that is likely to take ``limit`` pages.

    Laying out takes half of the time of a document, so there is a second try only where half of the
    last page would stay empty.
    """
    if whole.measure.pages <= limit and whole.measure.fill >= FILLED:
        return whole
    attempts = list(map(Attempt, layouts))
    saves = limit < whole.measure.pages
    for _ in range(1 if saves or whole.measure.fill >= HALF else 2):
        attempt = _likely(attempts, limit, estimate, saves)
        if attempt is None:
            break
        measure = yield attempt
        estimate.correct(attempt, measure)
        if measure.pages <= limit:
            return Outcome(attempt, measure)
        attempts = attempts[attempts.index(attempt) + 1 :]
    return whole


def _likely(
    attempts: Sequence[Attempt], limit: int, estimate: Estimate, saves: bool
) -> Attempt | None:
    """The first attempt that is likely to take ``limit`` pages.

    A page less is worth a try of the tightest one even if that is hardly likely to fit.
    """
    doubt = _DOUBT_OF_SAVING / max(1, limit) if saves else _DOUBT
    likely = (one for one in attempts if estimate.pages(one) <= limit * (1 - doubt))
    attempt = next(likely, None)
    if attempt is None and attempts and saves:
        return attempts[-1] if estimate.pages(attempts[-1]) <= limit * _CLOSE else None
    return attempt


@dataclass(frozen=True)
class _Row:
    """Attempts, each shorter than the previous one, among which to find the first that fits."""

    limit: int
    estimate: Estimate
    attempts: Sequence[Attempt]
    patience: int = _PATIENCE  # layouts, after which a page that is full enough ends the search

    def may_do(self) -> bool:
        """True if the last one is likely to fit."""
        return self.estimate.pages(self.attempts[-1]) <= self.limit * _CLOSE

    def least(self, low: int, found: Outcome, tries: int = 0) -> Search:
        """The first attempt that fits, or the last one if none does; the one at ``low`` does not.

        ``found`` is the outcome so far, that of the last attempt if it fits, after ``tries``.
        """
        high = len(self.attempts) - (not found.too_many)
        while high - low > 1 and not self._is_filled(found, tries):
            number = self._next(low, high, tries)
            if number == high:
                break
            attempt = self.attempts[number]
            measure = yield attempt
            tries += 1
            self.estimate.correct(attempt, measure)
            over = surplus(measure, self.limit)
            if over:
                low = number
                found = Outcome(attempt, measure, over) if found.too_many else found
            else:
                high, found = number, Outcome(attempt, measure)
        return found

    def _next(self, low: int, high: int, tries: int) -> int:
        """The next attempt between ``low`` and ``high``; ``high`` if none is likely to fit."""
        between = range(low + 1, high)
        if tries > self.patience:
            return between[len(between) // 2]
        for number in between:
            if self.estimate.pages(self.attempts[number]) <= self.limit - _SLACK:
                return number
        return between[-1] if high == len(self.attempts) else high

    def _is_filled(self, found: Outcome, tries: int) -> bool:
        """True if the last page is full, or full enough after many tries."""
        if found.too_many or found.measure.pages < self.limit:
            return False
        return found.measure.fill >= (FILLED if tries < self.patience else FULL_ENOUGH)


def surplus(measure: Measure, limit: int) -> int:
    """The number of lines beyond the page limit; a page without lines counts as one."""
    return max(1, sum(measure.lines[limit:])) if measure.pages > limit else 0
