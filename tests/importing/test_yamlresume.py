"""YAMLResume: the sections of JSON Resume, with lists in their summaries."""

from __future__ import annotations

from tests.helpers_importing import check_law, cv_in, unplaced

ADA = """\
---
content:
  basics:
    name: Ada Example
    headline: Engineer
    email: ada@example.org
    url: https://ada.example.org
    summary: |
      - Builds engines
      - Teaches
  location: {address: 1 Mill Lane, city: London, postalCode: AB1 2CD}
  profiles:
    - {network: Line, url: https://line.example.org/ada, username: ada}
  work:
    - name: Analytical Engines
      position: Engineer
      startDate: Jun 1, 2019
      endDate:
      keywords: [mills]
      summary: |
        The mill.

        - Cut the cycle time
        - Taught
          - ten pupils
  education:
    - {institution: Lindenau University, degree: Bachelor, area: Engines, score: "1.3"}
  languages:
    - {language: English, fluency: Native or Bilingual Proficiency, keywords: [TOEFL 110]}
  skills:
    - {name: Metal, level: Expert, keywords: [brass]}
  references:
    - {name: Bo Muster, relationship: Teacher, phone: (020) 7946, summary: Thorough.}
  projects:
    - {name: Loom, description: A loom., summary: "- Wove\\n", keywords: [cards]}
locale: {language: de}
layouts:
  - {engine: latex, template: jake}
"""


def test_every_key_has_its_place() -> None:
    made = check_law(ADA.encode(), "ada.yml")
    assert sorted(unplaced(made)) == ["layouts[0].engine", "layouts[0].template"]
    cv = cv_in(made)
    assert cv["summary"] == "- Builds engines\n- Teaches"
    assert cv["addresses"] == ["1 Mill Lane\nAB1 2CD London"]
    assert cv["language"] == "de"
    assert cv["links"][1]["network"] == "Line"
    sections = cv["sections"]
    assert sections["experience"] == [{
        "role": "Engineer", "organization": "Analytical Engines", "start": "Jun 1, 2019",
        "technologies": ["mills"], "summary": "The mill.",
        "highlights": ["Cut the cycle time", {"text": "Taught", "items": ["ten pupils"]}],
    }]  # fmt: skip
    assert sections["languages"][0]["note"] == "TOEFL 110"
    assert sections["references"][0]["relation"] == "Teacher"
    assert sections["projects"][0]["summary"] == "A loom."
    assert sections["projects"][0]["highlights"] == ["Wove"]
