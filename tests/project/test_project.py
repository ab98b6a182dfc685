"""Finding a project, its settings with their problems, its CVs, and where outputs go."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from cvgen.errors import CvgenError, InputError, OutputError, UnknownNameError, format_problem
from cvgen.project import find_project
from cvgen.project.sources import load_source
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, needs_permissions, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("start", [".", "cv_data", "a/b", "output/ada"])
@pytest.mark.parametrize("config", [None, "", "theme: industry"])
def test_the_project_is_the_nearest_folder_upwards(
    here: Path, start: str, config: str | None
) -> None:
    make_project(here, config)
    (here / start).mkdir(parents=True, exist_ok=True)
    assert find_project(here / start).root == here


def test_settings_alone_make_a_project(here: Path) -> None:
    write(here / "cvgen.yaml", "cvs: people")
    (here / "a").mkdir()
    assert find_project(here / "a").root == here


def test_without_a_project_the_folder_itself_is_one(here: Path) -> None:
    project = find_project(here)
    assert (project.root, project.cv_paths()) == (here, [])
    assert project.config.theme == "academic"


def test_a_nested_project_hides_the_outer_one(here: Path) -> None:
    make_project(here, "theme: industry")
    make_project(here / "inner")
    assert find_project(here / "inner" / "cv_data").root == here / "inner"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "theme:\n"])
def test_settings_may_be_empty(here: Path, text: str) -> None:
    make_project(here, text)
    assert find_project(here).config.output == "output"


def test_all_settings(here: Path) -> None:
    make_project(
        here,
        "cvs: people\noutput: out\ntheme: industry\nvariant: [academic, public]\nformats: pdf\n"
        "variants: {lab: {extends: industry}}\n",
    )
    project = find_project(here)
    assert project.output == here / "out"
    assert (project.config.variant, project.config.formats) == (("academic", "public"), ("pdf",))
    assert [variant.name for variant in project.variants] == ["lab"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theem: x", "cvgen.yaml:1:1: E201 unknown key 'theem'"),
        ("theem:", "cvgen.yaml:1:1: E201 unknown key 'theem'"),
        ("variants:\n  lab:\n    tagz:", "cvgen.yaml:3:5: E201 unknown key 'tagz'"),
        ("cvs: people\noutputs: x", "cvgen.yaml:2:1: E201"),
        ("theme: [a, b]", "cvgen.yaml:1:8: E203"),
        ("- a", "cvgen.yaml:1:1: E203"),
        ("a: b: c", "cvgen.yaml:1:5: E104"),
        ("theme: a\ntheme: b", "cvgen.yaml:2:1: E107"),
        ("variants: [a]", "cvgen.yaml:1:11: E203"),
        ("variants:\n  lab: {extend: industry}", "cvgen.yaml:2:9: E201"),
        ("variants:\n  La b: {}", "cvgen.yaml:2:3: E204"),
        ("variants:\n  lab:\n    sections: [awards: {entry: 2}]", "cvgen.yaml:3:25: E201"),
        ("variants:\n  lab:\n    sections: [awards: {entries: -2}]", "cvgen.yaml:3:34: E204"),
        ("variants:\n  lab:\n    sections: [awards: {since: long}]", "cvgen.yaml:3:32: E205"),
        ("variants:\n  lab: {visibility: secret}", "cvgen.yaml:2:21: E204"),
        ("cvs: ..", "cvgen.yaml:1:6: E401"),
        ("output: ../out", "cvgen.yaml:1:9: E401"),
        ("output: /tmp", "cvgen.yaml:1:9: E401"),
        ("x\0y", "cvgen.yaml:1:2: E104"),
    ],
)
def test_a_problem_of_the_settings_has_its_place(here: Path, text: str, expected: str) -> None:
    make_project(here, text)
    with pytest.raises(InputError) as error:
        find_project(here)
    assert format_problem(error.value.problems[0]).startswith(expected)


def test_all_problems_of_the_settings_come_at_once(here: Path) -> None:
    make_project(here, "theem: x\ncvs: [a]\nvariants: {lab: {extend: x}, b: {visibility: y}}")
    with pytest.raises(InputError) as error:
        find_project(here)
    assert [problem.code for problem in error.value.problems] == ["E201", "E203", "E201", "E204"]


def test_an_output_folder_that_a_link_leads_out_of_the_project_is_refused(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    make_project(here, "output: out")
    (here / "out").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(InputError, match="E401"):
        find_project(here)


def test_cvs_are_the_files_that_a_reader_can_read(here: Path) -> None:
    make_project(here, None, zoë=ADA, ada=ADA, **{"with space": ADA})
    for name in (
        "notes.txt",
        ".hidden.yaml",
        "b.YML",
        "folder.yaml/x",
        "sub/c.yaml",
        "cv.schema.json",
    ):
        write(here / "cv_data" / name, ADA)
    names = [path.name for path in find_project(here).cv_paths()]
    assert names == ["ada.yaml", "b.YML", "with space.yaml", "zoë.yaml"]


def test_a_link_to_a_cv_is_a_cv_but_a_broken_link_is_not(here: Path) -> None:
    make_project(here)
    (here / "cv_data" / "link.yaml").symlink_to(here / "cv_data" / "ada.yaml")
    (here / "cv_data" / "broken.yaml").symlink_to(here / "nowhere.yaml")
    (here / "cv_data" / "loop.yaml").symlink_to(here / "cv_data" / "loop.yaml")
    assert [path.stem for path in find_project(here).cv_paths()] == ["ada", "link"]


@pytest.mark.parametrize("name", ["ada", "cv_data/ada.yaml", "./cv_data/ada.yaml"])
def test_a_cv_is_found_by_name_and_by_path(here: Path, name: str) -> None:
    make_project(here)
    assert find_project(here).find_cv(name).resolve() == here / "cv_data" / "ada.yaml"


def test_a_name_means_the_cv_of_the_project_and_not_a_file_beside_it(here: Path) -> None:
    make_project(here)
    write(here / "ada", "an output of something else")
    assert find_project(here).find_cv("ada").suffix == ".yaml"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("adda", "did you mean 'ada'?"),
        ("zzz", "available: ada, bob"),
        ("ada.yml", "did you mean 'ada'?"),
        ("cv_data/aada.yaml", "did you mean 'ada'?"),
        ("", "available: ada, bob"),
        ("..", "available: ada, bob"),
        ("a" * 300, "available: ada, bob"),
        ("x\0y", "available: ada, bob"),
    ],
)
def test_a_cv_that_does_not_exist_is_named_with_a_hint(here: Path, name: str, hint: str) -> None:
    make_project(here, None, ada=ADA, bob=ADA)
    with pytest.raises(UnknownNameError) as error:
        find_project(here).find_cv(name)
    assert error.value.problems[0].hint == hint


def test_an_output_is_named_after_the_cv_and_the_variant(here: Path) -> None:
    project = find_project(make_project(here))
    path = project.output_path(here / "cv_data" / "ada.yaml", "full", ".pdf")
    assert path == here / "output" / "ada" / "ada-full.pdf"
    assert project.output_path(path, "x", ".md", Path("o")) == Path("o/ada-full/ada-full-x.md")


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        "...",
        "a\\b",
        "a:b",
        "..\\..\\x",
        "a*b",
        'a"b',
        "a|b",
        "a<b",
        "C:x",
        "a\0b",
        "a\nb",
    ],
)
def test_a_hostile_name_of_a_cv_never_becomes_a_path(here: Path, name: str) -> None:
    project = find_project(make_project(here))
    with pytest.raises(OutputError, match="E502"):
        project.output_path(here / f"{name}.yaml", "full", ".pdf")


@pytest.mark.parametrize(
    "name", ["ada", "with space", "zoë", "j.doe", "-rf", "$(x)", "日本", ".a", "~"]
)
def test_any_other_name_stays_inside_the_output_folder(here: Path, name: str) -> None:
    project = find_project(make_project(here))
    path = project.output_path(here / f"{name}.yaml", "full", ".pdf")
    assert path.resolve().is_relative_to(here / "output")
    assert len(path.relative_to(project.output).parts) == 2


@pytest.mark.parametrize("name", ["x.txt", "x", "x.yaml.bak", "x.pdf"])
def test_a_file_of_another_format_is_refused_with_the_known_ones(here: Path, name: str) -> None:
    with pytest.raises(InputError) as error:
        load_source(write(here / name, ADA))
    assert "a CV ends in: .yaml, .yml" in str(error.value.problems[0].hint)


@pytest.mark.parametrize("kind", ["folder", "missing", "fifo", "loop"])
def test_what_is_not_a_file_is_an_input_problem_and_never_blocks(here: Path, kind: str) -> None:
    path = here / "x.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    with pytest.raises(InputError, match=r"x\.yaml: E101"):
        load_source(path)


@needs_permissions
def test_an_unreadable_file_is_an_input_problem(here: Path) -> None:
    path = write(here / "x.yaml", ADA)
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        load_source(path)


@needs_permissions
def test_an_unreadable_folder_of_cvs_is_a_problem(here: Path) -> None:
    make_project(here)
    (here / "cv_data").chmod(0)
    try:
        with pytest.raises(CvgenError):
            find_project(here).cv_paths()
    finally:
        (here / "cv_data").chmod(0o755)


Form = Literal["NFC", "NFD"]


@pytest.mark.parametrize(("on_disk", "typed"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_the_name_of_a_cv_is_found_however_its_accents_are_stored(
    on_disk: Form, typed: Form, tmp_path: Path
) -> None:
    folder = tmp_path / "cv_data"
    folder.mkdir()
    stored = folder / f"{unicodedata.normalize(on_disk, 'résumé')}.yaml"
    stored.write_text("name: Ada Example\n", encoding="utf-8")
    name = unicodedata.normalize(typed, "résumé")
    for wanted in (name, f"cv_data/{name}.yaml"):
        assert find_project(tmp_path).find_cv(wanted) == stored


@pytest.mark.parametrize("name", ["cvgen.yml", ".cvgen.yaml", ".cvgen.yml"])
def test_settings_under_another_name_are_refused_also_after_a_render(here: Path, name: str) -> None:
    make_project(here, None, ada=ADA)
    assert run("render", "-f", "md").code == 0
    write(here / name, "theme: modern\n")
    ran = run("render", "-f", "md")
    assert ran.code == 1
    assert f"{name}: E101 settings are read from 'cvgen.yaml' only" in ran.err
    (here / name).rename(here / "cvgen.yaml")
    assert run("render", "-f", "md").code == 0
