"""The CV of an application that was sent, compared with the CV now."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

APPLICATION = """
cv: ada
opening: {position: Engineer, organization: Example Ltd}
date: 2026-11-29
status: ready
documents: [{cv: full}]
"""


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)


def test_changes_since_an_application_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    file = write(tmp_path / "applications" / "uni.yaml", APPLICATION)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Apply")
    assert run("apply", "uni").code == 0
    early = run("diff", "--sent", "uni")
    assert (early.code, "E741 'uni' was not sent" in early.err) == (2, True)
    write(file, APPLICATION.replace("ready", "sent"))
    assert "uni: as it was sent" in run("apply", "uni").out
    write(tmp_path / "cv_data" / "ada.yaml", ADA.replace("Ada Example", "Ada M. Example"))
    changed = run("diff", "--sent", "uni", "--exit-code")
    assert changed.code == 1
    assert "{+M. +}" in changed.out


def test_something_to_compare_is_named() -> None:
    for words in ((), ("academic", "--sent", "uni")):
        assert "name what to compare" in run("diff", *words).err
