"""Markdown that linters have nothing to say about and that formatters leave as it is."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from cvgen.document import (
    Bullets,
    Document,
    DocumentSection,
    EntryBlock,
    Header,
    Pairs,
    Paragraph,
    Table,
)
from cvgen.loading.load import load_cv
from cvgen.lowering.lower import lower
from cvgen.markup.inline import Run, literal, parse_inline
from cvgen.project import find_project
from cvgen.selection import builtin_variants, select
from tests.helpers_cv import document_of, markdown_of, with_sections
from tests.helpers_docs import ROOT
from tests.helpers_golden import FOLDER
from tests.helpers_lint import formatted, lint, markdownlint, markdownlint_says
from tests.helpers_markdown import Chunk, chunks, with_everything, with_summary
from tests.helpers_sweeps import Sample, few
from tests.test_properties import CASES, Case, quick
from tests.writers.markdown.test_markdown import HOSTILE

GITHUB_FIRST = {"#devops", "a * b * c", "* item", "~~x~~", "~~~"}
"""Texts whose escapes mdformat takes away, though GitHub or markdownlint needs them."""
CVS = sorted((ROOT / "cv_data").glob("*.yaml"))
VARIANTS = [variant.name for variant in builtin_variants()]
RULES_OF_WORDS = {"MD018", "MD059"}  # on hashtags in lists, and on what a link is called
FORTY = ", ".join(f"{{name: Author {n}, equal: {str(n < 3).lower()}}}" for n in range(40))
STRESS = f"""\
experience:
  - {{role: '#1 [x]', organization: Acme Inc., highlights: ['1. a_b', '- *b*', 'x | y', '> q']}}
  - {{role: Lead!, organization: Acme Inc., start: 2020, location: St. X, summary: '**a** *b*'}}
  - {{role: Lead!, organization: Acme Inc., start: 2021, location: St. X, note: '**All of it**'}}
publications:
  - {{title: 'A <b>tag</b> & C#', authors: [{FORTY}], venue: 日本語誌, url: 'https://x.example/(b)_c'}}
awards: [a, b, {{title: a, date: 2020}}]
mine: {{title: 'Awards:', entries: ['see https://a.example/b_c, or mail b_c@d.example!']}}
skills: {{'Tools #': ['`a|b`', 'C#'], 'x*': ['__init__', 'AT&T', '&copy;']}}
"""


def problems_of(markdown: str) -> list[str]:
    """What linters and formatters would change."""
    found = lint(markdown)
    return found if formatted(markdown) == markdown else [*found, "mdformat"]


@pytest.mark.sweep("cvgen/writers/markdown", "cvgen/lowering", kinds=(), keep=3)
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_document_as_accepted_is_clean(path: Path) -> None:
    assert problems_of(path.read_text("utf-8")) == []


@pytest.mark.sweep("cvgen/writers/markdown", "cvgen/lowering", "cv_data")
def test_every_variant_of_a_real_cv_is_clean(sample: Sample) -> None:
    for path, name in sample(product(CVS, VARIANTS), keep=4):
        loaded = load_cv(path, find_project(ROOT))
        document = lower(select(loaded.cv, loaded.rules(name)).cv)
        assert (path.stem, name, problems_of(markdown_of(document))) == (path.stem, name, [])


@settings(quick, max_examples=few(25))
@given(CASES)
def test_any_cv_is_clean(case: Case) -> None:
    for variant in ("full", "public"):
        assert problems_of(markdown_of(lower(case.seen(variant).cv))) == []


def test_a_cv_full_of_traps_is_clean() -> None:
    assert problems_of(markdown_of(document_of(with_sections(STRESS)))) == []


@pytest.mark.sweep("cvgen/writers/markdown", "cvgen/markup", kinds=(), keep=12)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_clean_in_every_place(text: str) -> None:
    markdown = with_everything(text)
    rules = {found.split(":")[0] for found in lint(markdown)}
    assert rules <= RULES_OF_WORDS
    assert (formatted(markdown) == markdown) == (text not in GITHUB_FIRST)


@pytest.mark.skipif(markdownlint() is None, reason="markdownlint is not installed")
def test_markdownlint_agrees(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.md"):
        shutil.copy(path, tmp_path)
    texts = {"stress": markdown_of(document_of(with_sections(STRESS)))}
    texts |= {f"hostile-{n}": with_everything(text) for n, text in enumerate(HOSTILE)}
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert markdownlint_says(tmp_path) == ""


def section_with(*blocks: Bullets | EntryBlock | Pairs | Paragraph | Table) -> str:
    """The Markdown of a document with one section of ``blocks``."""
    section = DocumentSection("s", "own", "S", blocks)
    return markdown_of(Document(Header("Ada"), (section,)))


@pytest.mark.parametrize("end", list(".,;:!。：！"))
def test_a_heading_that_ends_like_a_sentence_is_bold(end: str) -> None:
    markdown = section_with(EntryBlock(literal(f"Acme{end}"), body=(Paragraph(literal("x")),)))
    assert f"### **Acme{end}**\n" in markdown
    assert problems_of(markdown) == []


def test_lists_that_follow_each_other_are_one_list() -> None:
    markdown = section_with(Bullets((literal("a"),)), Pairs(((literal("b"), literal("c")),)))
    assert markdown.endswith("\n- a\n- **b:** c\n")
    assert [chunk.kind for chunk in chunks(markdown)] == ["h1", "h2", "li", "li"]


def test_an_entry_without_a_title_leaves_no_gap_between_headings() -> None:
    inner = EntryBlock(literal("a"), aside=literal("x"), body=(Paragraph(literal("y")),))
    markdown = section_with(EntryBlock((), aside=literal("z"), body=(inner,)))
    assert [chunk.kind for chunk in chunks(markdown)][:4] == ["h1", "h2", "p", "h3"]
    assert problems_of(markdown) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.example/b_c.", "see <https://a.example/b_c>."),
        ("(https://a.example/x_(y))", "(<https://a.example/x_(y)>)"),
        ("b_c@d.example!", "<b_c@d.example>!"),
        ("www.a.example, too", "[www.a.example](https://www.a.example), too"),
        ("https://bücher.example/ü", "[https://bücher.example/ü](https://xn--bcher-kva.example/%C3%BC)"),
        ("wow!https://a.example", "wow\\!<https://a.example>"),
        ("`https://a.example`", "`https://a.example`"),
        ("[https://a.example](https://a.example)", "<https://a.example>"),
        ("[b@c.example](mailto:b@c.example)", "<b@c.example>"),
        ("[see www.a.example](https://b.example)", "[see www.a.example](https://b.example)"),
        ("http:// and user@host", "http:// and user@host"),
        ("{https://a.example/{id}}", "{[https://a.example/{id}](https://a.example/%7Bid%7D)}"),
    ],
)  # fmt: skip
def test_addresses_are_links(text: str, expected: str) -> None:
    assert text[0] in "`[" or with_summary(literal(text)) == f"# Ada\n\n{expected}\n"
    markdown = with_summary(parse_inline(text))
    assert markdown == f"# Ada\n\n{expected}\n"
    assert problems_of(markdown) == []


def test_a_paragraph_all_in_bold_is_not_taken_for_a_heading() -> None:
    markdown = with_summary(parse_inline("**Systems engineer**"))
    assert markdown == "# Ada\n\n**Systems** **engineer**\n"
    assert problems_of(markdown) == []


def test_columns_are_one_below_the_other() -> None:
    rows = tuple(
        (literal(a), literal(b)) for a, b in (("日本", "|"), ("", "`x|y`"), ("a", "é" * 9))
    )
    markdown = section_with(Table((literal("A"), literal("Bee")), rows))
    assert chunks(markdown)[3:5] == [Chunk("th", "A"), Chunk("th", "Bee")]
    assert problems_of(markdown) == []


def test_blanks_are_outside_of_marks() -> None:
    runs = Run("a ", strong=True), Run(" b ", emphasis=True), Run("c ", href="https://x.example")
    assert with_summary(runs) == "# Ada\n\n**a** *b* [c](https://x.example)\n"
