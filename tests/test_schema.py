"""The JSON Schema for editors: it takes every CV that cvgen takes, and marks misspelt keys."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cvgen.app.new import schema_text
from cvgen.building.schema import cv_schema
from cvgen.building.validate import keys_of
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.sections import SECTION_TYPES
from tests.helpers import FORMS, NAME, UNKNOWN, as_editors_load, built, codes, section

ROOT = Path(__file__).parent.parent
FORMAT = ROOT / "docs" / "format.md"
jsonschema = pytest.importorskip("jsonschema")


@functools.cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(cv_schema())


def complaints(text: str) -> list[str]:
    """What an editor marks in a CV."""
    return [error.message[:200] for error in validator().iter_errors(as_editors_load(text))]


def taken(text: str) -> bool:
    """Whether neither cvgen nor an editor finds a fault."""
    return codes(text) == [] == complaints(text)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(cv_schema())
    assert cv_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_definition_is_used_and_every_reference_leads_to_one() -> None:
    text = json.dumps(cv_schema())
    names = set(cv_schema()["$defs"])
    used = set(re.findall(r'"#/\$defs/([^"]+)"', text))
    assert used == names


def test_the_schema_is_the_same_each_time_and_ends_with_a_line() -> None:
    assert schema_text() == schema_text()
    assert json.loads(schema_text()) == cv_schema()
    assert schema_text().endswith("}\n")


def test_every_key_of_a_cv_is_in_the_schema_in_the_order_of_the_model() -> None:
    properties = list(cv_schema()["properties"])
    assert properties[: len(keys_of(Person))] == keys_of(Person)
    assert set(properties) == {*keys_of(Person), *keys_of(Settings), "sections", "variants"}


def test_every_section_type_is_in_the_schema() -> None:
    assert set(cv_schema()["properties"]["sections"]["properties"]) == set(SECTION_TYPES.names())


def test_every_key_of_the_person_says_what_it_is_for() -> None:
    properties = cv_schema()["properties"]
    assert [key for key in keys_of(Person) if not properties[key].get("description")] == []


def test_a_section_type_that_is_added_is_in_the_schema() -> None:
    SECTION_TYPES.add("prizes", SECTION_TYPES["awards"])
    try:
        assert "prizes" in cv_schema()["properties"]["sections"]["properties"]
    finally:
        SECTION_TYPES.remove("prizes")


def examples() -> list[str]:
    """The YAML blocks of the page on the format that are whole CVs."""
    blocks = re.findall(r"```yaml\n(.*?)```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in blocks if block.startswith("name:")]


@pytest.mark.parametrize("text", examples())
def test_the_examples_of_the_documentation_are_taken(text: str) -> None:
    assert taken(text)


def test_the_documentation_has_an_example() -> None:
    assert examples()


def documented(heading: str) -> dict[str, list[str]]:
    """First column → names in backquotes of the rest, of the table below a heading."""
    page = FORMAT.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in page.split("\n") if line.startswith("| `")]
    return {row[0].strip(" `"): re.findall(r"`(\w+)", "|".join(row[1:])) for row in rows}


def test_every_section_type_is_documented() -> None:
    assert set(documented("Sections")) == set(SECTION_TYPES.names())


COMMON = set(keys_of(SECTION_TYPES["bullets"].entry)) - {"text"}


@pytest.mark.parametrize(
    "kind", sorted(set(SECTION_TYPES.names()) - {"volunteering", "bullets", "text"})
)
def test_every_key_of_an_entry_is_documented(kind: str) -> None:
    own = [key for key in keys_of(SECTION_TYPES[kind].entry) if key not in COMMON]
    assert set(own) <= set(documented("Sections")[kind])


def test_every_key_of_the_person_is_documented() -> None:
    page = FORMAT.read_text(encoding="utf-8")
    keys = [*keys_of(Person), *keys_of(Settings), "variants", "sections"]
    assert [key for key in keys if f"`{key}`" not in page] == []


FILES = [
    *sorted((ROOT / "cv_data").glob("*.yaml")),
    *sorted((ROOT / "cvgen" / "data" / "starter" / "cv_data").glob("*.yaml")),
]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_the_cvs_of_the_project_are_taken(path: Path) -> None:
    assert taken(path.read_text(encoding="utf-8"))


def test_the_schema_beside_the_cvs_is_the_one_that_holds() -> None:
    path = ROOT / "cv_data" / "cv.schema.json"
    if path.is_file():
        assert path.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(("key", "text", "made"), FORMS, ids=[f"{k}: {t}" for k, t, _ in FORMS])
def test_every_form_of_a_section_is_taken(key: str, text: str, made: list[Any]) -> None:
    assert made
    assert taken(section(key, text))


HEAD = """\
title: {text: Mine, for: x}
note: n
for: [a, b]
not_for: c
tags: d
visibility: personal
priority: 5
"""


@pytest.mark.parametrize(
    ("key", "text"),
    [("awards", "entries: [A]"), ("awards", ""), ("skills", "Tools: [A]"),
     ("skills", "entries: {Tools: [A]}"),
     ("own", "type: pairs\nDriving: B"), ("own", "entries: [A]"), ("text", "entries: A")],
)  # fmt: skip
def test_the_head_of_a_section_is_taken(key: str, text: str) -> None:
    assert taken(section(key, HEAD + text))


PERSON = [
    "name: 007",
    "name: true",
    "aliases: A. Example",
    "aliases: [A. Example, 'Example, A.']",
    "headline: 42",
    "headline: {text: a, short: b, for: x, not_for: [y], "
    "tags: 2021, visibility: public, priority: 3}",
    "headline: [{text: a, for: x}, b]",
    "email: a@b.c",
    "email: [a@b.c, {text: d@e.f, for: x}]",
    "email: {text: a@b.c}",
    "phone: 020",
    "location: {text: Bristol, visibility: personal}",
    "addresses: 1 Mill Lane",
    "addresses: {postal: 1 Mill Lane, visiting: {text: Room 5, for: x}}",
    "addresses: [1 Mill Lane, {label: Home, text: Room 5, visibility: public}]",
    "links: https://a.example",
    "links: [https://a.example, {github: ada}, {network: a, username: b}, {label: Home, url: 'https://a.example'}]",
    "links: {github: ada, orcid: 0000-0001}",
    "links: [{github: {username: ada, visibility: personal}}]",
    "photo: ada.jpg",
    "born: 1990",
    "born: {text: 1990-05-04, visibility: personal}",
    "nationality: British",
    "work_authorization: Settled",
    "work_authorization: {status: Settled, country: UK, until: 2027, note: n}",
    "work_authorization: [{status: Settled}, Visa]",
    "summary: |\n  One.\n\n  Two.",
    "interests: chess",
    "interests: [chess, {text: go, for: x}]",
    "facts: {Age: 42, Driving: {text: B, visibility: private}}",
    "facts: [{label: Age, value: 42, visibility: private}]",
    "language: pt-BR",
    "updated: 2026-01",
    "updated: 2026",
    "theme: academic",
    "variants: {mine: {}}",
    "variants: {mine: {extends: academic, theme: a, audience: b, "
    "include: c, exclude: [d], prefer: e, description: f}}",
    "variants: {mine: {visibility: private, reveal: [born]}}",
    "variants: {mine: {sections: [experience, '...', "
    "{skills: {entries: 3, highlights: [3, 2], since: 10y, only: selected}}]}}",
    "variants: {mine: {sections: [{experience: {highlights: 3, since: 2018, title: Work}}, "
    "{name: talks, entries: 0}]}}",
]  # fmt: skip


@pytest.mark.parametrize("line", PERSON)
def test_every_form_of_a_key_is_taken(line: str) -> None:
    assert taken(line if line.startswith("name:") else NAME + line)


ENTRIES = [
    ("experience", "- {role: a, start: 2019-06, end: present, "
     "highlights: [b, {text: c, priority: 5}], employment: d}"),
    ("experience", "- {organization: a, supervisors: b, technologies: [c], "
     "roles: [{role: d, start: 2020, end: 2021, highlights: e}]}"),
    ("education",
     "- {degree: a, expected: 2027-Q1, advisors: b, thesis: c, grade: 1.7, courses: [d]}"),
    ("education", "- {degree: a, thesis: {title: b, url: 'https://c.d'}, "
     "grade: {value: 18, scale: 20, label: e}}"),
    ("publications", "- {title: a, authors: 'B C, D E and F G', venue: h, "
     "year: 2021, volume: 3, pages: 1-9, selected: true}"),
    ("publications", "- {title: a, authors: [B C*, {name: D, equal: true}], "
     "venue: {acronym: E}, doi: 10.1145/12345, arxiv: 2410.06722}"),
    ("publications", "- {title: a, type: journal, date: 2021..2022, editors: [A B], "
     "issue: 2, rank: A*, status: to appear}"),
    ("funding", "- {title: a, amount: 546079, total: '1,000,000', currency: EUR}"),
    ("funding", "- {title: a, amount: 1500.50}"),
    ("awards", "- {title: a, amount: 500, times: 2, date: 2021}"),
    ("teaching", "- {course: a, hours: 12, level: MSc}"),
    ("service", "- {kind: a, venue: b, years: [2021, 2022..2024, 2026]}"),
    ("service", "- {venue: b, years: 2021}"),
    ("certifications", "- {name: a, id: 42, expires: 2027}"),
    ("languages", "- {language: a, level: B2, test: {name: b, score: 8.5, scale: 9}}"),
    ("languages", "- {language: a, test: IELTS}"),
    ("references", "- {name: a, email: a@b.c, phone: {text: 020, visibility: public}}"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "text"), ENTRIES)
def test_every_form_of_an_entry_is_taken(key: str, text: str) -> None:
    assert taken(section(key, text))


@pytest.mark.parametrize(
    "line",
    ["email:", "headline:", "links:", "facts:", "aliases:", "addresses:", "interests:", "phone:",
     "sections:", "variants:",
     "theme:", "updated:", "work_authorization:", "language:", "sections: {awards: }",
     "sections: {own: }",
     "sections: {awards: {title: , entries: }}",
     "sections: {experience: [{role: a, highlights: , end: , tags: }]}",
     "sections: {publications: [{title: a, authors: , selected: }]}",
     "sections: {skills: {Tools: }}", "variants: {mine: }",
     "headline: {text: a, for: , tags: }"],
)  # fmt: skip
def test_a_key_that_is_still_empty_is_no_fault(line: str) -> None:
    assert taken(NAME + line)


_FREE = (
    "facts: ",
    "addresses: {",
    "sections: {languages: {German",
    "sections: {skills: {Tools",
    "birthday",
)
MARKED = [(line, key) for line, key, _ in UNKNOWN if not line.startswith(_FREE)]


@pytest.mark.parametrize(("line", "key"), MARKED, ids=[line for line, _ in MARKED])
def test_an_editor_marks_a_misspelt_key_wherever_labels_are_not_free(line: str, key: str) -> None:
    assert complaints(NAME + line), key


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_an_editor_marks_an_unknown_key_in_every_kind_of_entry(kind: str) -> None:
    assert complaints(section(kind, "- {qqqq: a, date: 2021}"))
    assert complaints(section("own", f"type: {kind}\nentries:\n  - {{qqqq: a, date: 2021}}"))


@pytest.mark.parametrize(
    "text",
    [
        "headline: x\n",
        "- a\n",
        "name: [a]\n",
        NAME + "sections: [a]\n",
        NAME + "variants: [a]\n",
        NAME + "headline: {text: a, visibility: secret}\n",
        NAME + "headline: {text: a, priority: 9}\n",
        NAME + "language: english\n",
        NAME + "sections: {awards: [{awarder: a}]}\n",
        NAME + "sections: {own: {type: awads}}\n",
        NAME + "sections: {awards: [{title: a, times: 1}]}\n",
        NAME + "sections: {publications: [{title: a, selected: perhaps}]}\n",
        NAME + "variants: {mine: {sections: {experience: }}}\n",
        NAME + "variants: {mine: {name: other}}\n",
    ],
)
def test_an_editor_marks_what_cvgen_refuses(text: str) -> None:
    assert codes(text) != []
    assert complaints(text)


def test_numbers_that_an_editor_sees_are_texts_for_cvgen() -> None:
    text = f"{NAME}headline: 1.10\nlocation: 07\n"
    person = built(text).person
    assert (person.headline and person.headline.text, person.location and person.location.text) == (
        "1.10",
        "07",
    )
    assert as_editors_load(text)["headline"] == 1.1
    assert complaints(text) == []
