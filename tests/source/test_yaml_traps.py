"""YAML's pitfalls: tabs, duplicate keys, tags, aliases and merge keys."""

from __future__ import annotations

import pytest

from tests.helpers_yaml import plain, refused, refused_with


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("name: Ada\nsections:\n\texperience: x\n", 3, 1),
        ("a:\n  b:\n  \tc: x\n", 3, 3),
        ("\ta: b\n", 1, 1),
        ("a:\n\t- b\n", 2, 1),
        ("a:\n  - b: c\n\t  d: e\n", 3, 1),
    ],
)
def test_a_tab_in_the_indentation_is_named(text: str, line: int, column: int) -> None:
    assert refused_with(text) == ("E111", line, column)


def test_a_tab_in_a_text_is_no_problem() -> None:
    assert plain("a: b\tc\n") == {"a": "b\tc"}


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("name: Ada\nname: Bo\n", (2, 1), 1),
        ("a:\n  b: x\n  c: y\n  b: z\n", (4, 3), 2),
        ("- {a: x, a: y}\n", (1, 10), 1),
        ("NO: x\n'NO': y\n", (2, 1), 1),
        ("a: x\n? a\n: y\n", (2, 3), 1),
    ],
)
def test_a_key_written_twice_names_its_first_line(
    text: str, place: tuple[int, int], first: int
) -> None:
    (problem,) = refused(text)
    assert refused_with(text) == ("E107", *place)
    assert problem.hint == f"line {first} has the other; keep one of them"


def test_every_key_that_is_written_twice_is_named_in_one_pass() -> None:
    assert len(refused("a: 1\na: 2\na: 3\nb:\n  c: 1\n  c: 2\n")) == 3


def test_a_key_may_be_in_two_mappings() -> None:
    assert plain("- a: 1\n- a: 2\n") == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "[]", "? [a]\n", "? - a\n"])
def test_a_key_that_is_not_a_text_is_refused(key: str) -> None:
    assert refused(f"{key}: b\n")[0].code == "E112"


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system", "!!python/name:os.system", "!!int", "!!float", "!!bool",
     "!!null", "!!binary",
     "!!timestamp", "!!set", "!!omap", "!foo", "!important", "!", "!<tag:yaml.org,2002:int>",
     "!include"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["x", "[x]", "{x: y}"])
def test_a_tag_only_gives_a_problem(tag: str, value: str) -> None:
    assert refused_with(f"a: {tag} {value}\n")[:2] == ("E110", 1)


def test_all_tags_of_a_file_are_refused_in_one_pass() -> None:
    assert [p.code for p in refused("a: !x b\nc: !y d\n")] == ["E110", "E110"]


def test_an_alias_repeats_what_is_anchored() -> None:
    assert plain("a: &x {b: c}\nd: *x\ne: [*x]\n") == {
        "a": {"b": "c"}, "d": {"b": "c"}, "e": [{"b": "c"}],
    }  # fmt: skip


def test_a_merge_key_takes_what_the_mapping_does_not_have() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n"
    assert plain(text)["c"] == {"x": "0", "y": "1", "z": "2"}


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert plain("a: {'<<': b}\n") == {"a": {"<<": "b"}}


@pytest.mark.parametrize("value", ["b", "[b]", "", "[[]]"])
def test_a_merge_key_takes_mappings_only(value: str) -> None:
    assert refused(f"a:\n  <<: {value}\n  c: d\n")[0].code == "E112"


@pytest.mark.parametrize("text", ["a: *x\n", "a: *x\nb: &x c\n", "a: [*x]\n", "*x : b\n"])
def test_an_alias_of_nothing_is_refused(text: str) -> None:
    (problem, *_) = refused(text)
    assert problem.code == "E108"
    assert "needs quotes" in str(problem.hint)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  b: *x\n",
        "&x [*x]\n",
        "&x {a: {b: [c, *x]}}\n",
        "a: &x\n  <<: *x\n",
        "&x {*x : a}\n",
    ],
)
def test_an_alias_inside_what_it_repeats_is_refused(text: str) -> None:
    assert refused(text)[0].code == "E108"
