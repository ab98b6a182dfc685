"""``cvgen render --watch`` and ``cvgen serve`` as processes: what they print and how they end."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, save
from tests.helpers_waiting import PATIENCE, descendants, is_at_work, until

whole_life = pytest.mark.sweep("cvgen/serve", "cvgen/cli", "cvgen/processes")


class Process:
    """A command that goes on until it is told to end; ``lines`` are what it prints anywhere."""

    def __init__(self, *words: str, cwd: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "cvgen", *words], cwd=cwd, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            self.lines.put(line.rstrip("\n"))

    def says(self, pattern: str) -> str:
        """The next line, which must match."""
        line = self.lines.get(timeout=PATIENCE)
        assert re.fullmatch(pattern, line), line
        return line

    def says_somewhen(self, pattern: str) -> str:
        """The first line that matches."""
        while not re.fullmatch(pattern, line := self.lines.get(timeout=PATIENCE)):
            continue
        return line

    def end(self, number: int = signal.SIGINT) -> int:
        """The exit code after a signal."""
        self.popen.send_signal(number)
        return self.popen.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Process]:
    """``cvgen render --watch`` to HTML and Markdown, in a project with the CV of Ada."""
    make_project(tmp_path)
    process = Process("render", "-f", "html,markdown", "--watch", cwd=tmp_path)
    yield process
    process.popen.kill()
    process.popen.wait()
    assert process.popen.stdout is not None
    process.popen.stdout.close()


def line(what: str) -> str:
    return rf"\d\d:\d\d:\d\d  {what}  \d+\.\d\d s"


FILES = re.escape("output/ada/ada-full.{html,md}")


@whole_life
def test_watching_renders_what_is_saved_and_outlives_errors(
    watching: Process, tmp_path: Path
) -> None:
    path = tmp_path / "cv_data" / "ada.yaml"
    watching.says(line(FILES))
    save(path, ADA.replace("Ada Example", "Eva Example"))
    watching.says(line(FILES))
    assert "# Eva Example" in (tmp_path / "output/ada/ada-full.md").read_text("utf-8")
    save(path, ADA.replace("role:", "rol:"))
    watching.says(line("1 error"))
    watching.says(r"cv_data/ada\.yaml:6:7: E201 .*")
    for _ in range(4):  # the line with its caret, and the hint
        watching.says(r"[ 6].*")
    path.unlink()
    watching.says(line("1 error"))
    watching.says("cvgen: E101 the folder .* contains no CVs")
    assert "W506" in watching.says_somewhen("warning W.*")  # that outputs are left over
    save(path, ADA.replace("Ada Example", "Eva Example"))
    watching.says_somewhen(line("up to date"))
    other = save(tmp_path / "cv_data" / "bo.yaml", ADA)
    watching.says(line(re.escape("output/bo/bo-full.{html,md}")))
    save(tmp_path / "cvgen.yaml", "theme: plain\noptions: {icons: text}\n")
    watching.says(line(FILES + ", " + FILES.replace("ada", "bo")))
    other.unlink()
    watching.says_somewhen("warning W506 output/bo/.*")
    assert watching.end() == 0
    assert files_below(tmp_path / "output")[:2] == ["ada/ada-full.html", "ada/ada-full.md"]


@pytest.mark.sweep("cvgen/serve", "cvgen/cli", kinds=())
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_and_leaves_no_process(
    watching: Process, tmp_path: Path, number: int
) -> None:
    watching.says(line(FILES))
    children = descendants(watching.popen.pid)
    assert watching.end(number) == 0
    assert until(lambda: not any(map(is_at_work, children)))


@whole_life
def test_when_it_is_killed_its_processes_end_too(watching: Process) -> None:
    watching.says(line(FILES))
    children = descendants(watching.popen.pid)
    assert children
    watching.end(signal.SIGKILL)
    assert until(lambda: not any(map(is_at_work, children)))


@pytest.mark.parametrize("flag", ["--check", "--prune"])
def test_watch_excludes_check_prune_and_the_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: str
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    made = run("render", "--watch", flag)
    assert (made.code, "--watch goes with neither" in made.err) == (2, True)


@whole_life
def test_serving_prints_its_address_and_ends_quietly(tmp_path: Path) -> None:
    make_project(tmp_path)
    process = Process("serve", "ada", "-f", "pdf", "--no-open", cwd=tmp_path)
    address = process.says(r"http://127\.0\.0\.1:\d+/\?key=\S+&format=pdf")
    process.says("Ctrl-C ends the preview.")
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=PATIENCE) as answer:
        assert b"<title>cvgen</title>" in answer.read()
    port = address.partition("/?")[0].rpartition(":")[2]
    other = Process("serve", "--no-open", "--port", port, cwd=tmp_path)
    other.says(rf"cvgen: E507 port {port} cannot be used: address already in use")
    assert other.popen.wait(PATIENCE) == 2
    assert process.end() == 0
    assert process.lines.empty()
    for one in (process, other):
        assert one.popen.stdout is not None
        one.popen.stdout.close()


def test_a_missing_cv_is_reported_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    made = run("serve", "adda", "--no-open")
    assert (made.code, "did you mean 'ada'" in made.err) == (3, True)


@pytest.mark.sweep("cvgen/serve", "cvgen/cli", kinds=(), keep=0)
@pytest.mark.parametrize("words", [("serve", "--no-open"), ("render", "-f", "md", "--watch")])
def test_the_first_line_means_that_it_can_be_told_to_end(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    process = Process(*words, cwd=make_project(tmp_path))
    process.lines.get(timeout=PATIENCE)
    assert process.end(signal.SIGTERM) == 0
    assert process.popen.stdout is not None
    process.popen.stdout.close()
