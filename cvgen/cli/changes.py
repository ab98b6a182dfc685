"""Changes between two documents in the terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from cvgen.diff.changes import Change
    from cvgen.diff.compare import Compared

_SIGNS = {"added": "+", "removed": "-", "moved": ">", "reworded": "~"}
_STYLES = {"added": "green", "removed": "red", "moved": "blue", "reworded": "yellow"}
_MARKS = {"=": ("", "", ""), "-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}


def show_changes(done: Sequence[Compared]) -> None:
    """What changed of each CV, in the order of the document; in colours on a terminal."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, file=sys.stdout)
    for number, one in enumerate(done):
        if number:
            console.print()
        console.print(f"{one.path.stem}: {one.before.label} → {one.after.label}", style="bold",
                      markup=False)  # fmt: skip
        above: tuple[str, ...] = ()
        for change, place in one.changes:
            for line in _heads(above, change.above):
                console.print(line)
            inside = change.what in ("moved", "reworded") and change.node.text
            above = (*change.above, change.node.text) if inside else change.above
            for line in _lines(change, place):
                console.print(line)
        console.print(summary([change for change, _ in one.changes]), markup=False)


def _heads(before: tuple[str, ...], above: tuple[str, ...]) -> list[Text]:
    """The items that the next change is in, as far as they are not on the screen already."""
    from rich.text import Text

    same = 0
    while same < min(len(before), len(above)) and before[same] == above[same]:
        same += 1
    return [
        Text("  " * depth + _short(text), style="dim" if depth else "bold")
        for depth, text in enumerate(above)
        if depth >= same
    ]


def _lines(change: Change, place: str) -> list[Text]:
    """One change: its sign, its text or the words that changed, and where it stands."""
    from rich.text import Text

    indent = "  " * len(change.above)
    style = _STYLES[change.what]
    line = Text(f"{indent}{_SIGNS[change.what]} ", style=style)
    if change.words:
        for mark, text in change.words:
            before, after, colour = _MARKS[mark]
            line.append(f"{before}{text}{after}", style=colour)
    else:
        line.append(change.node.text or change.node.kind, style=style)
    if change.origin:
        line.append(f" (from {' / '.join(map(_short, change.origin))})", style="dim")
    if place:
        line.append(f"  ({place})", style="dim")
    lines = [line]
    if change.what in ("added", "removed"):
        sign = _SIGNS[change.what]
        inner = list(change.node.walk())[1:]
        lines += [Text(f"{indent}{sign}   {node.text}", style=style) for node in inner]
    return lines


def summary(changes: Sequence[Change]) -> str:
    """How many changes of each kind there are, as in ``2 added, 1 moved``."""
    counts = Counter[str](change.what for change in changes)
    return ", ".join(f"{counts[what]} {what}" for what in _SIGNS if counts[what]) or "no difference"


def _short(text: str, most: int = 72) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
