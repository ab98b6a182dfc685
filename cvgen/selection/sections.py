"""A variant's section rules: order, and how much of each section."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from typing import Any

from cvgen.dates import PartialDate, parse_date
from cvgen.errors import InputError, Problem
from cvgen.model.entry import Entry, Section
from cvgen.model.variant import REST, SectionRule
from cvgen.selection.marks import best
from cvgen.selection.resolve import Rules
from cvgen.source.tree import Path

EMPTY = "empty"
Numbered = list[tuple[int, Entry]]
"""Entries, each with its position in the source."""


class SectionRules:
    """Applies the section rules of a variant and notes what they leave out.

    ``kept`` tells, for each list that lost items before, the positions its items had in the source.
    """

    def __init__(
        self, rules: Rules, as_of: PartialDate | None, kept: Mapping[Path, list[int]]
    ) -> None:
        self.rules = rules
        self.as_of = as_of
        self.kept = kept
        self.dropped: list[tuple[Path, str]] = []

    def apply(self, sections: list[Section]) -> list[Section]:
        """``sections`` in the order of the rules with their caps, those left empty taken out."""
        if self.rules.sections is None:
            return self._filled(sections)
        placed = in_order(sections, self.rules.sections)
        shown = {section.key for section, _ in placed}
        for section in sections:
            if section.key not in shown:
                reason = "sections: the variant does not name it"
                self.dropped.append((("sections", section.key), reason))
        return self._filled([self._limited(section, rule) for section, rule in placed])

    def _filled(self, sections: list[Section]) -> list[Section]:
        """``sections`` but those with nothing to show; a note alone is something."""
        for section in sections:
            if not section.entries and section.note is None:
                reason = f"{EMPTY}: nothing in it is shown"
                self.dropped.append((("sections", section.key), reason))
        return [section for section in sections if section.entries or section.note]

    def _limited(self, section: Section, rule: SectionRule) -> Section:
        base: Path = ("sections", section.key, "entries")
        entries = list(zip(self._origins(base, section.entries), section.entries, strict=True))
        if rule.only:
            reason = f"only: it is not {' or '.join(rule.only)}"
            entries = self._filtered(entries, base, lambda e: _is_one_of(e, rule.only), reason)
        if rule.since:
            limit = _limit(rule.since, self.as_of)
            reason = f"since: it ended before {rule.since}"
            entries = self._filtered(entries, base, lambda e: _lasts_into(e, limit), reason)
        if rule.entries is not None:
            items = [(n, entry.tags, _priority(entry)) for n, entry in entries]
            chosen = best(items, rule.entries, self.rules)
            reason = f"entries: at most {rule.entries}"
            kept = [(n, entry) for n, entry in entries if n in chosen]
            self.dropped += [((*base, n), reason) for n, _ in entries if n not in chosen]
            entries = kept
        if rule.highlights:
            counts = rule.highlights
            entries = [
                (n, self._fewer(entry, counts[min(k, len(counts) - 1)], (*base, n)))
                for k, (n, entry) in enumerate(entries)
            ]
        update: dict[str, object] = {"entries": tuple(entry for _, entry in entries)}
        if rule.title is not None:
            update["title"] = rule.title
            if section.title is not None and section.title != rule.title:
                reason = "title: the variant has its own"
                self.dropped.append((("sections", section.key, "title"), reason))
        return section.model_copy(update=update)

    def _filtered(
        self, entries: Numbered, base: Path, fits: Callable[[Entry], bool], reason: str
    ) -> Numbered:
        self.dropped += [((*base, n), reason) for n, entry in entries if not fits(entry)]
        return [(n, entry) for n, entry in entries if fits(entry)]

    def _fewer(self, entry: Any, count: int, path: Path) -> Any:
        """``entry`` (or a role) with its ``count`` best highlights, and so each of its roles."""
        place = (*path, "highlights")
        origins = self._origins(place, entry.highlights)
        marked = [(n, text.choices[0]) for n, text in zip(origins, entry.highlights, strict=True)]
        chosen = best([(n, text.tags, text.priority) for n, text in marked], count, self.rules)
        self.dropped += [
            ((*place, n), f"highlights: at most {count}") for n in origins if n not in chosen
        ]
        texts = zip(origins, entry.highlights, strict=True)
        update: dict[str, object] = {"highlights": tuple(text for n, text in texts if n in chosen)}
        if roles := getattr(entry, "roles", ()):
            origins = self._origins((*path, "roles"), roles)
            numbered = zip(origins, roles, strict=True)
            update["roles"] = tuple(
                self._fewer(role, count, (*path, "roles", n)) for n, role in numbered
            )
        return entry.model_copy(update=update)

    def _origins(self, path: Path, items: tuple[Any, ...]) -> list[int]:
        return self.kept.get(path) or list(range(len(items)))


def in_order(
    sections: list[Section], order: tuple[SectionRule, ...]
) -> list[tuple[Section, SectionRule]]:
    """Each section with its rule, in the order of rules: by key, else by type, else the rest."""
    named = {rule.name: rule for rule in order}
    rest = named.get(REST)
    rule_of = {
        section.key: named.get(section.key) or named.get(section.type) or rest
        for section in sections
    }
    return [
        (section, rule) for rule in order for section in sections if rule_of[section.key] is rule
    ]


def _priority(entry: Entry) -> int | None:
    """The entry's priority; a selected one without a priority counts as 4."""
    return entry.priority or (4 if getattr(entry, "selected", False) else None)


def _is_one_of(entry: Entry, wanted: tuple[str, ...]) -> bool:
    names = {*entry.tags, getattr(entry, "type", None)}
    if getattr(entry, "selected", False):
        names.add("selected")
    return bool(names & set(wanted))


def _lasts_into(entry: Entry, limit: tuple[int, int, int]) -> bool:
    when = entry.when
    if when is None or when.end == "present":
        return True
    last = when.end or when.start
    return last is None or last.last_day() >= limit


def _limit(since: str, as_of: PartialDate | None) -> tuple[int, int, int]:
    """The first day that ``since`` lets in."""
    match = re.fullmatch(r"(\d+)\s*([ym])", since)
    if match is None:
        return parse_date(since).first_day()
    if as_of is None:
        hint = "add `updated:` to the CV, or set SOURCE_DATE_EPOCH"
        raise InputError(Problem("E304", f"'since: {since}' has no date to count from", hint=hint))
    months = int(match.group(1)) * (12 if match.group(2) == "y" else 1)
    year, month, day = as_of.last_day()
    year, month = divmod(year * 12 + month - 1 - months, 12)
    return (year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))
