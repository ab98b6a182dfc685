"""The fork client returns outcomes and replaces crashed servers, and nothing grows."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cvgen.serve.fork_client import MAX_UNFORKED_JOBS, MAX_WARM_LOOKS, ForkClient
from cvgen.serve.preview import Preview
from cvgen.serve.view import View, ViewOutcome
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write
from tests.helpers_serve import done, ended, server_pids
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


@pytest.fixture(scope="module")
def shared() -> Iterator[ForkClient]:
    """A fork server that can import these tests."""
    made = ForkClient()
    yield made
    made.close()


@pytest.fixture
def client() -> Iterator[ForkClient]:
    """A fork server that has done nothing yet."""
    made = ForkClient()
    yield made
    made.close()


whole_life = pytest.mark.sweep("cvgen/serve", "cvgen/processes")
"""For tests that start several servers."""


def test_a_child_does_a_job_and_is_gone_afterwards(shared: ForkClient, tmp_path: Path) -> None:
    pids = {done(shared, Note(tmp_path / "a")) for _ in range(3)}
    assert len(pids) == 3
    assert pids & {os.getpid(), *server_pids(shared)} == set()
    assert until(lambda: not any(map(is_there, pids)))


def test_the_server_itself_does_the_first_job_of_a_look(client: ForkClient, tmp_path: Path) -> None:
    job = Note(tmp_path / "a")
    assert [done(client, job, "a") in server_pids(client) for _ in range(2)] == [True, False]
    assert done(client, job, "b") in server_pids(client)


@pytest.mark.sweep("cvgen/serve")
@pytest.mark.parametrize("how", ["killed", "exits", "raises"])
@pytest.mark.parametrize("look", [None, "any"])
def test_work_continues_after_a_crash(
    shared: ForkClient, tmp_path: Path, how: str, look: str | None
) -> None:
    assert ended(done(shared, Die(how), look))
    assert not ended(done(shared, Note(tmp_path / "a"), look))


@whole_life
@pytest.mark.sweep("cvgen/serve", "cvgen/processes", keep=0)
def test_a_process_killed_from_outside_is_started_again(client: ForkClient, tmp_path: Path) -> None:
    first = done(client, Note(tmp_path / "a"), "a")
    (pid,) = server_pids(client)
    assert first == pid
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    client.submit(Note(tmp_path / "b", tmp_path / "never"), None, inbox.put)
    assert until((tmp_path / "b").exists)
    os.kill(pid, signal.SIGKILL)
    assert ended(inbox.get(timeout=PATIENCE))
    assert done(client, Note(tmp_path / "c"), "a") not in (pid, None)


def test_what_is_dropped_is_ended_and_never_answered(shared: ForkClient, tmp_path: Path) -> None:
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    number = shared.submit(Note(tmp_path / "a", tmp_path / "never"), None, inbox.put)
    path = tmp_path / "a"
    assert until(lambda: path.exists() and path.read_text("utf-8") != "")
    shared.drop(number)
    assert until(lambda: not is_there(path.read_text("utf-8")))
    done(shared, Note(tmp_path / "b"))
    assert inbox.empty()


def test_what_waits_in_line_can_be_dropped_too(shared: ForkClient, tmp_path: Path) -> None:
    jobs = [Note(tmp_path / f"{number}", tmp_path / "never") for number in range(20)]
    numbers = [shared.submit(job, None, print) for job in jobs]
    for number in reversed(numbers):
        shared.drop(number)
    done(shared, Note(tmp_path / "last"))
    assert not (tmp_path / "19").exists()


@whole_life
def test_a_process_is_exchanged_before_it_grows(client: ForkClient) -> None:
    processes: set[int] = set()
    for number in range(3 * MAX_WARM_LOOKS):
        count = done(client, Held(0), f"look {number}")
        processes |= set(server_pids(client))
        assert isinstance(count, int)
        assert count <= MAX_WARM_LOOKS + 1
    assert until(lambda: len(server_pids(client)) == 1)
    assert until(lambda: server_pids(client) != [min(processes)])
    others = processes - set(server_pids(client))
    assert others
    assert until(lambda: not any(map(is_there, others)))


@whole_life
def test_where_forks_are_not_safe_all_is_done_in_the_process(tmp_path: Path) -> None:
    client = ForkClient(forks=False)
    pids = [done(client, Note(tmp_path / "a"), "any") for _ in range(MAX_UNFORKED_JOBS + 1)]
    assert len(set(pids)) == 1
    assert until(lambda: done(client, Note(tmp_path / "a"), "any") != pids[0])
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    client.submit(Note(tmp_path / "first", tmp_path / "gate"), "any", inbox.put)
    waiting = [client.submit(Note(tmp_path / f"{n}"), "any", inbox.put) for n in range(3)]
    for number in waiting[:2]:
        client.drop(number)
    write(tmp_path / "gate", "")
    assert inbox.get(timeout=PATIENCE) == inbox.get(timeout=PATIENCE)
    assert [(tmp_path / f"{n}").exists() for n in range(3)] == [False, False, True]
    client.close()


@whole_life
def test_the_end_leaves_neither_processes_nor_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client = ForkClient()
    done(client, Preview(make_project(tmp_path / "p"), View("ada", format="pdf")), "a")
    done(client, Preview(tmp_path / "p", View("ada", format="pdf", theme="modern")))
    pids = server_pids(client)
    (folder,) = tmp_path.glob("cvgen-*")
    assert [path.name for path in folder.glob("tmp*")] == []  # that of the child
    client.close()
    assert [path.name for path in tmp_path.iterdir()] == ["p"]
    assert until(lambda: not any(map(is_there, pids)))


def memory_kb(pid: int) -> int:
    """The memory that a process holds for itself."""
    pages = Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024


@needs_proc
@pytest.mark.sweep("cvgen/serve", "cvgen/writers/pdf")
def test_150_saves_leave_the_memory_as_it_was(
    client: ForkClient, tmp_path: Path, sample: Sample
) -> None:
    path = make_project(tmp_path) / "cv_data" / "ada.yaml"
    before = {}
    data = b""
    for number in sample(range(150), kinds=lambda n: [n] if n in (40, 149) else [], keep=5):
        path.write_text(ADA.replace("Engineer", f"Engineer {number}"), "utf-8")
        form = "pdf" if number % 30 == 10 else "markdown" if number % 3 else "html"
        outcome = done(client, Preview(tmp_path, View("ada", format=form)), form)
        assert isinstance(outcome, ViewOutcome) and outcome.data is not None, outcome
        data = outcome.data
        if number == 40:
            before = {pid: memory_kb(pid) for pid in (os.getpid(), *server_pids(client))}
    grown = {pid: memory_kb(pid) - then for pid, then in before.items()}
    assert len(before) == 2
    assert max(grown.values()) < MOST_GROWTH_KB, grown
    assert b"Engineer 149" in data
