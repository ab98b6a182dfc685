"""``pytest --accept`` rewrites the golden files, for a human to read the difference.

``--sweeps`` chooses between all cases and a sample where a test sweeps over combinations.
Property tests try the same few cases in every run, so that a change alone can make them fail, and
ten times as many with ``--sweeps=full``; ``HYPOTHESIS_PROFILE=explore`` tries others each time.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers_cli import SOURCE, run
from tests.helpers_documents import VARIABLE
from tests.helpers_fonts import NO_FONTS
from tests.helpers_golden import FOLDER, Compare, compare_with
from tests.helpers_sweeps import MODES, Sample, Sweeps, changed_files

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", untimed, derandomize=True, database=None, max_examples=10)
settings.register_profile("weekly", untimed, derandomize=True, database=None, max_examples=100)
settings.register_profile("explore", untimed, derandomize=False, max_examples=100)
os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)  # of the machine: tests see the bundled ones only
gc.set_threshold(100_000, 50, 50)  # as the program does


SWEEPS = pytest.StashKey[Sweeps]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--accept`` and ``--sweeps``."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files")
    parser.addoption(
        "--sweeps", choices=MODES, default="auto",
        help="run sweeps in full, in a sample, or in full where their subject changed (auto)",
    )  # fmt: skip
    parser.addoption(
        "--changed-since", default="", metavar="COMMIT", help="what auto compares with"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Chooses how much is run, and makes the folder of the documents that tests share."""
    config.addinivalue_line("markers", "sweep(*paths, kinds, keep): see tests/helpers_sweeps.py")
    config.addinivalue_line("markers", "forbidden: needs a user without root's rights")
    mode = config.getoption("--sweeps")
    usual = "weekly" if mode == "full" else "ci"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))
    if hasattr(config, "workerinput"):
        changed = config.workerinput["changed"]
    else:
        since = config.getoption("--changed-since")
        changed = changed_files(config.rootpath, since) if mode == "auto" else []
    config.stash[SWEEPS] = Sweeps(mode, config.rootpath, changed)
    if VARIABLE not in os.environ:  # which a worker inherits
        os.environ[VARIABLE] = folder = tempfile.mkdtemp(prefix="cvgen-documents-")
        config.add_cleanup(lambda: shutil.rmtree(folder))


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_configure_node(node: Any) -> None:
    """Lets all workers choose by the same files."""
    node.workerinput["changed"] = node.config.stash[SWEEPS].changed


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the cases out that are not in the sample."""
    kept = config.stash[SWEEPS].choose(items)
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> Sample:
    """Gives a test with the mark ``sweep`` the cases to loop over."""
    return request.config.stash[SWEEPS].sample_for(request.node)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the golden file of a name."""
    return compare_with(FOLDER, accept=bool(request.config.getoption("--accept")))


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives a folder with the CVs of this repository in a variant, as PDF, HTML and Markdown.

    Where the tests run in several processes the first that asks makes it for all.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder_of(variant: str) -> Path:
        folder = base / f"outputs-{variant}"
        with folder.with_suffix(".lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                patch.chdir(SOURCE)
                made = run("render", "-q", "-V", variant, "-o", str(folder))
                assert made.code == 0, made.err
        return folder

    return folder_of


@pytest.fixture
def audited_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, which one is in, of a project with something private of each kind."""
    from tests.helpers_audit import project  # with readers of PDFs, which few tests need

    monkeypatch.chdir(project(tmp_path))
    return tmp_path
