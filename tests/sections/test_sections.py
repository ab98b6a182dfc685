"""No field of an entry is lost, whatever its type and however few fields it has."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from cvgen.dates import DateRange, Dates
from cvgen.model.entry import Entry
from cvgen.sections import SECTION_TYPES
from tests.helpers_cv import blocks_of, document_of, markdown_of, text_of_document, with_sections
from tests.helpers_fields import ALIKE, Words, alone, fields_of, filled

TYPES = SECTION_TYPES.names()
ALONE = [(kind, name) for kind in TYPES for name in fields_of(SECTION_TYPES[kind].entry)]


def in_yaml(kind: str, *entries: dict[str, Any]) -> str:
    """A section of the type ``kind``, as YAML."""
    return yaml.safe_dump({kind: {"entries": list(entries)}}, sort_keys=False, allow_unicode=True)


def lost(words: Words, shown: str) -> list[str]:
    """The words that are not in ``shown``, letter case aside."""
    plain = shown.casefold().replace(",", "")
    return [word for word in words.made if word.casefold() not in plain]


def shown_by(value: object) -> str:
    """What a reader sees of ``value``, and where links on names of people lead."""
    pages = re.findall(r"href='(https?:[^']*)', role=(?:None|'self')", repr(value))
    return "\n".join([text_of_document(value), *pages])


def test_every_type_of_the_documentation_is_there() -> None:
    assert set(TYPES) == {
        "experience", "education", "publications", "projects", "funding", "teaching",
        "supervision", "service", "talks", "awards", "certifications", "memberships",
        "volunteering", "patents", "references", "skills", "languages", "interests",
        "entries", "bullets", "text", "pairs",
    }  # fmt: skip


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_of_an_entry_is_in_the_document(kind: str) -> None:
    words = Words()
    data = filled(SECTION_TYPES[kind].entry, words)
    assert not lost(words, shown_by(blocks_of(in_yaml(kind, data))))


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_of_an_entry_is_in_the_markdown(kind: str) -> None:
    words = Words()
    text = with_sections(in_yaml(kind, filled(SECTION_TYPES[kind].entry, words)))
    assert not lost(words, markdown_of(document_of(text)))


@pytest.mark.sweep("cvgen/sections", "cvgen/lowering", "cvgen/model", kinds=("kind",), keep=30)
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("field", sorted(ALIKE))
def test_several_dates_are_shown_by_every_type(kind: str, field: str) -> None:
    words = Words()
    skipped = frozenset({"start", "end", "expected", *ALIKE} - {field})
    data = filled(SECTION_TYPES[kind].entry, words, skipped)
    data.pop("roles", None)
    shown = text_of_document(blocks_of(in_yaml(kind, data)))
    assert len(data[field]) == 2 and all(year in shown for year in data[field])


@pytest.mark.sweep("cvgen/sections", "cvgen/lowering", "cvgen/model", kinds=("kind",), keep=60)
@pytest.mark.parametrize(("kind", "field"), ALONE)
def test_a_field_alone_is_shown(kind: str, field: str) -> None:
    words = Words()
    data = alone(SECTION_TYPES[kind].entry, field, words)
    assert not lost(words, shown_by(blocks_of(in_yaml(kind, data))))


@pytest.mark.parametrize("kind", TYPES)
def test_many_entries_of_a_type_are_all_shown(kind: str) -> None:
    words = Words()
    model = SECTION_TYPES[kind].entry
    entries = [filled(model, words) for _ in range(9)]
    assert not lost(words, shown_by(document_of(with_sections(in_yaml(kind, *entries)))))


@pytest.mark.parametrize("kind", TYPES)
def test_the_title_and_note_of_a_section_are_shown(kind: str) -> None:
    words = Words()
    entry = alone(SECTION_TYPES[kind].entry, "summary", words)
    head = {"title": words.word(), "note": words.word(), "entries": [entry]}
    text = yaml.safe_dump({kind: head}, sort_keys=False)
    assert not lost(words, shown_by(document_of(with_sections(text))))


@pytest.mark.parametrize("variant", ["full", "academic", "industry"])
def test_a_section_that_only_has_a_note_is_shown(variant: str) -> None:
    text = with_sections("references: {note: Available on request}")
    assert "Available on request" in text_of_document(document_of(text, variant))


def test_publications_of_several_types_are_grouped_and_none_is_lost() -> None:
    words = Words()
    entries = [{"title": words.word(), "type": "journal"} for _ in range(5)]
    entries += [{"title": words.word(), "type": "book"} for _ in range(3)]
    entries += [{"title": words.word()} for _ in range(2)]
    assert not lost(words, shown_by(blocks_of(in_yaml("publications", *entries))))


def test_the_base_of_all_entries_says_when_it_was() -> None:
    entry = Entry.model_validate({"start": "2020", "end": "present"})
    assert entry.when == Dates((DateRange(entry.start, "present"),))
