"""The values of placeholders: all names, and only what the variant itself selects."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.applications.documents import plan
from cvgen.applications.texts.counts import texts_of
from cvgen.applications.values import plain_values
from cvgen.document import Paragraph
from cvgen.errors import InputError
from cvgen.loading.load import load_cv
from cvgen.locales import load_locale
from cvgen.project import find_project
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.request import Request
from cvgen.themes import load_theme
from tests.helpers_applications import APPLICATION, Applying, make


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


def values(project: Applying, variant: str = "full", language: str = "en") -> dict[str, str]:
    """All names with their values, as a letter of ``variant`` has them."""
    loaded = project.load()
    cv = load_cv(project.root / "cv_data" / "ada.yaml", find_project(project.root))
    (job,) = jobs_of(cv, Request(variants=(variant,), formats=("pdf",)), load_theme)
    return plain_values(loaded, job.selection.cv, job.document, load_locale(language))


def letter(project: Applying, text: str) -> list[str]:
    """The paragraphs of a letter of one ``text``."""
    project.write("letters/academic.md", text)
    document = project.documents()[0].document
    assert document is not None
    blocks = document.sections[0].blocks
    return list(texts_of([block for block in blocks if isinstance(block, Paragraph)]))


def test_the_names(project: Applying) -> None:
    found = values(project)
    expected = {
        "date": "29 November 2026",
        "deadline": "15 December 2026",
        "opening.position": "Postdoc in systems",
        "opening.organization": "Example University",
        "opening.number": "1-2",
        "opening.unit": "",
        "opening.deadline": "15 December 2026",
        "opening.requirements.0": "A PhD in computer science",
        "opening.requirements.count": "2",
        "opening.documents.count": "5",
        "opening.contact.name": "Prof. Jane Miller",
        "recipient.name": "Prof. Jane Miller",
        "recipient.address.1": "12345 Example City",
        "me.name": "Ada Example",
        "me.headline": "Postdoctoral researcher",
        "me.email": "ada@example.org",
        "cv.experience.count": "2",
        "cv.experience.0.role": "Researcher",
        "cv.experience.0.organization": "Sample Institute",
        "cv.publications.count": "2",
        "cv.publications.first_authored": "1",
        "cv.publications.0.title": "Stateful Things",
        "cv.publications.0.venue": "VLDB",
        "cv.publications.0.venue.name": "VLDB",
        "cv.publications.0.authors.1": "Bob Sample",
        "opening.contact": "Prof. Jane Miller",
    }
    assert "2021" in found["cv.experience.0.when"]
    marks = {"visibility", "priority", "for", "not_for", "tags"}
    assert not [name for name in found if name.rpartition(".")[2] in marks]
    assert {name: found.get(name) for name in expected} == expected


def test_the_application_goes_before_the_opening(project: Applying) -> None:
    project.edit("status: ready", "deadline: 2026-12-01\nrecipient: {name: Dr Bob Sample}")
    found = values(project)
    assert found["deadline"] == "1 December 2026"
    assert found["opening.deadline"] == "15 December 2026"
    assert (found["recipient.name"], found["opening.contact.name"]) == (
        "Dr Bob Sample", "Prof. Jane Miller",
    )  # fmt: skip


def test_dates_are_in_the_language_of_the_letter(project: Applying) -> None:
    assert values(project, language="de")["date"] == "29. November 2026"


@pytest.mark.parametrize("variant", ["full", "public", "academic", "food"])
def test_values_of_the_cv_come_from_the_selection_of_the_variant(
    project: Applying, variant: str
) -> None:
    project.write("cvgen.yaml", "variants: {food: {extends: full, exclude: [food]}}\n"
                  if variant == "food" else "")  # fmt: skip
    found = "\n".join(values(project, variant).values())
    assert "Hidden Works" not in found and "Secret agent" not in found
    assert ("+44 20 7946 0000" in found) is (variant != "public")
    assert "carla@example.edu" not in found
    assert ("Bread & Sons" in found) is (variant != "food")


def test_contacts_of_referees_cannot_be_told_where_the_cv_hides_them(project: Applying) -> None:
    found = values(project)
    told = [name for name in found if name.startswith("cv.references") and "@" in found[name]]
    document = plan(project.load()).documents[1].job
    assert document is not None
    shown = str(document.document)
    assert all(found[name] in shown for name in told)


@pytest.mark.parametrize(
    "name", ["cv.experience.2.role", "cv.patents.count", "me.birthday", "text.whi", "opening.posit"]
)
def test_what_is_not_selected_or_misspelt_is_an_unknown_name(project: Applying, name: str) -> None:
    with pytest.raises(InputError, match="E722 unknown name"):
        letter(project, f"I am {{{{ {name} }}}}.\n")


def test_a_letter_of_another_variant_tells_what_that_one_shows(tmp_path: Path) -> None:
    project = make(
        tmp_path, APPLICATION.replace("    salutation", "    variant: public\n    salutation")
    )
    with pytest.raises(InputError, match=r"E723 'me\.phone'"):
        letter(project, "Call {{ me.phone }}.\n")
    other = make(tmp_path / "b")
    assert letter(other, "Call {{ me.phone }}.\n") == ["Call +44 20 7946 0000."]


def test_an_empty_value_may_be_asked_for(project: Applying) -> None:
    text = "{% if opening.unit %}In {{ opening.unit }}{% else %}Somewhere{% endif %}.\n"
    assert letter(project, text) == ["Somewhere."]
    project.change("openings/postdoc.yaml", "number: 1-2", "unit: the *best* unit")
    assert letter(project, text) == ["In the *best* unit."]


def test_texts_of_the_application_are_markdown(project: Applying) -> None:
    (document, *_) = project.documents()
    assert document.document is not None
    texts = [block.text for block in document.document.sections[0].blocks
             if isinstance(block, Paragraph)]  # fmt: skip
    assert [run.text for run in texts[0] if run.emphasis] == ["dataflow"]


def test_the_name_of_the_packet_may_have_placeholders(project: Applying) -> None:
    project.edit(
        "send: packet", 'send: {as: packet, name: "Example_{{ opening.number }}_{{ me.name }}"}'
    )
    assert plan(project.load()).packet == "Example_1-2_Ada Example"


def test_lists_and_parts_of_an_opening_are_names_too(tmp_path: Path) -> None:
    project = make(tmp_path)
    more = "projects: [AthenaRL, LARA]\nsalary: {from: 4021, to: 4201, currency: EUR}\nnumber: 1-2"
    project.change("openings/postdoc.yaml", "number: 1-2", more)
    text = (
        "{% if opening.projects %}{{ opening.projects }}.{% endif %} {{ opening.salary }}; "
        "{{ opening.documents }}{% if opening.tasks %}, tasks{% endif %}"
        "{% if opening.rules %}, rules{% endif %}"
    )
    project.write("letters/academic.md", text)
    (filled,) = (one.written for one in project.documents() if one.part.letter)
    assert filled is not None
    assert filled.text.replace("\\", "") == (
        "AthenaRL, LARA. 4,021–4,201 EUR; cover letter, academic CV, research statement, "
        "transcripts of records, contact details of two referees, rules"
    )
