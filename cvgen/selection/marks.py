"""Applies the rules of a variant to the marks of an item."""

from __future__ import annotations

from cvgen.model.marks import Marks, Visibility
from cvgen.selection.resolve import EVERYBODY, Rules
from cvgen.source.tree import Path


def reason_to_hide(marks: Marks, rules: Rules, path: Path, default: Visibility) -> str | None:
    """The rule that leaves out the item at ``path``, in words; None if it is shown."""
    visibility = marks.visibility or default
    if visibility.rank > rules.visibility.rank and _revealable(path) not in rules.reveal:
        return f"visibility: it is {visibility.value}"
    return _audience_reason(marks, rules) or _tag_reason(set(marks.tags), rules)


def _audience_reason(marks: Marks, rules: Rules) -> str | None:
    """The reason if the marks for audiences hide the item.

    A variant for every audience hides only items that are not for the variant itself.
    `not_for: public` applies to every variant that shows only public items.
    """
    wanted, unwanted = set(marks.for_ or (EVERYBODY,)), set(marks.not_for or ())
    excluded = {rules.name}
    if rules.visibility is Visibility.PUBLIC:
        excluded.add(Visibility.PUBLIC.value)
    if rules.audience != EVERYBODY:
        excluded |= {*rules.audiences, EVERYBODY}
        if not wanted & {*rules.audiences, EVERYBODY}:
            return f"audience: it is for {', '.join(sorted(wanted))}"
    if unwanted & excluded:
        return f"audience: it is not for {', '.join(sorted(unwanted))}"
    return None


def _revealable(path: Path) -> str:
    """The name by which `reveal` means ``path``: a field of the person, or a section's key."""
    return str(path[1] if path[:1] == ("sections",) and len(path) > 1 else path[0] if path else "")


def _tag_reason(tags: set[str], rules: Rules) -> str | None:
    if excluded := tags & rules.exclude:
        return f"tags: {', '.join(sorted(excluded))} is excluded"
    if tags and rules.include and not tags & rules.include:
        return f"tags: none of {', '.join(sorted(tags))} is included"
    return None


def best(
    items: list[tuple[int, tuple[str, ...], int | None]], count: int, rules: Rules
) -> set[int]:
    """The positions of the ``count`` items to keep.

    Items are (position, tags, priority): preferred tags go first, then the higher priority, then
    the earlier one. Priority 5 is never cut.
    """

    def rank(item: tuple[int, tuple[str, ...], int | None]) -> tuple[bool, bool, int, int]:
        position, tags, priority = item
        return (priority != 5, not rules.prefer & set(tags), -(priority or 3), position)

    ranked = sorted(items, key=rank)
    pinned = {position for position, _, priority in items if priority == 5}
    return {position for position, _, _ in ranked[:count]} | pinned
