"""The search for the least change with which a document keeps to its page limit.

It is a generator: it asks for a layout of the document with some items left out, is sent what that
comes to, and ends with what it found. So it knows neither the engine nor processes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from cvgen.document import Measure
from cvgen.source.tree import Path
from cvgen.themes import Layout

FULL_ENOUGH = 0.85
SPARSE = 0.25


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that may be left out, by its path in the source, and about how many lines it takes.

    ``key`` orders those of one kind.
    """

    path: Path
    lines: float
    key: tuple[Any, ...] = ()

    @property
    def is_entry(self) -> bool:
        """Whether it is a whole entry, not a highlight."""
        return self.path[-2] == "entries"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document to lay out: in this layout, without the first ``cuts`` items of the list."""

    layout: Layout
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best attempt. ``too_many`` counts the lines that nothing makes room for: 0 if it fits."""

    attempt: Attempt
    measure: Measure
    too_many: int = 0


Search = Generator[Attempt, Measure, Outcome]


def fit(
    limit: int, tighter: Sequence[Layout], opener: Sequence[Layout], cuts: Sequence[Cut]
) -> Search:
    """The search. ``tighter`` and ``opener`` begin with the layout as it is; ``cuts`` are what may
    be left out, in this order.
    """
    first = yield Attempt(tighter[0])
    if first.pages <= limit:
        return (yield from _opened(Outcome(Attempt(tighter[0]), first), limit, opener))
    last = yield Attempt(tighter[-1])
    if last.pages <= limit:
        return (yield from _least(limit, tighter, 0, Outcome(Attempt(tighter[-1]), last)))
    found = yield from _without(limit, tighter[-1], cuts, last)
    if found.too_many:
        return found
    return (yield from _least(limit, tighter, found.attempt.cuts, found))


def pull_in(tighter: Sequence[Layout]) -> Search:
    """The search for a document without a limit whose last page is nearly empty: the same with a
    page less, if a tighter layout alone does it.
    """
    first = yield Attempt(tighter[0])
    whole = Outcome(Attempt(tighter[0]), first)
    if first.pages < 2 or first.fill >= SPARSE:
        return whole
    last = yield Attempt(tighter[-1])
    if last.pages >= first.pages:
        return whole
    found = Outcome(Attempt(tighter[-1]), last)
    return (yield from _least(first.pages - 1, tighter, 0, found))


def _least(limit: int, tighter: Sequence[Layout], cuts: int, fits: Outcome) -> Search:
    """The loosest of ``tighter`` with which the document fits, as it does with the last of them."""
    low, high = 0, len(tighter) - 1  # ``low`` does not fit, or is the layout as it is
    if cuts:
        low = -1
    while high - low > 1:
        middle = (low + high) // 2
        attempt = Attempt(tighter[middle], cuts)
        measure = yield attempt
        if measure.pages <= limit:
            high, fits = middle, Outcome(attempt, measure)
        else:
            low = middle
    return fits


def _opened(whole: Outcome, limit: int, opener: Sequence[Layout]) -> Search:
    """The most open layout that still fits, where the last page of the limit has room."""
    if whole.measure.pages < limit or whole.measure.fill >= FULL_ENOUGH:
        return whole
    low, high = 0, len(opener)
    while high - low > 1:
        middle = (low + high) // 2 if low or high < len(opener) else len(opener) - 1
        attempt = Attempt(opener[middle])
        measure = yield attempt
        if measure.pages <= limit:
            low, whole = middle, Outcome(attempt, measure)
        else:
            high = middle
    return whole


def _without(limit: int, layout: Layout, cuts: Sequence[Cut], measure: Measure) -> Search:
    """The least number of items to leave out in the tightest layout.

    The next number to try is reckoned from how many lines are too many; where that does not come
    nearer fast enough, the middle is taken.
    """
    over = _surplus(measure, limit)
    low, high = 0, len(cuts) + 1
    best = Outcome(Attempt(layout), measure, over)
    weight = _weights(cuts)
    guess = _enough(weight, 0, 1.1 * over)
    while high - low > 1:
        number = min(max(guess, low + 1), high - 1)
        attempt = Attempt(layout, number)
        measure = yield attempt
        over = _surplus(measure, limit)
        if measure.pages <= limit:
            high, best = number, Outcome(attempt, measure)
            room = _room(measure, limit)
            guess = min(_enough(weight, 0, weight(number) - room) + 1, (low + high + 1) // 2 + 1)
        else:
            low = number
            if best.too_many:
                best = Outcome(attempt, measure, over)
            guess = max(_enough(weight, 0, weight(number) + over), low + 1)
        if high <= len(cuts) and high - low < 5:
            guess = (low + high) // 2
    return best


def _surplus(measure: Measure, limit: int) -> int:
    """How many lines stand on pages beyond the limit; a page without a line counts as one."""
    return max(1, sum(measure.lines[limit:])) if measure.pages > limit else 0


def _room(measure: Measure, limit: int) -> float:
    """About how many lines the last page of the limit could still take."""
    if measure.pages < limit or measure.fill <= 0:
        return float(max(measure.lines, default=0))
    return measure.lines[-1] * (1 - measure.fill) / measure.fill


def _weights(cuts: Sequence[Cut]) -> Callable[[int], float]:
    """About how many lines the first so many items take together."""
    sums = [0.0]
    for cut in cuts:
        sums.append(sums[-1] + cut.lines)
    return lambda number: sums[min(number, len(sums) - 1)]


def _enough(weight: Callable[[int], float], low: int, lines: float) -> int:
    """The least number of items that together take ``lines``."""
    number = low
    while weight(number) < lines and weight(number) < weight(number + 1):
        number += 1
    return number
