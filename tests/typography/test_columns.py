"""Lines of a given number of columns, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.typography.columns import columns, wrap

PARTS = (
    "a", "word", "日本語です。", "データ（例）", "한국어", "e\u0301té", "–", "10\u00a0km",
    "https://a.example/long/path",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PARTS), max_size=30)


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("abc", 3), ("日本", 4), ("한국", 4), ("ｱ", 1), ("e\u0301", 1), ("\u200dx", 1),
        ("शिक्षा", 5), ("", 0),
    ],
)  # fmt: skip
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("one two three", 7, "one two\nthree"),
        ("one two", 7, "one two"),
        ("one 10\u00a0km", 7, "one\n10\u00a0km"),
        ("https://a.example/b c", 5, "https://a.example/b\nc"),
        ("分散処理の研究", 8, "分散処理\nの研究"),
        ("分散処理。研究", 8, "分散処\n理。研究"),
        ("研究「分散」", 6, "研究\n「分\n散」"),
        ("서울 대학교 연구", 12, "서울 대학교\n연구"),
        ("  - deep one", 8, "  - deep\none"),
        ("", 8, ""),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, wanted: str) -> None:
    assert wrap(text, width) == wanted


@given(WORDS, st.integers(1, 40))
def test_wrapping_changes_spaces_only(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = wrap(text, width, "  ").split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width or " " not in line.strip() for line in lines)
    assert all(line == line.rstrip() for line in lines)
