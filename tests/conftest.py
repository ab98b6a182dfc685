"""``pytest --accept`` rewrites the golden files, for a human to read the difference.

Property tests try the same cases in every run, so that a change alone can make them fail;
``HYPOTHESIS_PROFILE=explore`` tries others.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests.helpers_golden import FOLDER, Compare, compare_with

settings.register_profile("same", derandomize=True, database=None)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--accept``."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the golden file of a name."""
    return compare_with(FOLDER, accept=bool(request.config.getoption("--accept")))
