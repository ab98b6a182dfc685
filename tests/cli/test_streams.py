"""Closed streams, a full device and a full or odd cache stop no command, and none crashes."""

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
    "explain": "explain ada", "audit": "audit output", "diff": "diff ada -V full,public",
    "match": "match ada -", "timeline": "timeline ada", "new": "new other", "themes": "themes",
    "variants": "variants", "schema": "schema", "doctor": "doctor",
    "completion": "completion bash",
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
ONE_CLOSED = [(name, one) for name in ("render", "check", "match") for one in ALL_CLOSED.split()]


@pytest.mark.sweep("cvgen/cli", "cvgen/__main__.py", kinds=("closed",), keep=6)
@posix
@pytest.mark.parametrize(("name", "closed"), [*((name, ALL_CLOSED) for name in WORDS), *ONE_CLOSED])
def test_closed_streams_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, closed: str
) -> None:
    monkeypatch.chdir(make_project(tmp_path, None, ada=ADA))
    usual = run(*WORDS[name].split())
    make_project(tmp_path, None, ada=ADA)
    if name == "new":
        (tmp_path / "other").rename(tmp_path / "moved")
    code = shell(f"$CVGEN {WORDS[name]} {closed}", tmp_path)
    assert (code.returncode, "Traceback" in code.stderr) == (usual.code, False)


@pytest.mark.sweep("cvgen/cli", "cvgen/__main__.py", kinds=(), keep=2)
@posix
@pytest.mark.parametrize("name", ["render", "check", "themes", "variants", "schema", "doctor"])
def test_a_reader_that_goes_away_and_a_full_device(tmp_path: Path, name: str) -> None:
    make_project(tmp_path, None, ada=ADA)
    assert "Traceback" not in shell(f"$CVGEN {WORDS[name]} | true", tmp_path).stderr
    if Path("/dev/full").exists():
        full = shell(f"$CVGEN {WORDS[name]} > /dev/full", tmp_path)
        assert (full.returncode, "Traceback" in full.stderr) == (5, False)


@pytest.mark.sweep("cvgen/cache.py", "cvgen/writers/pdf/engine", kinds=(), keep=2)
@posix
@pytest.mark.parametrize("cache", ["relative", "/dev/null", "file", "", "folder"])
def test_the_cache_may_be_anything(tmp_path: Path, cache: str) -> None:
    make_project(tmp_path, None, ada=ADA)
    (tmp_path / "file").touch()
    place = str(tmp_path / cache) if cache in ("file", "folder") else cache
    if cache == "folder":
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "cvgen").touch()
    ran = shell("$CVGEN render -f pdf,html", tmp_path, XDG_CACHE_HOME=place)
    assert (ran.returncode, ran.stderr) == (0, "")


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount")
def test_the_cache_may_be_full(tmp_path: Path) -> None:
    make_project(tmp_path, None, ada=ADA)
    full = tmp_path / "full"
    full.mkdir()
    if shell(f"mount -t tmpfs -o size=16k none {full}", tmp_path).returncode:
        pytest.skip("cannot mount here")
    try:
        ran = shell("$CVGEN render -f pdf,html", tmp_path, XDG_CACHE_HOME=str(full))
    finally:
        shell(f"umount {full}", tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
