"""Changes of a layout that make a document shorter or longer, step by step.

Gaps shrink to 0.6 of their size, leading to 1.22, text to the theme's floor, margins to 14 mm. Text
grows to 10 pt, then gaps to 1.3 of their size and leading to 1.12.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cvgen.themes import Layout

MIN_GAP_SCALE = 0.6
MIN_LEADING = 1.22
MIN_MARGIN = 14.0
MAX_GAP_SCALE = 1.12


@dataclass(frozen=True, slots=True)
class LayoutSteps:
    """Two sequences of layouts, tighter and roomier; both begin with the current layout."""

    tighter: Sequence[Layout]
    roomier: Sequence[Layout]

    @classmethod
    def of(cls, layout: Layout, sizes: tuple[float, float]) -> LayoutSteps:
        """The steps from ``layout``, with the smallest and the largest size of text in pt."""
        return cls(tighter_layouts(layout, sizes[0]), roomier_layouts(layout, sizes[1]))


def tighter_layouts(layout: Layout, floor: float) -> list[Layout]:
    """``layout`` and tighter ones, step by step; text is never below ``floor`` pt."""
    found = [layout]
    for name, least, step in (
        ("air", MIN_GAP_SCALE, 0.1), ("leading", MIN_LEADING, 0.02), ("size", floor, 0.1),
    ):  # fmt: skip
        while getattr(found[-1], name) > least:
            value = max(least, round(getattr(found[-1], name) - step, 4))
            found.append(replace(found[-1], **{name: value}))
    while any(margin > MIN_MARGIN for margin in _margins(found[-1])):
        margins = _margins(found[-1])
        top, side, bottom = (max(min(one, MIN_MARGIN), one - 1.0) for one in margins)
        found.append(replace(found[-1], top=top, side=side, bottom=bottom))
    return found


def slightly_tighter(layout: Layout, floor: float) -> list[Layout]:
    """``layout`` and barely tighter ones: gaps and leading shrink, then text by half a point.

    The last ones also have smaller gaps, and margins at the top and bottom. Text is never below
    ``floor`` pt.
    """
    least = min(MIN_LEADING, layout.leading)
    found = [
        replace(layout, air=round(layout.air * (1 - 3 * share), 4),
                leading=round(max(least, layout.leading * (1 - share)), 4))
        for share in (0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06)
    ]  # fmt: skip
    sizes = (round(layout.size - tenth / 10, 4) for tenth in range(1, 6))
    found += [replace(found[-1], size=size) for size in sizes if size >= floor]
    last = found[-1]
    for step in (1, 2, 3):
        air = round(layout.air * (0.82 - 0.04 * step), 4)
        top, bottom = (max(min(one, MIN_MARGIN), one - step) for one in (last.top, last.bottom))
        found.append(replace(last, air=air, top=top, bottom=bottom))
    return found


def _margins(layout: Layout) -> tuple[float, float, float]:
    return layout.top, layout.side, layout.bottom


def roomier_layouts(layout: Layout, most: float) -> list[Layout]:
    """``layout`` and roomier ones: text grows to ``most`` pt, then gaps and leading."""
    found = [layout]
    while found[-1].size < most:
        found.append(replace(layout, size=min(most, round(found[-1].size + 0.1, 4))))
    return found + [
        replace(found[-1], air=round(layout.air * (1 + 2.5 * share), 4),
                leading=round(layout.leading * (1 + share), 4))
        for share in (0.02, 0.04, 0.06, 0.08, 0.1, MAX_GAP_SCALE - 1)
    ]  # fmt: skip


def layout_note(before: Layout, after: Layout) -> str:
    """``tightened: gaps 80 %, leading 1.26``, or ``loosened: ...``; empty if nothing changed."""
    changes = ", ".join(_changes(before, after))
    if not changes:
        return ""
    is_looser = (after.air, after.size) > (before.air, before.size)
    return f"{'loosened' if is_looser else 'tightened'}: {changes}"


def _changes(before: Layout, after: Layout) -> Iterator[str]:
    if after.air != before.air:
        yield f"gaps {100 * after.air / before.air:.0f} %"
    if after.leading != before.leading:
        yield f"leading {after.leading:.2f}"
    if after.size != before.size:
        yield f"text {after.size:g} pt"
    if _margins(after) != _margins(before):
        yield f"margins {'/'.join(f'{margin:g}' for margin in _margins(after))} mm"
