"""A failure caused by a theme is reported at its file and line, however the engine fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.errors import RenderError
from cvgen.processes.child import CAN_FORK
from cvgen.processes.limits import Limits
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task, run_within
from cvgen.themes import Theme, load_theme
from cvgen.themes.css_text import declaration_spans
from tests.helpers_cv import ADA, document_of
from tests.helpers_hostile import project_with_theme
from tests.helpers_waiting import BRIEF
from tests.samples import FULL

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="nothing can be tried in another process")
DOCUMENT = document_of(ADA)
FINE = "h2 { color: teal }\n/* ; } */\nh3 { color: red; margin: 0 }\n"
TOO_MUCH = {
    "margins": ("pdf", "@page { color: red; margin: 200mm }", "E433", "4:21"),
    "padding": ("png", "@page { padding: 500mm }", "E433", "4:9"),
    "first": ("pdf", "@page :first { border: 150mm solid red }", "E433", "4:16"),
    "letters": ("pdf", "h1 { font-size: 1e9px }", "E422", "4:6"),
    "nested": ("pdf", "a{" * 900 + "color: red" + "}" * 900, "E422", "4:1"),
    "hidden": ("pdf", "section { color: red;\n  display: none }", "E428", "5:3"),
    "hidden-on-screen": ("html", "section { color: red;\n  display: none }", "E428", "5:3"),
}  # fmt: skip
"""A format, a rule in the fourth line of a stylesheet, the problem and its place."""


def theme_with(folder: Path, css: str) -> Theme:
    """A theme whose stylesheet says ``css``."""
    files = {"theme.css": css}
    return load_theme(str(project_with_theme(folder, files) / "themes" / "odd"))


def problem_of(task: Task) -> tuple[str, str]:
    """The code and place of the first problem of ``task``; the file without its folders."""
    with pytest.raises(RenderError) as error:
        Workers(0).submit(task)()
    first = error.value.problems[0]
    return first.code, first.where.rsplit("/", 1)[-1]


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
@pytest.mark.parametrize("name", TOO_MUCH)
def test_the_declaration_is_named_that_keeps_the_document_from_being_made(
    name: str, tmp_path: Path
) -> None:
    form, rule, code, place = TOO_MUCH[name]
    theme = theme_with(tmp_path, f"{FINE}{rule}\nh4 {{ color: red }}\n")
    found = problem_of(Task(form, DOCUMENT, theme, Assets()))
    assert found == (code, f"theme.css:{place}")


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
@pytest.mark.parametrize(
    ("size", "said"), [("6000mm 300mm", "6000 × 300 mm"), ("1mm 1mm", "no room for text")]
)
def test_the_stylesheet_of_the_user_has_places_too_and_pages_have_limits(
    size: str, said: str
) -> None:
    css = f"{FINE}@page {{ margin: 0; size: {size} }}"
    theme = replace(load_theme("industry"), extra_css=css, extra_name="own.css")
    with pytest.raises(RenderError, match=said) as error:
        Workers(0).submit(Task("pdf", DOCUMENT, theme, Assets()))()
    assert (error.value.problems[0].code, error.value.problems[0].where) == ("E433", "own.css:4:20")


class Endless(Task):
    """Never ends where the stylesheets of the theme ask for a red heading."""

    def run(self) -> None:
        while any("h1 { color: red" in css for css in self.theme.stylesheets("theme.css")):
            pass


class Fatal(Task):
    """Ends the process where the stylesheets of the theme ask for a red heading."""

    def run(self) -> None:
        import os
        import signal

        if any("h1 { color: red" in css for css in self.theme.stylesheets("theme.css")):
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
@pytest.mark.parametrize(("kind", "code"), [(Fatal, "E425"), (Endless, "E431")])
def test_what_never_ends_or_ends_the_process_is_found_as_well(
    kind: type[Task], code: str, tmp_path: Path
) -> None:
    theme = theme_with(tmp_path, f"{FINE}h1 {{ color: red }}\nh4 {{ color: red }}\n")
    workers = Workers(1, Limits(BRIEF))
    with pytest.raises(RenderError, match=rf"themes/odd/theme.css:4:6: {code} ") as error:
        workers.submit(kind("md", DOCUMENT, theme, Assets()))()
    assert "without it, the document renders" in str(error.value)
    workers.close()


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
def test_a_template_that_never_ends_is_reported_at_its_line(tmp_path: Path) -> None:
    text = "<p>{{ document.title }}</p>\n{{ ('ab' * 4000000)|sort|length }}\n"
    folder = project_with_theme(tmp_path, {"cv.html.j2": text}) / "themes" / "odd"
    workers = Workers(0, Limits(BRIEF))
    with pytest.raises(RenderError, match=r"cv.html.j2:2:1: E431 "):
        workers.submit(Task("html", DOCUMENT, load_theme(str(folder)), Assets()))()


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
def test_a_bundled_template_is_not_blamed_for_too_little_time() -> None:
    task = Task("html", FULL, load_theme("industry"), Assets())
    task.run()
    errors = []
    for thousandths in range(1, 30):
        try:
            run_within(task, Limits(thousandths / 1000))
        except RenderError as error:
            errors += error.problems
    assert {(error.code, error.file) for error in errors} == {("E431", None)}


@pytest.mark.sweep(
    "cvgen/rendering", "cvgen/processes", "cvgen/themes", "cvgen/writers/pdf", kinds=()
)
def test_a_template_is_the_cause_where_no_stylesheet_is(tmp_path: Path) -> None:
    text = "<b>" * 3000 + "{{ document.title }}"
    folder = project_with_theme(tmp_path, {"cv.html.j2": text}) / "themes" / "odd"
    task = Task("pdf", DOCUMENT, load_theme(str(folder)), Assets())
    assert problem_of(task) == ("E422", "cv.html.j2")


def test_themes_that_come_with_cvgen_are_not_searched(tmp_path: Path) -> None:
    workers = Workers(0, Limits(BRIEF))
    task = Endless("md", DOCUMENT, theme_with(tmp_path, "h1 { color: red }"), Assets())
    bundled = replace(task, theme=replace(load_theme("industry"), rewritten=task.theme.rewritten))
    assert workers.submit(bundled)() is None


def test_a_stylesheet_is_taken_apart_at_the_ends_of_declarations() -> None:
    css = "a { b: url(x;y); c: ';}' } /* ;} */ @media x { d { e: f } }\n;}"
    found = [css[start:end].strip() for start, end in declaration_spans(css)]
    assert found == ["a { b: url(x;y);", "c: ';}' }", "/* ;} */ @media x { d { e: f }"]
