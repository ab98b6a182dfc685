"""PDFs from worker processes: the same bytes, no hanging, and errors arrive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.errors import RenderError
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task
from cvgen.themes import load_theme
from tests.samples import FULL

pytestmark = pytest.mark.sweep("cvgen/processes", "cvgen/rendering", kinds=(), keep=3)

CV = "name: {name}\nsections: {{experience: [{{role: Engineer, organization: Mill}}]}}\n"


def task(theme: str = "industry") -> Task:
    return Task("pdf", FULL, load_theme(theme), Assets())


@pytest.fixture
def workers() -> Workers:
    return Workers(2)


def test_a_worker_makes_the_same_bytes_as_this_process(workers: Workers) -> None:
    made = workers.submit(task())().data
    workers.close()
    assert made == task().run().data


def test_more_tasks_than_workers_are_all_done_in_any_order_of_asking(workers: Workers) -> None:
    results = [workers.submit(task(theme)) for theme in ("industry", "academic") * 2]
    sizes = [len(result().data) for result in reversed(results)]
    workers.close()
    assert sizes == sizes[:2] * 2


def test_closing_ends_the_processes_even_with_work_in_hand(workers: Workers) -> None:
    for _ in range(2):
        workers.submit(task())
    pids = [worker.pid for worker in workers._workers]
    workers.close()
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_an_error_of_the_writer_comes_back_as_it_is(workers: Workers, tmp_path: Path) -> None:
    theme = tmp_path / "broken"
    theme.mkdir()
    (theme / "theme.yaml").write_text("extends: base\n", "utf-8")
    (theme / "cv.html.j2").write_text("{{ nothing.at.all }}", "utf-8")
    result = workers.submit(task(str(theme)))
    with pytest.raises(RenderError) as error:
        result()
    workers.close()
    assert [problem.code for problem in error.value.problems] == ["E423"]


def test_a_worker_that_is_killed_is_an_error_and_no_end_to_waiting(workers: Workers) -> None:
    result = workers.submit(task())
    os.kill(workers._workers[0].pid, signal.SIGKILL)
    with pytest.raises(RenderError, match="E425"):
        result()
    workers.close()


class Where(Task):
    """Tells which process does it."""

    def run(self) -> int:
        return os.getpid()


class Fatal(Task):
    """Ends the process that does it."""

    def run(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def one_of(kind: type[Task]) -> Task:
    return kind("pdf", FULL, load_theme("industry"), Assets())


def test_a_process_that_has_made_enough_leaves_the_rest_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cvgen.rendering.station._ENOUGH", -1)
    worker = Workers(1)
    pids = [worker.submit(one_of(Where))() for _ in range(4)]
    assert pids[0] == worker._workers[0].pid
    assert len(set(pids)) == 4
    worker.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_one_of_those_that_is_killed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvgen.rendering.station._ENOUGH", -1)
    worker = Workers(1)
    worker.submit(one_of(Where))()
    result = worker.submit(one_of(Fatal))
    with pytest.raises(RenderError, match="E425"):
        result()
    worker.close()


def test_without_workers_this_process_renders() -> None:
    here = Workers(0)
    assert here.submit(task())().pages
    here.close()


def test_many_cvs_in_many_variants_come_to_an_end(tmp_path: Path) -> None:
    folder = tmp_path / "cv_data"
    folder.mkdir()
    for name in ("ada", "bob", "cleo"):
        (folder / f"{name}.yaml").write_text(CV.format(name=name.title()), "utf-8")
    command = [sys.executable, "-m", "cvgen", "render", "-f", "pdf", "-V", "full,public,industry"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, cwd=tmp_path, env=env, timeout=600, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(list(tmp_path.glob("output/*/*.pdf"))) == 9
