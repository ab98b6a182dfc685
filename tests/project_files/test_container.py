"""The container files name what cvgen needs, and send the files that its package is made of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from cvgen.native import manager_for
from tests.helpers_docs import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
DEBIAN = 'ID=debian\nVERSION_CODENAME="bookworm"\n'


def installed() -> list[set[str]]:
    """The Debian packages that each stage installs."""
    commands = DOCKERFILE.replace("\\\n", " ")
    found = re.findall(r"apt-get install -q -y --no-install-recommends ([^&\n]+)", commands)
    return [set(packages.split()) for packages in found]


def sent(folder: Path) -> Path:
    """A copy of the checkout with only the files that ``.dockerignore`` lets through."""
    folder.mkdir()
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    caches = shutil.ignore_patterns("__pycache__")
    for name in (line[1:] for line in lines if line.startswith("!")):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=caches)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def test_the_image_has_the_libraries_of_pdf_output() -> None:
    manager = manager_for("linux", DEBIAN)
    assert manager is not None
    assert installed()[-1] == {*manager.libraries, "git", "python3", "$FONTS"}


def test_the_image_has_the_locked_packages() -> None:
    locked = re.search(r"--require-hashes\s+\\\s+--requirement /src/(\S+)", DOCKERFILE)
    assert locked is not None
    assert (ROOT / locked[1]).is_file()


def test_the_package_can_be_built_from_what_the_image_gets(tmp_path: Path) -> None:
    source = sent(tmp_path / "source")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "cvgen", "themes"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = {re.sub("^themes/", "cvgen/_themes/", name) for name in tracked.stdout.splitlines()}
    assert names >= wanted


def test_the_development_container_is_set_up_by_bootstrap() -> None:
    found = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    command = found["postCreateCommand"].split()
    assert (ROOT / command[0]).is_file()
    assert command[1:] == ["setup"]
    python = found["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert python.removeprefix("${containerWorkspaceFolder}/") == ".venv/bin/python"
    assert found["image"].endswith("python:3.11-bookworm")  # as in CI
