"""JSON Resume, as its schema has it and as files in use have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvgen.gallery.gallery import SAMPLES
from tests.helpers_cli import run
from tests.helpers_importing import (
    check_law,
    cv_in,
    imported,
    sections_in,
    unplaced,
)

ADA: dict[str, Any] = {
    "$schema": "https://example.org/schema.json",
    "basics": {
        "name": "Ada Example", "label": "Engineer", "image": "https://example.org/ada.png",
        "email": "ada@example.org", "phone": "(020) 7946 0000", "url": "https://ada.example.org",
        "summary": "Builds engines.\n\nTeaches &amp; writes.",
        "location": {"address": "1 Mill Lane", "postalCode": "AB1 2CD", "city": "London",
                     "countryCode": "GB", "region": "England"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://github.com/ada"},
                     {"network": "Mastodon", "username": "@ada", "url": ""}],
    },
    "work": [{"name": "Analytical Engines", "position": "Engineer", "location": "London",
              "description": "Maker of mills", "url": "https://engines.example.org",
              "startDate": "2019-06", "endDate": "2021-08-31", "summary": "Cycle times.",
              "highlights": ["Cut the cycle time: 40 %", "• Taught ten pupils"]}],
    "volunteer": [{"organization": "Reading Room", "position": "Reader", "startDate": "2018"}],
    "education": [{"institution": "Lindenau University", "area": "Engines", "studyType": "BSc",
                   "startDate": "2015", "endDate": "2018", "score": "1.3",
                   "courses": ["E1 Looms", "E2 Mills"]}],
    "awards": [{"title": "Golden Gear", "date": "2020-01-01", "awarder": "Guild",
                "summary": "For the mill."}],
    "certificates": [{"name": "Mill licence", "date": "2020", "issuer": "Guild",
                      "url": "https://guild.example.org"}],
    "publications": [{"name": "On mills", "publisher": "Mill Journal", "releaseDate": "2020-03",
                      "url": "https://doi.org/10.1234/mills", "summary": "A study."}],
    "skills": [{"name": "Metal", "level": "Master", "keywords": ["brass", "iron"]},
               {"name": "Drawing"}, {"name": "Latin", "level": "Reading"}],
    "languages": [{"language": "English", "fluency": "Native speaker"}],
    "interests": [{"name": "Walks", "keywords": ["hills"]}],
    "references": [{"name": "Bo Muster", "reference": "Ada is thorough."}],
    "projects": [{"name": "Loom", "description": "A loom.", "highlights": ["Wove"],
                  "keywords": ["cards"], "startDate": "2020-01", "endDate": "2020-05",
                  "url": "https://loom.example.org", "roles": ["Lead", "Weaver"],
                  "entity": "Guild", "type": "application"}],
    "meta": {"version": "v1.0.0", "lastModified": "2021-09-01T10:00:00Z", "canonical": ""},
}  # fmt: skip


def test_every_key_of_the_schema_has_its_place() -> None:
    made = check_law(json.dumps(ADA, indent=2).encode())
    assert sorted(unplaced(made)) == ["$schema", "basics.image", "meta.version"]
    cv = cv_in(made)
    assert cv["links"] == [
        "https://ada.example.org",
        {"network": "GitHub", "username": "ada", "url": "https://github.com/ada"},
        {"network": "Mastodon", "username": "@ada"},
    ]
    assert cv["location"] == "London, England, GB"
    assert cv["addresses"] == ["1 Mill Lane\nAB1 2CD London"]
    assert cv["summary"] == "Builds engines.\n\nTeaches & writes."
    assert cv["updated"] == "2021-09-01"
    sections = cv["sections"]
    assert list(sections) == [
        "experience", "volunteering", "education", "awards", "certifications", "publications",
        "skills", "languages", "interests", "references", "projects",
    ]  # fmt: skip
    assert sections["experience"] == [{
        "role": "Engineer", "organization": "Analytical Engines", "location": "London",
        "start": "2019-06", "end": "2021-08-31", "url": "https://engines.example.org",
        "summary": "Cycle times.", "note": "Maker of mills",
        "highlights": ["Cut the cycle time: 40 %", "Taught ten pupils"],
    }]  # fmt: skip
    assert sections["education"][0]["grade"] == "1.3"
    assert sections["publications"][0]["doi"] == "10.1234/mills"
    assert sections["skills"] == [
        {"group": "Metal (Master)", "items": ["brass", "iron"]},
        {"items": ["Drawing", "Latin (Reading)"]},
    ]
    assert sections["languages"] == [{"language": "English", "level": "Native speaker"}]
    assert sections["projects"][0] == {
        "name": "Loom", "organization": "Guild", "role": "Lead, Weaver", "start": "2020-01",
        "end": "2020-05", "technologies": ["cards"], "url": "https://loom.example.org",
        "summary": "A loom.", "highlights": ["Wove"], "tags": ["application"],
    }  # fmt: skip


def test_the_older_schema_has_company_website_and_picture() -> None:
    made = imported({
        "basics": {"name": "Ada", "picture": "a.png", "website": "ada.example.org"},
        "work": [{"company": "Mill", "position": "Engineer", "website": "https://mill.example.org"}],
        "publications": [{"name": "On mills", "website": "https://mill.example.org/paper"}],
    })  # fmt: skip
    cv = cv_in(made)
    assert cv["links"] == ["https://ada.example.org"]
    assert cv["sections"]["experience"][0]["organization"] == "Mill"
    assert cv["sections"]["experience"][0]["url"] == "https://mill.example.org"
    assert unplaced(made) == {"basics.picture": "a.png"}


def work(**values: Any) -> Any:
    """The entry that comes from one of `work` with ``values``."""
    return sections_in({"basics": {"name": "Ada"}, "work": [values]})["experience"][0]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2019-06", "Present", {"start": "2019-06", "end": "present"}),
        ("2019-06-01T00:00:00.000Z", "", {"start": "2019-06-01"}),
        ("06/2019", "2020/7", {"start": "2019-06", "end": "2020-07"}),
        (2019, 2020, {"start": "2019", "end": "2020"}),
        ("2019-00-00", None, {"start": "2019"}),
        ("June 2019", "Till date", {"start": "June 2019", "end": "present"}),
        ("2019", "whenever", {"note": "2019 – whenever"}),
        ("2021", "2019", {"note": "2021 – 2019"}),
        ("2019-13", "", {"note": "2019-13"}),
        ("05/06/2019", "2020", {"note": "05/06/2019 – 2020"}),
        ("", "2020", {"end": "2020"}),
        ("present", "", {"note": "present"}),
    ],
)
def test_dates_are_dates_or_in_the_note(start: Any, end: Any, found: dict[str, str]) -> None:
    assert work(name="Mill", startDate=start, endDate=end) == {"organization": "Mill", **found}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("- one\n- two", ["one", "two"]),
        (["• one", "two"], ["one", "two"]),
        (["one", ["a", "b"]], [{"text": "one", "items": ["a", "b"]}]),
        ([{"text": "one"}, {"Speed": "up 40 %"}], ["one", "Speed: up 40 %"]),
        ("<ul><li>one</li><li>two &lt;3</li></ul>", ["one", "two <3"]),
        ([None, "", 7], ["7"]),
        ("one", ["one"]),
    ],
)
def test_highlights_in_any_form(given: Any, found: list[Any]) -> None:
    assert work(name="Mill", highlights=given)["highlights"] == found


@pytest.mark.parametrize(
    "summary",
    [
        "# Heading\ntext", "| a | b |\n|---|---|\n| c | d |", "```\ncode\n```", "> quoted\n> twice",
        "a\n---\nb", "![picture](https://example.org/a.png)", "[x](javascript:alert)", "-one\n-two",
        "a\n\n\n- b\n  - c\n    - d\n      - e", "\u200b\ufb01x\x07y",
        "\ud83d\ude00 \ud83d", "'single \"double\" \\ back", "#hash", "- dash", "@at", "%", "null",
        "key: value", "trailing:", "a #b", "1. one\n5. two", "*", "a  b", "\ttab\tin", "x" * 300,
        "word " * 60, "2019-06", "- - -", "{a: b}", "[a, b]", "&anchor x", "*alias", "!tag", "?",
        ":",
    ],
)  # fmt: skip
def test_no_text_is_lost_and_none_stops_the_import(summary: str) -> None:
    data = {
        "basics": {"name": "Ada", "summary": summary, "label": summary},
        "work": [{"name": summary, "highlights": [summary, summary]}],
        "skills": [{"name": summary, "keywords": [summary]}],
        "hobby horses": [summary],
    }
    made = check_law(json.dumps(data).encode())
    assert unplaced(made) == {}


def test_a_text_that_a_cv_refuses_is_listed() -> None:
    made = imported({"basics": {"name": "Ada", "summary": "@article{a, title={b}}"}})
    (left,) = made.account.unplaced
    assert left.path == "basics.summary"
    assert "BibTeX" in left.reason


def test_what_has_no_place_is_listed_with_its_place_in_the_cv() -> None:
    made = imported('{"basics": {"name": "Ada"},\n "work": [{"name": "Mill", "salary": 12}]}')
    assert [(one.where, one.path, one.text) for one in made.account.unplaced] == [
        ("resume.json:2:38", "work[0].salary", "12")
    ]
    assert "# - 2 work[0].salary: 12 (" in made.text


def test_sections_of_ones_own_become_sections() -> None:
    found = sections_in({
        "basics": {"name": "Ada"},
        "talks": [{"title": "On mills", "event": "MillConf", "year": 2020}],
        "sideJobs": [{"title": "Baker", "company": "Oven", "startDate": "2014", "pay": "bread"}],
        "motto": "Onward.",
        "numbers": {"shoe size": 38, "hats": ["red", "blue"]},
        "virtues": ["patience", "hope"],
    })  # fmt: skip
    assert found["talks"] == [{"title": "On mills", "event": "MillConf", "date": "2020"}]
    assert found["motto"] == {"title": "Motto", "type": "text", "entries": ["Onward."]}
    assert found["virtues"]["entries"] == ["patience", "hope"]
    assert found["numbers"]["entries"][1] == {"label": "Hats", "value": "red, blue"}
    assert found["experience"] == {"title": "Side Jobs", "entries": [
        {"role": "Baker", "organization": "Oven", "start": "2014", "note": "Pay: bread"}
    ]}  # fmt: skip


def test_what_cvgen_wrote_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new")
    assert run("render", "-f", "jsonresume", "-V", "record").code == 0
    (written,) = tmp_path.glob("output/*/*-record.json")
    made = check_law(written.read_bytes())
    assert cv_in(made)["sections"].keys() == read_starter(tmp_path)["sections"].keys()
    (tmp_path / "cv_data" / "alex-example.yaml").write_text(made.text, "utf-8")
    first = json.loads(written.read_text("utf-8"))
    assert run("render", "-f", "jsonresume", "-V", "record").code == 0
    assert json.loads(written.read_text("utf-8")) == first


def test_what_another_program_added_to_a_file_of_cvgen_comes_along(tmp_path: Path) -> None:
    request = ["-f", "jsonresume", "-V", "record", "-o", str(tmp_path / "out")]
    assert run("render", str(SAMPLES[0]), *request).code == 0
    written = next(tmp_path.glob("out/*/*-record.json"))
    data = json.loads(written.read_text("utf-8"))
    added = {key: ADA[key] for key in ADA if isinstance(ADA[key], list)}
    for key, items in added.items():
        data[key] = [*items, *data.get(key, ())]
    data["basics"]["profiles"] = [*data["basics"].get("profiles", ()), *ADA["basics"]["profiles"]]
    made = check_law(json.dumps(data, indent=1).encode())
    alone = check_law(json.dumps({"basics": {"name": "A"}, **added}, indent=1).encode())
    for key, entries in cv_in(alone)["sections"].items():
        found = cv_in(made)["sections"][key]
        assert found[: len(entries)] == entries, key
    assert {"ada", "@ada"} <= {link.get("username") for link in cv_in(made)["links"]}


def read_starter(folder: Path) -> Any:
    """The CV of the starter project."""
    text = (folder / "cv_data" / "alex-example.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (["2019-06-01", "2020-01-01", "2021-02-01"], ["2019-06", "2020-01", "2021-02"]),
        (["2019-06-01", "2020-01-01", "2021-02-03"], ["2019-06-01", "2020-01-01", "2021-02-03"]),
        (["2019-06-01", "2020-01-01", "2021"], ["2019-06-01", "2020-01-01", "2021"]),
        (["2019-06-01", "2020-01-01", "2021-02-01", "2022-03-08"],
         ["2019-06", "2020-01", "2021-02", "2022-03-08"]),
        (["2019-06-01", "2020-01-01", "2021-02-01", "2022-03-08", "2022-05-09", "2023-01-02"],
         ["2019-06-01", "2020-01-01", "2021-02-01", "2022-03-08", "2022-05-09", "2023-01-02"]),
        (["2019-06-01", "2020-01-01", "2021-02-01", "2018"],
         ["2019-06", "2020-01", "2021-02", "2018"]),
    ],
)  # fmt: skip
def test_days_that_a_program_asked_for_are_left_out(dates: list[str], found: list[str]) -> None:
    work = [{"name": "Mill", "startDate": date} for date in dates]
    entries = sections_in({"basics": {"name": "Ada"}, "work": work})["experience"]
    assert [entry["start"] for entry in entries] == found


def test_days_of_one_section_say_nothing_about_another() -> None:
    work = [{"name": "Mill", "startDate": f"201{n}-06-01"} for n in range(3)]
    projects = [{"name": "Loom", "startDate": "2020-02-03"}]
    found = sections_in({"basics": {"name": "Ada"}, "work": work, "projects": projects})
    assert [entry["start"] for entry in found["experience"]] == ["2010-06", "2011-06", "2012-06"]
    assert found["projects"][0]["start"] == "2020-02-03"


def test_forms_that_were_left_empty_and_sections_written_twice() -> None:
    made = check_law(b"""{"basics": {"name": "Ada", "picture": "", "website": ""},
        "work": [{"company": "", "position": "", "startDate": ""}, {"company": " "}],
        "publications": [{"title": "", "details": ""}],
        "skills": [{"name": "", "keywords": ["", "C"]}],
        "languages": [{"language": "German"}], "awards": [null], "references": "",
        "languages": [{"language": "English"}], "education": {"institution": "Lindenau"}}""")
    assert unplaced(made) == {}
    assert cv_in(made)["sections"] == {
        "skills": [{"items": ["C"]}],
        "languages": [{"language": "German"}, {"language": "English"}],
        "education": [{"institution": "Lindenau"}],
    }


def test_profiles_of_version_0_0_are_links() -> None:
    made = imported({"basics": {"name": "Ada"}, "profiles": {"github": "ada"}})
    assert cv_in(made)["links"] == [{"network": "GitHub", "username": "ada"}]
