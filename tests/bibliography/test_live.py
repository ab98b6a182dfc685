"""`publications: {from: refs.bib}`: options, marks, places in messages, and what is re-rendered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvgen.loading.load import load_cv
from cvgen.project import find_project
from cvgen.sections.publications import Publication
from tests.helpers_cli import run
from tests.helpers_project import long_ago, make_project, write

BIB = """\
@article{first, title = {On mills}, author = {Example, Ada and Muster, Ben}, year = 2021,
  keywords = {Water, Wind}}
@book{second, title = {Mill book}, author = {A. B. Example}, year = 2020}
@misc{third, title = {Notes}, author = {Ada Example}, year = 2019}
"""
HEAD = "name: Ada Example\naliases: [A. B. Example]\nsections:\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a bibliography beside its only CV."""
    make_project(tmp_path, ada=f"{HEAD}  publications: {{from: refs.bib}}\n")
    write(tmp_path / "cv_data" / "refs.bib", BIB)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(folder: Path, section: str) -> list[Publication]:
    """The publications of the CV with that ``section``."""
    path = write(folder / "cv_data" / "ada.yaml", HEAD + section)
    (made,) = load_cv(path, find_project(folder)).cv.sections
    return [entry for entry in made.entries if isinstance(entry, Publication)]


def test_a_bibliography_alone_is_the_section(folder: Path) -> None:
    entries = loaded(folder, "  publications: {from: refs.bib}\n")
    assert [entry.title.text for entry in entries] == ["On mills", "Mill book", "Notes"]
    assert [author.name for author in entries[0].authors] == ["Ada Example", "Ben Muster"]


def test_options_choose_and_mark_entries(folder: Path) -> None:
    section = """\
  publications:
    title: Works
    from: refs.bib
    selected: [first, second]
    without: third
    keywords: {water: {tags: [hydro]}}
    details: {second: {not_for: industry, award: Best book}}
    entries:
      - {title: By hand, year: 2018}
"""
    entries = loaded(folder, section)
    assert [entry.title.text for entry in entries] == ["On mills", "Mill book", "By hand"]
    assert [entry.selected for entry in entries] == [True, True, False]
    assert (entries[0].tags, entries[1].not_for) == (("hydro",), ("industry",))
    assert entries[1].award is not None and entries[1].award.text == "Best book"


def test_keywords_can_be_tags(folder: Path) -> None:
    entries = loaded(folder, "  publications: {from: refs.bib, keywords: tags}\n")
    assert [entry.tags for entry in entries] == [("Water", "Wind"), (), ()]


def test_several_files_and_formats_are_one_list(folder: Path) -> None:
    write(folder / "cv_data" / "more.ris", "TY  - BOOK\nTI  - RIS book\nPY  - 2001\nER  - \n")
    item = [{"id": "c", "type": "book", "title": "CSL book"}]
    write(folder / "cv_data" / "more.json", json.dumps(item))
    section = "  publications: {from: [refs.bib, more.ris, more.json], selected: [c]}\n"
    entries = loaded(folder, section)
    assert [entry.title.text for entry in entries][3:] == ["RIS book", "CSL book"]
    assert entries[-1].selected


def test_in_a_list_marks_are_those_of_each_entry(folder: Path) -> None:
    section = """\
  publications:
    - {title: By hand, year: 2022}
    - {from: refs.bib, without: [third], for: academic}
"""
    entries = loaded(folder, section)
    assert [entry.title.text for entry in entries] == ["By hand", "On mills", "Mill book"]
    assert [entry.for_ for entry in entries] == [None, ("academic",), ("academic",)]


def test_one_file_twice_with_other_options(folder: Path) -> None:
    section = """\
  publications: {from: refs.bib, without: [third], selected: first}
  more: {type: publications, entries: [{from: refs.bib, without: [first, second]}]}
"""
    path = write(folder / "cv_data" / "ada.yaml", HEAD + section)
    first, more = load_cv(path, find_project(folder)).cv.sections
    assert (len(first.entries), len(more.entries)) == (2, 1)


def test_a_problem_stands_in_the_bibliography(folder: Path) -> None:
    write(folder / "cv_data" / "refs.bib", BIB + "@article{bad, author = {Ada Example}}\n")
    result = run("check")
    assert result.code == 1
    assert "cv_data/refs.bib:5:10: E202 a publication entry needs 'title'" in result.err
    assert "included at: cv_data/ada.yaml:4:24" in result.err


def test_unknown_keys_are_told_with_the_nearest(folder: Path) -> None:
    write(
        folder / "cv_data" / "ada.yaml",
        HEAD + "  publications: {from: refs.bib, selected: [frist]}\n",
    )
    result = run("check")
    assert "E778 no entry of refs.bib has the key 'frist'" in result.err
    assert "did you mean 'first'?" in result.err


def test_a_changed_bibliography_is_rendered_again(folder: Path) -> None:
    assert run("render", "-f", "markdown").code == 0
    long_ago(folder)
    assert run("render", "-f", "markdown", "--check").code == 0
    write(folder / "cv_data" / "refs.bib", BIB.replace("Mill book", "Book of mills"))
    assert run("render", "-f", "markdown", "--check").code == 1
    assert run("render", "-f", "markdown").code == 0
    (made,) = (folder / "output").rglob("*.md")
    text = made.read_text("utf-8")
    assert "Book of mills" in text
    assert "**Ada Example**" in text and "**A. B. Example**" in text


def test_a_bibliography_is_no_cv_and_stays_in_the_project(folder: Path) -> None:
    assert [path.name for path in find_project(folder).cv_paths()] == ["ada.yaml"]
    write(folder / "cv_data" / "ada.yaml", HEAD + "  publications: {from: ../../refs.bib}\n")
    assert "E114" in run("check").err


def test_a_control_character_is_refused_where_it_would_be_printed(folder: Path) -> None:
    path = folder / "cv_data" / "refs.bib"
    write(path, "@misc{a, title = {T}, abstract = {A\x0bB}, year = 2020}\n")
    assert run("check").code == 0
    write(path, "@misc{a, title = {A\x0bB\x01}, year = 2020}\n")
    ran = run("check")
    assert ran.code == 1
    assert "refs.bib:1:19: E104 the text contains the control character U+000B" in ran.out + ran.err
