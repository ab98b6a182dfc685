"""Only the engine folder knows WeasyPrint's internals, and an untested version makes plain PDFs."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import weasyprint

import cvgen
from cvgen.writers.pdf.engine.compat import KNOWN
from tests.helpers_cv import ADA
from tests.helpers_structure import Module, modules_in

ROOT = Path(__file__).resolve().parents[4]
ENGINE = "cvgen.writers.pdf.engine"
DOCUMENTED = {"CSS", "HTML", "FontConfiguration", "URLFetcher", "URLFetcherResponse"}
INTERNALS = (
    'sys.modules["weasyprint',
    "_page_box",
    "import pydyf",
    "._ua_stylesheets",
    "ComputedStyle",
)
RENDER = """
import sys
from cvgen.assets.files import Assets
from cvgen.themes import load_theme
from cvgen.writers.pdf.writer import write_pdf
from tests.samples import long_document
written = write_pdf(long_document(), load_theme("classic"), Assets())
sys.stdout.buffer.write(written.data)
from weasyprint.css import ComputedStyle
from weasyprint.text.ffi import ffi
patched = hasattr(ComputedStyle.__missing__, "__wrapped__")
codes = [problem.code for problem in written.warnings]
print(written.pages, patched, type(ffi).__name__, *codes, file=sys.stderr)
"""


def undocumented(module: Module) -> Iterator[str]:
    """What a module outside of the engine folder uses of WeasyPrint's internals."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint"):
            yield from {alias.name for alias in node.names} - DOCUMENTED
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("weasyprint"))
    yield from (name for name in INTERNALS if name in module.text)


def test_only_the_engine_folder_uses_internals_of_weasyprint() -> None:
    modules = modules_in(Path(cvgen.__file__).parent)
    found = {module.name: list(undocumented(module)) for module in modules}
    outside = {name: names for name, names in found.items() if not name.startswith(ENGINE)}
    assert {name: names for name, names in outside.items() if names} == {}
    assert any(names for name, names in found.items() if name.startswith(ENGINE))


def relabelled(folder: Path, version: str) -> dict[str, str]:
    """The environment of a process that imports WeasyPrint as ``version``."""
    real, copy = Path(weasyprint.__file__).parent, folder / "weasyprint"
    copy.mkdir()
    for path in real.iterdir():
        if path.name not in ("__init__.py", "__pycache__"):
            (copy / path.name).symlink_to(path)
    text = (real / "__init__.py").read_text("utf-8")
    assert text.count(f"'{weasyprint.__version__}'") == 1
    text = text.replace(f"'{weasyprint.__version__}'", f"'{version}'")
    (copy / "__init__.py").write_text(text, "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_this_version_is_tested() -> None:
    assert weasyprint.__version__ in KNOWN


@pytest.mark.sweep("cvgen/writers/pdf/engine", kinds=())
@pytest.mark.parametrize("version", ["70.9", "71.0"])
def test_an_untested_version_makes_a_pdf_with_its_own_tags(tmp_path: Path, version: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=ROOT, env=relabelled(tmp_path, version),
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr.decode().split() == ["3", "False", "FFI", "W407"]
    pdf = pikepdf.open(io.BytesIO(done.stdout))
    assert pdf.Root.MarkInfo.Marked
    assert "/K" in pdf.Root.StructTreeRoot
    assert b"pdfaid" not in done.stdout
    assert b"pdfuaid" not in done.stdout


@pytest.mark.sweep("cvgen/writers/pdf/engine", keep=0)
def test_a_run_warns_once(tmp_path: Path) -> None:
    (tmp_path / "ada.yaml").write_text(ADA, "utf-8")
    engine = tmp_path / "engine"
    engine.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "cvgen", "render", "-f", "pdf", "-V", "full,public", "ada.yaml"],
        cwd=tmp_path, env=relabelled(engine, "70.9"), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("W407 WeasyPrint 70.9 is not tested with cvgen") == 1
    assert f"pip install 'weasyprint=={KNOWN[-1]}'" in done.stderr
    assert len(list(tmp_path.rglob("*.pdf"))) == 2
