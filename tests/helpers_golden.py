"""Golden files: texts that a person has read and accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"
Compare = Callable[[str, str], None]


def compare_with(folder: Path, *, accept: bool) -> Compare:
    """The comparison of a text with the file of a name in ``folder``.

    A missing file is a failure; with ``accept`` the file is rewritten.
    """

    def compare(name: str, text: str) -> None:
        path = folder / name
        if accept:
            path.write_bytes(text.encode())
        if not path.is_file():
            pytest.fail(f"{path.name} is missing: run pytest --accept, then read it")
        assert text == path.read_bytes().decode(), "read the difference, then run pytest --accept"

    return compare
