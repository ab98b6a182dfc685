"""A document that never ends stops only itself, and no process outlives its parent."""

from __future__ import annotations

import mmap
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.cli.render import render
from cvgen.cli.serve import serve
from cvgen.cli.themes import themes
from cvgen.errors import RenderError
from cvgen.processes.limits import MEMORY, SECONDS, Limits, TimeIsUp, time_limit
from cvgen.rendering.pool import Workers
from cvgen.rendering.request import Request
from cvgen.rendering.tasks import Task
from cvgen.serve.fork_client import ForkClient
from cvgen.serve.preview import Preview
from cvgen.serve.view import View
from cvgen.themes import load_theme
from tests.helpers_cli import SOURCE, process
from tests.helpers_cv import ADA
from tests.helpers_project import NEVER, make_project, write
from tests.helpers_serve import done
from tests.helpers_waiting import BRIEF, PATIENCE, descendants, is_at_work, until
from tests.samples import FULL

pytestmark = pytest.mark.sweep(
    "cvgen/processes", "cvgen/rendering", "cvgen/serve", kinds=(), keep=2
)

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
SIGNALS = ("SIGKILL", "SIGTERM", "SIGINT")


class Endless(Task):
    """Goes on for ever, in Python or (``deaf``) without ever looking at a signal."""

    def run(self) -> None:
        if self.name == "deaf":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        while True:
            threading.Event().wait()


class Greedy(Task):
    """Takes more memory than there may be."""

    def run(self) -> None:
        pieces = []
        while True:
            pieces.append(bytearray(1 << 20))


def task(kind: type[Task], name: str = "the PDF of 'ada' as 'full'") -> Task:
    return kind("pdf", FULL, load_theme("industry"), Assets(), name)


@pytest.mark.sweep("cvgen/processes", "cvgen/rendering", kinds=())
@pytest.mark.parametrize("most", [0, 1, 2])
def test_what_never_ends_is_ended_and_the_next_one_is_made(most: int) -> None:
    workers = Workers(most, Limits(BRIEF))
    results = [workers.submit(task(Endless)) for _ in range(2)]
    for result in results:
        with pytest.raises(RenderError, match="E431 the PDF of 'ada' as 'full' takes longer than"):
            result()
    workers.limits = Limits()
    assert workers.submit(task(Task))().pages
    workers.close()


def test_nothing_keeps_a_worker_from_being_ended() -> None:
    workers = Workers(1, Limits(BRIEF))
    with pytest.raises(RenderError, match=rf"E431 deaf takes longer than {BRIEF} seconds"):
        workers.submit(task(Endless, "deaf"))()
    workers.close()


def test_the_limit_is_the_same_everywhere() -> None:
    options = (option for command in (render, serve, themes) for option in command.params)
    assert {option.default for option in options if option.name == "timeout"} == {SECONDS}
    assert Request().timeout == SECONDS


def test_closing_does_not_wait_for_what_never_ends() -> None:
    workers = Workers(1)
    workers.submit(task(Endless, "deaf"))
    workers.close()


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit there")
def test_what_takes_too_much_memory_is_an_error() -> None:
    workers = Workers(1, Limits(memory=600 << 20))
    with pytest.raises(RenderError, match=r"E432 the PDF .* takes more than 600 MB of memory"):
        workers.submit(task(Greedy))()
    assert workers.submit(task(Task))().pages
    workers.close()


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit there")
def test_memory_of_the_parent_does_not_count() -> None:
    with mmap.mmap(-1, 2 * MEMORY, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
        workers = Workers(1)
        assert workers.submit(task(Task))().pages
        workers.close()


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A project whose CV 'bob' has a theme that never ends."""
    make_project(tmp_path, None, ada=ADA, bob=f"{ADA}theme: own\n")
    write(tmp_path / "themes/own/theme.yaml", "description: Scratch\nextends: academic\n")
    write(tmp_path / "themes/own/cv.html.j2", NEVER)
    return tmp_path


@pytest.mark.sweep("cvgen/processes", "cvgen/rendering", kinds=())
@pytest.mark.parametrize("form", ["pdf", "html", "png"])
def test_only_the_cv_that_never_ends_is_not_made(endless: Path, form: str) -> None:
    for seconds in (3, 15, 75, 375):  # how much the other one needs hangs on the machine
        ran = process("render", "-f", form, "--timeout", f"{seconds}", cwd=endless)
        assert ran.code == 4
        assert "of 'bob' as 'full'" in ran.err or "themes/own" in ran.err
        assert not list(endless.glob("output/bob/*"))
        if list(endless.glob("output/ada/*")):
            break
    assert ran.err.count("E4") == 1


def test_a_preview_that_never_ends_says_so(endless: Path) -> None:
    client = ForkClient()
    for form in ("html", "pdf"):
        outcome = done(client, Preview(endless, View("bob", format=form), timeout=BRIEF))
        assert [p.code[:2] for p in outcome.problems if p.severity == "error"] == ["E4"]  # type: ignore[attr-defined]
    client.close()


SERVE = """
import sys, threading
from cvgen.serve.fork_client import ForkClient
from tests.rendering.test_limits import Hang
if __name__ == '__main__':
    client = ForkClient()
    client.submit(Hang(True), None, print)
    client.submit(Hang(False), "look", print)
    threading.Event().wait()
"""
WORK = """
import threading
from cvgen.rendering.pool import Workers
from tests.rendering.test_limits import Endless, task
if __name__ == '__main__':
    workers = Workers(2)
    workers.submit(task(Endless, "deaf")), workers.submit(task(Endless))
    threading.Event().wait()
"""


class Hang:
    """A job that never ends and minds no signal that can be minded."""

    def __init__(self, is_deaf: bool) -> None:
        self.is_deaf = is_deaf

    def run(self) -> None:
        if self.is_deaf:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        while True:
            threading.Event().wait()


def started(program: str) -> tuple[subprocess.Popen[bytes], int, list[int]]:
    """A process that has started others, the pipe that all of them hold, and all of them."""
    end, start = os.pipe()
    path = os.pathsep.join([str(SOURCE), str(Path(__file__).resolve().parents[2])])
    main = subprocess.Popen(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": path},
        stdout=start, stderr=start, start_new_session=True,
    )  # fmt: skip
    os.close(start)
    assert until(lambda: len(descendants(main.pid)) >= 2 or main.poll() is not None)
    assert main.poll() is None
    return main, end, [main.pid, *descendants(main.pid)]


def is_at_its_end(pipe: int) -> bool:
    """Whether the last of the processes that hold the other end of ``pipe`` goes."""
    while select.select([pipe], [], [], PATIENCE)[0]:
        if not os.read(pipe, 65536):
            os.close(pipe)
            return True
    return False


@pytest.mark.sweep("cvgen/processes", "cvgen/serve", "cvgen/rendering", kinds=("program",))
@needs_proc
@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("program", [SERVE, WORK])
def test_nothing_outlives_its_parent(program: str, name: str, which: int) -> None:
    main, pipe, family = started(program)
    os.kill(family[which], getattr(signal, name))
    main.kill()
    main.wait()
    assert is_at_its_end(pipe)


@needs_proc
def test_what_the_warm_process_has_started_ends_with_it() -> None:
    main, pipe, family = started(SERVE)
    os.kill(family[1], signal.SIGKILL)
    assert until(lambda: not is_at_work(family[2]))
    assert main.poll() is None
    main.kill()
    main.wait()
    assert is_at_its_end(pipe)


class NeverFreed:
    """A thing whose finalizer does not end by itself; Python swallows what is raised in one."""

    def __del__(self) -> None:
        while True:
            pass


def free_and_go_on() -> None:
    NeverFreed()
    while True:
        pass


def test_time_that_is_up_in_a_finalizer_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", printed.append)
    with pytest.raises(TimeIsUp), time_limit(BRIEF):
        free_and_go_on()
    assert printed == []
    assert sys.unraisablehook == printed.append
