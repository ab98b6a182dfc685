"""The search for what fits a number of pages, with documents made of numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.document import Measure
from cvgen.fitting.fit import Attempt, Cut, Outcome, Search, fit, pull_in
from cvgen.fitting.layouts import LEAST_AIR, LEAST_LEADING, opener, slightly_tighter, tighter
from cvgen.fitting.notes import cuts_note, layout_note
from cvgen.themes import Layout, layout_of, load_theme

LAYOUT = layout_of(load_theme("academic").settings)
TIGHTER, OPENER = tighter(LAYOUT, 9.0), opener(LAYOUT)
LINES = 50


def cuts(number: int) -> list[Cut]:
    return [Cut(("sections", "a", "entries", n), 1.0) for n in range(number)]


def page(lines: float) -> Callable[[Attempt], Measure]:
    """A document of so many lines, of which a cut saves one and a tighter layout some."""

    def measure(attempt: Attempt) -> Measure:
        layout = attempt.layout
        shrunk = layout.size * layout.leading / (LAYOUT.size * LAYOUT.leading)
        height = (lines - attempt.cuts) * shrunk * (0.9 + 0.1 * layout.air)
        count = max(1, int(-(-height // LINES)))
        rest = height - LINES * (count - 1)
        return Measure((*[LINES] * (count - 1), round(rest)), rest / LINES)

    return measure


def run(search: Search, measure: Callable[[Attempt], Measure]) -> tuple[Outcome, int]:
    """What the search finds, and how many layouts it asked for."""
    attempt, count = next(search), 0
    while True:
        count += 1
        try:
            attempt = search.send(measure(attempt))
        except StopIteration as end:
            return end.value, count


def test_what_fits_is_left_alone() -> None:
    outcome, count = run(fit(2, TIGHTER, OPENER, cuts(9)), page(95))
    assert (outcome.attempt, outcome.too_many, count) == (Attempt(LAYOUT), 0, 1)


def test_an_almost_empty_page_of_the_limit_is_opened_up() -> None:
    outcome, _ = run(fit(1, TIGHTER, OPENER, cuts(9)), page(40))
    assert outcome.attempt.layout == OPENER[-1]
    assert outcome.attempt.layout.size == LAYOUT.size
    assert outcome.measure.pages == 1


def test_a_tighter_layout_goes_before_cuts_and_no_further_than_needed() -> None:
    measure = page(54)
    outcome, count = run(fit(1, TIGHTER, OPENER, cuts(30)), measure)
    place = TIGHTER.index(outcome.attempt.layout)
    assert (outcome.attempt.cuts, outcome.measure.pages, outcome.too_many) == (0, 1, 0)
    assert measure(Attempt(TIGHTER[place - 1])).pages == 2
    assert count <= 8


@pytest.mark.parametrize(("lines", "limit"), [(80, 1), (300, 2), (1000, 2), (130, 1)])
def test_no_more_is_left_out_than_has_to_be(lines: int, limit: int) -> None:
    measure, items = page(lines), cuts(lines)
    outcome, count = run(fit(limit, TIGHTER, OPENER, items), measure)
    number = outcome.attempt.cuts
    assert outcome.measure.pages == limit
    assert measure(Attempt(TIGHTER[-1], number - 1)).pages > limit
    assert count <= 14


def test_what_cannot_be_met_says_by_how_much() -> None:
    outcome, _ = run(fit(1, TIGHTER, OPENER, cuts(10)), page(100))
    assert outcome.too_many > 0
    assert outcome.attempt.cuts == 10


@given(st.integers(1, 900), st.integers(1, 4), st.integers(0, 400))
def test_the_limit_is_met_or_reported(lines: int, limit: int, number: int) -> None:
    measure = page(lines)
    outcome, count = run(fit(limit, TIGHTER, OPENER, cuts(min(number, lines))), measure)
    tightest = measure(Attempt(TIGHTER[-1], min(number, lines)))
    assert (outcome.measure.pages <= limit) == (outcome.too_many == 0)
    assert (outcome.too_many == 0) == (tightest.pages <= limit)
    assert count <= 20


def test_a_last_page_of_a_few_lines_is_brought_back() -> None:
    layouts = slightly_tighter(LAYOUT)
    outcome, _ = run(pull_in(layouts), page(102))
    assert outcome.measure.pages == 2
    assert outcome.attempt.layout.size == LAYOUT.size
    for lines in (140, 112, 40):
        whole, count = run(pull_in(layouts), page(lines))
        assert (whole.attempt.layout, count <= 2) == (LAYOUT, True)


def test_layouts_get_tighter_in_one_order_down_to_their_floors() -> None:
    last = TIGHTER[-1]
    assert (last.air, last.leading, last.size) == (LEAST_AIR, LEAST_LEADING, 9.0)
    assert (last.top, last.side, last.bottom) == (12.0, 12.0, 12.0)
    order = [(layout.air, layout.leading, layout.size, layout.side) for layout in TIGHTER]
    assert order == sorted(order, reverse=True)
    assert tighter(last, 9.0) == [last]


def test_changes_are_told_in_words() -> None:
    after = Layout(9.5, 1.25, 0.6, 15, 18, 15)
    assert layout_note(LAYOUT, LAYOUT) == ""
    assert layout_note(LAYOUT, after) == (
        "tightened: gaps 60 %, leading 1.25, text 9.5 pt, margins 15/18/15 mm"
    )
    assert layout_note(LAYOUT, OPENER[-1]).startswith("opened: gaps 130 %")
    highlight = Cut(("sections", "a", "entries", 0, "highlights", 1), 1.0)
    assert cuts_note([highlight, *cuts(2)]) == "left out for room: 1 highlight, 2 entries"
    assert cuts_note([]) == ""
