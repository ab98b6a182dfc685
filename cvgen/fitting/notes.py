"""What was changed to make a document fit, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvgen.fitting.fit import Cut
from cvgen.themes import Layout


def layout_note(before: Layout, after: Layout) -> str:
    """``tightened: gaps 80 %, leading 1.26``, or ``opened: ...``; empty where nothing changed."""
    changes = ", ".join(_changes(before, after))
    if not changes:
        return ""
    return f"{'opened' if after.air > before.air else 'tightened'}: {changes}"


def _changes(before: Layout, after: Layout) -> Iterator[str]:
    if after.air != before.air:
        yield f"gaps {100 * after.air / before.air:.0f} %"
    if after.leading != before.leading:
        yield f"leading {after.leading:.2f}"
    if after.size != before.size:
        yield f"text {after.size:g} pt"
    sides = (after.top, after.side, after.bottom)
    if sides != (before.top, before.side, before.bottom):
        yield f"margins {'/'.join(f'{side:g}' for side in sides)} mm"


def cuts_note(cuts: Sequence[Cut]) -> str:
    """``left out for room: 3 highlights, 1 entry``; empty where nothing was."""
    entries = sum(cut.is_entry for cut in cuts)
    counts = ((len(cuts) - entries, "highlight", "highlights"), (entries, "entry", "entries"))
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return f"left out for room: {', '.join(parts)}" if parts else ""
