"""Publications: optionally grouped and numbered, with the person's own name in bold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from cvgen.bibliography.house_styles import house_styles
from cvgen.document import Block, Group, Reference
from cvgen.markup.inline import literal
from cvgen.model.entry import Section
from cvgen.sections.base import Context, SectionType, by_year
from cvgen.sections.publications.authors import Author, Authors
from cvgen.sections.publications.citation import author_line, reference
from cvgen.sections.publications.publication import KINDS, Publication

GROUP_FROM = 8
"""The number of publications from which a list is grouped by type."""
_OUTLETS = (("conference", "workshop"), ("journal",), ("book", "chapter"))
"""The main types of publications in different fields; the most frequent one comes first."""
_Groups = list[tuple[str, list[Publication]]]


def lower(section: Section, context: Context) -> Iterable[Block]:
    """References in the order of the CV, under headings if the style asks for them."""
    entries = _publications(section)
    years = context.publications.group == "year"
    first = section.group_order or context.publications.types
    groups = by_year(entries, context) if years else _by_type(entries, context, first)
    labels = _labels(len(entries), context)
    blocks: list[Block] = []
    for title, members in groups:
        made = tuple(_reference(entry, context, next(labels)) for entry in members)
        if not title:
            blocks += made
        elif years:
            blocks.append(Group(literal(title), tuple(_without(title, item) for item in made)))
        else:
            head = context.marks.remarked(literal(title), literal(str(len(members))))
            blocks.append(Group(head, made))
    return blocks


def _reference(entry: Publication, context: Context, number: str) -> Reference:
    """The block of one publication, in a house style if the options name one."""
    style = context.publications.order
    if style not in house_styles():
        return reference(entry, context, number)
    from cvgen.sections.publications.house.styled import styled_reference  # few CVs need it

    return styled_reference(entry, context, style, number)


def note(section: Section, context: Context) -> str:
    """The number of publications (``12/40`` if a variant shows fewer), and what a star means."""
    entries = _publications(section)
    parts = []
    total = section.total or len(entries)
    if total >= GROUP_FROM:
        shown = f"{len(entries)}/{total}" if len(entries) < total else str(total)
        parts.append(context.locale.word("count", count=total, n=shown))
    if any(author.equal for entry in entries for author in entry.authors):
        parts.append(context.locale.word("equal"))
    return " · ".join(parts)


def _publications(section: Section) -> list[Publication]:
    return [entry for entry in section.entries if isinstance(entry, Publication)]


def _by_type(entries: list[Publication], context: Context, first: Sequence[str]) -> _Groups:
    """A group for each type, those of ``first`` first; one group if the style has no headings."""
    found: dict[str, list[Publication]] = {}
    for entry in entries:
        found.setdefault(entry.type or "other", []).append(entry)
    wish = context.publications.group
    if wish == "none" or (wish == "auto" and (len(found) < 2 or len(entries) < GROUP_FROM)):
        return [("", entries)]
    kinds = _ordered(found.keys(), entries, first)
    return [(context.locale.publication_group(kind), found[kind]) for kind in kinds]


def _ordered(kinds: Set[str], entries: list[Publication], first: Sequence[str]) -> list[str]:
    """``kinds``: ``first``, then the outlet with most ``entries``, then in the order of KINDS."""
    count = Counter(entry.type for entry in entries)
    usual = max(_OUTLETS, key=lambda outlet: sum(count[kind] for kind in outlet))
    order = list(dict.fromkeys((*first, *usual, *KINDS)))
    return sorted(kinds, key=order.index)


def _labels(count: int, context: Context) -> Iterator[str]:
    numbers = context.publications.numbers
    if numbers == "none":
        return iter([""] * count)
    order = range(count, 0, -1) if numbers == "down" else range(1, count + 1)
    return (f"[{number}]" for number in order)


def _without(year: str, made: Reference) -> Reference:
    """A reference without the year in its heading, unless the year is part of a sentence."""
    is_repeated = made.when is not None and made.when.text == year and not made.authors_first
    return replace(made, when=None) if is_repeated else made


PART = SectionType(
    Publication, lower, note=note, kind="type", kinds=KINDS, groups="all", cited=True
)

__all__ = ["GROUP_FROM", "KINDS", "PART", "Author", "Authors", "Publication", "author_line"]
