"""Warnings about authors: text that is left out, and a missing own name."""

from __future__ import annotations

import pytest
import yaml

from cvgen.building.build import build_cv
from cvgen.remarks.publications import publication_remarks
from cvgen.sections.publications import Publication
from cvgen.source.yaml_source import read_yaml


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"authors": "Example, Ada (2019)"}, ["write `year: 2019`"]),
        ({"authors": ["Ada Example", "Bob Muster (2019)"]}, ["write `year: 2019`"]),
        ({"authors": "Example, Ada (2019)", "date": "2019-03"}, []),
        ({"authors": "Example, Ada (2019)", "year": 2020}, ["write `year: 2019`"]),
        ({"authors": "Ada Example and Bob Muster. 2019."}, ["write `year: 2019`"]),
        ({"authors": "Ada Example [2019]"}, ["write `year: 2019`"]),
        ({"authors": "Ada Example (Eds.)"}, ["name editors at `editors`, not at `authors`"]),
        ({"authors": "Ada Example", "editors": "Bob Muster (Eds.)"}, []),
    ],
)
def test_what_is_left_out_is_reported(entry: dict[str, object], expected: list[str]) -> None:
    data = {"name": "Ada Example", "sections": {"publications": [{"title": "T", **entry}]}}
    source = read_yaml("ada.yaml", yaml.safe_dump(data).encode())
    found = publication_remarks(source, build_cv(source))
    assert [problem.hint for problem in found if problem.code == "W243"] == expected


@pytest.mark.parametrize(
    ("authors", "names", "hint"),
    [
        (
            "A Example, B Muster - Nature Catalysis, 2023",
            ["A Example", "B Muster"],
            "write `venue: Nature Catalysis`, `year: 2023`",
        ),
        (
            "A Example, B Muster… – Nature, 2023 - nature.example",
            ["A Example", "B Muster", "…"],
            "write `venue: Nature`, `year: 2023`",
        ),
        ("A Example - 2023", ["A Example"], "write `year: 2023`"),
        ("A Example, B Muster — Nature", ["A Example", "B Muster"], "write `venue: Nature`"),
        (
            ["A Example", "B Muster - Nature, 2023"],
            ["A Example", "B Muster"],
            "write `venue: Nature`, `year: 2023`",
        ),
        ("Müller - Example A, Muster B", ["Müller – Example A", "Muster B"], None),
        ("Ada Müller - Example", ["Ada Müller – Example"], None),
    ],
)
def test_text_after_a_dash_is_reported(authors: object, names: list[str], hint: str | None) -> None:
    data = {"name": "A Example", "sections": {"publications": [{"title": "T", "authors": authors}]}}
    source = read_yaml("ada.yaml", yaml.safe_dump(data).encode())
    cv = build_cv(source)
    (entry,) = cv.sections[0].entries
    assert isinstance(entry, Publication)
    assert [author.name.replace("-", "–") for author in entry.authors] == names
    found = [each.hint for each in publication_remarks(source, cv) if each.code == "W243"]
    assert found == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("types", "options", "place"),
    [
        (["journal", "chapter", *[None] * 7], {}, "ada.yaml:8:5"),
        (["journal", *[None] * 6], {}, None),
        ([None] * 9, {}, None),
        (["journal"] * 9, {}, None),
        (["other", *[None] * 8], {}, None),
        (["journal", *[None] * 8], {"publication_group": "year"}, None),
    ],
)
def test_types_that_some_lack_are_missed(
    types: list[str | None], options: dict[str, str], place: str | None
) -> None:
    entries = [{"title": "T"} | ({"type": one} if one else {}) for one in types]
    data = {"name": "A Example", "sections": {"publications": entries}, "options": options}
    source = read_yaml("ada.yaml", yaml.safe_dump(data, sort_keys=False).encode())
    found = publication_remarks(source, build_cv(source))
    assert [one.where for one in found if one.code == "W249"] == ([place] if place else [])


def remarks_on(*authors: object) -> list[tuple[str, str]]:
    entries = [{"title": "T", "authors": each} for each in authors]
    text = yaml.safe_dump({"name": "Ada Example", "sections": {"publications": entries}})
    source = read_yaml("ada.yaml", text.encode())
    found = publication_remarks(source, build_cv(source))
    return [(problem.code, problem.hint or "") for problem in found]


def test_a_list_without_the_own_name_is_warned_of() -> None:
    assert remarks_on("Bob Muster", "Ada B. Example, Bob Muster") == [
        ("W241", "if 'Ada B. Example' is you, add `aliases: [Ada B. Example]` below `name`")
    ]
    ((code, hint),) = remarks_on("Bob Muster")
    assert (code, "aliases" in hint) == ("W241", True)
    assert remarks_on("Bob Muster", "Ada Example") == []
    assert remarks_on(["Bob Muster", "et al."]) == []
    assert remarks_on([]) == []
