"""Closed streams, a full disk and an unusable cache crash no command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cvgen.cli.main import cli
from tests.helpers_cli import SOURCE, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project

WORDS = {
    "render": "render -f md --force", "serve": "serve ada --port 99999", "check": "check",
    "explain": "explain ada", "audit": "audit output", "read": "read cv_data/ada.yaml",
    "diff": "diff ada -V full,public",
    "match": "match ada -", "timeline": "timeline ada", "new": "new other", "themes": "themes",
    "variants": "variants", "schema": "schema", "doctor": "doctor",
    "completion": "completion bash", "apply": "apply", "applications": "applications",
    "import": "import resume.json -o -",
}  # fmt: skip
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """``command`` in a shell, where ``$CVGEN`` is the program."""
    start = f"{sys.executable} -m cvgen"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "CVGEN": start, **variables}
    return subprocess.run(
        ["sh", "-c", command], cwd=cwd, env=environment, capture_output=True, text=True,
        timeout=600, check=False, input="",
    )  # fmt: skip


def test_every_command_is_tried() -> None:
    assert set(WORDS) == set(cli.commands)


ALL_CLOSED = "<&- >&- 2>&-"
FAILS = "check nobody"
ONE_CLOSED = [
    (words, one)
    for words in (WORDS["render"], WORDS["check"], WORDS["match"], FAILS)
    for one in ALL_CLOSED.split()
]
CLOSED = [*((words, ALL_CLOSED) for words in WORDS.values()), *ONE_CLOSED]


@pytest.mark.sweep("cvgen/cli", "cvgen/__main__.py", kinds=(), keep=2)
@posix
@pytest.mark.parametrize(("words", "closed"), CLOSED)
def test_closed_streams_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, closed: str
) -> None:
    monkeypatch.chdir(make_project(tmp_path, None, ada=ADA))
    usual = run(*words.split())
    assert usual.code == 3 or words != FAILS
    make_project(tmp_path, None, ada=ADA)
    if words == WORDS["new"]:
        (tmp_path / "other").rename(tmp_path / "moved")
    code = shell(f"$CVGEN {words} {closed}", tmp_path)
    assert (code.returncode, "Traceback" in code.stderr) == (usual.code, False)


PRINTING = ("render", "check", "themes", "variants", "schema", "doctor")


@pytest.mark.sweep("cvgen/cli", "cvgen/__main__.py", kinds=())
@posix
@pytest.mark.parametrize("words", [*(WORDS[name] for name in PRINTING), "check --format json"])
def test_a_reader_that_goes_away_and_a_full_device(tmp_path: Path, words: str) -> None:
    make_project(tmp_path, None, ada=ADA)
    assert "Traceback" not in shell(f"$CVGEN {words} | true", tmp_path).stderr
    if Path("/dev/full").exists():
        full = shell(f"$CVGEN {words} > /dev/full", tmp_path)
        assert (full.returncode, "Traceback" in full.stderr) == (5, False)
