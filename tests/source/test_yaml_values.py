"""Values and keys of a YAML text stay as typed."""

from __future__ import annotations

import pytest

from tests.helpers_yaml import plain


@pytest.mark.parametrize(
    "value",
    [
        "NO", "no", "yes", "On", "off", "y", "true", "False", "Null", "NULL", "1.10", "1.0", "07",
        "007", "0o17",
        "0x1F", "1_000", "1e3", "+44", ".5", "-5", "12:30:45", "190:20:30", "2020-10", "2020-10-05",
        "2001-12-14t21:59:43.10-05:00",
        ".inf", ".nan", "--", "=", "C#", "a#b", "a:b", "http://a.b#c", "a, b", "a & b", "a * b",
        "A*", "100%", "~ 5", "~5",
        "<b>", "a 'b' c", "it's", "a \\ b", "\\n", "a]b", "a{b}", "...x", "李四", "👩‍🔬",
        "a\u00a0b",
    ],
)  # fmt: skip
def test_a_value_is_the_text_that_was_typed(value: str) -> None:
    assert plain(f"a: {value}\n") == {"a": value}


@pytest.mark.parametrize(
    "key", ["NO", "1.10", "07", "true", "2020-10", "Null", "on", "C#", "a b", "=", "李"]
)
def test_a_key_is_the_text_that_was_typed(key: str) -> None:
    assert plain(f"{key}: x\n") == {key: "x"}


@pytest.mark.parametrize("nothing", ["", " ", " ~", " null", " # a comment", " &anchor", "\n"])
def test_a_key_without_a_value_counts_as_not_given(nothing: str) -> None:
    assert plain(f"a:{nothing}\nb: x\n") == {"b": "x"}


@pytest.mark.parametrize(
    "value", ["''", '""', "'~'", "'null'", '"null"', "!!str null", "!!str", "|\n"]
)
def test_a_quoted_nothing_is_a_text(value: str) -> None:
    assert isinstance(plain(f"a: {value}\n")["a"], str)


def test_an_item_without_a_value_keeps_its_place() -> None:
    assert plain("- a\n-\n- ~\n- b\n") == ["a", None, None, "b"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'it''s'", "it's"),
        ('a: "tab\\tline\\nend"', "tab\tline\nend"),
        ('a: "\\u00e9\\U0001F600"', "é😀"),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: |-\n  one\n\n  two\n", "one\n\ntwo"),
        ("a: >-\n  one\n  two\n\n  three\n", "one two\n\nthree"),
        ("a: one\n  two\n", "one two"),
        ("a: |\n  # no comment\n", "# no comment\n"),
        ("a: |\n  key: value\n", "key: value\n"),
        ("a: 'x # y'", "x # y"),
        ("a: 'x: y'", "x: y"),
        ("a: !!str 5", "5"),
    ],
)
def test_quotes_and_blocks_keep_what_is_in_them(text: str, value: str) -> None:
    assert plain(text) == {"a": value}
