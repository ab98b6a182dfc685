"""YAML files that would blow up are refused at once."""

from __future__ import annotations

import time

import pytest

from cvgen.source.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from tests.helpers_yaml import plain, refused


def bomb(levels: int, width: int) -> str:
    """Lists of aliases of lists: ``width ** levels`` values in a few lines."""
    lines = ["- &a0 [x]"]
    for level in range(1, levels):
        aliases = ",".join([f"*a{level - 1}"] * width)
        lines.append(f"- &a{level} [{aliases}]")
    return "\n".join(lines) + "\n"


def chain(links: int, depth: int) -> str:
    """Lists in lists, each around an alias of the one before."""
    lines = [f"- &a0 {'[' * depth}x{']' * depth}"]
    lines += [f"- &a{n} {'[' * depth}*a{n - 1}{']' * depth}" for n in range(1, links)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bomb(10, 10), "E108"),
        (bomb(60, 2), "E108"),
        (chain(60, 30), "E109"),
        (chain(3000, 1), "E109"),
        ("a: " + "[" * 100 + "]" * 100, "E109"),
        ("a: " + "{a: " * 100 + "}" * 100, "E109"),
        ("[" * 100_000, "E109"),
        ("- " * 100_000, "E109"),
        ("{" * 100_000, "E109"),
        ("? " * 50_000, "E109"),
        ("\n".join(" " * n + "a:" for n in range(500)), "E109"),
    ],
    ids=["laughs", "doubling", "chain", "long-chain", "lists", "mappings", "open-lists",
         "dashes", "open-mappings", "question-marks", "stairs"],
)  # fmt: skip
def test_a_file_that_would_blow_up_is_refused_at_once(text: str, code: str) -> None:
    start = time.perf_counter()
    assert refused(text)[-1].code == code
    assert time.perf_counter() - start < 2


def test_the_limit_on_depth_is_where_it_is_said_to_be() -> None:
    assert plain("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].code == "E109"


def test_the_limit_on_values_is_where_it_is_said_to_be() -> None:
    most = "[" + "x," * (MAX_VALUES - 1) + "]"
    assert len(plain(most)) == MAX_VALUES - 1
    assert refused("[" + "x," * MAX_VALUES + "]")[0].code == "E108"


def test_a_huge_file_is_refused_unread() -> None:
    text = b"a: " + b"x" * MAX_BYTES
    assert [p.code for p in refused(text)] == ["E103"]
    assert len(plain(text[:MAX_BYTES])["a"]) == MAX_BYTES - 3
