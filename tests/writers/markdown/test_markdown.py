"""Markdown shows every text as it was typed, whatever is in it, and keeps its own structure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cvgen.document import Document, DocumentSection, Header, Pairs, Table
from cvgen.markup.inline import Run, literal, parse_inline, plain_text
from tests.helpers_cv import document_of, markdown_of, with_sections
from tests.helpers_markdown import Chunk, chunks, styled, with_everything, with_summary
from tests.helpers_sweeps import few

HOSTILE = [
    "C#", "#devops", "# not a heading", "A*", "a * b * c", "**", "* item", "- item", "+ item",
    "-", "--", "---", "***", "___", "===", "= = =", "> quote", "1. first", "2) second", "2026.",
    "_private_", "__init__", "snake_case_name", "Map<String> generics", "<script>alert(1)</script>",
    "<!-- x -->", "a < b > c", "&amp;", "&copy; R&D", "AT&T;", "[x](y)", "[x]: y", "![x](y)", "!",
    "`code`", "``", "\\", "\\*", "a\\", "$x$", "~~x~~", "~~~", "~60 of ~70", "a | b", "| a |",
    "x^2^", "==x==", ":smile:", "http://a.example/b_c_d", "a@b.example", "C++", "50 %", "§ 3",
    "…", "„Zitat“", "日本語", "👩‍🔬 emoji", "a\u00a0b", "tab\there", "Ends with #", "## x ##", "#",
    "(c)", "a  b", "https://a.example/?x=1&lt;=2", "{{ x }}", "{% x %}", "- [ ] task", "[^1]",
    "Scaled - then sold", "1986\\. x", "+1", "-1", "*", "_", "`", "<", "[", "]", "a]b[c", "()",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_reads_as_typed_in_every_place(text: str) -> None:
    shown = {chunk.text for chunk in chunks(with_everything(text))}
    plain = " ".join(text.split()).replace("\u00a0", " ")
    pair = f"{plain} {plain}" if plain.endswith(("?", "!")) else f"{plain}, {plain}"
    expected = {plain, pair, f"{plain} · {plain} · {plain}", f"{plain} (2)"}
    assert {" ".join(part.split()) for part in shown} <= expected
    assert plain in {" ".join(part.split()) for part in shown}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_changes_nothing_of_the_structure(text: str) -> None:
    kinds = [chunk.kind for chunk in chunks(with_everything(text))]
    assert kinds == ["h1", "p", "p", "p", "h2", "p", "h3", "p", "p", "li"]


INLINE = st.lists(
    st.sampled_from([*"*_`[]()<>#!\\&-+~| .", "**", "a", "b c", "](https://x.example)", "1.", "é"]),
    max_size=14,
).map("".join)


@settings(max_examples=few(300), deadline=None, derandomize=True)
@given(INLINE)
@example("-- -")
@example(">a")
@example("- - -")
def test_any_inline_text_reads_back_to_the_same_words(text: str) -> None:
    inline = parse_inline(text)
    expected = [" ".join(plain_text(inline).split())]
    read = [chunk.text for chunk in chunks(with_summary(inline)) if chunk.kind != "h1"]
    assert ([" ".join(part.split()) for part in read] or [""]) == expected


@settings(max_examples=few(300), deadline=None, derandomize=True)
@given(INLINE)
@example("*_**a***")
@example("*a **b** c*")
@example("**a *b***")
def test_any_inline_text_reads_back_in_the_same_styles(text: str) -> None:
    inline = parse_inline(text)
    if plain_text(inline).strip():
        assert letters(styled(with_summary(inline))) == letters(inline)


def letters(runs: Iterable[Run]) -> list[tuple[str, Run]]:
    """Every character that is no space, with its style."""
    plain = [replace(run, href=address_of(run)) for run in runs]
    return [(char, replace(run, text="")) for run in plain for char in run.text if char != " "]


def address_of(run: Run) -> str | None:
    """Where the run leads; an address that stands in the text is one everywhere."""
    href = unquote(run.href) if run.href else None
    return None if href in (run.text, f"mailto:{run.text}", f"http://{run.text}") else href


@pytest.mark.parametrize(
    "text",
    [
        "**strong** and *emphasis* and `code`",
        "***both*** here",
        "**a *b* c** d",
        "*a **b** c* d",
        "[a link](https://x.example/a_(b)) here",
        "**[x](https://x.example)** and *[y](https://y.example)*",
        "[**x** y](https://x.example)",
        "`a*b` and `` c`d ``",
        "(**x**), *y*; **z**.",
        "**C++**, *A\\**",
        "Wow![docs](https://x.example)",
    ],
)
def test_styles_and_links_are_read_back(text: str) -> None:
    inline = parse_inline(text)
    assert letters(styled(with_summary(inline))) == letters(inline)


@pytest.mark.parametrize(
    "inline",
    [
        (Run("a ", strong=True), Run("b")),
        (Run("a"), Run(" b ", emphasis=True), Run("c")),
        (Run(" ", strong=True), Run("b")),
        (Run("`a", code=True), Run(" b "), Run("c`", code=True)),
        (Run("`", code=True),),
        (Run("a``b`c", code=True),),
    ],
)
def test_runs_that_other_parts_make_are_read_back(inline: tuple[Run, ...]) -> None:
    assert letters(styled(with_summary(inline))) == letters(inline)


@pytest.mark.parametrize(
    "url",
    ["https://x.example/a b", "https://x.example/(a", "https://x.example/a\\b", "https://x.example/<b>",
     "https://x.example/?a&lt;b", "https://x.example/\n\n# b", "https://x.example/*a*_b_`c`[d]"],
)  # fmt: skip
def test_a_strange_address_neither_breaks_out_nor_changes(url: str) -> None:
    markdown = with_summary(literal("here", href=url))
    assert chunks(markdown) == [Chunk("h1", "Ada"), Chunk("p", "here")]
    (run,) = styled(markdown)
    assert run.href is not None
    assert run.href.startswith("https://x.example/")


@pytest.mark.parametrize(
    "sections",
    [
        "awards: [a]\nmine: {title: Awards, entries: [b]}",
        "awards: {title: Ada Example, entries: [b]}",
        "supervision: [{person: a, level: PhD}, {person: b, level: MSc}, {person: c, level: PhD}]",
        "awards: [{title: a, highlights: [x]}, {title: a, highlights: [x]}]",
        "awards: [{title: a, date: 2020, summary: x}, {title: a, date: 2021, summary: x}]",
        "awards: [{title: awards, summary: x}, {title: Awards, summary: x}]",
        "experience: [{organization: a, roles: [{role: b, note: x}, {role: b, note: x}]}]",
        "awards: [{title: a (2), note: x}, {title: a, note: x}, {title: a, note: x}]",
    ],
)
def test_headings_are_unique(sections: str) -> None:
    found = chunks(markdown_of(document_of(with_sections(sections))))
    headings = [chunk.text for chunk in found if chunk.kind.startswith("h")]
    assert len(headings) == len(set(headings)) > 1


@pytest.mark.parametrize(
    ("sections", "heading"),
    [
        ("awards: [{title: a, BODY}]\nmine: {type: awards, entries: [{title: a, BODY}]}",
         "a (Mine)"),
        ("experience: [{role: a, date: 2020, location: e, BODY}, {role: a, date: 2020, "
         "location: f, BODY}]", "a (f)"),
        ("education: [{degree: a, grade: g, BODY}, {degree: a, grade: h, BODY}]", "a (Grade: h)"),
        ("awards: [{title: a, date: 2020, BODY}, {title: a, date: 2020, BODY}]", "a (2020)"),
    ],
)  # fmt: skip
def test_a_heading_that_is_above_says_what_is_different(sections: str, heading: str) -> None:
    text = with_sections(sections.replace("BODY", "highlights: [x]"))
    found = chunks(markdown_of(document_of(text)))
    assert [chunk.text for chunk in found if chunk.kind == "h3"] == ["a", heading]


def test_headings_nest_without_gaps() -> None:
    text = """\
experience:
  - organization: Mills Ltd
    roles:
      - {role: Lead, highlights: [x]}
publications: [{title: a}]
"""
    found = chunks(markdown_of(document_of(with_sections(text))))
    levels = [int(chunk.kind[1]) for chunk in found if chunk.kind.startswith("h")]
    assert levels == [1, 2, 3, 4, 2]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_bullets_of_a_publication_are_below_it() -> None:
    text = with_sections("publications: [{title: A, highlights: [one, two]}, {title: B}]")
    assert markdown_of(document_of(text)).endswith("\n- **A.**\n  - one\n  - two\n- **B.**\n")


def document_with(*blocks: Pairs | Table) -> Document:
    """A document with one section of ``blocks``."""
    return Document(Header("Ada"), (DocumentSection("s", "pairs", "S", blocks),))


def test_a_table_keeps_its_columns() -> None:
    rows = tuple((literal(a), literal(b)) for a, b in (("x|y", "z"), ("", "`a`"), ("a\\", "b")))
    markdown = markdown_of(document_with(Table((literal("A"), literal("B")), rows)))
    cells = [chunk.text for chunk in chunks(markdown) if chunk.kind in ("td", "th")]
    assert cells == ["A", "B", "x|y", "z", "", "`a`", "a\\", "b"]


def test_pairs_are_a_list_with_strong_labels() -> None:
    rows = ((literal("Tools:"), literal("# a")), ((), literal("- b")), (literal("C"), ()))
    markdown = markdown_of(document_with(Pairs(rows)))
    assert markdown.endswith("- **Tools::** # a\n- \\- b\n- **C**\n")


def test_roles_are_emphasized() -> None:
    own, acronym, venue = Run("Ada", role="self"), Run("J", role="acronym"), Run("W", role="venue")
    inline = (own, Run(", "), acronym, Run(" "), venue)
    assert with_summary(inline).endswith("**Ada**, **J** *W*\n")


def test_the_document_says_when_it_was_updated() -> None:
    assert markdown_of(Document(Header("Ada"), (), updated="Updated Jan 2024")).endswith(
        "\n\nUpdated Jan 2024\n"
    )


def test_the_same_document_gives_the_same_bytes() -> None:
    text = with_sections("skills: {A: [x, y], B: z}\nawards: [a]")
    assert markdown_of(document_of(text)) == markdown_of(document_of(text))
