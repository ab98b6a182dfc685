"""Many documents at once: all are rendered, the process ends, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE, process, run
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, NEVER, files_below, make_project, write
from tests.helpers_waiting import PATIENCE, descendants, until

COUNT = 5
needs_signals = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with several CVs."""
    return make_project(tmp_path, None, **{f"cv{n}": ADA for n in range(COUNT)})


def test_every_document_of_many_is_made_and_told_in_order(project: Path) -> None:
    made = process("render", "-f", "pdf,md", "-V", "full,public", cwd=project)
    assert (made.code, made.err) == (0, "")
    told = [line.split()[0] for line in made.out.splitlines()[:-1] if line[0] != " "]
    names = [f"cv{n}/cv{n}-{v}.{s}" for n in range(COUNT) for v in ("full", "public")
             for s in ("pdf", "md")]  # fmt: skip
    assert told == [f"output/{name}" for name in names]
    assert files_below(project / "output") == sorted(names)


def test_one_failure_does_not_stop_other_documents(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    write(project / "cv_data" / "cv2.yaml", BROKEN)
    (project / "output/cv3/cv3-full.pdf").mkdir(parents=True)
    made = run("render", "-f", "pdf")
    assert made.code in (1, 5)
    places = [line.split(":")[0] for line in made.err.splitlines() if line[:1] in "co"]
    assert places == ["cv_data/cv2.yaml", "output/cv3/cv3-full.pdf"]
    assert len(files_below(project / "output")) == COUNT - 2


def test_a_broken_theme_is_reported_once_for_many_documents(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    write(project / "themes" / "mine" / "theme.yaml", "extends: academic\n")
    write(project / "themes" / "mine" / "cv.html.j2", "{{ nothing.here }}")
    made = run("render", "-f", "pdf", "-t", "mine")
    assert (made.code, made.err.count("E423")) == (4, 1)


def works(running: subprocess.Popen[bytes], _project: Path) -> bool:
    """Whether a process that makes documents is there."""
    return bool(descendants(running.pid))


def wrote(_running: subprocess.Popen[bytes], project: Path) -> bool:
    """Whether a document is there."""
    return any((project / "output").rglob("*.pdf"))


@pytest.mark.sweep("cvgen/rendering", "cvgen/processes", kinds=("has_begun",))
@needs_signals
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("has_begun", [works, wrote])
def test_a_render_that_is_stopped_leaves_no_process_and_no_half_file(
    project: Path, how: signal.Signals, has_begun: Callable[[subprocess.Popen[bytes], Path], bool]
) -> None:
    write(project / "themes/own/theme.yaml", "description: Scratch\nextends: academic\n")
    write(project / "themes/own/cv.html.j2", NEVER)
    write(project / "cv_data/last.yaml", f"{ADA}theme: own\n")  # so it is at work when it is told
    command = [sys.executable, "-m", "cvgen", "render", "-f", "pdf", "--timeout", "1000000"]
    with subprocess.Popen(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert until(lambda: has_begun(running, project) or running.poll() is not None)
        assert running.poll() is None
        running.send_signal(how)
        # The workers hold its stderr too, so it is at its end when the last of them is gone.
        assert "Traceback" not in running.communicate(timeout=PATIENCE)[1].decode()
    # What is being written has another name until it is whole, and may be left by a hard end.
    made = [path for path in (project / "output").rglob("*.pdf") if path.is_file()]
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
