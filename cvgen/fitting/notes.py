"""What was changed to make a document fit, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvgen.fitting.steps import Cut
from cvgen.source.tree import is_in
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


def cuts_notes(cuts: Sequence[Cut]) -> Iterator[str]:
    """``shortened for room: 1 text`` and ``left out for room: 3 highlights, 1 entry``, each where
    there is something to say.
    """
    gone = [cut for cut in cuts if not cut.shortened]
    paths = {cut.path for cut in gone}
    shortened = sum(cut.shortened and not is_in(cut.path, paths) for cut in cuts)
    if shortened:
        yield f"shortened for room: {_counted(shortened, 'text', 'texts')}"
    entries = sum(cut.is_entry for cut in gone)
    highlights = len(gone) - entries
    counts = ((highlights, "highlight", "highlights"), (entries, "entry", "entries"))
    parts = [_counted(*count) for count in counts if count[0]]
    if parts:
        yield f"left out for room: {', '.join(parts)}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
