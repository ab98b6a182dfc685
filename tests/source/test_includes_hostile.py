"""Includes that leave the project, are circular, are missing, or are too large."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cvgen.errors import InputError, format_problem
from cvgen.loading.load import load_cv
from cvgen.project import Project
from cvgen.project.sources import MAX_FILES
from cvgen.source.encodings import MAX_BYTES
from cvgen.source.includes import MAX_CHAIN
from tests.helpers_cli import run
from tests.helpers_includes import load, problems, written
from tests.helpers_project import needs_permissions, write

ADA = "name: Ada Example\n"
TALKS = f"{ADA}sections:\n  talks: {{from: a.yaml}}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project beside a file that is none of its business."""
    write(tmp_path / "secret.yaml", "hunter2")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "project"
    (folder / "cv_data").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("/etc/passwd", "E114", "is not a path within the project"),
        ("/etc/hosts.yaml", "E114", "is not a path within the project"),
        ("../../secret.yaml", "E114", "leads out of the project"),
        ("../../none.yaml", "E114", "leads out of the project"),
        ("../../../../../../../../etc/passwd", "E114", "leads out of the project"),
        ("~/cv.yaml", "E114", "is not a path within the project"),
        ("C:\\\\cv.yaml", "E114", "is not a path within the project"),
        ("..\\\\..\\\\secret.yaml", "E114", "is not a path within the project"),
        ("https://example.org/cv.yaml", "E114", "an address on the web"),
        ("file:///etc/passwd", "E114", "an address on the web"),
        ("a.txt", "E114", "a file that ends in '.txt' cannot be included"),
        ("shared/talks", "E114", "'shared/talks' cannot be included"),
        ("shared", "E101", "'shared.yaml' is not a file"),
        ("./", "E114", "cannot be included"),
        ("..", "E114", "no file can be called '..'"),
        ("", "E114", "no file can be called ''"),
        ("none.yaml", "E115", "the file 'none.yaml' does not exist"),
        (f"{'x' * 300}.yaml", "E101", "file name too long"),
    ],
)
def test_only_yaml_files_of_the_project_can_be_included(
    here: Path, name: str, code: str, words: str
) -> None:
    (here / "cv_data" / "shared.yaml").mkdir()
    name = "shared.yaml" if name == "shared" else name
    (found,) = problems(here, f'{ADA}headline: !include "{name}"\n', b="x")
    assert (found.code, found.span and found.span.line) == (code, 2)
    assert words in found.message
    assert "hunter2" not in format_problem(found)


def test_where_the_caret_is(here: Path) -> None:
    for line, column in (("headline: !include none.yaml", 20), ("headline: {from: none.yaml}", 18)):
        (found,) = problems(here, f"{ADA}{line}\n")
        assert found.span is not None
        assert (found.span.column, found.span.end_column) == (column, column + 9)
        assert found.excerpt == line


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("publicatons.yaml", "did you mean 'publications.yaml'?"),
        ("publications.yml", "did you mean 'publications.yaml'?"),
        ("shared/publications.yaml", "did you mean 'publications.yaml'?"),
        ("patents.yaml", "did you mean '../parts/patents.yaml'?"),
        ("zzz.yaml", "it would be 'cv_data/zzz.yaml'"),
    ],
)
def test_the_hint_names_what_may_be_meant(here: Path, name: str, hint: str) -> None:
    write(here / "parts" / "patents.yaml", "[]")
    (found,) = problems(here, f"{ADA}headline: {{from: {name}}}\n", publications="[]")
    assert found.hint == hint


def test_links_are_followed_within_the_project_only(here: Path) -> None:
    folder = here / "cv_data"
    write(here / "deep" / "a.yaml", "a text")
    (folder / "in.yaml").symlink_to("../deep/a.yaml")
    (folder / "out.yaml").symlink_to("../../secret.yaml")
    (folder / "away").symlink_to("../..")
    (folder / "round.yaml").symlink_to("round.yaml")
    made = load(here, f"{ADA}headline: {{from: in.yaml}}\n")
    assert made.cv.person.headline is not None
    assert made.files[1] == folder / "in.yaml"
    for name in ("out.yaml", "away/secret.yaml"):
        (found,) = problems(here, f"{ADA}headline: {{from: {name}}}\n")
        assert (found.code, found.span and found.span.line) == ("E114", 2)
    (found,) = problems(here, f"{ADA}headline: {{from: round.yaml}}\n")
    assert found.code == "E101"


def test_without_a_project_the_folder_of_the_cv_is_the_bound(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    write(folder / "a.yaml", "a text")
    path = write(folder / "ada.yaml", f"{ADA}headline: {{from: a.yaml}}\n")
    for root in (tmp_path, folder, tmp_path / "project"):
        assert load_cv(path, Project(root)).cv.person.headline is not None
    write(folder / "ada.yaml", f"{ADA}headline: {{from: ../secret.yaml}}\n")
    with pytest.raises(InputError, match="E114"):
        load_cv(path, Project(tmp_path))


def test_what_is_not_a_regular_file_is_not_opened(here: Path) -> None:
    os.mkfifo(here / "cv_data" / "a.yaml")
    (found,) = problems(here, TALKS)
    assert (found.code, found.where) == ("E101", "cv_data/ada.yaml:3:17")
    (here / "cv_data" / "a.yaml").unlink()
    (here / "cv_data" / "a.yaml").symlink_to("/dev/zero")
    (found,) = problems(here, TALKS)
    assert found.code == "E114"


@needs_permissions
def test_a_file_that_may_not_be_read_is_reported_where_it_is_included(here: Path) -> None:
    written(here, TALKS, a="[]")
    (here / "cv_data" / "a.yaml").chmod(0)
    (found,) = problems(here, TALKS)
    assert (found.code, found.where) == ("E101", "cv_data/ada.yaml:3:17")


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"- title: T\n  event: caf\xe9\n", "E102", "cv_data/a.yaml:2:13"),
        (b"", "E105", "cv_data/a.yaml:1:1"), (b"# nothing\n", "E105", "cv_data/a.yaml:1:1"),
        (b"- title: T\n\tevent: E\n", "E111", "cv_data/a.yaml:2:1"),
        (b"- title: T\n---\n- title: U\n", "E106", "cv_data/a.yaml:2:1"),
        (b"- title: T\n- title: \x00\n", "E104", "cv_data/a.yaml:2:10"),
        (b"- title: [T\n", "E104", "cv_data/a.yaml:1:10"),
        (b"- title: !!python/name:os.system x\n", "E110", "cv_data/a.yaml:1:10"),
        (b"x" * (MAX_BYTES + 1), "E103", "cv_data/ada.yaml:3:17"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_part_is_reported_with_both_places(
    here: Path, data: bytes, code: str, where: str
) -> None:
    (here / "cv_data" / "a.yaml").write_bytes(data)
    (found,) = problems(here, TALKS)
    assert (found.code, found.where) == (code, where)
    assert found.via == ("" if code == "E103" else "cv_data/ada.yaml:3:17")
    assert "name: Your Name" not in (found.hint or "")


@pytest.mark.parametrize(
    "change",
    [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n"),
     lambda data: data.decode().encode("utf-16"), lambda data: data.rstrip()],
)  # fmt: skip
def test_every_kind_of_text_file_can_be_a_part(
    here: Path, change: Callable[[bytes], bytes]
) -> None:
    (here / "cv_data" / "a.yaml").write_bytes(change(b"- title: T\n  event: E\n  dat: 2020\n"))
    (found,) = problems(here, TALKS)
    assert (found.where, found.code) == ("cv_data/a.yaml:3:3", "E201")
    assert found.excerpt == "  dat: 2020"


def test_circles_are_reported_with_all_files_of_them(here: Path) -> None:
    (found,) = problems(here, f"{ADA}headline: {{from: ada.yaml}}\n")
    assert (found.code, found.where) == ("E116", "cv_data/ada.yaml:2:18")
    assert found.message == "the file includes itself: cv_data/ada.yaml:2:18 → cv_data/ada.yaml"
    (found,) = problems(
        here, TALKS, a="- from: sub/b.yaml\n", sub__b="- title: T\n- from: ../c.yaml",
        c="from: ./a.yaml",
    )  # fmt: skip
    assert (found.code, found.where) == ("E116", "cv_data/c.yaml:1:7")
    assert found.message == (
        "the file includes itself: cv_data/a.yaml:1:9 → cv_data/sub/b.yaml:2:9"
        " → cv_data/c.yaml:1:7 → cv_data/a.yaml"
    )
    assert found.via == ("cv_data/ada.yaml:3:17 → cv_data/a.yaml:1:9 → cv_data/sub/b.yaml:2:9")


def test_long_chains_of_files_end(here: Path) -> None:
    files = {f"f{n}": f"from: f{n + 1}.yaml" for n in range(MAX_CHAIN + 1)}
    cv = f"{ADA}headline: {{from: f0.yaml}}\n"
    assert load(here, cv, **{**files, f"f{MAX_CHAIN - 1}": "a text"}).cv.person.headline
    (found,) = problems(here, cv, **{**files, f"f{MAX_CHAIN - 1}": f"from: f{MAX_CHAIN}.yaml"})
    assert found.code == "E116"


def test_one_file_a_thousand_times(here: Path) -> None:
    items = "    - from: a.yaml\n" * 1000
    made = load(here, f"{ADA}sections:\n  bullets:\n{items}", a="a text")
    assert len(made.cv.sections[0].entries) == 1000
    assert made.files == (here / "cv_data" / "ada.yaml", here / "cv_data" / "a.yaml")


@pytest.mark.sweep("cvgen/source", "cvgen/project", "cvgen/loading", kinds=(), keep=0)
def test_a_thousand_files_and_one_more(here: Path) -> None:
    files = {f"p__{n}": f"- text {n}" for n in range(MAX_FILES + 10)}
    lines = [f"    - from: p/{n}.yaml\n" for n in range(MAX_FILES + 10)]
    head = f"{ADA}sections:\n  bullets:\n"
    (found,) = problems(here, head + "".join(lines), **files)
    assert (found.code, found.span and found.span.line) == ("E103", MAX_FILES + 3)
    made = load(here, head + "".join(lines[: MAX_FILES - 1]))
    assert len(made.files) == MAX_FILES == len(made.cv.sections[0].entries) + 1


def laughs(item: str, levels: int) -> dict[str, str]:
    """Files that each include the next one ten times."""
    files = {f"f{n}": item.replace("{}", f"f{n + 1}.yaml") for n in range(levels)}
    return {**files, f"f{levels}": "[x]"}


@pytest.mark.parametrize(
    ("item", "levels", "code"),
    [
        ("- from: {}\n" * 10, 9, "E108"),
        ("- [{from: {}}]\n" * 10, 9, "E108"),
        ("a: &x {from: {}}\n" + "".join(f"b{n}: *x\n" for n in range(9)), 9, "E108"),
        ("[[[[{from: {}}]]]]", 10, "E109"),
        ("a: {b: {c: {from: {}}}}", 15, "E109"),
    ],
    ids=["spliced", "lists", "aliases", "deep", "deep-mappings"],
)
def test_files_that_would_blow_up_together_are_refused(
    here: Path, item: str, levels: int, code: str
) -> None:
    cv = f"{ADA}sections: {{bullets: {{from: f0.yaml}}}}\n"
    (found,) = problems(here, cv, **laughs(item, levels))
    assert found.code == code
    assert found.span is not None


def test_all_files_together_are_as_large_as_one_may_be(here: Path) -> None:
    big = "- " + "x" * (MAX_BYTES // 2)
    cv = f"{ADA}sections: {{bullets: [{{from: a.yaml}}, {{from: b.yaml}}, {{from: b.yaml}}]}}\n"
    (found,) = problems(here, cv, a=big, b=big)
    assert (found.code, found.where) == ("E103", "cv_data/ada.yaml:2:45")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("facts: {a: b, from: a.yaml}", "E117", 21),
        ("facts: {<<: [{from: a.yaml}, {from: b.yaml}]}", "E117", 37),
        ("facts: {from: a.yaml, <<: !include b.yaml}", "E117", 36),
        ("headline: !include [a.yaml]", "E110", 11), ("headline: !include {a: b}", "E110", 11),
        ("headline: !includes a.yaml", "E110", 11), ("!include a.yaml: b", "E112", 10),
        ("headline: !include a", "E114", 20),
    ],
)  # fmt: skip
def test_an_include_of_the_wrong_shape(here: Path, text: str, code: str, column: int) -> None:
    (found,) = problems(here, f"{ADA}{text}\n", a="[x]", b="c: d")
    assert (found.code, found.span and found.span.column) == (code, column)


def test_other_files_than_cvs_and_settings_take_no_tag(here: Path) -> None:
    write(here / "themes" / "mine" / "theme.yaml", "description: !include a.yaml\n")
    written(here, ADA)
    made = run("render", "--theme", "mine")
    assert (made.code, "E110" in made.err) == (1, True)
