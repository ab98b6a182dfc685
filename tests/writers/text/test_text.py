"""Plain text: what a person would have typed, with nothing lost, in every script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cvgen.assets.files import Assets
from cvgen.document import (
    Bullets,
    Contact,
    Document,
    EntryBlock,
    Header,
    Pairs,
    Paragraph,
    Table,
    When,
)
from cvgen.errors import RenderError
from cvgen.lowering.lower import lower
from cvgen.markup.inline import Run, literal
from cvgen.selection import select
from cvgen.themes import load_theme
from cvgen.typography.columns import columns
from cvgen.verify.text import verify_plain_text
from cvgen.writers import WRITERS
from tests.helpers_cli import run
from tests.helpers_cv import ADA, cv_of, document_of, rules_of, with_sections
from tests.helpers_golden import FOLDER, Compare
from tests.helpers_project import make_project
from tests.helpers_sweeps import few
from tests.samples import document, section, t
from tests.samples_random import Chance
from tests.test_properties import CASES, Case, quick

LARGE = (FOLDER / "large.yaml").read_text("utf-8")
THEME = load_theme("academic")
MAIL: Mapping[str, Any] = {"width": 72.0, "ascii": True}


def text_of(made: Document, options: Mapping[str, Any] = {}) -> str:
    """The document as text."""
    theme = THEME.with_values(options)
    return WRITERS["text"].write(made, theme, Assets()).data.decode()


def body_of(*blocks: Any, **options: Any) -> str:
    """The text of one section with ``blocks``, without its header."""
    made = Document(Header("A"), (section("work", *blocks, title="Work"),))
    return text_of(made, options).removeprefix("A\n\nWORK\n\n").removesuffix("\n")


@pytest.mark.parametrize("variant", ["record", "public"])
def test_a_large_cv(golden: Compare, variant: str) -> None:
    cv = cv_of(LARGE)
    golden(f"large-{variant}.txt", text_of(lower(select(cv, rules_of(cv, variant)).cv)))


def test_a_large_cv_for_mail(golden: Compare) -> None:
    cv = cv_of(LARGE)
    text = text_of(lower(select(cv, rules_of(cv, "record")).cv), MAIL)
    golden("large-record-72.txt", text)
    assert max(map(columns, text.split("\n"))) <= 72


def test_an_entry_is_a_line_with_its_list_below() -> None:
    entry = EntryBlock(
        t("Chief *Engineer*"), t("Acme Ltd"), t("Mill"), t("Nowhere"), when=When("2019 – present"),
        details=(t("Supervisor: C. Babel"),), aside=t("€5"),
        body=(Paragraph(t("Runs the mill.")), Bullets((t("Cut it"), t("Led it")))),
    )  # fmt: skip
    wanted = """\
Chief Engineer, Acme Ltd, Mill, Nowhere, €5 (2019 – present)
Supervisor: C. Babel
Runs the mill.
- Cut it
- Led it"""
    assert body_of(entry) == wanted


@pytest.mark.parametrize(
    ("inline", "wanted"),
    [
        (t("see [the code](https://x.example/a_(b)) here"),
         "see the code (https://x.example/a_(b)) here"),
        (t("see https://x.example/a or x@y.example"), "see https://x.example/a or x@y.example"),
        ((Run("x.example", href="https://www.x.example/"),), "x.example"),
        ((Run("Doi:10.1/X", href="https://doi.org/10.1/x"),), "Doi:10.1/X"),
        ((Run("arXiv:2101.1", href="https://arxiv.org/abs/2101.1"),), "arXiv:2101.1"),
        ((Run("+1 2", href="tel:+12"),), "+1 2"),
        ((Run("write", href="mailto:a@b.example"),), "write (a@b.example)"),
        ((Run("a ", href="https://x.example"), Run("b", True, href="https://x.example")),
         "a b (https://x.example)"),
        ((Run("paper", href="https://x.example/paper"),), "paper (https://x.example/paper)"),
    ],
)  # fmt: skip
def test_an_address_stands_behind_words_that_do_not_say_it(inline: Any, wanted: str) -> None:
    assert body_of(Paragraph(inline)) == wanted


def test_a_named_link_among_the_contacts_is_a_label() -> None:
    contacts = (
        Contact("link", (Run("Blog", href="https://b.example"),)),
        Contact("link", (Run("c.example", href="https://c.example"),)),
        Contact("fact", literal("B"), "Licence"),
    )
    text = text_of(Document(Header("A", contacts=contacts), ()))
    assert text == "A\n\nBlog: https://b.example\nc.example\nLicence: B\n"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("“q” ‘r’ „s“ «\u00a0t\u00a0» ’90s", '"q" \'r\' "s" "t" \'90s'),
        ("2019–2021 – x—y … · z", "2019-2021 - x--y ... - z"),
        ("Łódź ÉCOLE ß 東京 × € § ½ l·l", "Łódź ÉCOLE ß 東京 × € § ½ l·l"),
    ],
)
def test_ascii_changes_marks_and_no_letters(typed: str, plain: str) -> None:
    assert body_of(Paragraph(literal(typed)), ascii=True) == plain
    assert body_of(Paragraph(literal(typed))) == typed.replace("\u00a0", " ")


def test_invisible_characters_are_dropped_but_those_that_shape_letters_stay() -> None:
    typed = "a\u00adb\u200bc\ufeff \u2060d\u00a0e\u202ff\tg\ufdd0 م\u200cن \u200f!"
    assert body_of(Paragraph(literal(typed))) == "abc d e f g م\u200cن \u200f!"


def test_rows_of_labels_tables_and_numbers() -> None:
    assert body_of(Pairs(((t("Tools"), t("dbt")), ((), t("x"))))) == "Tools: dbt\nx"
    assert body_of(Table((t("a"), t("b")), ((t("1"), t("2")),))) == "a | b\n1 | 2"
    inner = Bullets((t("deep"),))
    numbered = Bullets((t("one"), t("two")), (inner, Bullets(())), 9)
    assert body_of(numbered) == "9. one\n   - deep\n10. two"


def test_broken_lines_hang_below_their_text() -> None:
    wanted = "- one two\n  three\n  four\n10. five\n    six\n    seven"
    items = Bullets((literal("one two three\nfour"),)), Bullets((t("five six seven"),), (), 10)
    assert body_of(*items, width=10.0) == wanted


@pytest.mark.sweep("cvgen/verify", "cvgen/writers/text", "cvgen/typography", keep=4)
@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("options", [{}, MAIL, {"width": 20.0}])
def test_random_documents_are_complete_and_clean(seed: int, options: Mapping[str, Any]) -> None:
    text = text_of(Chance(seed).document(), options)
    assert text.endswith("\n")
    assert not re.search(r"\t|[ \n]\n\n|[ \u00a0]\n|\n\Z\n|\A\s|[\ufdd0\ufdd1]", text)


@settings(quick, max_examples=few(8))
@given(case=CASES)
def test_options_change_no_word(case: Case) -> None:
    made = lower(case.seen("record").cv)
    plain, mail = (re.sub(r"[\W_]", "", text_of(made, options)) for options in ({}, MAIL))
    assert plain == mail


def test_a_text_that_lacks_words_is_an_error() -> None:
    small = document(section("work", Bullets((t("Cut the time by half"), t("Led six people")))))
    lines = text_of(small).split("\n")
    verify_plain_text(small, [line.replace("WORK", "Work") for line in lines])
    with pytest.raises(RenderError, match="E428 the text lacks words of the CV: 'Led six"):
        verify_plain_text(small, [line.replace("six ", "") for line in lines])


def test_the_command_line_takes_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=ADA)
    assert run("render", "-f", "txt", "-s", "width=30", "-s", "ascii=true", "-V", "full").code == 0
    text = (tmp_path / "output/ada/ada-full.txt").read_text("utf-8")
    assert "EXPERIENCE\n\nEngineer, Analytical Engines\n  Ltd (Jun 2019 - present)\n" in text
    assert run("render", "-f", "txt", "-s", "width=wide").code == 2


def test_options_of_the_format_do_not_reach_pages() -> None:
    made = document_of(ADA)
    plain, other = (
        WRITERS["html"].write(made, THEME.with_values(options), Assets()).data
        for options in ({}, MAIL)
    )
    assert plain == other


def test_words_of_other_languages_have_their_own_capitals_and_marks() -> None:
    text = text_of(document_of("language: tr\n" + with_sections("skills: [{items: [x]}]")))
    assert "\n\nYETENEKLER\n\n" in text or "\n\nBECERİLER\n\n" in text
    japanese = text_of(document_of(f"language: ja\n{ADA}"))
    assert "職歴\n\nEngineer, Analytical Engines Ltd（" in japanese
