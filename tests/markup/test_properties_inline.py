"""Laws of inline marks: no letter is lost."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from cvgen.markup.inline import parse_inline, plain_text
from tests.helpers import visible
from tests.helpers_reading import (
    LAW,
    printable,
    words,
)

no_marks = st.text(printable.filter(lambda char: char not in "*`[\\"), max_size=80)
any_inline = st.lists(
    st.sampled_from(["*", "**", "***", "`", "``", "[", "]", "(", ")", "\\", " ", "a", "b", "C", "é",
     "1", ".", "https://x.y"]),
    max_size=30,
).map("".join)  # fmt: skip


def letters(text: str) -> str:
    """What of a text no mark is made of."""
    return "".join(char for char in text if char not in "*`[]()\\" and not char.isspace())


@LAW
@given(no_marks)
def test_a_text_without_marks_loses_no_visible_character(text: str) -> None:
    assert letters(visible(text)) == letters(text)
    assert "".join(visible(text).split()) == "".join(text.split())


@LAW
@given(any_inline.filter(lambda text: "](" not in text))
@example("****")
@example("** **")
@example("***a** b*")
@example("`` ` ``")
@example("*a**b***c*")
@example("\\")
def test_marks_remove_no_letter(text: str) -> None:
    assert letters(visible(text)) == letters(text)


@LAW
@given(any_inline)
def test_a_link_loses_nothing_but_its_address(text: str) -> None:
    runs = parse_inline(text)
    addresses = "".join(run.href or "" for run in runs)
    missing = len(letters(text)) - len(letters(plain_text(runs)))
    assert 0 <= missing <= len(letters(addresses))


@LAW
@given(any_inline)
def test_what_is_shown_has_an_even_number_of_stars_less_than_was_typed(text: str) -> None:
    if "`" not in text and "\\" not in text:
        assert (text.count("*") - visible(text).count("*")) % 2 == 0


@LAW
@given(words.map(lambda text: " ".join(text.split())).filter(bool))
@example("*a*")
@example("`a`")
@example("[a](https://b.c)")
@example("\\")
@example("a\\*")
def test_a_text_with_its_marks_escaped_is_shown_as_it_is(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "*`[]\\" else char for char in text)
    assert visible(escaped) == text
