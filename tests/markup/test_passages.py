"""Texts of several lines: paragraphs, line breaks, lists, and what no document can show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.errors import InputError
from cvgen.markup.passages import Listed, TextBlock, flowing, parts_of, refusals
from tests.helpers_cv import cv_of
from tests.helpers_sweeps import few

WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=9), min_size=1, max_size=40
)


def shape(text: str) -> list[object]:
    """Paragraphs as texts, lists as lists; an item with a list below it is a pair."""

    def items(listed: Listed) -> list[object]:
        return [(one.text, items(one.below)) if one.below else one.text for one in listed.items]

    return [part.text if isinstance(part, TextBlock) else items(part) for part in parts_of(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one line", ["one line"]),
        ("- one line", ["- one line"]),
        ("Mill Street 1\n12345 Milltown\nLand", ["Mill Street 1\n12345 Milltown\nLand"]),
        ("one\n\ntwo", ["one", "two"]),
        ("Lead\n- a\n- b", ["Lead", ["a", "b"]]),
        ("Lead\n  * a\n  * b", ["Lead", ["a", "b"]]),
        ("• a\n•b\n\uf0b7 c", [["a", "b", "c"]]),
        ("Lead\n– a\n– b", ["Lead", ["a", "b"]]),
        ("• a\n◦ b\n◦ c\n• d", [[("a", ["b", "c"]), "d"]]),
        ("• a\no b\no c\n• d", [[("a", ["b", "c"]), "d"]]),
        ("\uf0b7 a\n\uf0a7 b\n• d", [[("a", ["b"]), "d"]]),
        ("- a\n– b\n– c", [[("a", ["b", "c"])]]),
        ("• a\n  § b\n  § c", [[("a", ["b", "c"])]]),
        ("* a\n- b\n+ c", [["a", "b", "c"]]),
        ("o Mill\no Loom", [["Mill", "Loom"]]),
        ("o mill\no loom", ["o mill\no loom"]),
        ("see\n§ 5 and\n§ 6", ["see\n§ 5 and\n§ 6"]),
        ("A mill\n– a large one", ["A mill\n– a large one"]),
        ("1. a\n2) b", [["a", "b"]]),
        ("grew since\n2021. Then", ["grew since\n2021. Then"]),
        ("- a\n  - b\n  - c\n- d", [[("a", ["b", "c"]), "d"]]),
        ("- a\n\n- b\n\nend", [["a", "b"], "end"]),
        ("- a\n  goes on\n- b", [["a\ngoes on", "b"]]),
        ("a\\\n" + "b" * 80, ["a\n" + "b" * 80]),
    ],
)
def test_lines_are_paragraphs_and_lists(text: str, parts: list[object]) -> None:
    assert shape(text) == parts


@given(words=WORDS, width=st.integers(60, 100))
@settings(max_examples=few(60))
def test_text_that_an_editor_wrapped_flows(words: list[str], width: int) -> None:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    assert flowing("\n".join(lines)) == " ".join(words)


@given(lines=st.lists(WORDS.map(lambda words: " ".join(words)[:25].strip()), max_size=6))
@settings(max_examples=few(60))
def test_short_lines_are_kept(lines: list[str]) -> None:
    assert flowing("\n".join(lines)) == "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n| b | c |", [(1, "table")]), ("a | b\n--- | ---", [(1, "table")]),
        ("a | b\n-|:-:", [(1, "table")]), ("|a|\n|-|", [(1, "table")]), ("a - b", []),
        ("# Head\ntext", [(0, "heading")]), ("Head\n====", [(1, "heading")]),
        ("a\n```\nb\n```", [(1, "code"), (3, "code")]), ("a\n> b", [(1, "quote")]),
        ("a\n\n---\nb", [(2, "rule")]), ("a\n* * *\nb", [(1, "rule")]),
        ("- a\n  - b\n    - c", [(2, "deep")]), ("1. a\n3. b", [(1, "numbers")]),
        ("• a\no b\n§ c", [(2, "deep")]), ("• a\n  ◦ b\n  ▪ c", [(2, "deep")]),
        ("1. a\n1. b\n1. c", []), ("# one line", []), ("a\n> 40 % more", []), ("|x|\ny", []),
        ("a\n#1 of 60", []),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_named_with_its_line(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert [(one.line, one.kind) for one in refusals(text)] == found


FAULTS = """\
name: Ada
summary: |
  Text

  # Heading
  | a | b |
headline: Engineer
  - of mills
sections:
  experience:
    - role: Fitter
      note: |
        one
        - two
      highlights:
        - Did this
          - and that
            - and more
        - |
          Lead
          - item

          After
        - >
          See
          > a quotation
        - "see ![pic](a.png) here"
"""


def test_each_problem_is_at_its_own_line() -> None:
    with pytest.raises(InputError) as caught:
        cv_of(FAULTS)
    found = [(p.span.line, p.code) for p in caught.value.problems if p.span]
    assert sorted(found) == [
        (5, "E231"), (6, "E231"), (8, "E232"), (14, "E232"), (18, "E231"), (23, "E232"),
        (26, "E231"), (27, "E233"),
    ]  # fmt: skip
    picture = next(p.span for p in caught.value.problems if p.code == "E233")
    assert picture is not None
    assert (picture.column, picture.end_column) == (16, 29)


def test_one_line_is_not_a_list() -> None:
    assert [type(part) for part in parts_of("- a")] == [TextBlock]
    assert [type(part) for part in parts_of("- a\n- b")] == [Listed]
