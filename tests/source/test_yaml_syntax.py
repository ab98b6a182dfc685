"""Syntax errors of YAML: the message says where and what to do."""

from __future__ import annotations

import pytest

from tests.helpers_yaml import refused


@pytest.mark.parametrize(
    "second", ["---\nb: c\n", "--- b\n", "...\n---\nb: c\n", "---\n", "---\nb\n---\nc\n"]
)
def test_a_second_document_is_refused_where_it_starts(second: str) -> None:
    problems = refused(f"a: b\n{second}")
    assert [p.code for p in problems] == ["E106"]
    assert "---" in str(problems[0].excerpt)


SYNTAX = [
    ("a: b: c\n", 1, "needs quotes"),
    ("a: [b](https://c.d)\n", 1, "needs quotes"),
    ("a: [b](https://c.d) and more\ne: f\n", 1, "needs quotes"),
    ("a:\n  - [b](https://c.d)\n", 2, "needs quotes"),
    ("a: {b} c\n", 1, "needs quotes"),
    ("a: **b** c\n", 1, "quotes"),
    ("a: - b\n", 1, "on its own line"),
    ("a: @b\n", 1, "in quotes"),
    ("a: `b`\n", 1, "in quotes"),
    ("a: %b\n", 1, "in quotes"),
    ("a: *b*\n", 1, "in quotes"),
    ("a: **b**\n", 1, "in quotes"),
    ("a: & b\n", 1, "in quotes"),
    ("a: 'b\nc: d\n", 1, "close the quote"),
    ('a: "b\nc: d\n', 1, "close the quote"),
    ('a: "b\nc: "d"\n', 1, 'written \\"'),
    ("a: 'b\nc: 'd'\n", 1, "written ''"),
    ("a:\n  - b: c\n\u00a0   d: e\n    f: g\n", 3, "use plain spaces"),
    ('a: "b\\d"\n', 1, "backslash twice"),
    ("a: 'it's'\n", 1, "quotes"),
    ("a: 'b' c\n", 1, "quotes"),
    ('a: "b" c\n', 1, "quotes"),
    ("a: [b\nc: d\n", 1, "]"),
    ("a: [b, c\n", 1, "]"),
    ("a: b\nc: [\n", 3, "put ] at the end"),
    ("a: {b: c\n", 1, "}"),
    ("a: | b\n", 1, "in quotes: '| b'"),
    ("a: > b\n", 1, "in quotes: '> b'"),
    ("a: b\n  c: d\n", 2, "quotes"),
    ("a:\n  - b\n c: d\n", 3, "same column"),
    ("a:\n  - b\n   - c: d\n", 3, ""),
    ("  a: b\nc: d\n", 2, "same column"),
    ("a: b\nc\nd: e\n", 2, "': '"),
    ("a: b\nc:d\ne: f\n", 2, "write `c: d`"),
    ("a:\n  b: c\n   d: e\n", 3, "same column"),
    ("a:\n  - b: c\n     d: e\n", 3, "same column"),
    ("a:\n  - b: c d\n    e: f: g\n", 3, "needs quotes"),
    ("a:\n  - b\n    - text: c\n      for: d\n", 3, "with `items:`"),
    ("a:\n  - b\n    - c: d\n", 3, "put a colon after 'b'"),
    ("a: b\n- c\n", 2, "same column"),
    ("- a\nb: c\n", 2, "same column"),
    ('a: "b\nc: "d"\n', 1, "close it"),
    ("a: 'b\nc: d\ne: 'f'\n", 1, "close it"),
    ("a:\n  -b\n  - c: d\n", 2, "a space after it"),
    ("a:\n  - b\n  -c: d\ne: f\n", 3, ""),
    ("a: b\n  - c: d\n", 1, "first item"),
    ("a: ? b\n", 1, "in quotes"),
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", 2, "two versions"),
    ("a: ]\n", 1, ""),
    ("}\n", 1, ""),
    ("%FOO\n", 1, ""),
]


@pytest.mark.parametrize(("text", "line", "hint"), SYNTAX, ids=[text for text, *_ in SYNTAX])
def test_what_is_not_yaml_says_where_and_what_to_do(text: str, line: int, hint: str) -> None:
    (problem,) = refused(text)
    assert problem.span is not None
    assert (problem.code, problem.span.line) == ("E104", line)
    assert hint in str(problem.hint)


@pytest.mark.parametrize("text", [text for text, _, hint in SYNTAX if hint])
def test_a_common_mistake_is_not_told_in_the_words_of_the_parser(text: str) -> None:
    message = refused(text)[0].message
    for word in (
        "token",
        "mapping values",
        "block sequence",
        "did not find expected",
        "scanning",
        "simple key",
    ):
        assert word not in message


def test_what_was_wrong_before_the_syntax_is_reported_too() -> None:
    assert [p.code for p in refused("a: !x b\na: c\nd: 'e\n")] == ["E110", "E104"]
