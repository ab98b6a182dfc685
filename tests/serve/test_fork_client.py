"""The warm process: what it is given comes back, crashes are mended, and nothing grows."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cvgen.serve.fork_client import MOST_INSIDE, MOST_WITHOUT_FORKS, Warm
from cvgen.serve.outcome import Outcome
from cvgen.serve.preview import Preview
from cvgen.serve.view import View
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write
from tests.helpers_serve import done, ended
from tests.helpers_sweeps import Sample
from tests.helpers_waiting import PATIENCE, is_there, until

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
MOST_GROWTH_KB = 20_000


@dataclass(frozen=True)
class Note:
    """A job that says when it begins, and ends when there is a file ``gate``, if it has one."""

    path: Path
    gate: Path | None = None

    def run(self) -> int:
        """Its process."""
        self.path.write_text(str(os.getpid()), "utf-8")
        if self.gate is not None:
            assert until(self.gate.exists)
        return os.getpid()


@dataclass(frozen=True)
class Die:
    """A job that ends its process in one of several ways."""

    how: str

    def run(self) -> object:
        """Nothing good."""
        if self.how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.how == "exits":
            os._exit(0)
        return {}["a bug"]  # type: ignore[index]


@dataclass(frozen=True)
class Held:
    """A job whose class keeps what it is given, in the process that does it."""

    size: int
    kept: list[bytes] = field(default_factory=list)
    look: str = "any"

    def run(self) -> int:
        """How much was kept before."""
        KEPT.append(bytes(self.size))
        return len(KEPT)


KEPT: list[bytes] = []


@pytest.fixture
def warm() -> Iterator[Warm]:
    """A warm process that can import these tests."""
    made = Warm()
    yield made
    made.close()


def test_a_job_is_done_in_a_child_that_is_gone_afterwards(warm: Warm, tmp_path: Path) -> None:
    pids = {done(warm, Note(tmp_path / "a")) for _ in range(3)}
    assert len(pids) == 3
    assert pids & {os.getpid(), *warm.pids()} == set()
    assert until(lambda: not any(map(is_there, pids)))


def test_the_first_job_of_a_look_is_done_in_the_process_itself(warm: Warm, tmp_path: Path) -> None:
    job = Note(tmp_path / "a")
    assert [done(warm, job, "a") in warm.pids() for _ in range(2)] == [True, False]
    assert done(warm, job, "b") in warm.pids()


@pytest.mark.sweep("cvgen/serve")
@pytest.mark.parametrize("how", ["killed", "exits", "raises"])
@pytest.mark.parametrize("look", [None, "any"])
def test_after_a_crash_everything_goes_on(
    warm: Warm, tmp_path: Path, how: str, look: str | None
) -> None:
    assert ended(done(warm, Die(how), look))
    assert not ended(done(warm, Note(tmp_path / "a"), look))


def test_a_process_killed_from_outside_is_started_anew(warm: Warm, tmp_path: Path) -> None:
    first = done(warm, Note(tmp_path / "a"), "a")
    (pid,) = warm.pids()
    assert first == pid
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    warm.submit(Note(tmp_path / "b", tmp_path / "never"), None, inbox.put)
    assert until((tmp_path / "b").exists)
    os.kill(pid, signal.SIGKILL)
    assert ended(inbox.get(timeout=PATIENCE))
    assert done(warm, Note(tmp_path / "c"), "a") not in (pid, None)


def test_what_is_dropped_is_ended_and_never_answered(warm: Warm, tmp_path: Path) -> None:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    number = warm.submit(Note(tmp_path / "a", tmp_path / "never"), None, inbox.put)
    path = tmp_path / "a"
    assert until(lambda: path.exists() and path.read_text("utf-8") != "")
    warm.drop(number)
    assert until(lambda: not is_there(path.read_text("utf-8")))
    done(warm, Note(tmp_path / "b"))
    assert inbox.empty()


def test_what_waits_in_line_can_be_dropped_too(warm: Warm, tmp_path: Path) -> None:
    jobs = [Note(tmp_path / f"{number}", tmp_path / "never") for number in range(20)]
    numbers = [warm.submit(job, None, print) for job in jobs]
    for number in reversed(numbers):
        warm.drop(number)
    done(warm, Note(tmp_path / "last"))
    assert not (tmp_path / "19").exists()


def test_a_process_is_exchanged_before_it_grows(warm: Warm) -> None:
    processes: set[int] = set()
    for number in range(3 * MOST_INSIDE):
        count = done(warm, Held(0), f"look {number}")
        processes |= set(warm.pids())
        assert isinstance(count, int)
        assert count <= MOST_INSIDE + 1
    assert until(lambda: len(warm.pids()) == 1)
    assert until(lambda: warm.pids() != [min(processes)])
    others = processes - set(warm.pids())
    assert others
    assert until(lambda: not any(map(is_there, others)))


def test_where_forks_are_not_safe_all_is_done_in_the_process(tmp_path: Path) -> None:
    warm = Warm(forks=False)
    pids = [done(warm, Note(tmp_path / "a"), "any") for _ in range(MOST_WITHOUT_FORKS + 1)]
    assert len(set(pids)) == 1
    assert until(lambda: done(warm, Note(tmp_path / "a"), "any") != pids[0])
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    warm.submit(Note(tmp_path / "first", tmp_path / "gate"), "any", inbox.put)
    waiting = [warm.submit(Note(tmp_path / f"{n}"), "any", inbox.put) for n in range(3)]
    for number in waiting[:2]:
        warm.drop(number)
    write(tmp_path / "gate", "")
    assert inbox.get(timeout=PATIENCE) == inbox.get(timeout=PATIENCE)
    assert [(tmp_path / f"{n}").exists() for n in range(3)] == [False, False, True]
    warm.close()


def test_the_end_leaves_neither_processes_nor_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    warm = Warm()
    done(warm, Preview(make_project(tmp_path / "p"), View("ada", format="pdf")), "a")
    done(warm, Preview(tmp_path / "p", View("ada", format="pdf", theme="modern")))
    pids = warm.pids()
    (folder,) = tmp_path.glob("cvgen-*")
    assert [path.name for path in folder.glob("tmp*")] == []  # that of the child
    warm.close()
    assert [path.name for path in tmp_path.iterdir()] == ["p"]
    assert until(lambda: not any(map(is_there, pids)))


def memory_kb(pid: int) -> int:
    """The memory that a process holds for itself."""
    pages = Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


@needs_proc
@pytest.mark.sweep("cvgen/serve", "cvgen/writers/pdf")
def test_150_saves_leave_the_memory_as_it_was(warm: Warm, tmp_path: Path, sample: Sample) -> None:
    path = make_project(tmp_path) / "cv_data" / "ada.yaml"
    before = {}
    data = b""
    for number in sample(range(150), kinds=lambda n: [n] if n in (40, 149) else [], keep=60):
        path.write_text(ADA.replace("Engineer", f"Engineer {number}"), "utf-8")
        form = "pdf" if number % 30 == 10 else "markdown" if number % 3 else "html"
        outcome = done(warm, Preview(tmp_path, View("ada", format=form)), form)
        assert isinstance(outcome, Outcome) and outcome.data is not None, outcome
        data = outcome.data
        if number == 40:
            before = {pid: memory_kb(pid) for pid in (os.getpid(), *warm.pids())}
    grown = {pid: memory_kb(pid) - then for pid, then in before.items()}
    assert len(before) == 2
    assert max(grown.values()) < MOST_GROWTH_KB, grown
    assert b"Engineer 149" in data
