"""An unknown key is an error whatever its value, also without one; a known key may be empty."""

from __future__ import annotations

import pytest

from tests.helpers import NAME, marked, problems_of, section


@pytest.mark.parametrize(
    ("text", "code", "lost"),
    [
        (f"{NAME}Lost words:\n", "E201", "Lost words"),
        (f"{NAME}facts:\n  Lost words:\n", "E208", ""),
        (f"{NAME}variants:\n  lab:\n    tagz:\n", "E201", "tagz"),
        (f"{NAME}sections:\n  talkz:\n", "E201", "talkz"),
        (f"{NAME}sections:\n  hobbies:\n", "E208", ""),
        (section("experience", "- role: X\n  Lost words:"), "E201", "Lost words"),
        (section("experience", "- role: X\n  Lost words: ~"), "E201", "Lost words"),
        (section("experience", "- role: X\n  roles: [{role: Y, Lost words: }]"), "E201",
         "Lost words"),
        (section("awards", "title: T\nLost words:"), "E201", "Lost words"),
        (section("awards", "entries: [{title: T}]\nLost words:"), "E201", "Lost words"),
        (section("awards", "- title: T\n  highlights:\n    - Lost words:"), "E201", "Lost words"),
        (section("awards", "- title: {text: T, shrt: }"), "E201", "shrt"),
        (section("skills", "Go: [a]\nLost words:"), "E208", ""),
        (section("skills", "- Lost words:"), "E208", ""),
        (section("hobbies", "Lost words:"), "E208", ""),
    ],
)  # fmt: skip
def test_an_unknown_key_without_a_value_is_an_error(text: str, code: str, lost: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, marked(problem) if lost else "") == (code, lost)


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}headline:\nsections:\n  awards:\n",
        f"{NAME}variants:\n  lab:\noptions:\n  accent:\n",
        section("awards", "- title: {en: T, de: }\n  note:\n  highlights: ~"),
    ],
)
def test_a_known_key_may_be_empty(text: str) -> None:
    assert problems_of(text) == []
