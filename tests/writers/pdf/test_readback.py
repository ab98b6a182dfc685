"""Every PDF is read back: planted faults are errors, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Document, EntryBlock, Header, When
from cvgen.errors import RenderError
from cvgen.themes import Theme, load_theme, theme_names
from cvgen.verify.faults import faults_in_text
from cvgen.verify.locate import WALL
from cvgen.writers import WRITERS, Written
from tests.helpers_cli import run
from tests.helpers_project import make_project, write
from tests.samples import FULL, HEADER, POSITION, document, section, t
from tests.samples_random import Chance

pytestmark = pytest.mark.sweep(
    "cvgen/verify", "cvgen/writers", "cvgen/themes", "themes", kinds=(), keep=4
)

BASE = Path(__file__).resolve().parents[3] / "themes" / "base" / "cv.html.j2"
BULLET = "Led six people at mill level"


def theme(folder: Path, css: str = "", template: tuple[str, str] = ("", "")) -> Theme:
    """A theme with ``css``, and with the template of ``base`` with one text for another."""
    own = folder / "themes" / "own"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text("description: Scratch\nextends: academic\n", "utf-8")
    (own / "theme.css").write_text(css, "utf-8")
    old, new = template
    if old:
        text = BASE.read_text("utf-8")
        assert old in text
        (own / "cv.html.j2").write_text(text.replace(old, new), "utf-8")
    return load_theme("own", [own.parent])


def made(theme: Theme, doc: Document = FULL) -> Written:
    return WRITERS["pdf"].write(doc, theme, Assets())


def told(theme: Theme, doc: Document = FULL) -> str:
    """What is said of a PDF that is not made."""
    with pytest.raises(RenderError) as caught:
        made(theme, doc)
    assert {problem.code for problem in caught.value.problems} == {"E428"}
    return str(caught.value)


@pytest.mark.sweep("cvgen/verify", "cvgen/writers/pdf", kinds=())
@pytest.mark.parametrize(
    "css",
    [
        "ul > li:nth-child(2) { display: none }",
        "ul > li:nth-child(2) { visibility: hidden }",
        "ul > li:nth-child(2) { position: absolute; left: -9999px }",
        "ul > li:nth-child(2) { position: relative; top: 3000px }",
        "ul > li:nth-child(2) { height: 2px; overflow: hidden }",
        "ul > li:nth-child(2) { white-space: nowrap; width: 1px; overflow: hidden }",
        "ul > li:nth-child(2) { transform: scale(0) }",
        "ul > li:nth-child(2) { font-size: 0 }",
    ],
)
def test_what_a_stylesheet_hides_is_lost(tmp_path: Path, css: str) -> None:
    said = told(theme(tmp_path, css))
    assert "E428 the PDF lacks words of the CV: '" in said
    assert "(page 1, 'Experience' / 'Chief Engineer')" in said
    assert "mill level" in said
    assert "the stylesheet of the theme 'own'" in said


def test_what_a_template_leaves_out_is_lost(tmp_path: Path) -> None:
    said = told(theme(tmp_path, template=("<li>{{ item|point(mf.pair) }}", "<li>…")))
    assert f"lacks words of the CV: '{BULLET}.' ('Experience' / 'Chief Engineer')" in said
    assert "the template of the theme 'own'" in said


def test_one_lost_word_is_named(tmp_path: Path) -> None:
    fault = ("<li>{{ item|point(mf.pair) }}", "<li>{{ (item|inline)|replace('cycle ', '') }}")
    assert "lacks words of the CV: 'Cut the cycle time by 40 %.'" in told(
        theme(tmp_path, template=fault)
    )


def test_a_text_that_is_there_twice_is_reported(tmp_path: Path) -> None:
    fault = ("<p>{{ block.text|prose(mf.pair) }}</p>", "<p>{{ block.text|inline }}</p>" * 2)
    assert "says twice what the CV says once: 'Two roles in one place.'" in told(
        theme(tmp_path, template=fault)
    )


def test_swapped_entries_are_reported(tmp_path: Path) -> None:
    fault = ("{% for block in group %}\n{% if kind", "{% for block in group|reverse %}\n{% if kind")
    said = told(theme(tmp_path, template=fault))
    assert "has words before those that they come after: 'Difference Works'" in said


@pytest.mark.parametrize("place", ["ul", ".content", "main"])
def test_what_a_stylesheet_reverses_is_reported(tmp_path: Path, place: str) -> None:
    own = theme(tmp_path, f"{place} {{ display: flex; flex-direction: column-reverse }}")
    small = document(
        section("work", POSITION, replace(POSITION, title=t("Engineer of mills"), body=())),
        section("teaching", EntryBlock(t("Teaching of looms and cards"))),
    )
    assert "has words before those that they come after" in told(own, small)


@pytest.mark.sweep("cvgen/verify", "cvgen/writers/pdf", kinds=())
@pytest.mark.parametrize(
    "css",
    [
        "li { color: white }",
        "* { text-transform: uppercase; font-variant: small-caps }",
        "p, li { hyphens: auto; max-width: 90px }",
        "p, li { text-align: justify; word-spacing: .2em }",
        "li { opacity: .5; position: relative }",
        ".entry { position: relative } .when { float: right }",
        ".content { columns: 2 }",
        ".section:nth-of-type(2) { float: right; width: 30% }",
        "main { display: grid; grid-template-columns: 1fr 1fr }",
        "li::before { content: 'Item: ' } h2::after { content: ' (section)' }",
        "@page { @top-center { content: string(name) ' – Led six people at mill level' } }",
        "@page { size: A6; margin: 9mm }",
    ],
)
def test_differences_of_typesetting_are_not_faults(tmp_path: Path, css: str) -> None:
    assert made(theme(tmp_path, css)).data


def test_characters_without_a_glyph_stay_a_warning() -> None:
    odd = document(section("x", EntryBlock(t("Looms \U000e1234 and \U0001f9f5 cards"))))
    assert "\U000e1234" in made(load_theme("academic"), odd).missing


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/verify", "cvgen/themes", "themes", kinds=())
@pytest.mark.parametrize("seed", range(24))
def test_random_documents_are_complete(seed: int) -> None:
    themes = [load_theme(name) for name in theme_names()]
    themes.append(load_theme("modern").with_values({"columns": "sidebar"}))
    assert made(themes[seed % len(themes)], Chance(seed).document()).data


@pytest.mark.sweep("cvgen/verify", "cvgen/writers/pdf", keep=0)
def test_a_sidebar_may_continue_over_pages() -> None:
    doc = document(
        section("w", *(replace(POSITION, title=t(f"Engineer {n}")) for n in range(24))),
        *(
            replace(section(f"s{n}", Chance(n).bullets(), Chance(n + 50).pairs()), type="skills")
            for n in range(9)
        ),
        header=HEADER,
    )
    written = made(load_theme("modern").with_values({"columns": "sidebar"}), doc)
    assert (written.pages or 0) > 1


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, "", ada="name: Ada Lind\nsections: {bullets: [One thing done well]}\n")
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "themes/own/theme.yaml", "description: Scratch\nextends: academic\n")
    write(tmp_path / "themes/own/theme.css", "li { display: none }")
    ran = run("render", "-f", "pdf", "-t", "own")
    assert ran.code == 4
    assert "E428 the PDF lacks words of the CV: 'One thing done well'" in ran.err
    assert not list(tmp_path.rglob("*.pdf"))


def test_without_pdfium_no_pdf_is_written(tmp_path: Path) -> None:
    package = tmp_path / "pypdfium2_raw"
    package.mkdir()
    (package / "__init__.py").touch()
    code = (
        "from cvgen.errors import RenderError\n"
        "from cvgen.writers.pdf.readback import pdfium\n"
        "try: pdfium()\n"
        "except RenderError as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.startswith("E426 every PDF is read back with pypdfium2")


def test_texts_that_are_there_twice_have_no_order() -> None:
    award = EntryBlock(
        t("Award of the looms"), t("Weaving College"), details=(t("Top of the year"),)
    )
    others = [EntryBlock(t(f"{n} prize of {n} cards"), when=When(str(2000 + n))) for n in range(9)]
    doc = document(
        section("experience", *(replace(POSITION, title=t(f"Engineer {n}")) for n in range(24))),
        replace(section("awards", award, award, *others, award), type="skills"),
        section("education", *others, *(replace(x, title=t("Degree in mills")) for x in others)),
    )
    written = made(load_theme("modern").with_values({"columns": "sidebar"}), doc)
    assert (written.pages or 0) > 1


def same_words(page: str) -> list[str]:
    """The texts that are lost on ``page`` of an entry whose texts are of the same few words."""
    details = ("Advisor: Oak", "Oak: Oak/Oak; Oak", "Thesis: Oak (Oak)")
    entry = EntryBlock(t("Oak in Oak"), t("Oak"), details=tuple(map(t, details)))
    doc = document(section("education", entry), header=Header("Ada Example"))
    faults = faults_in_text(doc, [WALL, "Ada Example", WALL, "Education", WALL, page, doc.updated])
    return [fault.words for fault in faults]


def test_texts_of_the_same_words_are_not_taken_for_lost() -> None:
    page = "Oak in Oak, Oak · Advisor: Oak · Oak: Oak/Oak; Oak · Thesis: Oak (Oak)"
    assert same_words(page) == []
    assert same_words(page.replace("Advisor: Oak", "Advisor")) == ["Advisor: Oak"]
    assert same_words(page.replace("Oak/Oak; Oak", "Oak/Oak")) != []
