"""Words and characters as word processors and forms count them."""

from __future__ import annotations

import pytest

from cvgen.applications.texts.counts import characters, words, words_of
from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import parse
from cvgen.document import Pairs


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("one", 1),
        ("one two\nthree\ttwo", 4),
        ("well-known 2024–25 R&D e.g.", 4),
        ("a – b", 3),
        ("10\xa0km", 2),
        ("Straße über", 2),
        ("你好，世界", 5),
        ("使用Python编程 now", 6),
        ("カタカナ　ひらがな", 8),
        ("밀러 교수님께", 2),
        ("สวัสดีครับ ผม", 2),
        ("שלום עולם", 2),
    ],
)
def test_words(text: str, count: int) -> None:
    assert words_of(text) == count


def test_the_words_of_blocks_are_those_that_are_read() -> None:
    text = "a *b* [c d](https://x.org)\\\ne\n\n1. f\n   - g h\n2. i"
    assert words(paragraphs(parse("letter.md", text).fill({}))) == 9
    text = "a\n\n## b c\n\nd\n\n### e\n\n- f g"
    assert words(sections(parse("research.md", text).fill({}))) == 7
    with pytest.raises(TypeError, match="pairs"):
        words([Pairs(())])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a b", 3),
        ("a\nb", 3),
        ("a\r\nb", 3),
        ("é", 1),
        ("e\u0301", 2),
        ("😀", 2),
        ("中", 1),
    ],
)
def test_characters(text: str, count: int) -> None:
    assert characters(text) == count
