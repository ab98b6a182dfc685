"""Decides for each item of a CV why a variant shows or hides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cvgen.model.cv import Cv
from cvgen.selection import EVERYBODY, Rules, Selection
from cvgen.selection.items import CvItem, items_of
from cvgen.source.tree import Path

SHOWN = "no rule leaves it out"
_WHOLES = {"person": "field", "section": "section", "entry": "entry", "highlight": "bullet",
           "text": "field"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """An item, whether it is shown, and the rule that decided; ``depth`` is its nesting."""

    item: CvItem
    shown: bool
    rule: str
    depth: int


def decisions(cv: Cv, rules: Rules, selection: Selection) -> Iterator[Decision]:
    """Decide on every item of ``cv`` in the order of the source; ``rules`` made ``selection``."""
    left_out = {omission.path: omission.reason for omission in selection.omissions}
    known: dict[Path, CvItem] = {}
    for item in items_of(cv, left_out.keys()):
        depth = sum(item.path[:length] in known for length in range(1, len(item.path)))
        known[item.path] = item
        outer = _outermost(item.path, left_out)
        if outer is None:
            yield Decision(item, True, _why_shown(item, rules), depth)
        elif item.path in left_out or outer not in known:
            reason = left_out.get(item.path, left_out[outer])
            yield Decision(item, False, reason, depth)
        else:
            whole = _WHOLES[known[outer].kind]
            yield Decision(item, False, f"with its {whole}: {left_out[outer]}", depth)


def _outermost(path: Path, left_out: Mapping[Path, str]) -> Path | None:
    """The outermost part of ``path`` that is left out, or None."""
    parts = (path[:length] for length in range(1, len(path) + 1))
    return next((part for part in parts if part in left_out), None)


def _why_shown(item: CvItem, rules: Rules) -> str:
    """The mark that lets ``item`` through, the strongest one first."""
    if rules.shortened & {item.path, item.path[:-1]}:
        return "pages: only its short form fits"
    marks = item.marks
    if marks is None:
        return SHOWN
    visibility = marks.visibility or item.default
    if visibility.rank > rules.visibility.rank:
        return f"reveal: it is {visibility.value}, and the variant reveals it"
    if marks.for_ and rules.audience != EVERYBODY:
        return f"audience: it is for {', '.join(sorted(marks.for_))}"
    if included := set(marks.tags) & rules.include:
        return f"tags: {', '.join(sorted(included))} is included"
    if preferred := set(marks.tags) & rules.prefer:
        return f"prefer: {', '.join(sorted(preferred))}"
    if marks.priority == 5:
        return "priority: 5 always stays"
    return SHOWN
