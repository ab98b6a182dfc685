"""Cv → Document: the final text, in a closed set of blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.document import Block, Document, DocumentSection, EntryBlock, Group
from cvgen.locales import Locale, load_locale
from cvgen.lowering.choices import Choices
from cvgen.lowering.header import lower_header
from cvgen.lowering.terms import with_terms
from cvgen.lowering.typeset import typeset_document
from cvgen.markup.inline import Inline, literal, plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry, Section
from cvgen.model.names import own_names
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES, Context, SectionType
from cvgen.sections.base import by_year, inline, prose
from cvgen.sections.interests import OF_PERSON, with_interests

CHOICES = Choices()
_PART = "selected_"  # prefix of the key of a title for only a part of a section


def lower(cv: Cv, choices: Choices = CHOICES) -> Document:
    """The document of ``cv`` (after selection) in the CV's own language, as ``choices`` say."""
    locale = replace(load_locale(cv.settings.language), date_style=choices.date_style)
    cv = with_terms(cv, locale)
    person, day = cv.person, cv.settings.updated
    names = own_names(person.name, person.aliases)
    context = Context(locale, names, choices.publications, choices.group_roles)
    label = plain_text(inline(cv.title)) or locale.word("cv")
    document = Document(
        header=lower_header(person, locale, choices),
        sections=_sections(cv, context, choices),
        language=locale.tag,
        direction=locale.direction,
        title=f"{person.name} – {label}",
        label=label,
        author=person.name,
        updated=_updated(cv, locale, choices),
        dated="{:04d}-{:02d}-{:02d}".format(*day.first_day()) if day else "",
        punctuation=locale.punctuation,
    )
    return typeset_document(document, locale)


def _updated(cv: Cv, locale: Locale, choices: Choices) -> str:
    day = cv.settings.updated
    if day is None or choices.updated == "off":
        return ""
    day = replace(day, day=None) if choices.updated == "month" else day
    in_words = replace(locale, date_style="month-year")
    return locale.word("updated", date=in_words.full_date(day, in_phrase=True))


def _sections(cv: Cv, context: Context, choices: Choices) -> tuple[DocumentSection, ...]:
    made: list[DocumentSection] = []
    for section in _ordered(with_interests(cv).sections, choices.order):
        taken = {other.key for other in made}
        lowered = _section(section, context, choices, taken)
        if lowered.blocks or lowered.note:
            made.append(lowered)
    return tuple(made)


def _ordered(sections: tuple[Section, ...], order: tuple[str, ...]) -> list[Section]:
    """``sections`` with those of ``order`` first, by key, else by type."""
    keys = {section.key for section in sections}

    def place(section: Section) -> int:
        if section.key in order:
            return order.index(section.key)
        by_type = section.type in order and section.type not in keys
        return order.index(section.type) if by_type else len(order)

    return sorted(sections, key=place)


def _section(
    section: Section, context: Context, choices: Choices, taken: set[str]
) -> DocumentSection:
    part = SECTION_TYPES[section.type]
    if section.group is not None:
        style = replace(context.publications, group=section.group)
        context = replace(context, publications=style)
    labels = dict(choices.labels)
    label = labels.get(section.key) or labels.get(section.type)
    note = prose(section.note)
    if not note and part.note is not None and choices.notes:
        note = literal(part.note(section, context))
    return DocumentSection(
        key=identifier(section.key, taken),
        type=section.type,
        title=label or _title(section, context.locale),
        blocks=tuple(section_blocks(section, part, context)),
        note=note,
    )


def _title(section: Section, locale: Locale) -> str:
    """The section's own title, or that of its key; a partial list has a special one."""
    key = section.type if section.key == OF_PERSON else section.key
    usual, own = locale.section_title(key, section.type), plain_text(inline(section.title))
    if own and own.casefold() != usual.casefold():
        return own
    part = f"{_PART}{key}"
    if section.total is not None and part in locale.data["sections"]:
        return locale.section_title(part, section.type)
    return own or usual


def identifier(key: str, taken: set[str]) -> str:
    """``key`` as an id for HTML: ASCII letters, digits and hyphens, not one of ``taken``."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
    if not base[0].isalpha():
        base = f"s-{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


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
        blocks += [Group(kind, tuple(_drop_kind(kind, block) for block in made))] if kind else made
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


def _drop_kind(kind: Inline, block: Block) -> Block:
    """``block`` without the remark or the lines that only repeat its heading."""
    if not isinstance(block, EntryBlock) or kind not in (block.remark, *block.details):
        return block
    remark = () if block.remark == kind else block.remark
    details = tuple(line for line in block.details if line != kind)
    return replace(block, remark=remark, details=details)
