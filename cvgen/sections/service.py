"""Service to the field: by kind, with venues and years in one line each."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cvgen.document import Block, Pairs
from cvgen.markup.inline import Inline, join_inline, literal
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Organization, Position, Term
from cvgen.sections.base import Context, SectionType, group_by_text, inline, remarks


class Service(Entry):
    """Service for one venue."""

    shorthand = "venue"
    labels = ("kind", "years")
    labelled = ("venue",)
    kind: Term | None = Field(
        None, description="Programme committee, reviewer ...; groups the entries."
    )
    venue: Organization | None = Field(None, description="Conference, journal or body.")
    role: Position | None = Field(None, description="Chair, member ...")
    organization: Organization | None = Field(None, description="Who runs it.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One table: one row for each kind, in the order in which kinds first occur."""
    entries = [entry for entry in section.entries if isinstance(entry, Service)]
    if any(entry.kind for entry in entries):  # else they are a list of lines
        entries = [_with_kind(entry) for entry in entries]
    rows: list[tuple[Inline, Inline]] = []
    for kind, members in group_by_text(entries, "kind"):
        venues = (_venue(entry, context) for entry in members)
        rows.append((kind, context.marks.join(venues, "semicolon")))
    return [Pairs(tuple(rows))] if rows else []


def _with_kind(entry: Service) -> Service:
    """``entry`` with its role as its kind, if it would have no label beside others that do."""
    if entry.kind or not entry.role or not (entry.venue or entry.organization or entry.when):
        return entry
    return entry.model_copy(update={"kind": entry.role, "role": None})


def _venue(entry: Service, context: Context) -> Inline:
    """``CIKM 2021, 2022 (chair)`` and all else; ``Dean, Faculty 2021`` without a venue."""
    when = context.locale.when(entry.when) if entry.years else None
    years = literal(when.text if when else "")
    rest = remarks(entry, context, dated=when is None)
    role, organization = inline(entry.role), inline(entry.organization)
    if entry.venue is None:
        *others, last = [part for part in (role, organization) if part] or [()]
        return context.marks.join([*others, join_inline([last, years], " "), rest])
    name = context.marks.remarked(join_inline([inline(entry.venue), years], " "), role)
    return context.marks.join([name, organization, rest])


PART = SectionType(Service, lower, kind="kind", groups="kind")
