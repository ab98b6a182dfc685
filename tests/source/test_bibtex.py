"""A pasted BibTeX entry is reported at its line, wherever it is."""

from __future__ import annotations

import pytest

from tests.helpers import problems_of
from tests.helpers_cv import cv_of

ENTRY = "@article{example2021, author = {Example, Ada}, title = {On mills}}"
LINES = "@Article{example2021,\n        title = {On mills}\n      }"


@pytest.mark.parametrize(
    ("item", "code", "line"),
    [
        (f"- '{ENTRY}'", "E234", 4),
        (f"- {ENTRY}", "E104", 4),
        (f"- |\n      {LINES}", "E234", 5),
        (f"- |\n      Read\n      {LINES}", "E234", 6),
        (f"- title: '{ENTRY}'", "E234", 4),
        (f"'{ENTRY}'", "E234", 4),
    ],
)
def test_a_bibtex_entry_is_an_error(item: str, code: str, line: int) -> None:
    text = f"name: Ada Example\nsections:\n  publications:\n    {item}\n"
    (problem,) = problems_of(text)
    assert (problem.code, problem.span and problem.span.line) == (code, line)
    assert "BibTeX" in problem.message and "`authors`" in (problem.hint or "")


@pytest.mark.parametrize("text", ["mail ada@mill{s}", "@ada on {x}, y", "@article in a list, too"])
def test_other_text_with_such_signs_is_not_bibtex(text: str) -> None:
    cv_of(f"name: Ada Example\nsections:\n  publications:\n    - '{text}'\n")
