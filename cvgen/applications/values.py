"""The names that letters may use, and their values: opening, recipient, texts, person and CV.

Values of the CV come from the selection of the variant that is sent, so a letter cannot say what
that variant does not show. A name whose value is not given is in the table with an empty value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cvgen.applications.loading import LoadedApplication
from cvgen.applications.opening import Salary
from cvgen.dates import DateRange, Dates, PartialDate
from cvgen.document import Document, Group, Reference
from cvgen.locales import Locale
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry, Section
from cvgen.model.marks import Marks, StrictModel
from cvgen.model.person import Person
from cvgen.model.text import Text

Names = dict[str, str]
_PERSON = ("name", "headline", "affiliation", "email", "phone", "location")


def plain_values(loaded: LoadedApplication, cv: Cv, document: Document, locale: Locale) -> Names:
    """All names but ``text.…`` with their values, which are not Markdown.

    ``cv`` is what the variant selects, and ``document`` how it shows that.
    """
    application, opening = loaded.application, loaded.opening
    return {
        "date": locale.full_date(application.date),
        "deadline": locale.full_date(loaded.deadline) if loaded.deadline else "",
        **dict(_of_model(opening, "opening", locale)),
        **dict(_of_model(loaded.recipient, "recipient", locale)),
        **dict(_of_person(cv.person, locale)),
        **dict(_of_sections(cv.sections, locale)),
        **dict(_counts(cv.sections, document)),
    }


def _of_model(model: StrictModel, name: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """The fields of ``model`` below ``name``, also those that are not given, but no marks."""
    marks = Marks.model_fields if isinstance(model, Marks) else {}
    for field, info in type(model).model_fields.items():
        if field not in marks:
            yield from _of_value(getattr(model, field), f"{name}.{info.alias or field}", locale)


def _of_value(value: Any, name: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """``value`` at ``name``, and the parts of it below that name."""
    if isinstance(value, tuple):
        yield name, ", ".join(filter(None, (_whole(item, locale) for item in value)))
        yield f"{name}.count", str(len(value))
        for number, item in enumerate(value):
            yield from _of_value(item, f"{name}.{number}", locale)
    elif isinstance(value, StrictModel) and not isinstance(value, Text):
        yield name, _whole(value, locale)
        yield from _of_model(value, name, locale)
    else:
        yield name, _text(value, locale)


def _whole(value: Any, locale: Locale) -> str:
    """A value with parts as one text: ``opening.contact`` is the name of the contact.

    Where that is not given, it is all that is.
    """
    if isinstance(value, Salary) and not value.text:
        amounts = "–".join(filter(None, (_text(one, locale) for one in (value.from_, value.to))))
        return " ".join(filter(None, (amounts, value.currency)))
    if not isinstance(value, StrictModel) or isinstance(value, Text):
        return _text(value, locale)
    first = _text(getattr(value, value.shorthand, None), locale) if value.shorthand else ""
    marks = Marks.model_fields if isinstance(value, Marks) else {}
    parts = (getattr(value, field) for field in type(value).model_fields if field not in marks)
    return first or ", ".join(filter(None, (_text(part, locale) for part in parts)))


def _text(value: Any, locale: Locale) -> str:
    """A single value as the letter says it; empty if it is not given."""
    if isinstance(value, Text):
        return plain_text(parse_inline(value.text))
    if isinstance(value, PartialDate):
        return locale.full_date(value)
    if isinstance(value, DateRange | Dates):
        when = locale.when(value)
        return when.text if when else ""
    if isinstance(value, float):
        return locale.money(value, None)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _of_person(person: Person, locale: Locale) -> Iterator[tuple[str, str]]:
    """``me.name``, ``me.email`` and so on; the first of several."""
    for field in _PERSON:
        value = getattr(person, field)
        first = value[0] if isinstance(value, tuple) and value else value
        yield f"me.{field}", _text(first or None, locale)
    for number, link in enumerate(person.links):
        yield f"me.links.{number}", link.url or link.username or ""


def _of_sections(sections: Iterable[Section], locale: Locale) -> Iterator[tuple[str, str]]:
    """``cv.experience.0.role`` and so on, by the keys of sections."""
    for section in sections:
        for number, entry in enumerate(section.entries):
            name = f"cv.{section.key}.{number}"
            yield from _of_entry(entry, name, locale)


def _of_entry(entry: Entry, name: str, locale: Locale) -> Iterator[tuple[str, str]]:
    yield from _of_model(entry, name, locale)
    yield f"{name}.when", _text(entry.when, locale)


def _counts(sections: Iterable[Section], document: Document) -> Iterator[tuple[str, str]]:
    """How many entries each section has, and how many publications the person wrote first."""
    by_key = {section.key: section for section in sections}
    for key, section in by_key.items():
        yield f"cv.{key}.count", str(len(section.entries))
    for shown in document.sections:
        if shown.type == "publications":
            first = sum(map(_is_first_author, _references(shown.blocks)))
            yield f"cv.{shown.key}.first_authored", str(first)


def _references(blocks: Iterable[Any]) -> Iterator[Reference]:
    for block in blocks:
        if isinstance(block, Reference):
            yield block
        elif isinstance(block, Group):
            yield from _references(block.blocks)


def _is_first_author(reference: Reference) -> bool:
    first = next((run for run in reference.authors if run.text.strip()), None)
    return first is not None and first.role == "self"
