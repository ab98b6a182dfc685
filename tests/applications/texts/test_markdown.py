"""Markdown → blocks: what is taken, and each thing that is not, at its place."""

from __future__ import annotations

import pytest

from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import parse
from cvgen.document import Bullets, DocumentSection, Group, Paragraph
from cvgen.markup.inline import Run
from tests.helpers_texts import letter, marked, places, problems_of, statement


def runs(text: str) -> tuple[Run, ...]:
    (block,) = paragraphs(parse("letter.md", text).fill({}))
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* c", (Run("a "), Run("b", emphasis=True), Run(" c"))),
        ("_a_", (Run("a", emphasis=True),)),
        ("**a** __b__", (Run("a", strong=True), Run(" "), Run("b", strong=True))),
        ("***a***", (Run("a", strong=True, emphasis=True),)),
        ("**a *b***", (Run("a ", strong=True), Run("b", strong=True, emphasis=True))),
        ("*a **b** c*", (Run("a ", emphasis=True), Run("b", strong=True, emphasis=True),
                         Run(" c", emphasis=True))),
        ("*a *b* c*", (Run("a b c", emphasis=True),)),
        ("`a *b*`", (Run("a *b*", code=True),)),
        ("`` a`b ``", (Run("a`b", code=True),)),
        ("**`a`**", (Run("a", strong=True, code=True),)),
        ("[a *b*](https://x.org)", (Run("a ", href="https://x.org"),
                                    Run("b", emphasis=True, href="https://x.org"))),
        ("[a](<https://x.org/b c>)", None),
        ("[a][r]\n\n[R]: https://x.org", (Run("a", href="https://x.org"),)),
        ("<https://x.org>", (Run("https://x.org", href="https://x.org"),)),
        ("<ada@x.org>", (Run("ada@x.org", href="mailto:ada@x.org"),)),
        ("<tel:+44-20>", (Run("+44-20", href="tel:+44-20"),)),
        ("at www.x.org.", (Run("at "), Run("www.x.org", href="https://www.x.org"), Run("."))),
        ("https://x.org/a_b_c", (Run("https://x.org/a_b_c", href="https://x.org/a_b_c"),)),
        ("`https://x.org`", (Run("https://x.org", code=True),)),
        ("a\nb", (Run("a b"),)),
        ("a  \nb\\\nc", (Run("a\nb\nc"),)),
        ("[a\\\nb](https://x.org)", (Run("a b", href="https://x.org"),)),
        ("\u4f60\u597d\n\u4e16\u754c", (Run("\u4f60\u597d\u4e16\u754c"),)),
        ("\uc548\ub155\n\uc138\uacc4", (Run("\uc548\ub155 \uc138\uacc4"),)),
        ("\\*a\\* \\# 5 * 3 A*AA", (Run("*a* # 5 * 3 A*AA"),)),
        ("&amp; &copy;&nbsp;&#65;", (Run("& ©\xa0A"),)),
        ("a -- b... \"c\"", (Run("a -- b... \"c\""),)),
        ("e\u0301 \ufb01x a\u200bb", (Run("é fix ab"),)),
        ("snake_case_name", (Run("snake_case_name"),)),
        ("\\*\\*a \\~\\~b\\~~ \\[^1] [c\\](d)", (Run("**a ~~b~~ [^1] [c](d)"),)),
    ],
)  # fmt: skip
def test_inline_marks_become_runs(text: str, expected: tuple[Run, ...] | None) -> None:
    if expected is None:
        assert places(problems_of(text)) == ["E727 1:1"]
    else:
        assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\n\n\n\nc", "a\nb\nc"),
        ("- a\n- b", "- a\n- b"),
        ("* a\n\n* b", "- a\n- b"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("1. a\n1. b", "1. a\n2. b"),
        ("- a\n  - b\n  - c\n- d", "- a\n  - b\n  - c\n- d"),
        ("1. a\n   - b", "1. a\n  - b"),
        ("- a\n  1. b\n  2. c", "- a\n  1. b\n  2. c"),
        ("- a\n\n  b\n- c", "- a\nb\n- c"),
        ("- a\n+ b", "- a\n- b"),
        ("a\n- b", "a\n- b"),
        ("2026 was\n2027. is", "2026 was 2027. is"),
        ("", ""),
        ("\n\n \n", ""),
    ],
)
def test_paragraphs_and_lists(text: str, expected: str) -> None:
    assert letter(text) == expected


def test_the_blocks_of_a_list() -> None:
    (block,) = paragraphs(parse("letter.md", "2. *a*\n3. b\n   - c").fill({}))
    below = (Bullets(()), Bullets(((Run("c"),),)))
    assert block == Bullets(((Run("a", emphasis=True),), (Run("b"),)), below, 2)


def test_headings_make_sections_and_groups() -> None:
    text = (
        "intro\n\n## Past work\n\none\n\n### Topic *x*\n\n- two\n\n### Other\n\nq\n\n"
        "## Next ##\nthree"
    )
    made = sections(parse("research.md", text).fill({}), "research")
    assert [(part.key, part.type, part.title) for part in made] == [
        ("research-1", "statement", ""),
        ("research-2", "statement", "Past work"),
        ("research-3", "statement", "Next"),
    ]
    assert made[1].blocks[1] == Group((Run("Topic "), Run("x", emphasis=True)),
                                      (Bullets(((Run("two"),),)),))  # fmt: skip
    assert made[0] == DocumentSection("research-1", "statement", "", (Paragraph((Run("intro"),)),))
    assert statement("### G\n\nx") == "== \n= G\nx"


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", "E725 1:1", "| a | b |"),
        ("a | b\n--|--\n1 | 2", "E725 2:1", "--|--"),
        ("x\n\n- a\n  | a | b |", "E725 4:3", "| a | b |"),
        ("see ![chart](c.png) x", "E725 1:5", "![chart](c.png)"),
        ("see ![chart][c]\n\n[c]: https://x.org", "E725 1:5", "![chart][c]"),
        ("word[^1] x", "E725 1:5", "[^1]"),
        ("word[^1] x\n\n[^1]: https://x.org", "E725 3:1", "[^1]: https://x.org"),
        ("a <b>x", "E725 1:3", "<b>"),
        ("<div>\nx\n</div>", "E725 1:1", "<div>"),
        ("x\n\n<!-- hidden -->", "E725 3:1", "<!-- hidden -->"),
        ("a <!-- hidden --> b", "E725 1:3", "<!-- hidden -->"),
        ("x\n\n> quoted", "E725 3:1", "> quoted"),
        ("- a\n\n  > quoted", "E725 3:3", "> quoted"),
        ("```\ncode\n```", "E725 1:1", "```"),
        ("~~~\ncode", "E725 1:1", "~~~"),
        ("x\n\n    code", "E725 3:5", "code"),
        ("x\n\n***\n\ny", "E725 3:1", "***"),
        ("- a\n\n  ***", "E725 3:3", "***"),
        ("x\n---\ny", "E725 1:1", "x"),
        ("x\n===", "E725 1:1", "x"),
        ("- [ ] a", "E725 1:3", "[ ]"),
        ("- b\n- [x] a", "E725 2:3", "[x]"),
        ("x ~~a~~", "E725 1:3", "~~"),
        ("x **a", "E725 1:3", "**"),
        ("x ** a **", "E725 1:3", "**"),
        ("- a\n  - b\n    - c", "E725 3:5", "- c"),
        ("1. a\n3. b", "E725 2:1", "3. b"),
        ("- a\n-", "E725 2:1", "-"),
        ("- - a", "E725 1:1", "- - a"),
        ("- a\n  - b\n\n  c", "E725 4:3", "c"),
        ("- a\n  - b\n\n  1. c", "E725 4:3", "1. c"),
        ("- # a", "E725 1:3", "# a"),
        ("[a](https://x.org \"title\")", "E725 1:1", "[a](https://x.org \"title\")"),
        ("x [](https://x.org)", "E725 1:3", "[](https://x.org)"),
        ("[a](https://x.org /y)", "E725 1:3", "]("),
        ("[a][b]", "E725 1:3", "]["),
        ("x\n\n[b]: https://x.org", "E725 3:1", "[b]: https://x.org"),
        ("[b]\n\n[b]: https://x.org\n[B]: https://y.org", "E725 4:1", "[B]: https://y.org"),
        ("[a](thesis.pdf)", "E727 1:1", "[a](thesis.pdf)"),
        ("x [a](javascript:alert) y", "E727 1:3", "[a](javascript:alert)"),
        ("x [a]() y", "E727 1:3", "[a]()"),
        ("<ftp://x.org>", "E727 1:1", "<ftp://x.org>"),
        ("`a ~~b` ~~b", "E725 1:9", "~~"),
        ("# Letter", "E725 1:1", "# Letter"),
        ("x\n\n## Title", "E725 3:1", "## Title"),
        ("Dear\x1bx", "E729 1:5", "\x1b"),
        ("a\r\nb\x00", "E729 2:2", "\x00"),
        ("a &#12; b", "E729 1:3", "&#12;"),
        ("a\ufdd0", "E729 1:2", "\ufdd0"),
        ("*a* `b`\\* [c](d)", "E727 1:11", "[c](d)"),
        ("two words\nand **b** then\n  ![x](y)", "E725 3:3", "![x](y)"),
        ("1. a\n\n   b ![x](y)", "E725 3:6", "![x](y)"),
        ("\tx", "E725 1:2", "x"),
    ],
)  # fmt: skip
def test_what_a_letter_does_not_take_is_reported_at_its_place(
    text: str, place: str, part: str
) -> None:
    first = problems_of(text)[0]
    assert (places([first]), marked(first)) == ([place], part)
    assert first.hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# Title\n\nx", "E725 1:1"),
        ("#### Deep\n\nx", "E725 1:1"),
        ("## *Title*\n\nx", "E725 1:1"),
        ("##\n\nx", "E725 1:1"),
        ("x\n\n## Empty", "E725 3:1"),
        ("## A\n\n## B\n\nx", "E725 1:1"),
        ("## A\n\nx\n\n### B\n\n### C\n\nx", "E725 5:1"),
        ("## A\n\n### B", "E725 3:1"),
    ],
)
def test_what_a_statement_does_not_take_is_reported_at_its_place(text: str, place: str) -> None:
    assert places(problems_of(text, reader=sections)) == [place]
