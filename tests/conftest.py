"""``pytest --accept`` rewrites the golden files, for a human to read the difference."""

from __future__ import annotations

import pytest

from tests.helpers_golden import FOLDER, Compare, compare_with


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--accept``."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Compare:
    """Compares a text with the golden file of a name."""
    return compare_with(FOLDER, accept=bool(request.config.getoption("--accept")))
