"""The gallery: every theme and every CV in pictures, on one self-contained page."""

from __future__ import annotations

import base64
import io
import re
import shlex
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from cvgen.errors import UnknownNameError
from cvgen.gallery.gallery import SAMPLES, Gallery
from cvgen.loading.load import load_cv
from cvgen.processes.limits import Limits
from cvgen.project import Project, find_project
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.request import Request
from cvgen.themes import load_theme, theme_names
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_docs import ROOT
from tests.helpers_project import BROKEN, make_project, write
from tests.helpers_waiting import AT_ONCE

pytestmark = pytest.mark.sweep("cvgen/gallery", "cvgen/themes", "cvgen/cli", keep=2)

THEMES = theme_names()


class Page(HTMLParser):
    """What is on a page: tags with their attributes, and the text of each code element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.commands: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "code" and data.strip():
            self.commands.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every ``tag``."""
        return [attributes for name, attributes in self.tags if name == tag]


def gallery_of(folder: Path, *names: str) -> tuple[Page, Gallery]:
    """The page for the project in ``folder``."""
    gallery = Gallery(find_project(folder))
    return Page(gallery.make(names)), gallery


def size_of(url: str) -> tuple[int, int]:
    """The size of the PNG in a data URL."""
    data = base64.b64decode(url.removeprefix("data:image/png;base64,"), validate=True)
    return Image.open(io.BytesIO(data)).size


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page for one CV, made without a problem."""
    page, gallery = gallery_of(make_project(tmp_path_factory.mktemp("project")))
    assert (gallery.report.problems, gallery.report.exit_code) == ([], 0)
    return page


def test_each_theme_is_there_small_and_large_with_its_command(page: Page) -> None:
    assert page.commands == [f"cvgen render --theme {name}" for name in THEMES]
    pictures = page.all("img")
    assert len(pictures) == 2 * len(THEMES)
    for name, (small, large) in zip(
        THEMES, zip(pictures[::2], pictures[1::2], strict=True), strict=True
    ):
        assert f"Ada Example in the theme {name}" in small["alt"]
        assert f"Ada Example in the theme {name}" in large["alt"]
        assert (size_of(small["src"])[0], size_of(large["src"])[0]) == (800, 1786)


def test_the_large_picture_opens_and_closes_by_keys_alone(page: Page) -> None:
    popovers = {tag["id"] for _, tag in page.tags if "popover" in tag}
    for theme in range(len(THEMES)):
        opening, closing = page.all("button")[2 * theme : 2 * theme + 2]
        assert opening["popovertarget"] == closing["popovertarget"]
        assert closing["popovertargetaction"] == "hide"
        assert opening["popovertarget"] in popovers


def test_the_page_has_no_scripts_and_requests_nothing(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "a"}
    values = [value for _, tag in page.tags for value in tag.values()]
    assert [value for value in values if re.search(r"https?:|//", value[:40])] == []
    assert any("default-src 'none'" in value for value in values)
    assert not [name for _, tag in page.tags for name in tag if name.startswith("on")]


def test_the_page_is_the_same_every_time(tmp_path: Path) -> None:
    project = find_project(make_project(tmp_path))
    assert Gallery(project).make() == Gallery(project).make()


def test_several_cvs_are_named_in_their_commands(tmp_path: Path) -> None:
    make_project(tmp_path, None, ada=ADA, **{"bob b": ADA.replace("Ada", "Bob")})
    page, _ = gallery_of(tmp_path)
    named = [shlex.split(command)[2] for command in page.commands]
    assert named == ["ada"] * len(THEMES) + ["bob b"] * len(THEMES)
    only, _ = gallery_of(tmp_path, "ada")
    assert len(only.commands) == len(THEMES)


def test_without_a_cv_the_samples_are_shown(tmp_path: Path) -> None:
    page, gallery = gallery_of(tmp_path)
    assert gallery.report.problems == []
    shown = [image["alt"].partition(" in the theme ")[0] for image in page.all("img")[::2]]
    names = ["Mira Lindqvist", "Tomás Verdane", "Clémence Audry-Thorne"]
    assert shown == [f"First page of {name}" for name in names for _ in THEMES]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_a_whole_cv_without_problems(tmp_path: Path, path: Path) -> None:
    loaded = load_cv(path, Project(tmp_path))
    types = {section.type for section in loaded.cv.sections}
    assert types >= {"experience", "education", "publications", "talks", "awards", "languages"}
    request = Request(formats=("pdf", "html", "markdown"))
    for job in jobs_of(loaded, replace(request, variants=("academic", "industry")), load_theme):
        assert list(job.remarks()) == []
    assert loaded.source.warnings == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_leads_to_nobody_who_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "are fictitious" in text.replace("\n# ", " ")
    hosts = re.findall(r"(?:https?://|@)([\w.-]+)", text)
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []
    assert re.findall(r"github: (?!\w+-example\n)", text) == []
    assert all(doi.startswith("10.5555/") for doi in re.findall(r"doi: (\S+)", text))


def test_a_theme_that_fails_is_shown_and_stops_no_other(tmp_path: Path) -> None:
    make_project(tmp_path)
    write(tmp_path / "themes" / "aaa" / "theme.yaml", "extends: base\n")
    write(tmp_path / "themes" / "aaa" / "cv.html.j2", "{{ nothing.here }}")
    write(tmp_path / "themes" / "bbb" / "theme.yaml", "extends: nowhere\n")
    gallery = Gallery(find_project(tmp_path))
    html = gallery.make()
    page = Page(html)
    assert [problem.code for problem in gallery.report.problems] == ["E423", "E301"]
    assert (len(page.all("img")), len(page.commands)) == (2 * len(THEMES), len(THEMES) + 2)
    assert page.commands[0] == "cvgen render --theme aaa"
    assert html.count("This theme cannot be shown") == 2
    assert "nowhere" in html


def test_a_cv_that_fails_is_shown_and_stops_no_other(tmp_path: Path) -> None:
    make_project(tmp_path, None, ada=ADA, bad=BROKEN)
    gallery = Gallery(find_project(tmp_path))
    html = gallery.make()
    assert len(Page(html).all("img")) == 2 * len(THEMES)
    assert html.count("This CV cannot be used") == 1
    assert gallery.report.exit_code == 1


def test_a_cv_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        gallery_of(make_project(tmp_path), "nobody")


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    project = find_project(make_project(tmp_path))
    Gallery(project, progress=lambda *numbers: told.append(numbers)).make()
    assert told[-1] == (len(THEMES), len(THEMES))
    assert [number for number, _ in told] == sorted(number for number, _ in told)


def test_the_command_writes_the_page_and_prints_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path, None, ada=ADA, bad=BROKEN)
    monkeypatch.chdir(tmp_path)
    made = run("themes", "--gallery")
    assert (made.code, made.out, codes(made.err)) == (1, "output/gallery.html\n", ["E201"])
    made = run("themes", "--gallery", "ada", "-o", "other/page.html")
    assert (made.code, made.out, made.err) == (0, "other/page.html\n", "")
    html = (tmp_path / "other" / "page.html").read_text("utf-8")
    assert Page(html).commands[0] == f"cvgen render ada --theme {THEMES[0]}"


@pytest.mark.parametrize(("words", "code"), [(["ada"], 3), (["-o", "x.html"], 2)])
def test_without_a_gallery_names_are_those_of_themes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    assert run("themes", *words).code == code
    assert "accent: teal" in run("themes", "modern").out


@pytest.mark.parametrize("name", [*THEMES, "modern-sidebar", "academic-navy"])
def test_the_readme_shows_every_theme(name: str) -> None:
    path = ROOT / "docs" / "images" / f"{name}.png"
    assert path.is_file(), "run scripts/readme-pictures"
    with Image.open(path) as picture:
        assert (picture.width, path.stat().st_size < 80_000) == (900, True)
    images = Page((ROOT / "README.md").read_text("utf-8")).all("img")
    alts = {image["src"]: image["alt"] for image in images}
    assert name.partition("-")[0] in alts[f"docs/images/{name}.png"]


def test_a_theme_is_drawn_within_the_limits_of_documents(tmp_path: Path) -> None:
    make_project(tmp_path, "theme: vast\n", ada=ADA)
    write(tmp_path / "themes/vast/theme.yaml", "extends: academic\ndefaults: {css: own.css}\n")
    write(tmp_path / "themes/vast/own.css", "\n@page { size: 4000mm 4000mm }\n")
    gallery = Gallery(find_project(tmp_path), Workers(1))
    assert "million pixels" in gallery.make()
    gallery.workers.close()
    (problem,) = gallery.report.problems
    assert (problem.code, problem.where.rsplit("/", 1)[-1]) == ("E433", "own.css:2:9")


def test_a_failure_without_a_theme_names_the_cv(tmp_path: Path) -> None:
    make_project(tmp_path, ada=ADA)
    gallery = Gallery(find_project(tmp_path), Workers(1, Limits(AT_ONCE)))
    gallery.make()
    gallery.workers.close()
    told = {(problem.code, (problem.file or "").rsplit("/", 1)[-1])
            for problem in gallery.report.problems}  # fmt: skip
    assert told == {("E431", "ada.yaml")}
