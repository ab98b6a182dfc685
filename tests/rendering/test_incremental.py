"""Repeated runs of `cvgen render`: only changes, checks, orphaned outputs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_imports import imported
from tests.helpers_cli import Ran, codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, forget, long_ago, make_project, records, write

pytestmark = pytest.mark.sweep(
    "cvgen/rendering", "cvgen/project", "cvgen/cli/render.py", kinds=(), keep=3
)

TWO = {"ada": ADA, "bob": ADA.replace("Ada", "Bob")}
RENDER = ("render", "-f", "md,html", "-V", "full,public")
THEME = "extends: academic\ndescription: Ours\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two CVs and a theme of its own, all rendered."""
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, "theme: ours\n", **TWO)
    write(tmp_path / "themes" / "ours" / "theme.yaml", THEME)
    write(tmp_path / "themes" / "ours" / "theme.css", "p { color: #111 }\n")
    long_ago(tmp_path)
    assert run(*RENDER).out.endswith("8 files written\n")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file; the file looks as old as before."""
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new))
    long_ago(path.parent)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below ``folder``."""
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def summary(made: Ran) -> str:
    """The last line of what a run says."""
    assert (made.code, made.err) == (0, "")
    return made.out.splitlines()[-1]


def test_a_run_with_nothing_to_do_reads_no_cv(here: Path) -> None:
    assert summary(run(*RENDER)) == "8 documents up to date"
    assert imported(here, *RENDER) & {"pydantic", "yaml", "weasyprint", "jinja2", "babel"} == set()


PINK = "options: {accent: '#a0105f'}\n"
CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "a CV": (lambda here: edit(here / "cv_data/ada.yaml", "name: Ada", "name: Eda"), 4),
    "a comment": (lambda here: edit(here / "cv_data/ada.yaml", "name:", "# who\nname:"), 0),
    "the theme's style": (lambda here: edit(here / "themes/ours/theme.css", "#111", "#222"), 8),
    "the theme's name": (lambda here: edit(here / "themes/ours/theme.yaml", "Ours", "His"), 8),
    "an option": (lambda here: edit(here / "cvgen.yaml", "theme", f"{PINK}theme"), 8),
    "a setting of no matter": (lambda here: edit(here / "cvgen.yaml", "theme", "# x\ntheme"), 0),
    "a new CV": (lambda here: edit(write(here / "cv_data/cy.yaml", ADA), "Ada", "Cy"), 4),
    "the time of a file": (lambda here: os.utime(here / "cv_data/ada.yaml"), 0),
}  # fmt: skip


@pytest.mark.sweep("cvgen/rendering", kinds=())
@pytest.mark.parametrize(("change", "made"), CHANGES.values(), ids=CHANGES)
def test_what_depends_on_a_change_is_made_again(
    here: Path, change: Callable[[Path], None], made: int
) -> None:
    change(here)
    lines = run(*RENDER).out.splitlines()
    assert sum(line.startswith("output") for line in lines) == made
    assert summary(run(*RENDER)).endswith("documents up to date")


def test_a_private_change_leaves_the_public_page_alone(here: Path) -> None:
    edit(here / "cv_data/ada.yaml", "name:", "phone: +49 30 901820\nname:")
    made = run(*RENDER)
    assert [line.split()[0] for line in made.out.splitlines()[:-1]] == [
        "output/ada/ada-full.md", "output/ada/ada-full.html",
    ]  # fmt: skip


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: write(path, "mine")])
def test_an_output_that_is_gone_or_edited_comes_back(
    here: Path, damage: Callable[[Path], object]
) -> None:
    page = here / "output/ada/ada-full.html"
    before = page.read_bytes()
    damage(page)
    assert summary(run(*RENDER)) == "1 file written, 7 up to date"
    assert page.read_bytes() == before


def test_a_lost_or_broken_record_costs_only_time(here: Path) -> None:
    for text in (None, "", "{}", '{"form": 1, "outputs": 3}'):
        for record in records(here):
            record.unlink()
            if text is not None:
                write(record, text)
        assert summary(run(*RENDER)) == "0 files written, 8 unchanged"
        assert summary(run(*RENDER)) == "8 documents up to date"


def test_another_day_another_program_another_theme_are_other_runs(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert summary(run(*RENDER, "--theme", "plain")).startswith("8 files written")
    assert summary(run(*RENDER)) == "8 documents up to date"  # the other theme has its own files
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert summary(run(*RENDER)) == "0 files written, 8 unchanged"  # neither shows its date


def test_force_makes_all_again(here: Path) -> None:
    assert summary(run(*RENDER, "--force")) == "0 files written, 8 unchanged"


def test_a_file_that_changes_during_the_run_is_looked_at_again(here: Path) -> None:
    ada = here / "cv_data/ada.yaml"
    os.utime(ada, (9_000_000_000,) * 2)
    forget(here)
    assert summary(run(*RENDER)) == "0 files written, 8 unchanged"
    write(ada, ada.read_text("utf-8").replace("name: Ada", "name: Eda"))
    assert summary(run(*RENDER)) == "4 files written, 4 up to date"


class TestCheck:
    """`--check` writes nothing, and its exit code tells."""

    def test_all_is_as_expected(self, here: Path) -> None:
        assert summary(run(*RENDER, "--check")) == "8 documents up to date"

    def test_without_a_record_the_outputs_are_compared(self, here: Path) -> None:
        forget(here)
        assert summary(run(*RENDER, "--check")) == "8 documents up to date"
        assert records(here) == []

    def test_each_file_is_named_with_what_is_wrong(self, here: Path) -> None:
        edit(here / "cv_data/bob.yaml", "name: Bob", "name: Rob")
        (here / "output/ada/ada-full.md").unlink()
        write(here / "output/ada/ada-public.html", "mine")
        before = {
            path: (here / "output" / path).read_bytes() for path in files_below(here / "output")
        }
        made = run(*RENDER, "--check")
        assert (made.code, made.out) == (1, "2 documents up to date\n")
        assert made.err.splitlines() == [
            "missing   output/ada/ada-full.md",
            "edited    output/ada/ada-public.html",
            "stale     output/bob/bob-full.html",
            "stale     output/bob/bob-full.md",
            "stale     output/bob/bob-public.html",
            "stale     output/bob/bob-public.md",
            "`cvgen render` renders them again",
        ]
        assert before == {
            p: (here / "output" / p).read_bytes() for p in files_below(here / "output")
        }

    def test_an_error_is_an_error(self, here: Path) -> None:
        write(here / "cv_data/bob.yaml", "name: [\n")
        made = run(*RENDER, "--check")
        assert made.code == 1 and codes(made.err)[0].startswith("E1")


class TestLeftovers:
    """Outputs of a CV or variant that is gone are told of, and removed only if asked."""

    def test_a_cv_that_is_gone(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        for _ in range(2):
            made = run(*RENDER)
            assert (made.code, codes(made.err)) == (0, ["W506"])
        check = run(*RENDER, "--check")
        assert check.code == 1 and "left over output/bob/bob-full.md" in check.err
        assert "4 files" not in made.out and (here / "output/bob").is_dir()
        pruned = run(*RENDER, "--prune")
        assert pruned.out.count("removed") == 4 and not (here / "output/bob").exists()
        assert run(*RENDER).err == "" and run(*RENDER, "--check").code == 0

    def test_a_cv_with_another_name(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").rename(here / "cv_data/rob.yaml")
        made = run(*RENDER, "--prune")
        assert made.code == 0
        assert {path.split("/")[0] for path in files_below(here / "output")} == {"ada", "rob"}

    def test_a_variant_that_is_gone(self, here: Path) -> None:
        write(here / "cvgen.yaml", "theme: ours\nvariants: {lab: {audience: all}}\n")
        assert run("render", "-f", "md", "-V", "lab").code == 0
        write(here / "cvgen.yaml", "theme: ours\n")
        assert "ada-lab.md and 1 more" in run(*RENDER).err

    def test_what_somebody_removed_is_forgotten(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        for path in (here / "output/bob").iterdir():
            path.unlink()
        assert run(*RENDER).err == ""

    def test_other_files_are_never_touched(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        mine = write(here / "output/bob/letter.pdf", "mine")
        (record,) = (path for path in records(here) if "bob/bob-full.md" in path.read_text("utf-8"))
        secret = write(here / "secret.txt", "mine")
        record.write_text(
            record.read_text("utf-8").replace('"bob/bob-full.md":', '"../secret.txt":'), "utf-8"
        )
        run(*RENDER, "--prune")
        assert mine.exists() and secret.exists()

    def test_one_cv_alone_says_nothing_of_others(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        assert run("render", "ada", "-f", "md").err == ""

    def test_without_a_record_the_names_tell(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        forget(here)
        mine = [write(here / "output" / name, "mine") for name in NO_OUTPUTS]
        assert codes(run(*RENDER).err) == ["W506"]
        assert run(*RENDER, "--check").err.count("left over") == 5  # and the hint
        assert run(*RENDER, "--prune").out.count("removed") == 4
        assert all(path.exists() for path in mine)


NO_OUTPUTS = (
    "bob/bob-letter.md",
    "bob/rob-full.md",
    "bob-full.md",
    "bob/bob-full.txt",
    "ada/bob-full.md",
)


class TestFailOnChange:
    """For hooks: a change counts, unless git ignores the file."""

    STRICT = (*RENDER, "--fail-on-change")

    def test_what_was_written_counts_once(self, here: Path) -> None:
        assert run(*self.STRICT).code == 0
        edit(here / "cv_data/ada.yaml", "name: Ada", "name: Eda")
        made = run(*self.STRICT)
        assert (made.code, made.err) == (1, "4 files changed: add the changes to the commit\n")
        assert run(*self.STRICT).code == 0

    def test_what_is_the_same_does_not_count(self, here: Path) -> None:
        assert summary(run(*self.STRICT, "--force")) == "0 files written, 8 unchanged"

    def test_what_is_left_over_counts_until_it_is_gone(self, here: Path) -> None:
        (here / "cv_data/bob.yaml").unlink()
        for _ in range(2):
            made = run(*self.STRICT)
            assert (made.code, codes(made.err)) == (1, ["W506"])
        assert run(*self.STRICT, "--prune").code == 1
        assert run(*self.STRICT, "--prune").code == 0


def test_a_project_elsewhere_can_be_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.parent)
    there = ("--project", here.name)
    made = run(*RENDER, *there)
    assert (made.out, made.err) == ("8 documents up to date\n", f"Project: {here.name}\n")
    assert imported(here.parent, *RENDER, *there) & {"pydantic", "yaml"} == set()
    write(here / "cv_data/bob.yaml", "nam: Bob\n")
    for words in (("check", *there), ("check", "bob", *there), (*RENDER, *there)):
        assert f"{here.name}/cv_data/bob.yaml:1:1: E201" in run(*words).err
    assert run("check", "--project", "nowhere").code == 2


def test_a_project_further_down_is_pointed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path / "docs", "").parent)
    for command in ("check", "render"):
        assert "a project is in 'docs': run this there" in run(command).err
