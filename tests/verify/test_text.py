"""Web pages and Markdown are read back like PDFs, and faults are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Bullets
from cvgen.errors import Problem, RenderError, format_problem
from cvgen.themes import load_theme, theme_names
from cvgen.verify.text import verify_markdown
from cvgen.writers import WRITERS
from tests.helpers_cli import codes, run
from tests.helpers_project import make_project, write
from tests.samples import document, section, t
from tests.samples_random import Chance

BASE = Path(__file__).resolve().parents[2] / "themes" / "base" / "cv.html.j2"
ITEM = "<li>{{ item|point(mf.pair) }}"
ADA = "name: Ada Lind\nsections: {bullets: [One thing done well, Another thing done well]}\n"


def with_items(item: str) -> str:
    """The template of the theme `base` with ``item`` for each bullet."""
    text = BASE.read_text("utf-8")
    assert ITEM in text
    return text.replace(ITEM, item)


def render(folder: Path, template: str, css: str = "", form: str = "pdf,html,png") -> str:
    """What is said of a CV in a theme with ``template``, of which nothing is written."""
    make_project(folder, "", ada=ADA)
    write(folder / "themes/own/theme.yaml", "description: Scratch\nextends: academic\n")
    write(folder / "themes/own/cv.html.j2", template)
    write(folder / "themes/own/theme.css", css)
    ran = run("render", "-f", form, "-t", "own")
    assert ran.code == 4
    assert not list(folder.glob("output/*/*"))
    return ran.err


@pytest.mark.sweep("cvgen/verify", "cvgen/writers", kinds=())
@pytest.mark.parametrize(
    "item",
    [
        "<li>",
        "<li hidden>{{ item|inline }}",
        "<li style='color: red; display:none'>{{ item|inline }}",
        "<li><!-- {{ item|inline }} -->",
        "<li><template>{{ item|inline }}</template>",
        "<li aria-hidden='true'><p>{{ item|inline }}<br></p>",
    ],
)
def test_what_a_template_leaves_out_or_hides_is_an_error_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, item: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = render(tmp_path, with_items(item))
    assert set(codes(said)) == {"E428"}
    place = "themes/own/cv.html.j2: E428"
    assert f"{place} the PDF lacks words of the CV: 'One thing done well" in said
    assert f"{place} the HTML page lacks words of the CV: 'One thing" in said


@pytest.mark.sweep("cvgen/verify", "cvgen/writers", "cvgen/rendering", kinds=(), keep=0)
def test_an_empty_template_is_an_error_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = render(tmp_path, "")
    assert "the HTML page lacks words of the CV: 'Ada Lind'" in said
    assert "the PDF lacks words of the CV: 'Ada Lind'" in said
    assert said.count("with the template of the theme that it extends, ") == 3  # once a format


@pytest.mark.sweep("cvgen/verify", "cvgen/writers", "cvgen/rendering", kinds=())
def test_what_a_template_reverses_or_says_twice_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = render(tmp_path, with_items(f"{ITEM}</li>{ITEM}"), form="html")
    assert "the HTML page says twice what the CV says once: 'One thing done well'" in said


@pytest.mark.sweep(
    "cvgen/verify", "cvgen/writers", "cvgen/themes", "themes", kinds=("form",), keep=4
)
@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("seed", range(24))
def test_random_documents_are_complete(seed: int, form: str) -> None:
    themes = [load_theme(name) for name in theme_names()]
    assert WRITERS[form].write(Chance(seed).document(), themes[seed % len(themes)], Assets()).data


def test_markdown_that_lacks_a_text_is_an_error() -> None:
    small = document(section("work", Bullets((t("Cut the time by half"), t("Led six people")))))
    text = WRITERS["markdown"].write(small, load_theme("academic"), Assets()).data.decode()
    verify_markdown(small, text)
    with pytest.raises(RenderError, match="E428 the Markdown lacks words of the CV: 'Led six"):
        verify_markdown(small, text.replace("Led six people", "Led people"))


@pytest.mark.sweep("cvgen/verify", "cvgen/writers", "cvgen/rendering", kinds=())
def test_the_engine_fails_in_words_of_cvgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deep = "<div>" * 3000 + BASE.read_text("utf-8") + "</div>" * 3000
    said = render(tmp_path, deep, form="pdf")
    assert "Error" not in said
    assert (
        "themes/own/cv.html.j2: E422 the PDF engine cannot lay out the pages in the theme 'own'"
        in said
    )


def test_an_apostrophe_ends_no_quotation() -> None:
    long = "x" * 100
    hint = f"the theme 'own' is where to look: one of cvgen's own {'or another ' * 20}isn't"
    said = format_problem(Problem("E428", f"'{long}' and 'it''s' and 'cvgen's {long}'", hint=hint))
    assert hint in said
    assert f"'{'x' * 80}…' and 'it" in said
