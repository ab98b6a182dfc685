"""The links around a CV on a web page: to its sections, past them, and to the PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from cvgen.assets.files import Assets
from cvgen.document import Document, Web
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from cvgen.writers.html.page import NAV_FROM, with_links
from tests.helpers_cli import run
from tests.helpers_project import make_project
from tests.samples import FULL, POSITION, document, section

FEW = document(*(section(f"part{n}", POSITION) for n in range(NAV_FROM - 1)))


def page(doc: Document, pdf: str = "") -> BeautifulSoup:
    """The tree of the page."""
    written = WRITERS["html"].write(doc, load_theme("industry"), Assets(None, pdf))
    return BeautifulSoup(written.data, "html.parser")


def only(tree: BeautifulSoup, selector: str) -> Tag:
    """The one element that a selector finds."""
    (found,) = tree.select(selector)
    return found


def test_every_section_is_linked_in_order_under_its_title() -> None:
    tree = page(replace(FULL, web=Web(sections="Teile", skip="Zum Inhalt")))
    nav = only(tree, "nav")
    assert nav["aria-label"] == "Teile"
    links = [(link["href"], link.text) for link in nav.select("li > a")]
    assert links == [(f"#{part.key}", part.title) for part in FULL.sections]
    assert [tag["id"] for tag in tree.select("section[id]")] == [key[1:] for key, _ in links]
    assert [tag.name for tag in nav.find_previous_siblings(True)] == ["header", "a"]


def test_the_first_link_skips_to_the_content() -> None:
    tree = page(replace(FULL, web=Web(skip="Zum Inhalt")))
    first = tree.select("a")[0]
    assert first.text == "Zum Inhalt"
    assert only(tree, str(first["href"])).name == "main"


def test_a_short_cv_has_no_links_of_the_page() -> None:
    tree = page(FEW)
    assert tree.select("nav, .skip, .web") == []


def test_the_pdf_is_linked_by_its_name_where_there_is_one() -> None:
    for doc in (FULL, FEW):
        link = only(page(doc, "a b&c.pdf"), "nav > a")
        assert (link["href"], link.text) == ("a%20b%26c.pdf", "PDF")
        assert page(doc).select("nav > a") == []


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("<p>a</p>", "NAV<p>a</p>"),
        ("<header>h</header><main>m</main>", "<header>h</header>\nNAV<main>m</main>"),
    ],
)
def test_a_template_of_any_shape_gets_the_links(body: str, made: str) -> None:
    nav = with_links(FEW, "", "x.pdf")
    assert with_links(FEW, body, "x.pdf") == made.replace("NAV", nav)


def test_a_template_may_name_its_main_part_itself() -> None:
    parts = "".join(f'<p id="{part.key}">' for part in FULL.sections)
    made = with_links(FULL, f'<main class="m" id="inhalt">{parts}</main>')
    assert 'href="#inhalt"' in made
    assert made.count(" id=") == len(FULL.sections) + 1


def test_sections_that_a_theme_leaves_out_are_not_linked() -> None:
    parts = "".join(f'<p id="{part.key}">' for part in FULL.sections[:-1])
    made = with_links(FULL, f"<main>{parts}</main>")
    assert made.count("<li>") == len(FULL.sections) - 1


def test_a_title_is_text() -> None:
    parts = [section(f"p{n}", POSITION, title="A <b> & B") for n in range(NAV_FROM)]
    assert [link.text for link in page(document(*parts)).select("nav a")] == ["A <b> & B"] * 4


@pytest.mark.parametrize(("formats", "linked"), [("html,pdf", True), ("html,md", False)])
def test_the_command_links_a_pdf_that_it_makes_beside_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formats: str, linked: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path)
    assert run("render", "-V", "public", "-f", formats).code == 0
    made = (tmp_path / "output/ada/ada-public.html").read_text("utf-8")
    assert ('href="ada-public.pdf"' in made) == linked
    assert (tmp_path / "output/ada/ada-public.pdf").exists() == linked
