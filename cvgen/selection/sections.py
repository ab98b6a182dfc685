"""Applies a variant's section rules: the order, and how much of each section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cvgen.dates import PartialDate
from cvgen.model.bullets import BulletText
from cvgen.model.entry import Entry, Section
from cvgen.model.marks import StrictModel
from cvgen.model.text import Text
from cvgen.model.variant import REST, SectionRule
from cvgen.selection.criteria import ORDERS, best, first_day, lasts_into, matches_any, priority
from cvgen.selection.resolve import Rules
from cvgen.source.tree import Path

EMPTY = "empty"
NO_ROOM = "pages: no space left"
_SHORT = "detail: short"
_LEFT_OUT_IN_SHORT = ("highlights", "summary", "note", "technologies")
_ANYTHING = SectionRule.model_construct(name=REST)
Numbered = list[tuple[int, Entry]]
"""Entries, each with its position in the source."""
Dropped = list[tuple[Path, str]]
"""What is left out, by its path in the source, and why."""


class SectionRules:
    """Applies the section rules of a variant, and records what they leave out.

    ``kept`` has the source positions of the remaining items of lists that already lost some.
    """

    def __init__(
        self, rules: Rules, as_of: PartialDate | None, kept: dict[Path, list[int]]
    ) -> None:
        self.rules = rules
        self.as_of = as_of
        self.kept = kept
        lists = (path for path, shown in kept.items() if not shown)
        self.hidden = {path[1] for path in lists if path[::2] == ("sections", "entries")}
        self.dropped: Dropped = []

    def apply(self, sections: list[Section]) -> list[Section]:
        """``sections`` in the order of the rules and within their limits, without empty ones."""
        if self.rules.sections is None:
            return self._filled([self._limited(section, _ANYTHING) for section in sections])
        placed = arrange(sections, self.rules.sections)
        shown = {section.key for section, _ in placed}
        for section in sections:
            if section.key not in shown:
                reason = "sections: the variant does not name it"
                self.dropped.append((("sections", section.key), reason))
        return self._filled([self._limited(section, rule) for section, rule in placed])

    def _filled(self, sections: list[Section]) -> list[Section]:
        """``sections`` without empty ones; a note alone counts, unless all entries are hidden."""
        shown = [s for s in sections if s.entries or (s.note and s.key not in self.hidden)]
        keys = {section.key for section in shown}
        reason = f"{EMPTY}: nothing in it is shown"
        self.dropped += [(("sections", s.key), reason) for s in sections if s.key not in keys]
        return shown

    def _limited(self, section: Section, rule: SectionRule) -> Section:
        base: Path = ("sections", section.key, "entries")
        entries = self._wanted(self._numbered(base, section.entries), rule, base)
        if rule.sort in ORDERS:  # before the limit, which keeps the first of equals
            entries.sort(key=lambda item: ORDERS[str(rule.sort)](item[1]))
        entries = self._capped(entries, rule, base)
        entries = [
            (n, self._cut_down(entry, rule, k, (*base, n))) for k, (n, entry) in enumerate(entries)
        ]
        entries = self._with_room(entries, base)  # last, so that nothing replaces what is left out
        self.kept[base] = [n for n, _ in entries]
        update: dict[str, object] = {"entries": tuple(entry for _, entry in entries)}
        if len(entries) < len(section.entries):
            update["total"] = len(section.entries)
        if rule.entries == 0 and not entries:
            update["note"] = None
        for name in ("group", "group_order", "title"):
            if value := getattr(rule, name):
                update[name] = value
        if rule.title and section.title and section.title != rule.title:
            reason = "title: the variant has its own"
            self.dropped.append((("sections", section.key, "title"), reason))
        return section.model_copy(update=update)

    def _wanted(self, entries: Numbered, rule: SectionRule, base: Path) -> Numbered:
        """The entries that satisfy `only` and `since`."""
        if rule.only:
            reason = f"only: it is not {' or '.join(rule.only)}"
            entries = self._filtered(entries, base, lambda e: matches_any(e, rule.only), reason)
        if rule.since:
            limit = first_day(rule.since, self.as_of)
            reason = f"since: it ended before {rule.since}"
            entries = self._filtered(entries, base, lambda e: lasts_into(e, limit), reason)
        return entries

    def _capped(self, entries: Numbered, rule: SectionRule, base: Path) -> Numbered:
        if rule.entries is None:
            return entries
        items = [(place, e.tags, priority(e)) for place, (_, e) in enumerate(entries)]
        chosen = best(items, rule.entries, self.rules)
        reason = f"entries: at most {rule.entries}"
        cut = [n for place, (n, _) in enumerate(entries) if place not in chosen]
        self.dropped += [((*base, n), reason) for n in sorted(cut)]
        return [found for place, found in enumerate(entries) if place in chosen]

    def _with_room(self, entries: Numbered, base: Path) -> Numbered:
        """``entries`` without those that the page limit leaves out."""
        cut = [n for n, _ in entries if (*base, n) in self.rules.cut]
        self.dropped += [((*base, n), NO_ROOM) for n in cut]
        return [(n, entry) for n, entry in entries if n not in cut]

    def _cut_down(self, entry: Entry, rule: SectionRule, position: int, path: Path) -> Entry:
        """``entry`` without the parts that the rule or the page limit leaves out."""
        if rule.detail == "short":
            entry, omitted = shorten(entry, path, self.kept)
            self.dropped += omitted
        elif rule.highlights:
            count = rule.highlights[min(position, len(rule.highlights) - 1)]
            entry = self._fewer(entry, path, count)
        if self.rules.cut:
            entry = self._fewer(entry, path, None)
        return entry

    def _filtered(
        self, entries: Numbered, base: Path, fits: Callable[[Entry], bool], reason: str
    ) -> Numbered:
        self.dropped += [((*base, n), reason) for n, entry in entries if not fits(entry)]
        return [(n, entry) for n, entry in entries if fits(entry)]

    def _fewer(self, entry: Any, path: Path, count: int | None) -> Any:
        """``entry`` (or a role) and its roles with ``count`` highlights, or all that have room."""
        place = (*path, "highlights")
        texts = self._numbered(place, entry.highlights)
        if count is None:
            chosen = {n for n, _ in texts if (*place, n) not in self.rules.cut}
            reason = NO_ROOM
        else:
            marked = [(n, text.choices[0].tags, text.choices[0].priority) for n, text in texts]
            chosen, reason = best(marked, count, self.rules), f"highlights: at most {count}"
        self.dropped += [((*place, n), reason) for n, _ in texts if n not in chosen]
        fewer = [(n, self._with_fewer(text, (*place, n))) for n, text in texts if n in chosen]
        update: dict[str, object] = {"highlights": tuple(text for _, text in fewer if text)}
        self.kept[place] = [n for n, text in fewer if text]
        if roles := getattr(entry, "roles", ()):
            numbered = self._numbered((*path, "roles"), roles)
            fewer_roles = (self._fewer(role, (*path, "roles", n), count) for n, role in numbered)
            update["roles"] = tuple(fewer_roles)
        return entry.model_copy(update=update)

    def _with_fewer(self, text: BulletText, path: Path) -> BulletText | None:
        """``text`` with the bullets that have room; None if it only announces those that do not."""
        choice, place = text.choices[0], (*path, "items")
        if not choice.items or not self.rules.cut:
            return text
        items = self._numbered(place, choice.items)
        kept = [(n, item) for n, item in items if (*place, n) not in self.rules.cut]
        self.dropped += [((*place, n), NO_ROOM) for n, _ in items if (*place, n) in self.rules.cut]
        self.kept[place] = [n for n, _ in kept]
        if not kept and choice.announces:
            self.dropped.append((path, NO_ROOM))
            return None
        chosen = choice.model_copy(update={"items": tuple(item for _, item in kept)})
        return text.model_copy(update={"choices": (chosen,)})

    def _numbered(self, path: Path, items: tuple[Any, ...]) -> list[tuple[int, Any]]:
        """The ``items`` of the list at ``path``, each with its position in the source."""
        found = self.kept.get(path)
        return list(zip(range(len(items)) if found is None else found, items, strict=True))


def rule_of(section: Section, order: Sequence[SectionRule]) -> SectionRule | None:
    """The rule for ``section``: that of its key, else of its type, else of the rest."""
    named = {rule.name: rule for rule in order}
    return named.get(section.key) or named.get(section.type) or named.get(REST)


def arrange(
    sections: list[Section], order: Sequence[SectionRule]
) -> list[tuple[Section, SectionRule]]:
    """Each section that has a rule, with the rule, in the order of the rules."""
    rules = {section.key: rule_of(section, order) for section in sections}
    return [(section, rule) for rule in order for section in sections if rules[section.key] is rule]


def shorten(entry: Entry, path: Path, kept: Mapping[Path, list[int]]) -> tuple[Entry, Dropped]:
    """``entry`` with short texts and without highlights and the like; and what that leaves out."""
    dropped: Dropped = []
    return _shortened(entry, path, kept, dropped), dropped


def _shortened(item: Any, path: Path, kept: Mapping[Path, list[int]], dropped: Dropped) -> Any:
    update: dict[str, object] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        place = (*path, name)
        if not value:
            continue
        if name in _LEFT_OUT_IN_SHORT:
            dropped += [(found, _SHORT) for found in _places(value, place, kept)]
            update[name] = () if isinstance(value, tuple) else None
        elif isinstance(value, Text):
            update[name] = short_text(value)
        elif isinstance(value, tuple) and isinstance(value[0], StrictModel):
            origins = kept.get(place) or range(len(value))
            update[name] = tuple(
                short_text(part) if isinstance(part, Text)
                else _shortened(part, (*place, n), kept, dropped)
                for n, part in zip(origins, value, strict=True)
            )  # fmt: skip
    return item.model_copy(update=update) if update else item


def _places(value: Any, place: Path, kept: Mapping[Path, list[int]]) -> list[Path]:
    if not isinstance(value, tuple):
        return [place]
    return [(*place, n) for n in kept.get(place) or range(len(value))]


def short_text(text: Text) -> Text:
    """``text`` in its short form, if it has one."""
    first = text.choices[0]
    if first.short is None:
        return text
    return text.model_copy(update={"choices": (first.model_copy(update={"text": first.short}),)})
