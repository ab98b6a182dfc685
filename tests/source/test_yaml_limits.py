"""YAML files that would use too much memory are refused at once."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.errors import Span
from cvgen.source import yaml_source
from cvgen.source.encodings import MAX_BYTES
from cvgen.source.yaml_source import MAX_DEPTH, MAX_TAG_DIRECTIVES
from tests.helpers_sweeps import few
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
def test_a_file_that_would_blow_up_is_refused(text: str, code: str) -> None:
    problem = refused(text)[-1]
    assert problem.code == code
    assert problem.span is not None


OPENINGS = (
    "[",
    "{",
    "[{a: ",
    "{a: [",
    "- ",
    "? ",
    "- ? ",
    "? [",
    "&a [ ",
    "!!seq [ ",
    "[\n",
    "{a:\n ",
)


@given(
    before=st.sampled_from(["", "# [[[[\n", "--- ", "- '[[[['\n- ", "- |\n  [[[[\n- "]),
    opening=st.sampled_from(OPENINGS),
    levels=st.integers(MAX_DEPTH + 1, 3000),
    after=st.sampled_from(["", "x", "]", "}", "'", "\n- x", ": x"]),
)
@settings(max_examples=few(60))
def test_too_many_levels_of_any_shape_are_refused_where_the_first_of_them_starts(
    before: str, opening: str, levels: int, after: str
) -> None:
    if before.startswith("--- "):
        opening = opening.replace("- ", "[ ").replace("? ", "[ ")  # no lists of lines after that
    problem = refused(before + opening * levels + after)[-1]
    assert problem.code == "E109"
    deepest = before + opening * (MAX_DEPTH + 1)
    assert problem.span is not None
    assert problem.span.line <= deepest.count("\n") + 1


@pytest.mark.sweep("cvgen/source", kinds=(), keep=6)
@pytest.mark.parametrize("opening", OPENINGS)
def test_the_limits_do_not_depend_on_the_parser(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_c = refused(opening * 2000)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert refused(opening * 2000) == with_c
    assert [problem.code for problem in with_c] == ["E109"]


def test_a_file_has_few_tag_directives() -> None:
    """The parser compares each with all before it."""
    lines = [f"%TAG !a{number}! x" for number in range(100_000)]
    for end in ("\n", "\r", "\r\n"):
        assert plain(end.join([*lines[:MAX_TAG_DIRECTIVES], "--- a", ""])) == "a"
        (problem,) = refused(end.join([*lines, "--- a", ""]))
        assert (problem.code, problem.span) == (
            "E108", Span(MAX_TAG_DIRECTIVES + 1, 1, MAX_TAG_DIRECTIVES + 1, 5),
        )  # fmt: skip


def test_the_limit_on_depth_is_where_it_is_said_to_be() -> None:
    assert plain("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].code == "E109"


def test_the_limit_on_values_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "MAX_VALUES", 2000)  # a hundredth of what it is
    assert len(plain("[" + "x," * 1999 + "]")) == 1999
    (problem,) = refused("[" + "x," * 2000 + "]")
    assert (problem.code, "more than 2000 values" in problem.message) == ("E108", True)


def test_a_huge_file_is_refused_unread() -> None:
    text = b"a: " + b"x" * MAX_BYTES
    assert [p.code for p in refused(text)] == ["E103"]
    assert len(plain(text[:MAX_BYTES])["a"]) == MAX_BYTES - 3
