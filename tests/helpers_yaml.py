"""Reads YAML texts: their data, problems and warnings."""

from __future__ import annotations

from typing import Any

import pytest

from cvgen.errors import InputError, Problem
from cvgen.source.tree import to_plain
from tests.helpers import marked, read


def plain(text: str | bytes) -> Any:
    """The data of a text, without positions."""
    return to_plain(read(text).root)


def refused(text: str | bytes) -> list[Problem]:
    """The problems for which a text is not read."""
    with pytest.raises(InputError) as caught:
        read(text)
    return caught.value.problems


def refused_with(text: str | bytes) -> tuple[str, int, int]:
    """Code, line and column of the one problem."""
    (problem,) = refused(text)
    assert problem.span is not None
    return problem.code, problem.span.line, problem.span.column


def warned(text: str) -> list[str]:
    """What the warnings of a text stand under."""
    return [marked(problem) for problem in read(text).warnings]
