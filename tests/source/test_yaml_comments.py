"""Comments that swallow text give a warning; real comments do not."""

from __future__ import annotations

import pytest

from cvgen.source.tree import to_plain
from tests.helpers import read
from tests.helpers_yaml import warned


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("a: Fan of #devops\n", "#devops"),
        ("a: Fan of #devops and #ml\n", "#devops and #ml"),
        ("a: #devops\n", "#devops"),
        ("a:  #devops\n", "#devops"),
        ("- #devops\n", "#devops"),
        ("- a: #1 of 60\n", "#1 of 60"),
        ("- We are #1\n- b\n", "#1"),
        ("a: b\n  c #d\n", "#d"),
        ("a: [b, c #d\n ]\n", "#d"),
        ("a: Ada\t#devops\n", "#devops"),
        ("a: issue #12  \n", "#12"),
        ("a: #devops\nb: c\n", "#devops"),
        ("a: 李四 #五\n", "#五"),
        ("- Responsible for C# # and F#\n", "# and F#"),
        ("- Knows C # and F# well\n", "# and F# well"),
        ("- Ranked # 1 of 10\n", "# 1 of 10"),
        ("- Ranked #1 of 10\n", "#1 of 10"),
    ],
)
def test_a_comment_that_swallows_text_gets_a_warning(text: str, under: str) -> None:
    assert warned(text) == [under]


@pytest.mark.parametrize(
    "text",
    ["a: b # a comment\n", "# a: b\na: b\n", "a: b\n#c\n", "a: b\n  #c\n", "a: C#\n",
     "a: C#devops\n", "a: '#devops'\n",
     "a: 'b' #c\n", "a: | #c\n  b\n", "a: >- #c\n  b\n", "a: http://x.y/#z\n", "a: b #\n",
     "a: b ###\n", "a: b #!x\n",
     "a: b #  c\n", "a: |\n  b #c\n", "a: 'b #c'\n", "a:\n  - b\n  #c\n"],
)  # fmt: skip
def test_a_real_comment_gets_no_warning(text: str) -> None:
    assert warned(text) == []


def test_a_warning_does_not_stop_the_reading() -> None:
    source = read("a: b #c\n")
    assert to_plain(source.root) == {"a": "b"}
    assert [(p.code, p.severity) for p in source.warnings] == [("W113", "warning")]


def test_each_of_many_comments_is_a_warning() -> None:
    assert len(read("- a #b\n" * 5000).warnings) == 5000
