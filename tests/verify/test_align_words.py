"""Aligning expected and found words: it ends, claims nothing twice, and finds what is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.assets.files import Assets
from cvgen.document import Bullets
from cvgen.errors import RenderError
from cvgen.themes import load_theme
from cvgen.verify.align_words import Alignment, align
from cvgen.verify.faults import PlacedText, faults_in_pages
from cvgen.verify.locate import WALL
from cvgen.verify.normalize import NormalizedText
from cvgen.writers import WRITERS
from tests.helpers_steps import steps
from tests.helpers_sweeps import few
from tests.samples import document, section, t

Words = list[str]
SHORT = st.lists(st.text("ab", min_size=1, max_size=40), max_size=30)
URL = "".join(chr(97 + (7 * n) % 26) for n in range(230))


def followed(expected: Words, found: Words) -> Alignment:
    """What is found; whatever it is, it is said of each word and claims no character twice."""
    outcome = align(NormalizedText.of(expected), NormalizedText.of(found))
    assert len(outcome.places) == len(expected)
    assert all(-1 <= place < sum(map(len, found)) for place in outcome.places)
    spare = sum(end - start for start, end in outcome.surplus)
    held = sum(len(w) for w, p in zip(expected, outcome.places, strict=True) if p >= 0)
    assert held + spare == sum(map(len, found))
    return outcome


def lost(expected: Words, found: Words) -> Words:
    places = followed(expected, found).places
    return [word for word, place in zip(expected, places, strict=True) if place < 0]


@given(SHORT, SHORT)
@settings(max_examples=few(200), deadline=None)
def test_any_two_lists_of_words_are_followed(expected: Words, found: Words) -> None:
    followed(expected, found)


@given(st.lists(st.tuples(SHORT, st.booleans()), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=few(100), deadline=None)
def test_so_are_words_that_are_mixed_up(blocks: list[Any], chance: random.Random) -> None:
    expected = [word for block, _ in blocks for word in block]
    found = [part for block, keep in blocks if keep for word in block for part in cut(word, chance)]
    chance.shuffle(found)
    followed(expected, found)


def cut(word: str, chance: random.Random) -> Words:
    at = chance.randrange(len(word) + 1)
    return [part for part in (word[:at], word[at:]) if part]


def numbered(count: int, size: int = 0) -> Words:
    """Words that differ from each other within their first letters, of at least ``size``."""
    return [f"n{n:04d}".translate(str.maketrans("0123456789", "qrstuvwxyz")) + "k" * size
            for n in range(count)]  # fmt: skip


def distinct(count: int, size: int) -> Words:
    """Words without a letter that another one has, or that they have twice."""
    return ["".join(map(chr, range(start, start + size)))
            for start in range(0x4E00, 0x4E00 + count * size, size)]  # fmt: skip


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12),
    st.integers(1, 60),
    st.randoms(use_true_random=False),
)
@settings(max_examples=few(100), deadline=None)
def test_columns_that_continue_over_pages_lose_nothing(
    lengths: list[int], size: int, chance: random.Random
) -> None:
    words = distinct(sum(lengths), size)
    columns: list[Words] = [[], []]
    for number, word in enumerate(words):  # the first column has what the second goes on after
        columns[number * 2 // len(words)].append(word)
    pages: list[Words] = []
    for column in columns:
        text, at = list(column), 0
        for number, length in enumerate(lengths):
            part, at = text[at : at + length], at + length
            if part and at < len(text) and len(text[at]) > 1:  # the edge of a page cuts a word
                first, *rest = cut(text[at], chance)
                part, text[at] = [*part, first] if rest else part, "".join(rest) or first
            pages.insert(2 * number if column is columns[0] else 2 * number + 1, part)
        pages.append(text[at:])
    assert lost(words, [word for page in pages for word in page]) == []


@given(st.sets(st.integers(0, 99), max_size=20), st.integers(0, 99), st.integers(0, 20))
@settings(max_examples=few(100), deadline=None)
def test_what_is_left_out_is_lost_and_nothing_else(gone: set[int], start: int, count: int) -> None:
    words = numbered(100)
    left = [word for number, word in enumerate(words) if number not in gone]
    moved = [*left[:start], *left[start + count :], "other", *left[start : start + count]]
    expected = [word for number, word in enumerate(words) if number in gone]
    assert lost(words, left) == expected
    assert lost(words, moved) == expected


def test_a_word_that_is_nowhere_as_a_whole_is_lost_though_its_beginning_is_there() -> None:
    assert lost(["led", URL, "mills"], ["led", URL[:100], "mills"]) == [URL]
    assert lost(["led", URL, "mills"], ["led", URL[:100], "x", "mills", URL[100:]]) == []
    assert lost(["engineering", "engineer", "in"], ["engineer", "in"]) == ["engineering"]


def shuffled(words: Words) -> Words:
    return random.Random(1).sample(words, len(words))


@pytest.mark.parametrize(
    "texts",
    [
        lambda n: (["loom"] * n, ["loom"] * (n - 9)),
        lambda n: (["loom"] * n, ["lo", "om"] * (n - 9)),
        lambda n: (["loom"] * n + ["x"] + ["loom"] * n, ["loom"] * 2 * n),
        lambda n: (["ab"] * n, ["ba"] * n),
        lambda n: (numbered(n), numbered(n)[::-1]),
        lambda n: (numbered(n), shuffled(numbered(n))),
        lambda n: (numbered(n), [f"m{word}" for word in numbered(n)]),
        lambda n: (["a" * 9 * n], ["a" * 80] * (n // 9)),
        lambda n: ([f"{k}{URL}" for k in numbered(n)], [URL, *numbered(n)]),
        lambda n: ([f"{k}{URL}" for k in numbered(n)], [*numbered(n), *[URL] * n]),
    ],
)
def test_twice_the_text_takes_about_twice_the_steps(
    texts: Callable[[int], tuple[Words, Words]],
) -> None:
    few, many = (steps(lambda n=n: followed(*texts(n))) for n in (150, 300))  # type: ignore[misc]
    assert many < 2.6 * few + 2000


@pytest.mark.parametrize(
    "items",
    [
        ["loom " * 8] * 300,
        ["loom " * n for n in range(1, 60)],
        ["a" * n for n in range(1, 200)],
        [URL] * 60,
    ],
)
def test_documents_that_say_the_same_again_and_again_are_compared_in_bounded_steps(
    items: Words,
) -> None:
    def compare(items: Words) -> None:
        doc = document(section("x", Bullets(tuple(map(t, items)))))
        texts = [part for item in items for part in (WALL, item, WALL)]
        faults_in_pages(doc, texts, [[PlacedText(text) for text in texts[:-9:-1]]])

    few, many = steps(lambda: compare(items[::2])), steps(lambda: compare(items))
    size = sum(map(len, items)) / sum(map(len, items[::2]))
    assert many < 2 * size * few


@pytest.mark.sweep("cvgen/verify", "cvgen/writers/pdf", "themes/modern", kinds=(), keep=0)
@pytest.mark.parametrize("number", [76, 79, 82, 85])
def test_a_long_word_that_a_page_of_a_sidebar_cuts_is_found(number: int) -> None:
    address = "https://example.org/" + "".join(chr(97 + (7 * n) % 26) for n in range(210))
    skills = [f"Skill number {n}" for n in range(number)]
    doc = document(
        section("experience", *(Bullets((t(f"Led six people at mill {n}"),)) for n in range(90))),
        section("skills", Bullets((t(", ".join([*skills, address, "After it"])),))),
    )
    for part in doc.sections:
        object.__setattr__(part, "type", part.title)
    theme = load_theme("modern").with_values({"columns": "sidebar"})
    try:
        assert (WRITERS["pdf"].write(doc, theme, Assets()).pages or 0) > 1
    except RenderError as error:
        pytest.fail(str(error))
