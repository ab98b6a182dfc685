"""The position of every value and key of a YAML file."""

from __future__ import annotations

import pytest

from cvgen.errors import Problem, Span
from cvgen.source.tree import Mapping, Scalar, Source, to_plain
from cvgen.source.yaml_source import read_yaml
from tests.helpers import marked, read

TREE = "a:\n  - b: c\n    d: |\n      e\n  - [f, g]\nh: {i: j}\n"


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1, 1, 2), (1, 1, 1, 2)),
        (("a",), (2, 3, 2, 4), (1, 1, 1, 2)),
        (("a", 0), (2, 5, 2, 6), (2, 5, 2, 6)),
        (("a", 0, "b"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", 0, "d"), (3, 8, 3, 9), (3, 5, 3, 6)),
        (("a", 1), (5, 5, 5, 11), (5, 5, 5, 11)),
        (("a", 1, 1), (5, 9, 5, 10), (5, 9, 5, 10)),
        (("h", "i"), (6, 8, 6, 9), (6, 5, 6, 6)),
        (("a", 0, "b", "text"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", "choices", 0, "b"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", 9), (2, 3, 2, 4), (1, 1, 1, 2)),
        (("x",), (1, 1, 1, 2), (1, 1, 1, 2)),
    ],
)
def test_every_value_and_key_knows_its_place(
    path: tuple[str | int, ...],
    value: tuple[int, int, int, int],
    key: tuple[int, int, int, int],
) -> None:
    source = read(TREE)
    assert source.span_of(path) == Span(*value)
    assert source.key_span_of(path) == Span(*key)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("skills", 0), 3), (("skills", 1), 4), (("skills", 1, "items", 0), 4),
        (("headline", 0), 6), (("headline", 1), 7),
    ],
)  # fmt: skip
def test_keys_beside_the_items_of_a_mapping_are_not_counted(
    path: tuple[str | int, ...], line: int
) -> None:
    text = (
        "skills:\n  title: T\n  Python: [a]\n  Rust: [b]\nheadline:\n  en: A\n  de: B\n  for: x\n"
    )
    assert read(text).span_of(path).line == line
    last = text.replace("  for: x\n", "").replace("  en: A", "  for: x\n  en: A")
    assert read(last).span_of(path).line == line + (path[0] == "headline")


def test_a_problem_of_a_source_carries_its_line() -> None:
    problem = read(TREE).problem("E1", "no", Span(5, 5, 5, 11), "do")
    assert problem == Problem("E1", "no", "ada.yaml", Span(5, 5, 5, 11), "  - [f, g]", "do")
    assert marked(problem) == "[f, g]"


@pytest.mark.parametrize("number", [-1, 0, 8, 100])
def test_a_line_that_does_not_exist_is_empty(number: int) -> None:
    assert read(TREE).line(number) == ""


def test_the_place_of_an_alias_is_where_its_value_was_written() -> None:
    assert read("a: &x b\nc: *x\n").span_of(("c",)).line == 1


def test_nodes_are_mutable_data_without_magic() -> None:
    source = Source("a", "a: b", Mapping({"a": Scalar("b", Span(1, 4, 1, 5))}, Span(1, 1, 1, 5)))
    assert to_plain(source.root) == {"a": "b"}
    assert read_yaml("x", b"a: b").name == "x"
