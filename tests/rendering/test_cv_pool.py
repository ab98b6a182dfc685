"""One CV is the unit of work: the same bytes wherever it is made, and a bad one costs itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvgen.loading.load import load_cv
from cvgen.processes.limits import Limits
from cvgen.project import Project, find_project
from cvgen.rendering.cv_task import is_in_shard
from cvgen.rendering.incremental.record import FILE, Output, Record, record_in
from cvgen.rendering.make import render
from cvgen.rendering.pool import Workers
from cvgen.rendering.request import Request
from tests.helpers_cli import SOURCE, codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, forget, long_ago, make_project, records, write

NAMES = ("ada", "bob", "cy", "dee")
RENDER = ("render", "-f", "md,html")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with four CVs, as working folder."""
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, None, **{name: ADA.replace("Ada", name.title()) for name in NAMES})
    long_ago(tmp_path)
    return tmp_path


def made(project: Project, number: int, **options: Any) -> dict[str, bytes]:
    """The bytes of all outputs that a run with this ``number`` of workers makes."""
    folder = project.root / f"by-{number}"
    request = Request(project.root, output=folder, **options)
    workers = Workers(number, Limits())
    report = render(project, request, workers)
    workers.close()
    assert report.exit_code == 0
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def test_whoever_makes_a_cv_makes_the_same_bytes(here: Path) -> None:
    project = find_project(here)
    options = {"variants": ("public", "industry"), "formats": ("pdf", "html", "markdown")}
    here_made = made(project, 0, **options)
    assert made(project, 2, **options) == here_made
    assert len(here_made) == 24


def fault(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], None]) -> list[str]:
    """Have every process but this one ``act`` before it reads the CV ``name``; who is read here."""
    own = os.getpid()
    read: list[str] = []

    def load_or_end(path: Path, project: Project) -> Any:
        read.append(path.stem)
        if path.stem == name and os.getpid() != own:
            act()
        return load_cv(path, project)

    for module in ("cv_maker", "plan"):
        monkeypatch.setattr(f"cvgen.rendering.{module}.load_cv", load_or_end)
    return read


def test_a_cv_that_ends_its_process_costs_only_itself(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch, "bob", lambda: os._exit(7))
    ran = run(*RENDER, "--jobs", "2")
    assert (ran.code, codes(ran.err)) == (4, ["E425"])
    assert "cv_data/bob.yaml: E425 the process that renders 'bob' stopped" in ran.err
    assert len(files_below(here / "output")) == 2 * (len(NAMES) - 1)


def test_a_bug_that_one_cv_meets_costs_only_that(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch, "bob", lambda: [][0])
    ran = run(*RENDER)
    assert (ran.code, codes(ran.err)) == (4, ["E425"])
    assert len(files_below(here / "output")) == 2 * (len(NAMES) - 1)


def test_a_worker_that_something_kills_costs_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = here / "first"

    def end_once() -> None:
        if not first.exists():
            write(first, "")
            os.kill(os.getpid(), 9)

    fault(monkeypatch, "bob", end_once)
    ran = run(*RENDER)
    assert (ran.code, ran.err) == (0, "")
    assert len(files_below(here / "output")) == 2 * len(NAMES)


def test_only_the_cv_that_changed_is_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*RENDER)
    write(here / "cv_data/bob.yaml", ADA.replace("Ada", "Rob"))
    long_ago(here / "cv_data")
    read = fault(monkeypatch, "", lambda: None)
    assert run(*RENDER).out.splitlines()[-1] == "2 files written, 6 up to date"
    assert read == ["bob"]


def test_a_good_cv_is_not_read_again_because_another_one_is_bad(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "cv_data/bob.yaml", "name: [")
    long_ago(here / "cv_data")
    assert run(*RENDER).code == 1
    read = fault(monkeypatch, "", lambda: None)
    assert run(*RENDER).out == "6 documents up to date\n"
    assert read == ["bob"]


def test_the_record_of_an_earlier_version_is_taken_over(here: Path) -> None:
    run(*RENDER)
    outputs: dict[str, Output] = {}
    for path in records(here):
        outputs |= record_in(path).outputs if path.name.startswith("cv-") else {}
    forget(here)
    write(here / "output" / FILE, Record(outputs).files()[FILE].decode())
    assert run(*RENDER).out == "8 documents up to date\n"
    assert not (here / "output" / FILE).exists()


def test_runs_at_once_lose_nothing_of_each_other(here: Path) -> None:
    formats = ("md", "html", "txt", "jsonresume")
    program = [sys.executable, "-m", "cvgen", "render", "-q", "-f"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    runs = [subprocess.Popen([*program, form], cwd=here, env=environment) for form in formats]
    assert [one.wait() for one in runs] == [0] * len(formats)
    known = [record_in(path) for path in records(here) if path.name.startswith("cv-")]
    assert [len(record.outputs) for record in known] == [len(formats)] * len(NAMES)
    assert [len(record.runs) for record in known] == [len(formats)] * len(NAMES)
    assert run("render", "-f", ",".join(formats)).out == "16 documents up to date\n"


class TestShards:
    """A part of the CVs, which depends on their names alone."""

    def test_every_cv_is_in_one_part(self) -> None:
        names = [f"cv{number}" for number in range(400)]
        parts = [[n for n in names if is_in_shard(n, (part, 7))] for part in range(1, 8)]
        assert sorted(name for part in parts for name in part) == sorted(names)
        assert min(map(len, parts)) > 30

    def test_all_parts_together_are_the_whole(self, here: Path) -> None:
        for part in (1, 2, 3):
            assert run(*RENDER, "--shard", f"{part}/3").code == 0
        assert len(files_below(here / "output")) == 2 * len(NAMES)
        assert run(*RENDER).out == "8 documents up to date\n"
        for part in (1, 2, 3):
            assert run(*RENDER, "--shard", f"{part}/3", "--check").code == 0

    def test_a_part_finds_and_removes_what_is_left_over_of_its_own_cvs(self, here: Path) -> None:
        run(*RENDER)
        (here / "cv_data/bob.yaml").unlink()
        part = next(number for number in (1, 2) if is_in_shard("bob", (number, 2)))
        other = run(*RENDER, "--shard", f"{3 - part}/2", "--check")
        assert (other.code, other.err) == (0, "")
        assert (
            run(*RENDER, "--shard", f"{part}/2", "--check").err.count("left over output/bob") == 2
        )
        assert run(*RENDER, "--shard", f"{part}/2", "--prune").out.count("removed") == 2
        assert run(*RENDER, "--check").code == 0

    @pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
    def test_no_part_is_a_mistake_on_the_command_line(self, here: Path, text: str) -> None:
        assert run(*RENDER, f"--shard={text}").code == 2


def test_one_stem_in_two_files_is_told_wherever_they_are_made(here: Path) -> None:
    write(here / "cv_data/ada.yml", ADA)
    long_ago(here / "cv_data")
    for _ in range(2):
        ran = run(*RENDER)
        assert (ran.code, codes(ran.err)) == (2, ["E503", "E503"])
        assert (here / "output/ada/ada-full.md").read_text("utf-8").startswith("# Ada")
