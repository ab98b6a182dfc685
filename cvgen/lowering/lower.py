"""Cv → Document: text as it reads, in a closed set of blocks."""

from __future__ import annotations

import re
import unicodedata

from cvgen.document import Document, DocumentSection
from cvgen.inline import literal, plain_text
from cvgen.locales import Locale, load_locale
from cvgen.lowering.header import lower_header
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.sections import SECTION_TYPES, Context
from cvgen.sections.base import inline, own_names
from cvgen.sections.interests import OF_PERSON, with_interests


def lower(cv: Cv, locale: Locale | None = None) -> Document:
    """The document of ``cv`` (after selection), in ``locale`` or the CV's own language."""
    locale = locale or load_locale(cv.settings.language)
    person = cv.person
    context = Context(locale, own_names(person.name, person.aliases))
    day = cv.settings.updated
    return Document(
        header=lower_header(person, locale),
        sections=_sections(cv, context),
        language=locale.tag,
        direction=locale.direction,
        title=f"{person.name} – {locale.word('cv')}",
        label=locale.word("cv"),
        updated=locale.word("updated", date=locale.date(day)) if day else "",
    )


def _sections(cv: Cv, context: Context) -> tuple[DocumentSection, ...]:
    made: list[DocumentSection] = []
    for section in with_interests(cv).sections:
        taken = {other.key for other in made}
        lowered = _section(section, context, taken)
        if lowered.blocks or lowered.note:
            made.append(lowered)
    return tuple(made)


def _section(section: Section, context: Context, taken: set[str]) -> DocumentSection:
    part = SECTION_TYPES[section.type]
    own_title = plain_text(inline(section.title))
    note = inline(section.note)
    if not note and part.note is not None:
        note = literal(part.note(section, context))
    return DocumentSection(
        key=_identifier(section.key, taken),
        type=section.type,
        title=own_title or context.locale.section_title(_title_key(section), section.type),
        blocks=tuple(part.lower(section, context)),
        note=note,
    )


def _title_key(section: Section) -> str:
    return section.type if section.key == OF_PERSON else section.key


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
