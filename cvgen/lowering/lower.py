"""Cv → Document: the final text, in a closed set of blocks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from cvgen.document import Document, DocumentSection
from cvgen.locales import Locale, load_locale
from cvgen.lowering.choices import Choices
from cvgen.lowering.grouping import section_blocks
from cvgen.lowering.header import lower_header
from cvgen.lowering.typeset import typeset_document
from cvgen.markup.inline import literal, plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.model.names import own_names
from cvgen.sections import SECTION_TYPES, Context
from cvgen.sections.base import inline, prose
from cvgen.sections.interests import OF_PERSON, with_interests

CHOICES = Choices()
_PART = "selected_"  # prefix of the key of a title for only a part of a section


def lower(cv: Cv, choices: Choices = CHOICES) -> Document:
    """The document of ``cv`` (after selection) in the CV's own language, as ``choices`` say."""
    locale = replace(load_locale(cv.settings.language), date_style=choices.date_style)
    person, day = cv.person, cv.settings.updated
    context = Context(locale, own_names(person.name, person.aliases), choices.publications)
    label = plain_text(inline(cv.title)) or locale.word("cv")
    document = Document(
        header=lower_header(person, locale, choices),
        sections=_sections(cv, context, choices),
        language=locale.tag,
        direction=locale.direction,
        title=f"{person.name} – {label}",
        label=label,
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
    return locale.word("updated", date=replace(locale, date_style="month-year").date(day))


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
        key=_identifier(section.key, taken),
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


def _identifier(key: str, taken: set[str]) -> str:
    """``key`` as an id for HTML: ASCII letters, digits and hyphens, not one of ``taken``."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
    if not base[0].isalpha():
        base = f"s-{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
