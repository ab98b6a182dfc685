"""Lines of a PDF are as full as they can be, and words whole, also where something bold follows."""

from __future__ import annotations

from collections import defaultdict

from cvgen.document import Bullets, Reference
from cvgen.themes import load_theme
from cvgen.writers.pdf.engine.compat import keep_lines_whole
from tests.helpers_boxes import NEAR, LaidOutPages, lay_out
from tests.samples import document, section, t

TEXT = "a state synchronization protocol for wireless ad-hoc sensor networks in"
STEP = "i"  # narrower than a space, so that one text is too long by no more than its last space


def bullets() -> Bullets:
    """Texts of one line and a bit more, each a little longer, with something bold after a space."""
    return Bullets(tuple(t(f"And {STEP * n} {TEXT} **more**.") for n in range(90)))


def widths(laid: LaidOutPages) -> list[list[float]]:
    """Of each bullet the widths of its lines, in CSS pixels."""
    lines: dict[int, dict[tuple[int, float], float]] = defaultdict(lambda: defaultdict(float))
    for piece in laid.pieces:
        if (item := piece.inside("li")) and not piece.generated:
            lines[item.number][piece.page, round(piece.y / 4)] += piece.width
    return [list(item.values()) for item in lines.values()]


def test_no_line_ends_after_its_first_word_where_more_fits() -> None:
    theme = load_theme("industry").with_values({"margins": (20.0, 40.0, 20.0)})
    found = widths(lay_out(document(section("A", bullets())), theme))
    assert {len(lines) for lines in found} == {1, 2}
    assert [lines for lines in found if lines[1:] and lines[0] < lines[1]] == []


def test_a_line_that_is_long_or_ends_without_a_space_is_left_alone() -> None:
    asked = []

    def split(text, style, context, width, *more):  # type: ignore[no-untyped-def]
        asked.append(text)
        return (None, len(text), len(text) - 1, 95.0, 10, 8)

    style = {"font_size": 10}
    for text, width in (
        ("a word and more ", 100),
        ("a word", 500),
        ("a\nword ", 500),
        ("a ", None),
    ):
        assert keep_lines_whole(split)(text, style, None, width)[2] == len(text) - 1
    assert len(asked) == 4


def references(*words: str) -> list[Reference]:
    """References of one part each, whose first line ends within ``words``, in italics."""
    italic = t(f"*{' '.join(words)}*, 2021")
    return [
        Reference((), venue=(*t(f"And {STEP * n} {TEXT} "), *italic), authors_first=True)
        for n in range(90)
    ]


def test_a_word_is_whole_where_its_style_begins_within_the_line() -> None:
    found = lay_out(document(section("A", *references("Journalism", "of", "Engines"))), "industry")
    words = [word for piece in found.pieces for word in piece.text.split()]
    assert words.count("Journalism") == 90


def test_a_word_longer_than_a_line_is_broken() -> None:
    found = lay_out(document(section("A", *references("Journalism" * 15))), "industry")
    frame = found.frames[0]
    assert max(piece.x + piece.width for piece in found.pieces) <= frame.right + NEAR
