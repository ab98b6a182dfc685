"""The blocks of a typical entry of each type, part by part."""

from __future__ import annotations

from typing import Any

import pytest

from cvgen.document import DocumentSection
from cvgen.sections import SECTION_TYPES
from tests.helpers_cv import blocks_of, document_of, shape, with_sections

Parts = dict[str, Any]

TYPICAL: dict[str, tuple[str, Parts]] = {
    "experience": (
        "{role: Engineer, organization: Engines Ltd, unit: Mill team, employment: part-time,"
        " location: London, start: 2019-06, end: present, supervisors: [Kim Muster, Sam Sample],"
        " technologies: [Rust], url: 'https://www.engines.example/', summary: Kept it going.,"
        " highlights: [Cut the *cycle* time.], note: On leave in 2021.}",
        {
            "title": "Engineer (part-time)", "organization": "Engines Ltd", "unit": "Mill team",
            "place": "London", "when": "Jun 2019 – present",
            "details": ["Supervisors: Kim Muster, Sam Sample", "Technologies: Rust",
                        "On leave in 2021.",
                        "url{[engines.example](https://www.engines.example/)}"],
            "body": [{"text": "Kept it going."}, {"items": ["Cut the *cycle* time."]}],
        },
    ),
    "education": (
        "{degree: PhD, area: Mathematics, institution: University of Examplia, unit: Tides,"
        " start: 2020-10, expected: 2027-Q1, advisors: Kim Muster, distinction: With honours,"
        " grade: {value: 18, scale: 20, label: Average, note: best}, courses: [Waves, Moons],"
        " thesis: {title: On tides, distinction: Prize, url: 'https://t.example'}}",
        {
            "title": "PhD in Mathematics", "organization": "University of Examplia",
            "unit": "Tides", "when": "Oct 2020 – expected Q1 2027",
            "details": ["Advisor: Kim Muster", "Average: 18/20; best", "With honours",
                        "Thesis: *On tides* (Prize), url{[t.example](https://t.example)}",
                        "Courses: Waves, Moons"],
        },
    ),
    "publications": (
        "{title: On tides, authors: [Sam Sample*, Ada Example*, et al.], volume: 12, issue: 3,"
        " venue: {acronym: JIH, name: Journal of Hydrology}, pages: 101–119, publisher: Tide Press,"
        " year: 2021, status: to appear, rank: Q1, award: Best paper, doi: 10.1234/tides,"
        " arxiv: 'arXiv:2101.00001v2', highlights: [Read by many.]}",
        {
            "title": "On tides", "authors": "Sam Sample*, self{Ada Example*} et al.",
            "venue": "acronym{JIH} · venue{Journal of Hydrology}, vol. 12, no. 3, pp. 101–119,"
                     " Tide Press",
            "notes": ["status{to appear}", "rank{Q1}", "award{Best paper}"],
            "links": ["url{[doi:10.1234/tides](https://doi.org/10.1234/tides)}",
                      "url{[arXiv:2101.00001v2](https://arxiv.org/abs/2101.00001v2)}"],
            "when": "2021", "bullets": {"items": ["Read by many."]},
        },
    ),
    "projects": (
        "{name: tidetools, organization: OSS, role: Author, technologies: [Rust, C],"
        " date: 2020..2022}",
        {"title": "tidetools", "organization": "OSS", "when": "2020–2022",
         "details": ["Author", "Technologies: Rust, C"]},
    ),
    "funding": (
        "{title: Moon, agency: EX, scheme: Starting grants, role: PI, amount: '546,079',"
        " total: 1000000.5, currency: eur, date: 2021}",
        {"title": "Moon", "organization": "EX", "unit": "Starting grants", "when": "2021",
         "details": ["PI; total €1,000,000.50"], "aside": "amount{own share €546,079}"},
    ),
    "teaching": (
        "{course: Tides 101, role: Lecturer, institution: U, unit: Dep, level: BSc, hours: 12.5}",
        {"title": "Tides 101", "organization": "U", "unit": "Dep",
         "details": ["Lecturer, BSc, 12.5 h"]},
    ),
    "supervision": (
        "{person: Kim, level: PhD, institution: ETH, topic: Moons, role: Second,"
        " outcome: Now at X}",
        {"title": "PhD", "blocks": [
            {"title": "Kim", "organization": "ETH",
             "details": ["*Moons*", "Second", "Now at X"]}
        ]},
    ),
    "service": (
        "{kind: Reviewer, venue: CIKM, years: [2021, 2023..2024], role: chair, organization: ACM}",
        {"rows": [["Reviewer", "CIKM 2021, 2023–2024 (chair), ACM"]]},
    ),
    "talks": (
        "{title: Tides, speaker: Kim Muster, affiliation: ETH, event: TideConf, place: Room 1,"
        " location: Rome, kind: Keynote, date: 2021-05-03}",
        {"title": "Tides", "organization": "TideConf", "place": "Room 1, Rome",
         "remark": "Keynote", "when": "3 May 2021", "details": ["Speaker: Kim Muster, ETH"]},
    ),
    "awards": (
        "{title: Prize, awarder: EX, rank: 1st of 60, amount: 500, currency: GBP, times: 2}",
        {"title": "Prize", "organization": "EX", "details": ["1st of 60"],
         "aside": "amount{2 × £500}"},
    ),
    "certifications": (
        "{name: Diver, issuer: PADI, id: 77, expires: 2027-05, date: 2021}",
        {"title": "Diver", "organization": "PADI", "when": "2021",
         "details": ["ID: 77; expires May 2027"]},
    ),
    "memberships": (
        "{organization: ACM, role: Fellow, start: 2020}",
        {"title": "Fellow", "organization": "ACM", "when": "2020 – present"},
    ),
    "volunteering": (
        "{role: Trainer, organization: Club, date: summer 2021}",
        {"title": "Trainer", "organization": "Club", "when": "Summer 2021"},
    ),
    "patents": (
        "{title: Mill, number: EP1, inventors: [Ada Example, Kim Muster], office: EPO,"
        " status: granted}",
        {"title": "Mill", "organization": "EPO",
         "details": ["Inventors: self{Ada Example}, Kim Muster", "EP1, status{granted}"]},
    ),
    "references": (
        "{name: Kim Muster, role: Professor, organization: ETH, relation: PhD advisor,"
        " email: kim@eth.example, phone: '+41 1', address: \"Gasse 3\\nBern\"}",
        {"title": "Kim Muster", "organization": "Professor, ETH",
         "details": ["PhD advisor",
                     "[kim@eth.example](mailto:kim@eth.example), +41 1, Gasse 3, Bern"]},
    ),
    "skills": (
        "{group: Tools, items: [C#, A*], note: daily}",
        {"rows": [["Tools", "C#, A*; daily"]]},
    ),
    "languages": (
        "{language: German, level: B2, test: {name: TestDaF, score: 17, scale: 20}}",
        {"rows": [["German", "B2 (TestDaF 17/20)"]]},
    ),
    "interests": ("chess", {"rows": [[[], "chess"]]}),
    "entries": (
        "{title: Thing, subtitle: Sub, organization: Org, unit: Unit, date: 2021}",
        {"title": "Thing", "organization": "Org", "unit": "Unit", "when": "2021",
         "details": ["Sub"]},
    ),
    "bullets": ("{text: 'One *thing*', date: 2021}", {"items": ["One *thing*; 2021"]}),
    "text": ("'One *thing*'", {"text": "One *thing*"}),
    "pairs": ("{label: Both, value: [a, b]}", {"rows": [["Both", "a, b"]]}),
}  # fmt: skip


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_a_typical_entry_reads_part_by_part(kind: str) -> None:
    entry, expected = TYPICAL[kind]
    assert shape(blocks_of(f"{kind}: [{entry}]")) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("experience: [{organization: Only Place}]", {"title": "Only Place"}),
        ("experience: [{employment: internship}]", {"title": "internship"}),
        ("experience: [{role: Data internship, employment: Internship}]",
         {"title": "Data internship"}),
        ("education: [{institution: Only School, expected: 2027}]",
         {"title": "Only School", "when": "expected 2027"}),
        ("education: [{area: Physics, grade: 1.3}]",
         {"title": "Physics", "details": ["Grade: 1.3"]}),
        ("education: [{degree: PhD, start: 2020, end: present, expected: 2027}]",
         {"title": "PhD", "when": "2020 – present", "details": ["Expected 2027"]}),
        ("funding: [{title: Plain, amount: 1000}]", {"title": "Plain", "aside": "amount{1,000}"}),
        ("awards: [{title: Prize, times: 3}]", {"title": "Prize", "aside": "amount{3×}"}),
        ("memberships: [IEEE]", {"title": "IEEE"}),
        ("publications: [{title: T, pages: 7}]", {"title": "T", "venue": "p. 7"}),
        ("publications: [{title: T, editors: Kim Muster; Sam Sample, series: LNCS}]",
         {"title": "T", "venue": "edited by Kim Muster, Sam Sample, LNCS"}),
        ("languages: {Latin: C2}", {"rows": [["Latin", "C2"]]}),
        ("languages: [{language: English, test: {name: IELTS, score: 8}}]",
         {"rows": [["English", "IELTS 8"]]}),
        ("skills: {Tools: dbt, Other: [a, b]}", {"rows": [["Tools", "dbt"], ["Other", "a, b"]]}),
        ("skills: [a, b, {group: c, items: d}, e]",
         {"rows": [[[], "a, b"], ["c", "d"], [[], "e"]]}),
        ("pairs: {Height: 1.80}", {"rows": [["Height", "1.80"]]}),
    ],
)  # fmt: skip
def test_short_forms_and_what_is_missing(text: str, expected: Parts) -> None:
    assert shape(blocks_of(text)) == [expected]


def test_several_roles_become_entries_inside_their_organization() -> None:
    text = """\
        experience:
          - organization: Two Roles Ltd
            location: Rome
            summary: A mill.
            roles:
              - {role: Lead, start: 2020, unit: Core, supervisors: [Kim], note: Nice.}
              - {role: Engineer, start: 2018, end: 2020, highlights: [Built it.]}
        """
    lead = {
        "title": "Lead",
        "unit": "Core",
        "when": "2020 – present",
        "details": ["Supervisor: Kim", "Nice."],
    }
    engineer = {"title": "Engineer", "when": "2018–2020", "body": [{"items": ["Built it."]}]}
    body = [{"text": "A mill."}, lead, engineer]
    organization = {"title": "Two Roles Ltd", "place": "Rome", "when": "2018 – present"}
    assert shape(blocks_of(text)) == [{**organization, "body": body}]


def test_entries_of_one_level_are_under_one_heading() -> None:
    people = (
        "{person: A, level: PhD}, {person: B, level: PhD, date: 2021}, C, {person: D, level: MSc}"
    )
    text = f"supervision: [{people}]"
    assert shape(blocks_of(text)) == [
        {"title": "C"},
        {"title": "PhD", "blocks": [{"title": "A"}, {"title": "B", "when": "2021"}]},
        {"title": "MSc", "blocks": [{"title": "D"}]},
    ]


def test_service_of_one_kind_shares_a_row() -> None:
    entries = "{kind: PC, venue: A, years: 2021}, {kind: PC, venue: B}, {kind: Chair, venue: C}"
    text = f"service: [{entries}]"
    assert shape(blocks_of(text)) == [{"rows": [["PC", "A 2021; B"], ["Chair", "C"]]}]


def test_an_amount_says_that_it_is_a_share_where_the_total_is_told() -> None:
    alone = shape(blocks_of("funding: [{title: Moon, amount: 5, currency: EUR}]"))
    beside = shape(blocks_of("funding: [{title: Moon, amount: 5, total: 9, currency: EUR}]"))
    total = shape(blocks_of("funding: [{title: Moon, total: 9, currency: EUR}]"))
    assert alone == [{"title": "Moon", "aside": "amount{€5}"}]
    assert beside[0]["aside"] == "amount{own share €5}"
    assert beside[0]["details"] == total[0]["details"] == ["total €9"]


def test_service_without_a_kind_has_its_role_as_label_beside_other_labels() -> None:
    entries = "{role: Trustee, organization: A}, {kind: PC, venue: B}, {role: Dean, years: [2020]}"
    text = f"service: [{entries}]"
    assert shape(blocks_of(text)) == [{"rows": [["Trustee", "A"], ["PC", "B"], ["Dean", "2020"]]}]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("{role: Dean, organization: ETH, start: 2020}", "Dean, ETH, 2020 – present"),
        ("{role: Dean, organization: ETH, years: [2020]}", "Dean, ETH 2020"),
        ("{role: Dean, years: [2020]}", "Dean 2020"),
        ("{kind: Boards, role: Chair, organization: ACM}", "Chair, ACM"),
        ("{kind: Reviewer, organization: ACM, years: [2020]}", "ACM 2020"),
        ("{role: chair, venue: CIKM, years: [2020]}", "CIKM 2020 (chair)"),
    ],
)
def test_a_role_leads_where_service_has_no_venue(entry: str, text: str) -> None:
    ((_, made),) = shape(blocks_of(f"service: [{entry}]"))[0]["rows"]
    assert made == text


def section_of(text: str) -> DocumentSection:
    """The first section of a CV with the sections ``text``."""
    return document_of(with_sections(text)).sections[0]


def test_a_text_section_parts_paragraphs_at_blank_lines() -> None:
    text = 'about: {title: Me, entries: "First.\\n\\nSecond\\nline."}'
    section = section_of(text)
    assert (section.title, section.type) == ("Me", "text")
    assert shape(section.blocks) == [{"text": "First."}, {"text": "Second\nline."}]


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("experience: [{role: x}]", "Experience"),
        ("experience: {title: 'Where I *worked*', entries: [{role: x}]}", "Where I worked"),
        ("my_things: [a]", "My things"),
        ("open-source: {type: projects, entries: [{name: x}]}", "Open source"),
    ],
)
def test_the_title_of_a_section(section: str, title: str) -> None:
    assert section_of(section).title == title
