"""A killed run leaves every file complete, old or new, and the next run cleans up."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cvgen.paths import orphaned_temporaries, temporary_name
from tests.helpers_cli import SOURCE, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, records, write
from tests.helpers_sweeps import Sample
from tests.helpers_waiting import PATIENCE

RENDER = ("render", "-f", "md,html", "-V", "full,public,industry")
NAMES = ("ada", "bob", "cy")
KILLS = 8
MORTAL = """
import io, os, posix, runpy, signal, sys
end, seen = int(sys.argv.pop(1)), 0
STEPS = {"fsync", "replace", "unlink"}

def step(frame, event, function):
    global seen
    owner = getattr(function, "__self__", None)
    if event in ("c_call", "c_return") and (
        isinstance(owner, io.BufferedWriter) or owner is posix and function.__name__ in STEPS
    ):
        seen += 1
        if seen == end:
            os.kill(os.getpid(), signal.SIGKILL)
    elif event == "c_call" and function is os._exit:
        os.write(1, b"%d" % seen)

def begin(event, args):
    name = str(args[0]) if event == "open" else ""
    if ".cvgen-" in name and "/output/" in name and not sys.getprofile():
        sys.setprofile(step)

sys.stdout = open(os.devnull, "w")
sys.addaudithook(begin)
runpy.run_module("cvgen", run_name="__main__", alter_sys=True)
"""
"""The program, which ends itself before or after a step of writing, counted from the first output.

Only calls that change files count, and Python writes no compiled modules meanwhile: the number of
all other calls differs between runs.
"""


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of all outputs, and of what is left of their making."""
    return {
        name: (folder / "output" / name).read_bytes() for name in files_below(folder / "output")
    }


def change(folder: Path, old: str, new: str) -> None:
    for name in NAMES:
        path = folder / "cv_data" / f"{name}.yaml"
        write(path, path.read_text("utf-8").replace(old, new))


def killed_at(folder: Path, moment: int) -> int:
    """Render, and end at once at that ``moment`` (0 is none of them); how many there are."""
    command = [sys.executable, "-c", MORTAL, str(moment), *RENDER, "--force"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == (-signal.SIGKILL if moment else 0)
    return int(done.stdout or b"0")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like that here")
@pytest.mark.sweep("cvgen/project", "cvgen/rendering")
def test_a_kill_at_any_moment_leaves_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: Sample
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, None, **dict.fromkeys(NAMES, ADA))
    states = []
    for old, new in (("40 %", "50 %"), ("50 %", "40 %")):
        change(tmp_path, old, new)
        assert run(*RENDER).code == 0
        states.append(contents(tmp_path))
    change(tmp_path, "40 %", "50 %")
    moments, mixed = killed_at(tmp_path, 0), 0
    assert moments > 2 * len(states[0])
    chosen = random.Random(1).sample(range(moments // 4, moments + 1), KILLS)
    for number, moment in enumerate(sample(chosen, keep=2)):
        for name, data in states[number % 2].items():  # so that the run has all of them to write
            (tmp_path / "output" / name).write_bytes(data)
        change(tmp_path, *(("50 %", "40 %"), ("40 %", "50 %"))[number % 2])
        killed_at(tmp_path, moment)
        found = contents(tmp_path)
        whole = {name: data for name, data in found.items() if not name.endswith(".tmp")}
        assert whole.keys() == states[0].keys()
        assert [n for n in whole if whole[n] not in (states[0][n], states[1][n])] == []
        mixed += whole not in states
        assert [json.loads(path.read_bytes()) for path in records(tmp_path)]
    assert mixed > 0  # else no run was killed half-way
    assert run(*RENDER).code == 0
    assert contents(tmp_path) == states[KILLS % 2]
    assert run(*RENDER).out == "18 documents up to date\n"


def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.skipif(os.name != "posix", reason="no telling there whether a process lives")
def test_what_a_killed_process_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path)
    words = ("render", "-f", "md")
    assert run(*words).code == 0
    output = tmp_path / "output"
    left = [
        write(folder / f".cvgen-{gone()}.tmp", "half")
        for folder in (output, output / "ada", output / ".cvgen")
    ]
    living = write(output / "ada" / f".cvgen-{os.getppid()}.tmp", "half")
    mine = write(output / "ada" / ".cvgen-mine.tmp", "mine")
    assert run(*words, "--check").code == 0
    assert all(path.exists() for path in left)  # a check writes nothing
    assert run(*words).code == 0
    assert [path for path in left if path.exists()] == []
    assert living.exists() and mine.exists()


@pytest.mark.skipif(os.name != "posix", reason="no telling there whether a process lives")
def test_a_process_that_cannot_be_is_gone(tmp_path: Path) -> None:
    name = f".cvgen-{10**20}.tmp"
    write(tmp_path / name, "half")
    write(tmp_path / temporary_name(), "half")
    assert [path.name for path in orphaned_temporaries(tmp_path)] == [name]
