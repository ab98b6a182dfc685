"""``cvgen diff --variant``: one variant at two revisions of a git repository."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

pytestmark = pytest.mark.sweep("cvgen/diff", "cvgen/project", "cvgen/cli", kinds=(), keep=3)


def git(folder: Path, *words: str) -> str:
    """Run git as somebody who does not exist."""
    who = ["-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "commit.gpgsign=false"]
    made = subprocess.run(
        ["git", "-C", str(folder), *who, *words], capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose project lies in a folder of its own, with two commits and an edit."""
    project = make_project(
        tmp_path / "docs" / "cvs", "variants: {mine: {extends: full}}\n", ada=ADA
    )
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "tag", "v1")
    write(project / "cv_data" / "ada.yaml", ADA.replace("40 %", "50 %"))
    git(tmp_path, "commit", "-qam", "two")
    write(project / "cv_data" / "ada.yaml", ADA.replace("40 %", "60 %"))
    monkeypatch.chdir(project)
    return project


LINE = "    ~ Cut the mill’s cycle time by [-{}-]{{+{}+}} %.  (cv_data/ada.yaml:11)\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "head", "numbers"),
    [
        (["HEAD~1"], "ada: HEAD~1 → now", (40, 60)), (["HEAD"], "ada: HEAD → now", (50, 60)),
        (["v1", "HEAD"], "ada: v1 → HEAD", (40, 50)),
        (["HEAD", "ada"], "ada: HEAD → now", (50, 60)),
        (["main", "v1", "ada"], "ada: main → v1", (50, 40)),
    ],
)  # fmt: skip
def test_revisions_are_compared(words: list[str], head: str, numbers: tuple[int, int]) -> None:
    made = run("diff", "-V", "mine", *words)
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(f"{head}\n")
    place = LINE if words[-1] != "HEAD" or len(words) == 1 else LINE.replace("(", "(HEAD:")
    place = place.replace("(", "(v1:") if words[:2] == ["main", "v1"] else place
    assert place.format(*numbers) in made.out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["nope"], 3, "E301"), (["HEAD~9"], 3, "E301"), (["--", "--output=x"], 2, "E604"),
        (["HEAD..main"], 2, "E604"), (["HEAD;true"], 2, "E604"),
        (["HEAD", "HEAD", "kim"], 3, "E301"), (["HEAD^{tree}"], 3, "E301"),
    ],
)  # fmt: skip
def test_what_is_not_a_revision_is_reported(words: list[str], code: int, problem: str) -> None:
    made = run("diff", "-V", "full", *words)
    assert (made.code, codes(made.err)[:1]) == (code, [problem])
    assert not Path("x").exists()


def test_a_cv_that_is_new_since_then_is_a_change(folder: Path) -> None:
    write(folder / "cv_data" / "kim.yaml", ADA)
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("ada: HEAD → now\n")
    assert made.out.endswith("1 reworded\n\nnew: kim\n")
    named = run("diff", "-V", "full", "HEAD", "kim")
    assert (named.code, named.out, named.err) == (0, "new: kim\n", "")
    assert run("diff", "-V", "full", "HEAD", "kim", "--exit-code").code == 1
    data = json.loads(run("diff", "-V", "full", "HEAD", "-f", "json").out)
    assert [(one["cv"], one["what"]) for one in data] == [("kim", "new"), ("ada", None)]
    assert (data[0]["before"], data[0]["after"], data[0]["changes"]) == ("HEAD", "now", [])


def test_a_cv_that_is_gone_since_then_is_a_change(folder: Path) -> None:
    write(folder / "cv_data" / "kim.yaml", ADA)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "three")
    (folder / "cv_data" / "kim.yaml").unlink()
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, made.out) == (0, "ada: HEAD → now\nno difference\n\ngone: kim\n")
    between = run("diff", "-V", "full", "HEAD", "v1")
    assert (between.code, between.out.splitlines()[-1]) == (0, "gone: kim")
    assert run("diff", "-V", "full", "v1", "HEAD").out.endswith("\nnew: kim\n")


def test_a_cv_of_another_kind_of_file_is_the_same(folder: Path) -> None:
    (folder / "cv_data" / "ada.yaml").rename(folder / "cv_data" / "ada.yml")
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, made.err, made.out.count("→")) == (0, "", 1)
    assert "new" not in made.out and "gone" not in made.out


def test_a_variant_that_is_new_since_then_is_reported_with_the_revision(folder: Path) -> None:
    write(folder / "cvgen.yaml", "variants: {lab: {extends: full}}\n")
    made = run("diff", "-V", "lab", "HEAD~1")
    assert (made.code, codes(made.err)) == (3, ["E301"])
    assert "unknown variant 'lab' in HEAD~1" in made.err
    assert "unknown variant 'mine'\n" in run("diff", "-V", "mine", "HEAD~1").err


@pytest.mark.usefixtures("folder")
def test_an_unknown_name_may_be_a_revision_or_a_cv() -> None:
    made = run("diff", "-V", "full", "HEAD", "adda")
    assert "unknown revision or CV 'adda'" in made.err
    assert "did you mean 'ada'?" in made.err
    for words in (["nope"], ["HEAD", "nope", "ada"]):
        assert "unknown revision 'nope'" in run("diff", "-V", "full", *words).err


@pytest.mark.usefixtures("folder")
def test_pages_of_two_variants_do_not_replace_each_other() -> None:
    for variant in ("mine", "full"):
        made = run("diff", "-V", variant, "HEAD", "--visual")
        assert (made.code, made.out) == (0, f"output/ada/ada-diff-{variant}-HEAD-now.html\n")


def test_a_problem_of_an_earlier_cv_has_its_place_in_that_revision(folder: Path) -> None:
    write(folder / "cv_data" / "ada.yaml", ADA.replace("role", "rol"))
    git(folder, "commit", "-qam", "three")
    write(folder / "cv_data" / "ada.yaml", ADA)
    made = run("diff", "-V", "full", "HEAD")
    assert made.code == 1
    assert made.err.startswith("HEAD:cv_data/ada.yaml:6:7: E20")
    assert "/tmp" not in made.err


def test_a_span_without_a_date_has_its_place_in_that_revision(folder: Path) -> None:
    rule = "variants: {mine: {sections: [experience: {since: 5y}]}}\n"
    write(folder / "cvgen.yaml", rule)
    git(folder, "commit", "-qam", "three")
    write(folder / "cvgen.yaml", "variants: {mine: {extends: full}}\n")
    made = run("diff", "-V", "mine", "HEAD")
    assert made.code == 1
    assert made.err.startswith("HEAD:cvgen.yaml:1:50: E304 'since: 5y' has no date to count from")
    assert "'HEAD:cv_data/ada.yaml' has no `updated`" in made.err


def test_links_are_not_followed(folder: Path) -> None:
    (folder / "cv_data" / "eve.yaml").symlink_to("/etc/hostname")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "link")
    (folder / "cv_data" / "eve.yaml").unlink()
    write(folder / "cv_data" / "eve.yaml", ADA)
    assert run("diff", "-V", "full", "HEAD", "eve").out == "new: eve\n"


def test_a_missing_repository_or_git_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, codes(made.err)) == (2, ["E604"])
    assert "is not in a git repository" in made.err
    monkeypatch.setenv("PATH", "/nowhere")
    made = run("diff", "-V", "full", "HEAD")
    assert (made.code, codes(made.err)) == (2, ["E604"])
    assert "install git" in made.err


@pytest.mark.parametrize(("then", "now"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_cv_is_found_however_its_accents_were_stored(
    folder: Path, then: Literal["NFC", "NFD"], now: Literal["NFC", "NFD"]
) -> None:
    name = "cv_data/zo\N{LATIN SMALL LETTER E WITH DIAERESIS}.yaml"
    before, after = (folder / unicodedata.normalize(form, name) for form in (then, now))
    write(before, ADA)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "three")
    before.unlink()
    write(after, ADA.replace("40 %", "60 %"))
    made = run("diff", "-V", "mine", "HEAD", after.stem)
    assert (made.code, made.err) == (0, "")
    assert "[-40-]{+60+}" in made.out
