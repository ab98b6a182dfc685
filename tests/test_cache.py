"""Without a usable cache, documents are rendered as usual."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cvgen import cache
from tests.helpers_cli import SOURCE
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project

FULL_DISK = "mount -t tmpfs -o size=16k none {} && "
UNSHARE = ("unshare", "--map-root-user", "--mount", "sh", "-c")


def render(folder: Path, before: str = "", **env: object) -> subprocess.CompletedProcess[str]:
    """Render the CV in ``folder`` in a shell that does something ``before``."""
    command = f"{before}exec '{sys.executable}' -m cvgen render -f pdf,html"
    words = [*UNSHARE, command] if before else ["sh", "-c", command]
    known = {**os.environ, "PYTHONPATH": str(SOURCE), **{k: str(v) for k, v in env.items()}}
    return subprocess.run(words, cwd=folder, env=known, capture_output=True, text=True, check=False)


def can_mount(folder: Path) -> bool:
    """Whether a disk of its own can be had here."""
    if shutil.which("unshare") is None:
        return False
    made = subprocess.run([*UNSHARE, f"{FULL_DISK.format(folder)} true"], capture_output=True)
    return made.returncode == 0


@pytest.mark.sweep("cvgen/cache.py", "cvgen/writers/pdf/engine", keep=0)
def test_a_full_disk_under_the_cache_changes_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not can_mount(disk):
        pytest.skip("no disk of its own can be mounted here")
    for name in ("usual", "full"):
        make_project(tmp_path / name, ada=ADA)
    usual = render(tmp_path / "usual")
    full = render(
        tmp_path / "full", FULL_DISK.format(disk), XDG_CACHE_HOME=disk, TMPDIR=disk, HOME=disk
    )
    assert (usual.returncode, full.returncode, full.stderr) == (0, 0, "")
    for name in files_below(tmp_path / "usual" / "output"):
        pair = [tmp_path / which / "output" / name for which in ("usual", "full")]
        assert pair[0].read_bytes() == pair[1].read_bytes()


BASES = {
    "a file": "{}/file", "nowhere": "{}/nowhere/at/all", "locked": "{}/locked",
    "a file in it": "{}/folder", "relative": "relative", "a device": "/dev/null", "empty": "",
}  # fmt: skip


@pytest.mark.sweep("cvgen/cache.py", "cvgen/writers/pdf/engine", kinds=())
@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
def test_a_cache_that_cannot_be_written_changes_nothing(base: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    (tmp_path / "locked").mkdir(mode=0o500)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "cvgen").touch()
    make_project(tmp_path / "project", ada=ADA)
    made = render(tmp_path / "project", XDG_CACHE_HOME=base.format(tmp_path))
    assert (made.returncode, made.stderr) == (0, "")


def test_one_of_several_folders_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "getuid"):
        pytest.skip("no owners here")
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/proc/none")
    (tmp_path / "second").mkdir()
    monkeypatch.setattr(cache, "_LAST_RESORTS", (tmp_path / "first", tmp_path / "second"))
    assert cache.cache_folder() == tmp_path / "second" / f"cvgen-{os.getuid()}"
