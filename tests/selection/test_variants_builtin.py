"""The built-in variants show what their readers expect, with titles in the right language."""

from __future__ import annotations

import pytest

from tests.helpers_cv import document_of, text_of_document

PAPERS = "".join(
    f"    - {{title: Paper {n}, type: journal, year: {2024 - n}}}\n" for n in range(12)
)
CV = f"""\
name: Ada Example
phone: "+1 555"
sections:
  experience:
    - role: Reader
      organization: Mill College
      start: 2019
      technologies: [brass]
      highlights: [{{text: Led the looms, priority: 5}}]
  education: [{{degree: PhD, institution: Mill College, end: 2018}}]
  publications:
{PAPERS}
  teaching: [{{course: Weaving}}]
  supervision: [{{person: Bo Learner, level: PhD}}]
  service: [{{kind: Reviewer, venue: Loom Letters}}]
  funding: [{{title: Moonshot, amount: 5, currency: EUR}}]
  memberships: [{{organization: Society of Gauges}}]
  talks: [{{title: Late moons}}]
  hobby_horses: {{type: bullets, entries: [A horse]}}
  boats: {{type: pairs, entries: [{{label: Hull, value: red}}]}}
"""


def titles(variant: str, text: str = CV) -> dict[str, str]:
    return {section.key: section.title for section in document_of(text, variant).sections}


def test_a_recruiter_is_spared_what_only_universities_ask_for() -> None:
    shown = titles("industry")
    assert not {"teaching", "supervision", "service", "funding", "memberships"} & set(shown)
    assert {"experience", "talks", "hobby-horses", "boats"} <= set(shown)
    assert set(titles("industry-short")) == {"experience", "education", "publications"}


def test_the_record_has_everything() -> None:
    assert len(titles("record")) == 11
    assert "+1 555" in text_of_document(document_of(CV, "record"))


def test_no_phone_number_is_on_the_web() -> None:
    assert "+1 555" not in text_of_document(document_of(CV, "public"))


def test_a_panel_gets_posts_without_stories_and_ten_papers_in_one_list() -> None:
    document = document_of(CV, "biosketch")
    (papers,) = (section for section in document.sections if section.key == "publications")
    assert [block.kind for block in papers.blocks] == ["reference"] * 10
    text = text_of_document(document)
    assert "Mill College" in text
    assert "Led the looms" not in text
    assert "brass" not in text


@pytest.mark.parametrize(
    ("language", "some", "whole"),
    [
        ("en", "Selected publications", "Publications"),
        ("de", "Ausgewählte Veröffentlichungen", "Veröffentlichungen"),
        ("ja", "主要業績", "研究業績"),
    ],
)
def test_a_part_of_the_publications_is_called_so(language: str, some: str, whole: str) -> None:
    text = f"language: {language}\n{CV}"
    assert titles("industry", text)["publications"] == some
    assert titles("full", text)["publications"] == whole


def test_a_short_complete_list_is_not_a_selection() -> None:
    few = CV.replace(PAPERS, PAPERS[: PAPERS.index("    - {title: Paper 3")])
    assert titles("industry", few)["publications"] == "Publications"


@pytest.mark.parametrize(
    ("own", "expected"), [("Papers", "Papers"), ("publications", "Selected publications")]
)
def test_a_title_of_your_own_stays_but_the_usual_one(own: str, expected: str) -> None:
    text = CV.replace(
        f"publications:\n{PAPERS}", f"publications:\n    title: {own}\n    entries:\n{PAPERS}"
    )
    assert titles("industry", text)["publications"] == expected


def test_the_head_says_of_how_many_they_are() -> None:
    (note,) = (s.note for s in document_of(CV, "industry").sections if s.key == "publications")
    assert "".join(run.text for run in note).replace("\xa0", " ") == "5/12 items"


def test_none_of_a_section_is_not_even_its_note() -> None:
    text = CV.replace(
        "funding: [{title: Moonshot, amount: 5, currency: EUR}]",
        "funding: {note: Three in review, entries: [{title: Moonshot}]}",
    )
    assert "funding" in titles("academic", text)
    assert "funding" not in titles("industry", text)


TITLED = """\
name: Ada
language: %s
sections: {publications: [{title: t}]}
variants:
  v:
    audience: all
    title: {en: List of publications, de: Schriftenverzeichnis}
    sections: [publications: {title: {en: Papers, de: Schriften}}]
"""


@pytest.mark.parametrize(
    ("language", "document", "section"),
    [("en", "List of publications", "Papers"), ("de", "Schriftenverzeichnis", "Schriften")],
)
def test_titles_of_a_variant_are_in_its_language(
    language: str, document: str, section: str
) -> None:
    made = document_of(TITLED % language, "v")
    assert (made.label, made.title) == (document, f"Ada – {document}")
    assert [part.title for part in made.sections] == [section]
