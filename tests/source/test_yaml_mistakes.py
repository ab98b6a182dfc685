"""Mistakes above the line where YAML fails: reported at their place, with a fix."""

from __future__ import annotations

import pytest

from tests.helpers import problems_of, read
from tests.helpers_schema import complaints
from tests.helpers_yaml import plain, refused


def _one(text: str) -> tuple[int, int, str]:
    """Line, column and hint of the first problem."""
    problem = refused(text)[0]
    assert problem.span is not None and problem.code == "E104"
    return problem.span.line, problem.span.column, problem.hint or ""


NO_SPACE = [
    ("name:Ada\nsections:\n  a: []\n", 1, "name: Ada"),
    ("language: en\nname:Ada\nsections:\n", 2, "name: Ada"),
    ("a:\n  - role:Lead\n    b: c\n", 2, "role: Lead"),
    ("a:\n  - b: c\n    role:Lead\n    d: e\n", 3, "role: Lead"),
    ("a:\n  - b: c\n    role:Lead\n", 3, "role: Lead"),
]


@pytest.mark.parametrize(("text", "line", "right"), NO_SPACE)
def test_a_key_without_a_space_after_its_colon_is_named(text: str, line: int, right: str) -> None:
    assert _one(text)[0] == line
    assert _one(text)[2] == f"write `{right}`"
    read(text.replace(right.replace(": ", ":"), right))


def test_the_first_of_several_keys_without_a_space_is_named() -> None:
    assert _one("name:Ada\nemail:a@example.org\n\n# All\nsections:\n")[0] == 1


def test_an_address_is_not_a_key_without_a_space() -> None:
    assert "space" not in refused("a:\n  - https://example.org\n    b: c\n")[0].message


def test_an_entry_that_is_a_key_without_a_space_has_what_to_write() -> None:
    text = "name: Ada\nsections:\n  experience:\n    - role:Lead\n"
    assert [p.hint for p in problems_of(text)] == [
        "a key needs a space after its colon: role: Lead"
    ]


SIGNS = ["–", "—", "•", "·", "▪", "*", "+"]
SIGNED = [
    "a:\n  {0} b: c\n",
    "a:\n  {0} b: c\n    d: e\n",
    "a:\n  {0} b: c\n  {0} b: d\n",
    "a:\n  {0} b: c\n    d: e\n  {0} b: d\n    d: e\n",
    "a:\n  {0} b:\n      - c\n",
]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("text", SIGNED)
def test_a_typed_bullet_before_a_key_is_named(text: str, sign: str) -> None:
    assert _one(text.format(sign)) == (2, 3, f"write - for {sign}")
    read(text.format("-"))


def test_a_typed_bullet_below_right_ones_is_named() -> None:
    assert _one("a:\n  - b: c\n    d: e\n  – b: d\n    d: e\n") == (4, 3, "write - for –")


BELOW = [
    ("- b\n    - PhD: 3 (1 ongoing)", "- b:\n    - 'PhD: 3 (1 ongoing)'"),
    ("- b\n    - 'PhD: 3'", "- b:\n    - 'PhD: 3'"),
    ("- b, c\n    - d\n    - PhD: it's", "- b, c:\n    - d\n    - 'PhD: it''s'"),
]


@pytest.mark.parametrize(("typed", "right"), BELOW)
def test_a_bullet_with_a_colon_below_a_text_has_what_to_write(typed: str, right: str) -> None:
    line, _, hint = _one(f"a:\n  {typed}\n")
    words = right.split("\n")[0].removeprefix("- ").rstrip(":")
    assert line == typed.count("\n") + 2
    assert hint.startswith(f"put a colon after '{words}'")
    quoted = right.split("\n")[-1].strip()
    assert quoted in typed or hint.endswith(quoted)
    (item,) = plain(f"a:\n  {right}\n")["a"]
    assert list(item) == [words]


def test_a_bullet_in_two_lines_is_to_be_one_before_it_gets_its_colon() -> None:
    assert "in line 2 in one line" in _one('a:\n  - b\n    c\n    - "PhD: 3"\n')[2]


IN_SECTIONS = [
    "experience:\n    - role: Lead\n      highlights:\n        - Led:\n          - 'PhD: 3'\n",
    "service:\n    type: bullets\n    entries:\n      - Led:\n        - 'PhD: 3'\n",
    "students:\n    - Led:\n        - 'PhD: 3'\n    - Taught\n",
]


@pytest.mark.parametrize("section", IN_SECTIONS)
def test_a_bullet_with_a_colon_has_bullets_below_it_in_every_list(section: str) -> None:
    text = f"name: Ada\nsections:\n  {section}"
    assert (problems_of(text), complaints(text)) == ([], [])
