"""CVs in several files in every command: which files are CVs, and the places in messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvgen.project import find_project
from tests.diff.test_diff_git import git
from tests.helpers_cli import run
from tests.helpers_project import make_project, write

ADA = """\
name: Ada Example
phone: "+44 1632 960961"
sections:
  experience: {from: ../shared/jobs.yaml}
  publications: !include pubs.yaml
"""
JOBS = """\
- role: Engineer
  organization: Mill Ltd
  start: 2019-06
  end: 2020-03
  highlights: [Wrote Haskell.]
- role: Clerk
  organization: Office Ltd
  start: 2022-06
  end: present
  highlights:
    - {text: Wrote Rust., for: academic}
"""
PUBS = "- title: Old\n  date: 2019\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose one CV is in three files."""
    make_project(tmp_path, ada=ADA)
    write(tmp_path / "shared" / "jobs.yaml", JOBS)
    write(tmp_path / "cv_data" / "pubs.yaml", PUBS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stems(folder: Path) -> list[str]:
    """The names of the CVs of the project."""
    return [path.stem for path in find_project(folder).cv_paths()]


def test_parts_beside_cvs_are_not_cvs(folder: Path) -> None:
    assert stems(folder) == ["ada"]
    write(folder / "cv_data" / "lost.yaml", PUBS)
    assert stems(folder) == ["ada", "lost"]
    write(folder / "cv_data" / "pubs.yaml", "from: lost.yaml\n")
    assert stems(folder) == ["ada"]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("from: pubs.yaml", True), ('"from": "pubs.yaml"', True), ("- from: 'pubs.yaml'", True),
        ("a: {from: pubs.yaml}", True), ("a: !include pubs.yaml", True),
        ("- [{from: pubs.yaml}]", True),
        ("a: {k: v, from:  ./pubs.yaml , l: w}", True), ("a: !include\\n  pubs.yaml", True),
        ("a: {from: ../cv_data/pubs.yaml}  # so", True), ("<<: !include pubs.yaml", True),
        ("# from: pubs.yaml", False), ("a: 1 # from: pubs.yaml", False), ("a: pubs.yaml", False),
        ("afrom: pubs.yaml", False),
        ("from: pubs.yml", True), ("from: ../pubs.yaml", True),  # there are none: likely slips
    ],
)  # fmt: skip
def test_what_counts_as_naming_a_part(folder: Path, line: str, part: bool) -> None:
    write(folder / "cv_data" / "ada.yaml", f"sections:\n{line}\n".replace("\\n", "\n"))
    assert stems(folder) == (["ada"] if part else ["ada", "pubs"])


@pytest.mark.parametrize(
    "text",
    ["name: Bo\nsections: {skills: [a]}\n", '{"name": "Bo", "sections": {"skills": ["a"]}}',
     "name: Bo\n'sections' : {}\n", "\ufeffsections: {}\nname: Bo\n"],
)  # fmt: skip
def test_a_cv_that_another_one_is_based_on_stays_one(folder: Path, text: str) -> None:
    write(folder / "cv_data" / "bo.yaml", text)
    write(folder / "cv_data" / "ada.yaml", "from: bo.yaml\nlanguage: de\n")
    assert stems(folder) == ["ada", "bo", "pubs"]


def test_a_part_asked_for_by_name_is_reported(folder: Path) -> None:
    for name in ("pubs", "cv_data/pubs.yaml", "shared/jobs.yaml"):
        made = run("check", name)
        assert made.code == 3
        assert "is a part of a CV, not a CV itself\n" in made.err
        assert "= hint: name the CV that includes it: ada\n" in made.err
    assert run("check", "ad").err.endswith("did you mean 'ada'?\n")
    assert folder.is_dir()


@pytest.mark.usefixtures("folder")
def test_check_and_render_take_a_cv_in_pieces() -> None:
    assert run("check").out == "1 CV checked: no problems\n"
    made = run("render", "-f", "md")
    assert made.code == 0
    text = Path("output/ada/ada-full.md").read_text("utf-8")
    assert "Wrote Haskell." in text
    assert "Old." in text


@pytest.mark.usefixtures("folder")
def test_explain_names_the_file_of_an_item() -> None:
    told = run("explain", "ada", "-V", "industry").out
    assert "shared/jobs.yaml:11" in told
    assert "cv_data/pubs.yaml:1" in told
    (item,) = json.loads(run("explain", "ada", "shared/jobs.yaml:11", "--format", "json").out)[
        "items"
    ]
    assert (item["file"], item["line"], item["text"]) == ("shared/jobs.yaml", 11, "Wrote Rust.")
    found = json.loads(run("explain", "ada", "2", "--format", "json").out)["items"]
    assert [(one["file"], one["line"]) for one in found] == [("cv_data/ada.yaml", 2)]
    page = run("explain", "ada", "--format", "html").out
    assert "(shared/jobs.yaml:11)" in page
    assert "(line 2)" in page


@pytest.mark.usefixtures("folder")
def test_match_and_timeline_name_the_file() -> None:
    write(Path("job.txt"), "We look for Haskell and Rust.\n")
    assert "(shared/jobs.yaml:5)" in run("match", "job.txt", "ada", "-V", "full").out
    told = run("timeline", "ada").out
    assert "(shared/jobs.yaml:1 and shared/jobs.yaml:6)" in told
    assert "line" not in told.splitlines()[0]


@pytest.mark.usefixtures("folder")
def test_audit_names_the_file_of_what_leaked() -> None:
    write(Path("cv_data/ada.yaml"), f"{ADA}<<: {{from: ../shared/more.yaml}}\n")
    write(Path("shared/more.yaml"), "# mine\nnationality: Ruritanian\n")
    write(Path("cv.txt"), "Ada Example\nnationality: Ruritanian\n")
    made = run("audit", "cv.txt")
    assert made.code == 1
    assert "(shared/more.yaml:2)" in made.out


def test_diff_reads_parts_from_the_revision(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    write(folder / "shared" / "jobs.yaml", JOBS.replace("Haskell", "Elm"))
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, made.err) == (0, "")
    assert "[-Haskell-]{+Elm+}" in made.out
    assert "(shared/jobs.yaml:5)" in made.out
    write(folder / "shared" / "jobs.yaml", JOBS[: JOBS.index("- role: Clerk")])
    made = run("diff", "-V", "full", "HEAD")
    assert "- Clerk, Office Ltd, Jun 2022 – present  (HEAD:shared/jobs.yaml:6)" in made.out.replace(
        "   ", " "
    )


def test_diff_reads_the_settings_of_the_revision_with_their_parts(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    write(folder / "cvgen.yaml", "variants: {from: shared/variants.yaml}\n")
    write(folder / "shared" / "variants.yaml", "lab: {extends: full, sections: [experience]}\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    write(folder / "shared" / "variants.yaml", "lab: {extends: full, sections: [publications]}\n")
    made = run("diff", "-V", "lab", "HEAD")
    assert (made.code, made.err) == (0, "")
    assert "+ Publications" in made.out
    assert "- Experience" in made.out


def test_what_is_wrong_in_a_revision_is_reported_with_its_name(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    write(folder / "shared" / "jobs.yaml", "from: more/jobs.yaml\n")
    write(folder / "shared" / "more" / "jobs.yaml", "- rol: a\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    write(folder / "shared" / "jobs.yaml", JOBS)
    told = run("diff", "-V", "full", "HEAD").err
    assert told.startswith("HEAD:shared/more/jobs.yaml:1:3: E201")
    assert "included at: HEAD:cv_data/ada.yaml:4:22 → HEAD:shared/jobs.yaml:1:7\n" in told
    assert "/tmp" not in told


def test_a_character_without_a_font_is_reported_in_its_file(folder: Path) -> None:
    from cvgen.loading.load import load_cv
    from cvgen.rendering.missing_glyphs import missing_glyphs

    write(folder / "cv_data" / "pubs.yaml", PUBS.replace("Old", "Old \U0001f9ff"))
    project = find_project(folder)
    source = load_cv(project.find_cv("ada"), project).source
    (warning,) = missing_glyphs(["\U0001f9ff"], source, lambda _: "")
    assert (warning.where, warning.excerpt) == ("cv_data/pubs.yaml:1:14", "- title: Old \U0001f9ff")
