"""The search for a layout that fits, with simulated documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.document import Measure
from cvgen.fitting.cuts import cuts_notes
from cvgen.fitting.fit import FILLED, FULL_ENOUGH, fit, use_room
from cvgen.fitting.layouts import (
    MIN_GAP_SCALE,
    MIN_LEADING,
    MIN_MARGIN,
    LayoutSteps,
    layout_note,
    roomier_layouts,
    slightly_tighter,
    tighter_layouts,
)
from cvgen.fitting.steps import Attempt, Cut, Outcome, Search
from cvgen.fitting.steps import run as run_search
from cvgen.themes import Layout, keeps_own, layout_of, load_theme

LAYOUT = layout_of(load_theme("academic").settings)
STEPS = LayoutSteps.of(LAYOUT, (9.0, LAYOUT.size))
TIGHTER, ROOMIER = STEPS.tighter, STEPS.roomier
LINES = 50


def cuts(number: int, lines: float = 1.0) -> list[Cut]:
    return [Cut(("sections", "a", "entries", n), lines) for n in range(number)]


def page(lines: float, saved: float = 1.0) -> Callable[[Attempt], Measure]:
    """A document of so many lines, of which a cut saves ``saved`` and a tighter layout some."""

    def measure(attempt: Attempt) -> Measure:
        layout = attempt.layout
        shrunk = layout.size * layout.leading / (LAYOUT.size * LAYOUT.leading)
        wider = (210 - 2 * layout.side) * (297 - layout.top - layout.bottom)
        wider /= (210 - 2 * LAYOUT.side) * (297 - LAYOUT.top - LAYOUT.bottom)
        height = max(1, lines - saved * attempt.cuts) * shrunk * (0.8 + 0.2 * layout.air) / wider
        count = max(1, int(-(-height // LINES)))
        rest = height - LINES * (count - 1)
        return Measure((*[LINES] * (count - 1), round(rest)), rest / LINES)

    return measure


def run(search: Search, measure: Callable[[Attempt], Measure]) -> tuple[Outcome, int]:
    """What the search finds, and how many layouts it asked for."""
    asked: list[Attempt] = []

    def counted(attempt: Attempt) -> Measure:
        asked.append(attempt)
        return measure(attempt)

    outcome = run_search(search, counted)
    assert outcome.attempt in asked
    return outcome, len(asked)


def test_what_fits_is_left_alone() -> None:
    outcome, count = run(fit(2, STEPS, cuts(9)), page(95))
    assert (outcome.attempt, outcome.too_many, count) == (Attempt(LAYOUT), 0, 1)


@pytest.mark.parametrize("lines", [41, 41.9])
def test_an_almost_full_page_is_opened_until_it_is_full(lines: float) -> None:
    outcome, count = run(fit(1, STEPS, cuts(9)), page(lines))
    assert outcome.attempt.layout in ROOMIER[1:]
    assert outcome.attempt.layout.size == LAYOUT.size
    assert (outcome.measure.pages, outcome.measure.fill >= FULL_ENOUGH) == (1, True)
    assert count <= 3


@pytest.mark.parametrize(("lines", "limit"), [(20, 1), (35, 1), (72, 2), (45, 2)])
def test_room_that_is_left_is_used_in_few_layouts(lines: int, limit: int) -> None:
    outcome, count = run(fit(limit, STEPS, cuts(9)), page(lines))
    pages = -(-lines // LINES)
    assert (outcome.measure.pages, outcome.attempt.cuts, count <= 3) == (pages, 0, True)
    next_one = ROOMIER[ROOMIER.index(outcome.attempt.layout) + 1 :][1:2]
    assert outcome.attempt.layout in ROOMIER[1:]
    assert all(page(lines)(Attempt(layout)).pages > pages for layout in next_one)


def test_text_grows_before_gaps_and_no_further_than_it_may() -> None:
    small = replace(LAYOUT, size=9.2)
    sizes = [layout.size for layout in roomier_layouts(small, 9.5)]
    assert sizes == [9.2, 9.3, 9.4, 9.5, *[9.5] * 6]
    assert [layout.air for layout in roomier_layouts(small, 9.5)][:4] == [small.air] * 4
    assert roomier_layouts(small, 9.0)[0] == small


def test_a_few_lines_on_a_second_page_that_is_allowed_are_brought_back() -> None:
    outcome, count = run(fit(2, STEPS, cuts(9)), page(52))
    assert (outcome.measure.pages, outcome.attempt.cuts, count <= 4) == (1, 0, True)
    assert outcome.attempt.layout.size == LAYOUT.size


def test_a_document_of_a_page_and_a_third_becomes_one_page_with_its_margins() -> None:
    outcome, count = run(fit(2, STEPS, cuts(9)), page(62))
    assert (outcome.measure.pages, outcome.attempt.cuts) == (1, 0)
    assert outcome.measure.fill > FULL_ENOUGH
    assert outcome.attempt.layout.size < LAYOUT.size
    assert outcome.attempt.layout.side == LAYOUT.side
    assert count <= 4


def test_a_tighter_layout_goes_before_cuts_and_hardly_further_than_needed() -> None:
    measure = page(54)
    outcome, count = run(fit(1, STEPS, cuts(30)), measure)
    assert (outcome.attempt.cuts, outcome.measure.pages, outcome.too_many) == (0, 1, 0)
    place = TIGHTER.index(outcome.attempt.layout)
    assert measure(Attempt(TIGHTER[place - 1])).pages == 2 or outcome.measure.fill >= FILLED
    assert count <= 5


@pytest.mark.parametrize("saved", [0.5, 1.0, 2.0])
@pytest.mark.parametrize(("lines", "limit"), [(90, 1), (300, 2), (1000, 2), (130, 1)])
def test_hardly_more_is_left_out_than_has_to_be(lines: int, limit: int, saved: float) -> None:
    measure, items = page(lines, saved), cuts(int(lines / saved))
    outcome, count = run(fit(limit, STEPS, items), measure)
    assert outcome.measure.pages == limit
    assert outcome.attempt.cuts
    assert outcome.measure.fill >= FULL_ENOUGH
    assert count <= 6


def test_room_that_is_left_goes_to_the_layout() -> None:
    outcome, _ = run(fit(1, STEPS, cuts(12, 9.0)), page(97, 9.0))
    assert outcome.measure.pages == 1
    assert outcome.attempt.layout != TIGHTER[-1]


def test_what_cannot_be_met_says_by_how_much() -> None:
    outcome, _ = run(fit(1, STEPS, cuts(10)), page(100))
    assert outcome.too_many == sum(outcome.measure.lines[1:])
    assert outcome.attempt == Attempt(TIGHTER[-1], 10)
    outcome, _ = run(fit(1, STEPS, []), page(100))
    assert (outcome.too_many > 0, outcome.attempt) == (True, Attempt(TIGHTER[-1]))


@given(
    st.integers(1, 900), st.integers(1, 4), st.integers(0, 400), st.sampled_from([0.3, 1, 1.5, 4])
)
def test_the_limit_is_met_or_reported(
    lines: int, limit: int, number: int, estimated: float
) -> None:
    measure = page(lines)
    outcome, count = run(fit(limit, STEPS, cuts(min(number, lines), estimated)), measure)
    tightest = measure(Attempt(TIGHTER[-1], min(number, lines)))
    assert (outcome.measure.pages <= limit) == (outcome.too_many == 0)
    assert (outcome.too_many == 0) == (tightest.pages <= limit)
    assert count <= 14


def test_a_short_last_page_is_removed() -> None:
    layouts = slightly_tighter(LAYOUT, 9.0)
    assert layouts[-1].size == LAYOUT.size - 0.5
    for lines, pages in ((102, 2), (106, 2), (122, 3), (140, 3), (40, 1)):
        outcome, count = run(use_room(layouts, ROOMIER), page(lines))
        assert (outcome.measure.pages, count <= 4) == (pages, True)
        assert (outcome.attempt.layout in layouts[1:]) == (pages == 2)


@pytest.mark.parametrize(("lines", "share"), [(55, 0.8), (56, 0.8), (57, 0.85)])
def test_a_short_last_page_is_removed_although_the_document_shrinks_less_than_estimated(
    lines: int, share: float
) -> None:
    def measure(attempt: Attempt) -> Measure:
        shrunk = page(lines)(attempt)
        height = lines - share * (lines - LINES * (shrunk.pages - 1 + shrunk.fill))
        rest = height - LINES if height > LINES else height
        return Measure((*[LINES] * int(height > LINES), round(rest)), rest / LINES)

    outcome, count = run(use_room(slightly_tighter(LAYOUT, 9.0), ROOMIER), measure)
    assert (outcome.measure.pages, count) == (1, 2)


def test_margins_shrink_last_and_not_those_of_the_user() -> None:
    layouts = slightly_tighter(LAYOUT, 9.0)
    assert {(one.top, one.bottom) for one in layouts[:-3]} == {(LAYOUT.top, LAYOUT.bottom)}
    assert {one.side for one in layouts} == {LAYOUT.side}
    assert layouts[-1].top == max(LAYOUT.top - 3, MIN_MARGIN)
    own = load_theme("academic").with_values({"margins": (20.0, 20.0, 20.0)}).settings
    before = layout_of(own)
    assert [keeps_own(own, before, one) for one in slightly_tighter(before, 9.0)][-1] is False
    assert keeps_own(own, before, replace(before, air=0.8))


@pytest.mark.parametrize("lines", [40, 52, 102, 140])
def test_a_layout_that_may_not_change_stays(lines: int) -> None:
    outcome, count = run(use_room([LAYOUT], [LAYOUT]), page(lines))
    assert (outcome.attempt.layout, count) == (LAYOUT, 1)


def test_a_full_document_is_laid_out_once() -> None:
    for lines in (49, 98, 148):
        outcome, count = run(use_room(slightly_tighter(LAYOUT, 9.0), ROOMIER), page(lines))
        assert (outcome.attempt.layout, count) == (LAYOUT, 1)


@pytest.mark.parametrize(("lines", "layouts"), [(70, 3), (80, 2)])
def test_a_second_try_follows_where_half_a_page_would_stay_empty(lines: int, layouts: int) -> None:
    asked: list[Attempt] = []

    def measure(attempt: Attempt) -> Measure:
        asked.append(attempt)
        made = page(lines)(attempt)
        return Measure((*made.lines, 1), 0.1) if len(asked) == 2 else made  # an unlucky page break

    outcome, count = run(use_room(slightly_tighter(LAYOUT, 9.0), ROOMIER), measure)
    assert (outcome.measure.pages, count) == (2, layouts)
    assert (outcome.attempt == Attempt(LAYOUT)) == (layouts == 2)


def test_layouts_get_tighter_in_one_order_down_to_their_floors() -> None:
    last = TIGHTER[-1]
    assert (last.air, last.leading, last.size) == (MIN_GAP_SCALE, MIN_LEADING, 9.0)
    assert (last.top, last.side, last.bottom) == (MIN_MARGIN,) * 3
    order = [(layout.air, layout.leading, layout.size, layout.side) for layout in TIGHTER]
    assert order == sorted(order, reverse=True)
    assert tighter_layouts(last, 9.0) == [last]


def test_changes_are_reported_in_words() -> None:
    after = Layout(9.5, 1.25, 0.6, 15, 18, 15)
    assert layout_note(LAYOUT, LAYOUT) == ""
    assert layout_note(LAYOUT, after) == (
        "tightened: gaps 60 %, leading 1.25, text 9.5 pt, margins 15/18/15 mm"
    )
    assert layout_note(LAYOUT, ROOMIER[-1]).startswith("loosened: gaps 130 %")
    highlight = Cut(("sections", "a", "entries", 0, "highlights", 1), 1.0)
    short = Cut(("sections", "z", "entries", 9, "summary"), 1.0, shortened=True)
    assert list(cuts_notes([short, highlight, *cuts(2)])) == [
        "shortened for room: 1 text",
        "left out for room: 1 highlight, 2 entries",
    ]
    assert list(cuts_notes([])) == []
    same = Cut(highlight.path, 1.0, shortened=True)
    assert list(cuts_notes([same, highlight])) == ["left out for room: 1 highlight"]
