"""The JSON Schema for editors accepts every form that cvgen accepts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import FORMS, NAME, as_editors_load, built, section
from tests.helpers_schema import complaints, taken


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
     "sections: {awards: {title: , entries: }}",
     "sections: {experience: [{role: a, highlights: , end: , tags: }]}",
     "sections: {publications: [{title: a, authors: , selected: }]}",
     "variants: {mine: }",
     "headline: {text: a, for: , tags: }"],
)  # fmt: skip
def test_a_key_that_is_still_empty_is_not_a_fault(line: str) -> None:
    assert taken(NAME + line)


def test_numbers_that_an_editor_sees_are_texts_for_cvgen() -> None:
    text = f"{NAME}headline: 1.10\nlocation: 07\n"
    person = built(text).person
    assert (person.headline and person.headline.text, person.location and person.location.text) == (
        "1.10",
        "07",
    )
    assert as_editors_load(text)["headline"] == 1.1
    assert complaints(text) == []
