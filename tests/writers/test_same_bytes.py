"""The same project gives the same bytes on any machine, in any folder, at any time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.helpers_cli import SOURCE
from tests.helpers_project import files_below, make_project, write
from tests.helpers_sweeps import Sample

EXTRA = """
photo: me.png
language: en-GB
"""
OPTIONS = "options: {updated: day}\n"
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{}</cachedir></fontconfig>
"""
BARE = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SOURCE)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a photo, dates, publications and letters beyond ASCII."""
    folder = tmp_path_factory.mktemp("project")
    sample = (SOURCE / "cvgen/gallery/samples/mira-lindqvist.yaml").read_text("utf-8")
    make_project(folder, OPTIONS, mira=f"{EXTRA}{sample}")
    Image.new("RGB", (40, 50), "teal").save(folder / "cv_data" / "me.png")
    return folder


def rendered(project: Path, where: str = "", umask: int = -1, **variables: str) -> dict[str, bytes]:
    """The bytes of all outputs of ``project``, rendered from its folder ``where`` with nothing in
    the environment but ``variables``.
    """
    command = [sys.executable, "-m", "cvgen", "render", "-V", "full,public"]
    made = subprocess.run(
        command, cwd=project / where, env={**BARE, **variables}, umask=umask, timeout=600,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert made.stderr == ("Project: ..\n" if where else "")
    output = project / "output"
    assert len(files_below(output)) == 6
    return {name: (output / name).read_bytes() for name in files_below(output)}


@pytest.fixture(scope="module")
def usual(project: Path) -> dict[str, bytes]:
    """What the project gives in its own folder."""
    return rendered(project)


def elsewhere(project: Path, scratch: Path) -> dict[str, bytes]:
    """Another folder, home, user's rights, time zone, language, and order of sets."""
    copy = shutil.copytree(project, scratch / "ein Ordner – 日本", ignore=no_output)
    return rendered(
        copy, "cv_data", 0o077, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1",
        HOME=str(scratch / "home"), XDG_CACHE_HOME=str(scratch / "cache"), PYTHONUTF8="0",
    )  # fmt: skip


def bare(project: Path, scratch: Path) -> dict[str, bytes]:
    """No home, no fonts of the system, other temporary files, another language."""
    fonts = write(scratch / "fonts.conf", NO_FONTS.format(scratch / "fonts"))
    (scratch / "temporary").mkdir()
    copy = shutil.copytree(project, scratch / "x", ignore=no_output)
    return rendered(
        copy, "", 0o000, FONTCONFIG_FILE=str(fonts), FONTCONFIG_PATH=str(scratch), HOME="/none",
        TMPDIR=str(scratch / "temporary"), LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="2", TZ="America/Anchorage", COLUMNS="20", TERM="dumb",
    )  # fmt: skip


def touched(project: Path, scratch: Path) -> dict[str, bytes]:
    """Files that look new, and a date from outside where the CV has one of its own."""
    copy = shutil.copytree(project, scratch / "y", ignore=no_output, copy_function=shutil.copy)
    return rendered(copy, "", SOURCE_DATE_EPOCH="", PYTHONHASHSEED="3", LANGUAGE="pt_BR")


def no_output(_folder: str, _names: list[str]) -> set[str]:
    return {"output"}


@pytest.mark.sweep("cvgen/writers", "cvgen/rendering", kinds=())
@pytest.mark.parametrize("surroundings", [elsewhere, bare, touched])
def test_the_same_bytes(
    project: Path,
    usual: dict[str, bytes],
    tmp_path: Path,
    surroundings: Callable[[Path, Path], dict[str, bytes]],
) -> None:
    found = surroundings(project, tmp_path)
    assert [name for name in usual if found[name] != usual[name]] == []


@pytest.mark.sweep("cvgen/writers", "cvgen/rendering", "cvgen/dates", keep=0)
def test_the_date_is_the_cvs_own_or_comes_from_outside(
    project: Path, usual: dict[str, bytes], tmp_path: Path, sample: Sample
) -> None:
    epoch = "1700000000"  # in November 2023
    # With the fonts of the machine, fontconfig scans all of them anew for another date.
    fonts = write(tmp_path / "fonts.conf", NO_FONTS.format(tmp_path / "fonts"))
    first: dict[str, bytes] = {}
    for zone in sample(("Pacific/Kiritimati", "America/Anchorage")):
        copy = shutil.copytree(project, tmp_path / zone, ignore=no_output)
        found = rendered(copy, TZ=zone, SOURCE_DATE_EPOCH=epoch, FONTCONFIG_FILE=str(fonts))
        assert found == (first := first or found)
    assert date_of(usual["mira/mira-full.pdf"]) == "2026-03-01T00:00:00Z"
    assert date_of(first["mira/mira-full.pdf"]) == "2023-11-14T00:00:00Z"
    assert b"Updated Mar 2026" in usual["mira/mira-full.md"]
    assert b"Updated 14 November 2023" in first["mira/mira-full.md"]


def date_of(pdf: bytes) -> str:
    """The date of a PDF, which stands in two places of it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        date = str(opened.open_metadata()["xmp:ModifyDate"])
        assert str(opened.docinfo["/ModDate"]) == "D:" + re.sub("[-:T]", "", date)
        assert "/CreationDate" not in opened.docinfo
    return date
