"""Wrong applications: each gets a message with its place, and nothing is half written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from tests.helpers_applications import LETTER, Applying, make, picture
from tests.helpers_cli import Ran
from tests.helpers_foreign import bytes_of, scanned

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wrong.yaml").read_text("utf-8"))
LONG = 80
"""Items of a list that are too long for one page in the tightest layout."""


def content_of(name: str, project: Applying) -> str | bytes:
    """What a name in capitals stands for, or the text itself."""
    if name == "ENCRYPTED":
        import pikepdf

        return bytes_of(scanned(), encryption=pikepdf.Encryption(owner="a", user="b"))
    if name == "DAMAGED":
        return picture()[:200]
    if name == "LONG":
        return LETTER + "- I work.\n" * LONG
    if name == "SAME":
        return (project.root / "applications" / "aalto.yaml").read_text("utf-8")
    return name


def changed(root: Path, case: dict[str, Any]) -> Applying:
    """The project of a case."""
    project = make(root)
    project.write("../outside.png", picture())
    for name, change in case["change"].items():
        path = "applications/aalto.yaml" if name == "application" else name
        if isinstance(change, list):
            project.change(path, *change)
        else:
            project.write(path, content_of(change, project))
    return project


def printed(project: Applying) -> Ran:
    """What the command prints, in the folder of the project."""
    os.chdir(project.root)
    return project.apply()
