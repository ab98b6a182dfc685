"""Groups entries under headings by year or by kind, as a variant asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.document import Block, EntryBlock, Group
from cvgen.markup.inline import Inline, literal, plain_text
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text
from cvgen.sections.base import Context, SectionType, by_year, inline


def section_blocks(section: Section, part: SectionType, context: Context) -> Iterable[Block]:
    """The blocks of ``section``, grouped as it says if its type supports that."""
    if section.group is None or part.groups == "all":
        return part.lower(section, context)
    if section.group == "year" and part.dated:
        return _under_years(section, part, context)
    if section.group == "type" and part.kind:
        return _under_kinds(section, part, context)
    if section.group == "none" and part.groups == "kind":
        return list(_ungrouped(section, part, context))
    return part.lower(section, context)


def _under_years(section: Section, part: SectionType, context: Context) -> Iterator[Block]:
    for year, entries in by_year(section.entries, context):
        blocks = part.lower(section.model_copy(update={"entries": tuple(entries)}), context)
        flat = _flat(blocks) if part.groups == "kind" else blocks
        yield Group(literal(year), tuple(_without(year, block) for block in flat))


def _under_kinds(section: Section, part: SectionType, context: Context) -> Iterable[Block]:
    """Entries by kind: first the kinds in the section's order, then others, then those without."""
    found: dict[Inline, list[Entry]] = {}
    for entry in sorted(section.entries, key=lambda entry: _place(entry, section, part)):
        found.setdefault(_kind(entry, part), []).append(entry)
    if part.groups == "kind":
        together = tuple(entry for entries in found.values() for entry in entries)
        return part.lower(section.model_copy(update={"entries": together}), context)
    if () in found and len(found) > 1:
        found[literal(context.locale.word("other"))] = found.pop(())
    blocks: list[Block] = []
    for kind, entries in found.items():
        made = tuple(part.lower(section.model_copy(update={"entries": tuple(entries)}), context))
        blocks += [Group(kind, tuple(_unkind(kind, block) for block in made))] if kind else made
    return blocks


def _place(entry: Entry, section: Section, part: SectionType) -> int:
    """The position of the kind of ``entry`` in the section's order."""
    kind = plain_text(_kind(entry, part)).casefold()
    order = [name.casefold() for name in section.group_order]
    return order.index(kind) if kind in order else len(order)


def _kind(entry: Entry, part: SectionType) -> Inline:
    value = getattr(entry, part.kind)
    assert value is None or isinstance(value, str | Text)
    return inline(value)


def _ungrouped(section: Section, part: SectionType, context: Context) -> Iterator[Block]:
    """The entries in the order of the CV, for a type that otherwise adds headings."""
    blocks = tuple(part.lower(section, context))
    if not any(isinstance(block, Group) for block in blocks):
        yield from blocks
        return
    for entry in section.entries:
        yield from _flat(part.lower(section.model_copy(update={"entries": (entry,)}), context))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` without headings; a line of each entry replaces its heading."""
    for block in blocks:
        if not isinstance(block, Group):
            yield block
            continue
        for inner in block.blocks:
            if isinstance(inner, EntryBlock):
                inner = replace(inner, details=(block.title, *inner.details))
            yield inner


def _without(year: str, block: Block) -> Block:
    """``block`` without its date if that is only the year in the heading."""
    if not isinstance(block, EntryBlock) or block.when is None or block.when.text != year:
        return block
    return replace(block, when=None)


def _unkind(kind: Inline, block: Block) -> Block:
    """``block`` without a line that only repeats its heading."""
    if not isinstance(block, EntryBlock) or kind not in block.details:
        return block
    return replace(block, details=tuple(line for line in block.details if line != kind))
