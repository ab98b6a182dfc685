"""JSON Resume: valid by its schema, a note for each loss, and the same CV when read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from cvgen.assets.files import Assets
from cvgen.importing.input_file import InputFile
from cvgen.importing.run import import_files
from cvgen.model.cv import Cv
from cvgen.selection import select
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Written
from cvgen.writers.jsonresume.restore import restore
from cvgen.writers.jsonresume.typed import typed
from tests.helpers_cli import SOURCE, run
from tests.helpers_cv import ADA, cv_of, rules_of, with_sections
from tests.helpers_golden import FOLDER
from tests.helpers_project import make_project
from tests.helpers_sweeps import few
from tests.test_properties import CASES, Case, quick

LARGE = (FOLDER / "large.yaml").read_text("utf-8")
THEME = load_theme("academic")
CVS = [
    path for path in (SOURCE / "cv_data").glob("*.yaml") if "\nsections" in path.read_text("utf-8")
]
SAMPLES = [*(SOURCE / "cvgen/gallery/samples").glob("*.yaml")]

TEXT, TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
DATE = {"type": "string", "pattern": r"^[12]\d{3}(-[01]\d(-[0-3]\d)?)?$"}
URI = {"type": "string", "pattern": r"^[a-z]+:[!-~]+$"}


def object_of(texts: str = "", lists: str = "", dates: str = "", **more: Any) -> dict[str, Any]:
    """The schema of an object with these keys; others may stand beside them."""
    keys = {**dict.fromkeys(texts.split(), TEXT), **dict.fromkeys(lists.split(), TEXTS)}
    keys |= {**dict.fromkeys(dates.split(), DATE), **more}
    return {"type": "object", "properties": keys}


def list_of(item: dict[str, Any]) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": item}


RANGE = "startDate endDate"
SCHEMA = object_of(
    basics=object_of(
        "name label image email phone summary", url=URI,
        location=object_of("address postalCode city countryCode region"),
        profiles=list_of(object_of("network username", url=URI)),
    ),
    work=list_of(object_of("name location position summary", "highlights", RANGE, url=URI)),
    volunteer=list_of(object_of("organization position summary", "highlights", RANGE, url=URI)),
    education=list_of(object_of("institution area studyType score", "courses", RANGE, url=URI)),
    awards=list_of(object_of("title awarder summary", "", "date")),
    certificates=list_of(object_of("name issuer", "", "date", url=URI)),
    publications=list_of(object_of("name publisher summary", "", "releaseDate", url=URI)),
    skills=list_of(object_of("name level", "keywords")),
    languages=list_of(object_of("language fluency")),
    interests=list_of(object_of("name", "keywords")),
    references=list_of(object_of("name reference")),
    projects=list_of(
        object_of("name description entity type", "highlights keywords roles", RANGE, url=URI)
    ),
)  # fmt: skip
"""What the schema 1.3.1 asks for, in our words."""


def written(cv: Cv) -> Written:
    """A selected CV as JSON Resume."""
    made: Written = WRITERS["jsonresume"].write(cv, THEME, Assets())
    return made


def seen(text: str, variant: str = "record") -> Cv:
    """What ``variant`` shows of the CV ``text``."""
    cv = cv_of(text)
    return select(cv, rules_of(cv, variant)).cv


def data_of(text: str) -> Any:
    """The CV ``text`` as JSON Resume."""
    return json.loads(written(seen(text)).data)


def read_again(data: Any) -> Cv:
    """The CV in JSON Resume, through YAML."""
    return cv_of(json.dumps(restore(data), ensure_ascii=False))


def content(cv: Cv) -> Any:
    """All that a CV says, without marks."""
    language = cv.settings.language
    sections = [(section.key, section.type, typed(section, language)) for section in cv.sections]
    return typed(cv.person, language), sections, language, cv.settings.updated


def assert_same(cv: Cv) -> None:
    """Fail unless ``cv`` is valid JSON Resume that gives the same CV."""
    data = json.loads(written(cv).data)
    jsonschema.validate(data, SCHEMA)
    found, wanted = content(read_again(data)), content(cv)
    found[0].pop("aliases", None)  # only those that author lists have are written
    wanted[0].pop("aliases", None)
    assert found == wanted


@pytest.mark.parametrize("variant", ["record", "academic", "public"])
def test_a_cv_with_everything_comes_back(variant: str) -> None:
    assert_same(seen(LARGE, variant))


@pytest.mark.parametrize("path", CVS, ids=lambda path: path.stem)
def test_the_cvs_of_this_project_come_back(path: Path) -> None:
    assert_same(seen(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_come_back(path: Path) -> None:
    assert_same(seen(path.read_text("utf-8")))


@settings(quick, max_examples=few(40))
@given(case=CASES)
def test_generated_cvs_come_back(case: Case) -> None:
    assert_same(case.seen("record").cv)


TRICKY = """
experience:
  - {role: "A* **b**", organization: Acme, start: 2019, end: 2021-03, url: "https://é.example/ü"}
  - {role: x, start: spring 2020}
  - {role: y, date: "2020, 2022"}
  - {role: z, start: 2027-Q1, expected: 2028}
  - organization: Several
    location: Rome
    start: 2001
    end: 2009
    roles:
      - {role: one, start: 2005, end: 2009, location: Bonn, highlights: [{Did: [a, "b *c*"]}]}
      - {role: two, start: 2001, end: 2005, url: "https://x.example"}
labs: {type: experience, title: Labs, entries: [{role: Guest, organization: Lab, date: 2020-05}]}
skills: [{items: [C#, "R*"]}, {group: G, items: [a]}]
publications:
  - {title: T, authors: [A B*, {name: C, url: "https://c.example"}], doi: 10.1000/a<b>}
  - {title: U, venue: {acronym: V}, url: "https://doi.org.example/10.1/x"}
education:
  - {degree: PhD, grade: 1/2/3, summary: "one\\n\\ntwo\\n- a\\n- b"}
  - {degree: M, grade: 4/5}
interests: [{items: [chess]}]
"""


def test_what_is_written_in_many_ways_comes_back() -> None:
    text = with_sections(TRICKY) + "interests: [go, '*r*']\nlanguage: pt\nupdated: 2024-05\n"
    assert_same(seen(text))


def test_ongoing_positions_have_no_end_and_others_only_what_is_a_date() -> None:
    one, two, three, four, *roles, lab = data_of(with_sections(TRICKY))["work"]
    dates = [{k: v for k, v in item.items() if "Date" in k} for item in (one, two, three, four)]
    assert dates == [{"startDate": "2019", "endDate": "2021-03"}, {}, {}, {"endDate": "2028"}]
    assert [role["name"] for role in roles] == ["Several", "Several"]
    assert [role["location"] for role in roles] == ["Bonn", "Rome"]
    assert lab["x-cvgen"]["section"] == "labs"
    assert one["position"] == "A* b"
    assert one["url"] == "https://xn--9ca.example/%C3%BC"


def test_a_value_that_another_program_changed_is_taken() -> None:
    data = data_of(f"{ADA}location: 'Bath, UK'\n")
    data["basics"]["label"] = "Head of *mills*"
    data["basics"]["location"] = {"city": "Rome"}
    data["work"][0] |= {"position": "Chief", "endDate": "2024", "highlights": ["One", "Two"]}
    cv = read_again(data)
    (entry,) = cv.sections[0].entries
    assert cv.person.headline
    assert cv.person.location
    assert (cv.person.headline.text, cv.person.location.text) == (r"Head of \*mills\*", "Rome")
    made = typed(entry, "en")
    assert (made["role"], made["end"], made["highlights"]) == ("Chief", "2024", ["One", "Two"])


def test_the_order_of_items_may_change() -> None:
    data = data_of(LARGE)
    before = content(read_again(data))
    for items in data.values():
        if isinstance(items, list):
            items.reverse()
    after = content(read_again(data))
    assert [sorted(map(str, s[2]["entries"])) for s in after[1]] == [
        sorted(map(str, s[2]["entries"])) for s in before[1]
    ]
    assert after[1] == before[1]


def test_each_loss_has_a_note() -> None:
    text = with_sections("""
        experience: [{role: A, unit: U, supervisors: [S], organization: "*O*"}]
        funding: [{title: G}, {title: H}]
        skills: [x]
        """)
    assert written(seen(text)).notes == (
        "experience: no key in JSON Resume for unit, supervisors (in x-cvgen)",
        "experience: only in part, or as plain text: organization (whole in x-cvgen)",
        "funding: no such section in JSON Resume (2 entries in x-cvgen)",
    )


HIDDEN = """\
name: Ada Example
aliases: [Secretalias]
headline: {text: open, short: secretshort}
email: [{text: secretmail@example.org, visibility: private}]
phone: "+1 secret"
sections:
  experience: [{role: Engineer, tags: [secrettag], not_for: secretaudience, priority: 2}]
  secrets: {title: secrettitle, type: bullets, visibility: private, entries: [secretitem]}
  references: [{name: Kim, email: secretkim@example.org}]
variants:
  secretvariant: {description: secretdescription, sections: [experience: {title: secretrule}]}
"""


def test_marks_and_hidden_items_leave_no_trace() -> None:
    data = written(seen(HIDDEN, "public")).data.decode()
    assert "ecret" not in data
    assert "Engineer" in data


def test_the_command_line_writes_it_and_says_what_has_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=ADA + "affiliation: Works\n")
    made = run("render", "-f", "jsonresume", "-V", "full")
    assert made.code == 0
    assert "no key in JSON Resume for affiliation (in x-cvgen)" in made.out + made.err
    data = json.loads((tmp_path / "output/ada/ada-full.json").read_text("utf-8"))
    assert data["basics"]["name"] == "Ada Example"


def imported(cv: Cv) -> Cv:
    """``cv`` as JSON Resume, imported again."""
    return cv_of(import_files([InputFile("cv.json", written(cv).data)]).text)


@pytest.mark.parametrize("path", [*CVS, *SAMPLES], ids=lambda path: path.stem)
def test_import_restores_what_was_exported(path: Path) -> None:
    cv = seen(path.read_text("utf-8"))
    found, wanted = content(imported(cv)), content(cv)
    found[0].pop("aliases", None)
    wanted[0].pop("aliases", None)
    assert found == wanted


@settings(quick, max_examples=few(10))
@given(case=CASES)
def test_import_restores_generated_cvs(case: Case) -> None:
    cv = case.seen("record").cv
    found, wanted = content(imported(cv)), content(cv)
    assert found[1:] == wanted[1:]
    assert {**found[0], "aliases": ()} == {**wanted[0], "aliases": ()}
