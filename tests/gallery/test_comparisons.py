"""The values of options side by side: which are drawn, and what is shown of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import CvgenError
from cvgen.gallery.comparisons import Comparisons
from cvgen.gallery.drawings import Drawing, Page
from cvgen.gallery.gallery import Gallery
from cvgen.loading.load import load_cv
from cvgen.project import Project, find_project
from cvgen.themes import Option, Theme, Value
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project

SIZE = Option("size_of_rule", "number", "How thick", least=1, most=2)
TINT = Option("tint", "colour", "Of rules", names=(("red", "#aa0000"), ("blue", "#0000aa")))
SHADE = Option("shade", "choice", "Of rules", choices=("light", "medium", "dark"))
FRAME = Option("frame", "switch", "Around the page")
OWN = "extends: plain\noptions: {one: {kind: switch, about: A, default: false}}\n"
WEB = Option("web_frame", "switch", "Around the web page")


def pages(*names: str) -> tuple[Page, ...]:
    """Pages that look like ``names``."""
    return tuple(Page(name.encode(), (10, 14), name.encode()) for name in names)


@pytest.fixture
def theme() -> Theme:
    """A theme with an option of each kind."""
    values: dict[str, Value] = {
        "size_of_rule": 1.0, "tint": "#0000aa", "shade": "light", "frame": False, "web_frame": True,
    }  # fmt: skip
    options = (SIZE, TINT, SHADE, FRAME, WEB)
    return Theme("own", "A theme", (), options=options).with_values(values, own=True)


def compared(theme: Theme, folder: Path) -> Comparisons:
    """Comparisons of ``theme`` in a CV."""
    make_project(folder, None, ada=ADA)
    cv = load_cv(folder / "cv_data" / "ada.yaml", Project(folder))
    return Comparisons.start(theme, Drawing(cv, theme.name, is_small=True, pages=pages("a", "b")))


def test_each_value_is_drawn_once_and_the_one_in_use_not_again(
    theme: Theme, tmp_path: Path
) -> None:
    made = compared(theme, tmp_path)
    assert [drawing.settings for drawing in made.drawings()] == [
        (), ("tint=red",), ("shade=medium",), ("shade=dark",), ("frame=true",),
    ]  # fmt: skip
    assert all(drawing.is_small for drawing in made.drawings())


def test_a_colour_of_your_own_stands_beside_those_with_names(theme: Theme, tmp_path: Path) -> None:
    made = compared(theme.with_values({"tint": "#123456"}), tmp_path)
    assert list(made.values["tint"]) == ["#123456", "red", "blue"]
    assert made.values["tint"]["#123456"] is made.used


def test_values_that_look_the_same_share_a_picture_of_the_first_page_that_differs(
    theme: Theme, tmp_path: Path
) -> None:
    made = compared(theme, tmp_path)
    found = {"tint=red": pages("c", "b"), "shade=medium": pages("a", "b"),
             "shade=dark": pages("a", "d"), "frame=true": pages("a", "b")}  # fmt: skip
    for drawing in made.drawings()[1:]:
        drawing.pages = found[drawing.settings[0]]
    tint, shade = made.seen()
    assert (tint.name, tint.number, shade.name, shade.number) == ("tint", 1, "shade", 2)
    assert [(one.values, one.is_used, one.page) for one in shade.shown] == [
        (("light", "medium"), True, *pages("b")),
        (("dark",), False, *pages("d")),
    ]
    assert made.unseen() == ["frame"]


def test_a_document_with_fewer_pages_is_compared_on_those_it_has(
    theme: Theme, tmp_path: Path
) -> None:
    made = compared(theme, tmp_path)
    for drawing in made.drawings()[1:]:
        drawing.pages = pages("a")
    assert {one.number for one in made.seen()} == {1}


def test_a_value_that_fails_is_shown_with_its_problem(theme: Theme, tmp_path: Path) -> None:
    made = compared(theme, tmp_path)
    for drawing in made.drawings()[1:]:
        drawing.pages = made.used.pages
    failed = made.values["frame"]["true"]
    failed.pages, failed.problem = (), "It burns."
    (frame,) = made.seen()
    assert [(one.values, one.problem, bool(one.page)) for one in frame.shown] == [
        (("true",), "It burns.", False),
        (("false",), "", True),
    ]


@pytest.mark.sweep("cvgen/gallery", "themes/plain", "themes/base", keep=0)
def test_the_page_shows_the_options_of_the_first_cv_in_the_theme_that_is_asked_for(
    tmp_path: Path,
) -> None:
    make_project(tmp_path, None, ada=ADA, bob=ADA.replace("Ada", "Bob"))
    folder = tmp_path / "themes" / "own"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(OWN, "utf-8")
    (folder / "theme.css").write_text(".one-on h1 { font-size: 30pt }\n", "utf-8")
    gallery = Gallery(find_project(tmp_path), options=True)
    html = gallery.make(themes=("own",))
    assert gallery.report.problems == []
    assert html.count("<details open>") == 1
    for caption in ("Ada Example in the theme own with one: true",
                    "Ada Example in the theme own with accent: plum",
                    "Ada Example in the theme own with fonts: plex"):  # fmt: skip
        assert html.count(f'alt="{caption}; enlarge"') == 1, caption
    assert "Bob Example in the theme own with" not in html
    assert html.count("Bob Example in the theme own; enlarge") == 1
    assert "in the theme modern" not in html


def test_without_options_none_are_drawn(tmp_path: Path) -> None:
    make_project(tmp_path, None, ada=ADA)
    gallery = Gallery(find_project(tmp_path))
    assert "<details" not in gallery.make(themes=("plain",))
    with pytest.raises(CvgenError):
        gallery.make(themes=("nowhere",))


@pytest.mark.parametrize("words", [["--options"], ["-t", "modern"]])
def test_options_of_the_gallery_need_the_gallery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    made = run("themes", *words)
    assert (made.code, "is for --gallery" in made.err) == (2, True)


def test_the_command_shows_one_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    assert run("themes", "--gallery", "-t", "folio").code == 0
    html = (tmp_path / "output" / "gallery.html").read_text("utf-8")
    assert "<title>Theme folio for Ada Example</title>" in html
    assert run("themes", "--gallery", "-t", "foli").code == 3
