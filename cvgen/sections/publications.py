"""Publications: in groups and with numbers, if so wished, the own name set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.document import Block, Group, Reference
from cvgen.inline import literal
from cvgen.model.entry import Section
from cvgen.sections._citation import author_line, reference
from cvgen.sections._publication import KINDS, Author, Authors, Publication
from cvgen.sections.base import Context, SectionType

_GROUP_FROM = 8
_Groups = list[tuple[str, list[Publication]]]


def lower(section: Section, context: Context) -> Iterable[Block]:
    """References in the order of the CV, under headings where the style asks for them."""
    entries = _publications(section)
    by_year = context.publications.group == "year"
    groups = _by_year(entries, context) if by_year else _by_type(entries, context)
    labels = _labels(len(entries), context)
    blocks: list[Block] = []
    for title, members in groups:
        made = tuple(reference(entry, context, next(labels)) for entry in members)
        if not title:
            blocks += made
        elif by_year:
            blocks.append(Group(literal(title), tuple(_without(title, item) for item in made)))
        else:
            head = context.marks.remarked(literal(title), literal(str(len(members))))
            blocks.append(Group(head, made))
    return blocks


def note(section: Section, context: Context) -> str:
    """How many there are, and what the star means where there is one."""
    entries = _publications(section)
    parts = []
    if len(entries) >= _GROUP_FROM:
        parts.append(context.locale.word("count", count=len(entries), n=len(entries)))
    if any(author.equal for entry in entries for author in entry.authors):
        parts.append(context.locale.word("equal"))
    return " · ".join(parts)


def _publications(section: Section) -> list[Publication]:
    return [entry for entry in section.entries if isinstance(entry, Publication)]


def _by_type(entries: list[Publication], context: Context) -> _Groups:
    """One group for each type, in the order of KINDS; a single one where nothing asks for more."""
    kinds = {entry.type or "other" for entry in entries}
    wish = context.publications.group
    if wish == "none" or (wish == "auto" and (len(kinds) < 2 or len(entries) < _GROUP_FROM)):
        return [("", entries)]
    return [
        (
            context.locale.publication_group(kind),
            [entry for entry in entries if (entry.type or "other") == kind],
        )
        for kind in sorted(kinds, key=KINDS.index)
    ]


def _by_year(entries: list[Publication], context: Context) -> _Groups:
    """One group for each year, the newest first, those without one last."""
    years = sorted({_year(entry) for entry in entries}, reverse=True)
    return [
        (
            str(year) if year else context.locale.word("undated"),
            [entry for entry in entries if _year(entry) == year],
        )
        for year in years
    ]


def _year(entry: Publication) -> int:
    """The year in which it appeared, 0 for none."""
    dates = entry.when
    last = dates and (dates.start if dates.end in (None, "present") else dates.end)
    return last.year if last and last != "present" else 0


def _labels(count: int, context: Context) -> Iterator[str]:
    numbers = context.publications.numbers
    if numbers == "none":
        return iter([""] * count)
    order = range(count, 0, -1) if numbers == "down" else range(1, count + 1)
    return (f"[{number}]" for number in order)


def _without(year: str, made: Reference) -> Reference:
    """A reference that need not say the year it stands under; inside of a sentence it does."""
    said = made.when is not None and made.when.text == year and not made.authors_first
    return replace(made, when=None) if said else made


PART = SectionType(Publication, lower, note=note)

__all__ = ["KINDS", "PART", "Author", "Authors", "Publication", "author_line"]
