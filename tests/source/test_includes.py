"""Included files: the resulting CV, and the places in messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import CvgenError, format_problem
from cvgen.source.tree import Plain
from tests.helpers_cli import run
from tests.helpers_includes import load, problems, values
from tests.helpers_project import write
from tests.helpers_schema import complaints

ADA = "name: Ada Example\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


FORMS = ["{from: a.yaml}", "\n    from: a.yaml", "!include a.yaml", "!include 'a.yaml'",
         "!include\n    a.yaml", "{from: ./a.yaml}", "{from: ../cv_data/a.yaml}",
         '{"from": "a.yaml"}', "&x {from: a.yaml}", "{from: A.YAML}"]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_both_ways_to_write_it_mean_the_same(tmp_path: Path, form: str) -> None:
    if "A.YAML" in form:
        write(tmp_path / "cv_data" / "A.YAML", "a text")
    made = load(tmp_path, f"{ADA}headline: {form}\n", a="a text\n")
    assert made.cv.person.headline is not None
    assert made.cv.person.headline.text == "a text"


LISTS = [
    ("[{from: a.yaml}]", "x", ["x"]),
    ("[{from: a.yaml}, z]", "[x, y]", ["x", "y", "z"]),
    ("[w, !include a.yaml, !include a.yaml]", "[x, y]", ["w", "x", "y", "x", "y"]),
    ("{from: a.yaml}", "[x, y]", ["x", "y"]),
    ("[{from: a.yaml}]", "{from: b.yaml}", ["b1", "b2"]),
    ("[{from: a.yaml}]", "[{from: b.yaml}, x]", ["b1", "b2", "x"]),
    ("[{from: a.yaml}]", "[]", []),
    ("[[{from: a.yaml}]]", "[x]", [["x"]]),
]


@pytest.mark.parametrize(("items", "file", "expected"), LISTS)
def test_a_list_in_a_list_is_joined_to_it(
    tmp_path: Path, items: str, file: str, expected: Plain
) -> None:
    found = values(tmp_path, f"interests: {items}\n", a=file, b="[b1, b2]")
    assert found == {"interests": expected}


MERGES = [
    ("{from: a.yaml, k: 1}", "{x: 2, y: 3}", {"x": "2", "y": "3", "k": "1"}),
    ("{k: 1, from: a.yaml, l: 4}", "{x: 2}", {"k": "1", "x": "2", "l": "4"}),
    ("{from: a.yaml, y: own}", "{x: 2, y: 3, z: 4}", {"x": "2", "y": "own", "z": "4"}),
    ("{k: 1, <<: {from: a.yaml}}", "{x: 2}", {"k": "1", "x": "2"}),
    ("{k: 1, <<: !include a.yaml}", "{k: 2}", {"k": "1"}),
    ("{from: 2019, to: 2020}", "", {"from": "2019", "to": "2020"}),
    ("{from: 09/2019}", "", {"from": "09/2019"}),
    ("{from: Lisbon}", "", {"from": "Lisbon"}),
    ("{from: a.yaml, k: 1}", "{from: 2019}", {"from": "2019", "k": "1"}),
]


@pytest.mark.parametrize(("value", "file", "expected"), MERGES)
def test_beside_other_keys_those_of_the_file_join_them(
    tmp_path: Path, value: str, file: str, expected: dict[str, Plain]
) -> None:
    found = values(tmp_path, f"facts: {value}\n", a=file or "x")
    assert found == {"facts": expected}
    assert isinstance(found, dict)
    assert list(found["facts"] or ()) == list(expected)


def test_a_whole_cv_may_be_based_on_another_one(tmp_path: Path) -> None:
    base = f"{ADA}location: Oslo\nsections: {{skills: [a]}}\n"
    made = load(tmp_path, "from: base.yaml\nlanguage: de\nlocation: Wien\n", base=base)
    assert made.cv.person.name == "Ada Example"
    assert made.cv.person.location is not None
    assert made.cv.person.location.text == "Wien"
    assert (made.cv.settings.language, len(made.cv.sections)) == ("de", 1)
    assert [path.stem for path in made.project.cv_paths()] == ["ada", "base"]


CV = """\
name: Ada Example
headline: [{text: a, for: mars}]
sections:
  talks: {from: shared/talks.yaml}
  publications:
    - {title: New, date: 2020}
    - from: shared/pubs.yaml
"""
PUBS = "# the old ones\n- title: Old\n  date: 2019\n- title: Older\n  dat: 2018\n"
TALKS = "from: more/all.yaml\n"


def test_a_problem_points_into_the_file_that_it_is_in(tmp_path: Path) -> None:
    found = problems(
        tmp_path, CV, shared__pubs=PUBS, shared__talks=TALKS,
        shared__more__all="- title: T\n  when: 2020\n  tags: [x\n",
    )  # fmt: skip
    assert format_problem(found[0]) == (
        "cv_data/shared/more/all.yaml:3:9: E104 the list that starts with [ is not closed\n"
        "  |\n3 |   tags: [x\n  |         ^\n"
        "  = included at: cv_data/ada.yaml:4:17 → cv_data/shared/talks.yaml:1:7\n"
        "  = hint: put , between its items and ] at its end"
    )
    found = problems(
        tmp_path, CV, shared__pubs=PUBS, shared__talks=TALKS,
        shared__more__all="- title: T\n  evnt: 2020\n",
    )  # fmt: skip
    assert (found[0].where, found[0].code) == ("cv_data/ada.yaml:2:27", "E302")
    assert [format_problem(one) for one in found[1:]] == [
        "cv_data/shared/more/all.yaml:2:3: E201 unknown key 'evnt' in a talk entry\n"
        "  |\n2 |   evnt: 2020\n  |   ^^^^\n"
        "  = included at: cv_data/ada.yaml:4:17 → cv_data/shared/talks.yaml:1:7\n"
        "  = hint: did you mean 'event'?",
        "cv_data/shared/pubs.yaml:5:3: E201 unknown key 'dat' in a publication entry\n"
        "  |\n5 |   dat: 2018\n  |   ^^^\n"
        "  = included at: cv_data/ada.yaml:7:13\n"
        "  = hint: did you mean 'date'?",
    ]


def test_marks_and_comments_in_parts_are_checked_where_they_stand(tmp_path: Path) -> None:
    talks = "- title: T\n  for: mars\n"
    (found,) = problems(tmp_path, f"{ADA}sections: {{talks: {{from: t.yaml}}}}\n", t=talks)
    assert (found.where, found.code) == ("cv_data/t.yaml:2:8", "E302")
    talks = "- title: the #1 talk\n"
    made = load(tmp_path, f"{ADA}sections: {{talks: {{from: t.yaml}}}}\n", t=talks)
    (warning,) = made.source.warnings
    assert (warning.where, warning.code) == ("cv_data/t.yaml:1:14", "W113")
    assert warning.via == "cv_data/ada.yaml:2:26"


def test_keys_of_the_same_place_in_two_files_are_both_reported(tmp_path: Path) -> None:
    roles = "[{from: a.yaml}, {from: b.yaml}]"
    cv = f"{ADA}sections: {{experience: {{organization: O, roles: {roles}}}}}"
    found = problems(tmp_path, cv, a="role: A\nwen: 2020\n", b="role: B\nwen: 2020\n")
    assert [one.where for one in found] == ["cv_data/a.yaml:2:1", "cv_data/b.yaml:2:1"]


def test_an_error_in_a_part_of_two_cvs_is_reported_once(tmp_path: Path) -> None:
    for name in ("ada", "bo"):
        cv = f"name: {name}\nsections: {{talks: {{from: t.yaml}}}}\n"
        write(tmp_path / "cv_data" / f"{name}.yaml", cv)
    write(tmp_path / "cv_data" / "t.yaml", "- title: T\n  wen: 2020\n")
    made = run("check")
    assert (made.code, made.err.count("E201")) == (1, 1)
    assert made.out.startswith("2 CVs checked")


def test_all_files_are_known_also_when_one_is_missing(tmp_path: Path) -> None:
    made = load(tmp_path, CV.replace("mars", "public"), shared__pubs="[]", shared__talks=TALKS,
                shared__more__all="- title: T\n")  # fmt: skip
    names = ["ada", "shared/talks", "shared/more/all", "shared/pubs"]
    assert [path.relative_to(tmp_path / "cv_data").as_posix() for path in made.files] == [
        f"{name}.yaml" for name in names
    ]
    (tmp_path / "cv_data/shared/more/all.yaml").unlink()
    with pytest.raises(CvgenError) as caught:
        load(tmp_path, CV, shared__pubs="[]", shared__talks=TALKS)
    assert [path.name for path in caught.value.files] == [
        "ada.yaml", "talks.yaml", "all.yaml", "pubs.yaml",
    ]  # fmt: skip
    write(tmp_path / "cv_data/shared/more/all.yaml", "- title: T\n")
    with pytest.raises(CvgenError) as caught:
        load(tmp_path, f"{CV}colour: red\n", shared__pubs="[]", shared__talks=TALKS)
    assert len(caught.value.files) == 4


def test_settings_may_include_too(tmp_path: Path) -> None:
    write(tmp_path / "cvgen.yaml", "variants: {from: shared/variants.yaml}\ntheme: modern\n")
    variants = write(tmp_path / "shared" / "variants.yaml", "lab: {extends: industry}\n")
    made = load(tmp_path, ADA)
    assert "lab" in made.variant_names()
    assert made.project.files == (tmp_path / "cvgen.yaml", variants)
    variants.write_text("lab: {extend: industry}\n", "utf-8")
    (found,) = problems(tmp_path, ADA)
    assert (found.where, found.via) == ("shared/variants.yaml:1:7", "cvgen.yaml:1:18")


@pytest.mark.parametrize(
    "text",
    ["headline: {from: a.yaml}", "email: {from: a.yaml}", "links: [{from: a.yaml}]",
     "from: a.yaml", "sections: {from: a.yaml}", "sections: {talks: {from: a.yaml}}",
     "sections: {talks: [{from: a.yaml}]}", "sections: {talks: [{from: a.yaml, note: b}]}",
     "sections: {talks: {title: T, entries: {from: a.yaml}}}", "variants: {from: a.yaml}",
     "sections: {experience: [{role: a, highlights: {from: a.yaml}}]}", "options: {from: a.yaml}",
     "sections: {experience: [{role: a, highlights: [{from: a.yaml}]}]}",
     "sections: {experience: [{role: a, roles: {from: a.yaml}}]}", "facts: {from: a.yaml}",
     "sections: {publications: [{title: a, authors: {from: a.yaml}}]}",
     "sections: {own: {type: talks, entries: {from: a.yaml}}}",
     "variants: {a: {from: a.yaml}}"],
)  # fmt: skip
def test_editors_take_an_include(text: str) -> None:
    assert complaints(f"{ADA}{text}\n") == []


def test_editors_do_not_take_every_from() -> None:
    assert complaints(f"{ADA}sections: {{talks: [{{from: 2019}}]}}\n") != []
    assert complaints("from: a.yaml\n") == []
    assert complaints("headline: a\n") != []
