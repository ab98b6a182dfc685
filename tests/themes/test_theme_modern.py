"""The theme `modern`: its band, section names in a column, the sidebar."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import cvgen
from cvgen.document import Block, Document, EntryBlock, Group, Paragraph, When
from cvgen.themes.colour import contrast, tint
from cvgen.themes.render import render_body
from cvgen.themes.styles import dark_css, print_css
from tests.helpers_cli import run
from tests.helpers_pdf_tags import opened
from tests.helpers_sweeps import Sample
from tests.helpers_themes import colour_at, order, pages_of, sizes, texts
from tests.samples import (
    FULL,
    POSITION,
    SEVERAL_ROLES,
    SKILLS,
    document,
    long_document,
    reference,
    section,
    t,
)

THEME = cvgen.theme("modern", running_header=False)
ACCENTS = dict(next(o for o in THEME.options if o.name == "accent").names)
NAME = "Posts of long standing"
BLOCKS: dict[str, tuple[Block, ...]] = {
    "entries": (POSITION, POSITION),
    "roles": (SEVERAL_ROLES,),
    "references": tuple(reference(number) for number in range(4)),
    "group": (Group(t("A group"), (reference(1), reference(2))),),
    "line": (Paragraph(t("A line.")),),
    "pairs": (SKILLS,),
    "brief": (EntryBlock(t("Prize"), t("Guild"), when=When("2020")),) * 3,
}


def token(css: str, name: str) -> str:
    return str(re.findall(rf"--{name}: (#\w+)", css)[-1])


@pytest.mark.sweep("themes/modern", "themes/base", kinds=())
@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("running", [True, False])
def test_band_reaches_the_edges_of_the_first_page_alone(page: str, running: bool) -> None:
    theme = cvgen.theme("modern", accent="plum", page=page, running_header=running)
    pdf = pages_of(long_document(), theme)
    corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 0.1), (1.0, 0.1)]
    assert {colour_at(pdf[0], *corner) for corner in corners} == {ACCENTS["plum"]}
    lower = [(0.0, 0.9), (1.0, 0.9)]
    assert {colour_at(pdf[0], *corner) for corner in lower} == {"#ffffff"}
    assert {colour_at(pdf[1], *corner) for corner in corners + lower} == {"#ffffff"}


@pytest.mark.parametrize(("band", "colour"), [("tint", tint(ACCENTS["teal"])), ("none", "#ffffff")])
def test_other_bands(band: str, colour: str) -> None:
    pdf = pages_of(FULL, cvgen.theme("modern", band=band))
    assert colour_at(pdf[0], 0.0, 0.0) == colour


def test_text_on_every_band_is_easy_to_read() -> None:
    css = print_css(THEME)
    assert token(css, "on-band") == "#fff"
    for accent in ACCENTS.values():
        assert contrast("#ffffff", accent) >= 4.5
        for name in ("ink", "muted"):
            assert contrast(token(css, name), tint(accent)) >= 4.5
    band = dark_css(THEME)
    assert "var(--accent-on-dark) 24%, var(--ground)" in band
    for accent in ACCENTS.values():
        on_dark = token(print_css(cvgen.theme("modern", accent=accent)), "accent-on-dark")
        mixed = (0.24 * int(on_dark[n : n + 2], 16) + 0.76 * 0x15 for n in (1, 3, 5))
        ground = "#" + "".join(f"{round(part):02x}" for part in mixed)
        assert contrast("#ebe7e1", ground) >= 4.5


@pytest.mark.sweep("themes/modern", "themes/base", "cvgen/themes")
def test_fonts_are_its_own_and_never_tiny(sample: Sample) -> None:
    for density in sample(("compact", "normal", "airy")):
        found = sizes(pages_of(FULL, cvgen.theme("modern", density=density)))
        assert min(found) >= 8.4
    pdf = opened(cvgen.render(FULL, "pdf", THEME))
    names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert {re.sub(r"^/\w+\+|-.*$", "", name) for name in names} == {"CV"}


@pytest.mark.sweep("themes/modern", "themes/base", "cvgen/themes", keep=0)
def test_section_names_stand_above_their_first_line_and_on_its_page(sample: Sample) -> None:
    cases = product(BLOCKS, range(30, 50, 2))
    for kind, lines in sample(cases, kinds=lambda case: case[:1]):
        parts = [section("lines", *[Paragraph(t("x"))] * lines),
                 section("a", *BLOCKS[kind], title=NAME, note=t("12 items in a long remark")),
                 section("b", Paragraph(t("End.")), title="Next")]  # fmt: skip
        head, after = _heads(document(*parts))
        assert not head["same line"], (kind, lines)  # programs would read both as one line
        assert head["lowest"] > 40, (kind, lines)
        assert after is None or after < head["lowest"], (kind, lines)


def _heads(doc: Document) -> tuple[dict[str, float], float | None]:
    """How the long name stands on its page, and the top of the name below it, if that is there."""
    for page in pages_of(doc, THEME):
        found = texts(page)
        for index, first in enumerate(found):
            if first.text.startswith(NAME[:5]):
                below = [x for x in found[index:] if x.left == pytest.approx(first.left, abs=2)]
                after = next((x.top for x in below if x.text == "Next"), None)
                own = [x for x in below if x.text in f"{NAME} 12 items in a long remark"]
                level = [
                    x for x in found if x.left > first.right and abs(x.bottom - first.bottom) < 4
                ]
                lowest = min(x.bottom for x in own)
                return {"same line": float(bool(level)), "lowest": lowest}, after
    raise AssertionError("the name is lost")


@pytest.mark.sweep("themes/modern", "themes/base", "cvgen/themes", keep=0)
def test_reading_order(sample: Sample) -> None:
    options = product(("left", "right"), ("role", "organization"))
    for date, lead in sample(options, kinds=lambda values: values):
        theme = cvgen.theme("modern", date_position=date, lead=lead, running_header=False)
        found = order(FULL, theme)
        assert found["pypdf"] >= 0.97
        assert found["pdfminer"] >= 0.86  # short entries; that of a whole CV is over .9


def test_two_lines_for_title_and_organization() -> None:
    html = render_body(document(section("x", POSITION)), THEME)
    lines = [re.sub("<[^>]*>", "", line) for line in html.splitlines()]
    assert "Chief Engineer" in lines
    assert "Analytical Engines Ltd · Mill Group, Nowhere · Supervisor: Dr. C.\xa0Babel" in lines
    swapped = render_body(
        document(section("x", POSITION)), cvgen.theme("modern", lead="organization")
    )
    assert "Chief Engineer · Mill Group, Nowhere" in re.sub("<[^>]*>", "", swapped)


@pytest.mark.sweep("themes/modern", "themes/base", "cvgen/themes", keep=0)
def test_sidebar_follows_the_main_text_and_loses_nothing() -> None:
    theme = cvgen.theme("modern", columns="sidebar", running_header=False)
    aside = replace(section("skills", *[SKILLS] * 30), type="skills")
    doc = replace(FULL, sections=(aside, *long_document().sections))
    html = render_body(doc, theme)
    assert html.index("</main>") < html.index("<aside") < html.index('id="skills"')
    assert "--rows" not in html
    assert order(doc, theme)["pypdf"] > 0.5  # every word is there; two columns have no one order
    assert len(pages_of(doc, theme)) > 1
    assert "<aside" not in render_body(doc, THEME)


@pytest.mark.sweep("themes/modern", "themes/base", "cvgen/themes")
def test_the_sidebar_warns_once_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ada", "bea"):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name.title()} Example\n", "utf-8")
    command = ("render", "ada.yaml", "bea.yaml", "-f", "html", "-t", "modern", "--set")
    warned = run(*command, "columns=sidebar")
    assert warned.code == 0
    assert warned.err.count("W404") == 1
    assert "'columns: sidebar' in the theme 'modern'" in warned.err
    assert "W404" not in run(*command, "columns=labels").err
