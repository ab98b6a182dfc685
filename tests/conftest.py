"""``pytest --accept`` rewrites the golden files, for a human to read the difference.

Property tests try the same cases in every run, so that a change alone can make them fail;
``HYPOTHESIS_PROFILE=explore`` tries others.
"""

from __future__ import annotations

import fcntl
import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cvgen.selection import builtin_variants
from tests.helpers_cli import SOURCE, run
from tests.helpers_fonts import NO_FONTS
from tests.helpers_golden import FOLDER, Compare, compare_with

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", untimed, derandomize=True, database=None)
settings.register_profile("explore", untimed, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)  # of the machine: tests see the bundled ones only
gc.set_threshold(100_000, 50, 50)  # as the program does


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--accept``."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the golden file of a name."""
    return compare_with(FOLDER, accept=bool(request.config.getoption("--accept")))


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the CVs of this repository in all built-in variants, as PDF, HTML and Markdown.

    Where the tests run in several processes the first that asks makes it for all.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "outputs"
    with folder.with_suffix(".lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            patch.chdir(SOURCE)
            variants = ",".join(one.name for one in builtin_variants())
            made = run("render", "-q", "-V", variants, "-o", str(folder))
            assert made.code == 0, made.err
    return folder


@pytest.fixture
def audited_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, which one is in, of a project with something private of each kind."""
    from tests.helpers_finished import project  # with readers of PDFs, which few tests need

    monkeypatch.chdir(project(tmp_path))
    return tmp_path
