"""The imports of each command, which determine how fast it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE
from tests.helpers_project import make_project

HEAVY = {
    "pydantic", "yaml", "jinja2", "weasyprint", "rich", "babel", "fontTools", "uharfbuzz",
    "tinycss2", "cssselect2", "pydyf", "PIL", "html5lib", "tinyhtml5", "importlib.metadata",
}  # fmt: skip
SCRIPT = """
import atexit, json, sys
from cvgen.cli.main import main
sys.argv = ["cvgen", *json.loads(sys.argv[1])]
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr, flush=True))
main()
"""


def imported(folder: Path, *words: str) -> set[str]:
    """The modules that ``cvgen`` with ``words`` imports."""
    made = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(words)], cwd=folder, timeout=600, check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, text=True,
    )  # fmt: skip
    return set(json.loads(made.stderr.splitlines()[-1]))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the CV of Ada."""
    return make_project(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["check", "--help"],
        ["render", "--help"],
        ["new", "-h"],
        ["completion", "bash"],
        ["import", "--help"],
    ],
)
def test_help_imports_nothing_heavy_and_little_of_cvgen(project: Path, words: list[str]) -> None:
    modules = imported(project, *words)
    assert modules & HEAVY == set()
    own = {name for name in modules if name.startswith("cvgen.")}
    others = {name for name in own if not name.startswith("cvgen.cli")}
    assert others <= {"cvgen.counting", "cvgen.errors", "cvgen.patterns"}


def test_check_imports_nothing_that_renders(project: Path) -> None:
    modules = imported(project, "check")
    renders = {"jinja2", "weasyprint", "rich", "fontTools", "uharfbuzz", "tinycss2", "PIL", "babel"}
    assert modules & renders == set()
    assert {name for name in modules if name.startswith("cvgen.writers.")} <= {"cvgen.writers.base"}


def test_a_render_to_markdown_imports_no_engine(project: Path) -> None:
    modules = imported(project, "render", "-f", "markdown")
    assert modules & {"weasyprint", "jinja2", "fontTools", "uharfbuzz", "rich", "PIL"} == set()
    assert "cvgen.writers.pdf.writer" not in modules


@pytest.mark.skipif(os.cpu_count() == 1, reason="workers need a second processor")
def test_pdfs_are_made_elsewhere_and_no_package_is_searched_for_plugins(project: Path) -> None:
    modules = imported(project, "render", "-f", "pdf")
    assert (project / "output/ada/ada-full.pdf").exists()
    assert modules & {"weasyprint", "jinja2", "cvgen.writers.pdf.writer", "cvgen.fitting"} == set()
    assert "importlib.metadata" not in modules


def test_a_render_to_html_imports_no_pdf_engine(project: Path) -> None:
    modules = imported(project, "render", "-f", "html")
    assert modules & {"weasyprint", "pydyf", "rich"} == set()


def test_the_library_imports_its_parts_when_first_used() -> None:
    script = "import cvgen, sys; print(len([m for m in sys.modules if m.startswith('cvgen')]))"
    made = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    assert made.stdout == "1\n"
