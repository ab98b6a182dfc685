"""RenderCV: every kind of entry of 0.x to 2.x has its place."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers_importing import check_law, cv_in, law_or_refusal, unplaced

ADA = """\
cv:
  name: Ada Example
  headline: Engineer
  location: London
  email: [ada@example.org, ada@mill.example.org]
  phone: tel:+44-20-7946-0000
  website: https://ada.example.org
  photo: images/ada.jpg
  social_networks:
    - network: GitHub
      username: ada
  custom_connections:
    - fontawesome_icon: calendar
      placeholder: Book a call
      url: https://call.example.org
  sections:
    summary:
      - Builds **engines**.
      - Teaches.
    education:
      - institution: Lindenau University
        area: Engines
        degree: BSc
        start_date: 2015-09
        end_date: 2018
        highlights: ["GPA: 3.9/4.0"]
    experience:
      - company: Analytical Engines
        position: Engineer
        location: London
        start_date: 2019-06
        end_date: present
        summary: The mill.
        desk: 7
        highlights:
          - Led six people
            - two fitters
            - four engineers
          - Scaled - then sold
    Open Source Projects:
      - name: '[Loom](https://loom.example.org)'
        date: Fall 2020
        highlights: [Wove]
    publications:
      - title: On mills
        authors: [Bo Muster, '***A. Example***', C. Sample*]
        journal: Mill Journal
        doi: 10.1234/mills
        date: 2020-03
    skills:
      - label: Metal
        details: Brass, iron (cast, wrought), 'tin'
    languages:
      - label: German
        details: native
    selected_honors:
      - bullet: Golden Gear
    patents:
      - number: A loom
    invited_talks:
      - reversed_number: On mills, MillConf
    facts:
      - label: Hats
        details: red
    prose:
      - text of its own
design:
  theme: classic
  page: {size: a4, top_margin: 2cm, bottom_margin: 2cm, show_footer: true}
locale:
  language: german
settings:
  current_date: 2025-01-01
"""


def imported(text: str) -> Any:
    """The CV in ``text``, for which the law holds."""
    return cv_in(check_law(text.encode(), "ada.yaml"))


def test_every_kind_of_entry_has_its_place() -> None:
    made = check_law(ADA.encode(), "ada.yaml")
    design = ["design.page.bottom_margin", "design.page.show_footer", "design.page.size",
              "design.page.top_margin", "design.theme"]  # fmt: skip
    assert sorted(unplaced(made)) == [
        "cv.custom_connections[0].fontawesome_icon", "cv.photo", *design, "settings.current_date",
    ]  # fmt: skip
    assert " design: 5 values (is about the look" in made.text
    cv = cv_in(made)
    sections = cv.pop("sections")
    assert cv == {
        "name": "Ada Example", "aliases": ["A. Example"], "headline": "Engineer",
        "email": ["ada@example.org", "ada@mill.example.org"], "phone": "+44-20-7946-0000",
        "location": "London", "summary": "Builds **engines**.\n\nTeaches.", "language": "de",
        "links": ["https://ada.example.org", {"network": "GitHub", "username": "ada"},
                  {"url": "https://call.example.org", "label": "Book a call"}],
    }  # fmt: skip
    assert sections["education"][0]["degree"] == "BSc"
    assert sections["experience"] == [{
        "role": "Engineer", "organization": "Analytical Engines", "location": "London",
        "start": "2019-06", "end": "present", "summary": "The mill.", "note": "Desk: 7",
        "highlights": [{"text": "Led six people", "items": ["two fitters", "four engineers"]},
                       "Scaled - then sold"],
    }]  # fmt: skip
    assert sections["projects"] == {
        "title": "Open Source Projects",
        "entries": [{"name": "[Loom](https://loom.example.org)", "date": "Fall 2020",
                     "highlights": ["Wove"]}],
    }  # fmt: skip
    assert sections["publications"][0]["authors"] == ["Bo Muster", "A. Example", "C. Sample*"]
    assert sections["skills"] == [
        {"group": "Metal", "items": ["Brass", "iron (cast, wrought)", "'tin'"]}
    ]
    assert sections["languages"] == [{"language": "German", "level": "native"}]
    assert sections["selected_honors"] == {
        "title": "Selected Honors", "type": "bullets", "entries": ["Golden Gear"]
    }  # fmt: skip
    assert sections["facts"]["entries"] == [{"label": "Hats", "value": "red"}]
    assert sections["prose"]["entries"] == ["text of its own"]


def test_version_1_has_a_label_and_a_catalog() -> None:
    made = check_law(dedent("""\
        cv:
          name: Ada
          label: Engineer
          sections:
            volunteering:
              - {company: Reading Room, position: Reader, date: 2018}
            test_scores:
              - {name: IELTS, details: '8.5'}
        locale_catalog: {month: Monat}
        rendercv_settings: {date: '2024-01-01'}
        """).encode(), "ada.yaml")  # fmt: skip
    cv = cv_in(made)
    assert cv["headline"] == "Engineer"
    assert cv["sections"]["volunteering"][0]["organization"] == "Reading Room"
    assert cv["sections"]["test_scores"]["entries"] == [{"label": "IELTS", "value": "8.5"}]
    assert sorted(unplaced(made)) == ["locale_catalog.month", "rendercv_settings.date"]


def test_version_0_has_sections_beside_the_name_and_custom_ones() -> None:
    cv = imported("""\
cv:
  name: Ada
  section_order: [Education]
  education:
    - {institution: Lindenau University, area: Engines, study_type: BSc, gpa: '1.3', date: 2018}
  custom_sections:
    - title: Strange days
      entry_type: NormalEntry
      entries: [{name: Loom day, date: 2020}]
""")
    assert cv["sections"]["education"][0]["degree"] == "BSc"
    assert cv["sections"]["education"][0]["grade"] == "1.3"
    assert cv["sections"]["strange_days"]["title"] == "Strange days"
    assert cv["sections"]["strange_days"]["entries"] == [{"title": "Loom day", "date": "2020"}]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("selected_honors", "Selected Honors"),
        ("Side Work", "Side Work"),
        ("welcome_to_Mill", "welcome to Mill"),
        ("über_mich", "Über Mich"),
    ],
)
def test_a_key_is_a_title(key: str, title: str) -> None:
    sections = imported(f"cv:\n  name: Ada\n  sections:\n    {key}: [{{bullet: x}}]\n")["sections"]
    assert [one["title"] for one in sections.values()] == [title]


def test_sections_of_mixed_entries_lose_nothing() -> None:
    text = """\
cv:
  name: Ada
  sections:
    work:
      - {company: Mill, position: Engineer}
      - plain text
      - bullet: a bullet
      - {label: Tools, details: loom}
      - [a, list]
      - {name: One, odd: {deep: [1, 2]}}
"""
    assert unplaced(check_law(text.encode(), "ada.yaml")) == {}


KEYS = ["company", "position", "institution", "title", "authors", "name", "label", "details",
        "bullet", "number", "date", "start_date", "end_date", "highlights", "summary", "url",
        "journal", "doi", "odd"]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=8), st.sampled_from(["2020-03", "- a\n- b", "present", "***A***"])
)
ENTRY = st.one_of(
    TEXTS,
    st.dictionaries(
        st.sampled_from(KEYS), st.one_of(TEXTS, st.integers(), st.lists(TEXTS, max_size=3)),
        max_size=5,
    ),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["summary", "experience", "skills", "own_words", "talks"]),
                       st.lists(ENTRY, max_size=4)))  # fmt: skip
def test_any_sections_are_placed_or_listed(sections: dict[str, Any]) -> None:
    data = {"cv": {"name": "Ada", "sections": sections}}
    check_law(yaml.safe_dump(data, allow_unicode=True).encode(), "ada.yaml")


@given(st.binary(max_size=30), st.integers(0, 2000))
def test_damaged_files_are_read_or_refused(noise: bytes, at: int) -> None:
    text = ADA.encode()
    for data in (text[:at], text[:at] + noise + text[at + len(noise) :]):
        found = law_or_refusal(data, "ada.yaml", kind="rendercv")
        assert found <= {"E102", "E103", "E104", "E766", "E767", "E108", "E110", "E112"}


@pytest.mark.parametrize(
    ("details", "found"),
    [
        ("Mill School", {}),
        ("Mill School, advisor 2016-2018", {}),
        ("Mill School, bo@example.org", {"visibility": "personal"}),
        ("Mill School, +44 20 7946 0123", {"visibility": "personal"}),
    ],
)
def test_contacts_in_the_text_of_a_referee_are_personal(
    details: str, found: dict[str, str]
) -> None:
    entry = f"{{label: Bo Muster, details: '{details}'}}"
    text = f"cv: {{name: Ada Example, sections: {{references: [{entry}]}}}}"
    made = imported(text)["sections"]["references"]
    assert made == [{"name": "Bo Muster", "note": details, **found}]
