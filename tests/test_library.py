"""The library does the same as the command line, with values and exceptions."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

import cvgen
from cvgen.document import Document
from cvgen.errors import (
    CvgenError,
    InputError,
    OutputError,
    RenderError,
    UnknownNameError,
    UsageError,
)
from cvgen.model.cv import Cv
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, make_project, write
from tests.helpers_waiting import AT_ONCE

PRIVATE = f"{ADA}nationality: Examplian\nvariants: {{lab: {{reveal: nationality}}}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as working folder."""
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path, None, ada=PRIVATE)


def test_the_names_of_the_library() -> None:
    assert cvgen.__all__ == ["load", "lower", "render", "select", "theme"]
    assert all(getattr(cvgen, name).__doc__ for name in cvgen.__all__)
    with pytest.raises(AttributeError, match="nothing_here"):
        getattr(cvgen, "nothing_here")  # noqa: B009


@pytest.mark.parametrize("kind", [str, Path])
def test_a_cv_is_loaded_from_a_path(here: Path, kind: type[str] | type[Path]) -> None:
    cv = cvgen.load(kind("cv_data/ada.yaml"))
    assert isinstance(cv, Cv)
    assert cv.person.name == "Ada Example"


def test_a_broken_cv_raises_every_problem_with_its_place(here: Path) -> None:
    path = write(here / "cv_data" / "bad.yaml", BROKEN + "emial: x\n")
    with pytest.raises(InputError) as error:
        cvgen.load(path)
    places = [(problem.code, problem.where) for problem in error.value.problems]
    assert places == [("E201", "cv_data/bad.yaml:6:7"), ("E201", "cv_data/bad.yaml:12:1")]


def test_a_missing_file_is_an_input_error(here: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.yaml: E101"):
        cvgen.load("nowhere.yaml")


def test_a_variant_is_selected_with_a_record(here: Path) -> None:
    cv = cvgen.load("cv_data/ada.yaml")
    full, record = cvgen.select(cv), cvgen.select(cv, "record")
    assert [(omission.path, omission.reason) for omission in full.omissions] == [
        (("nationality",), "visibility: it is private")
    ]
    assert record.omissions == ()
    assert cvgen.select(cv, "lab").cv.person.nationality is not None


def test_a_variant_that_does_not_exist_is_an_unknown_name(here: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'academic'"):
        cvgen.select(cvgen.load("cv_data/ada.yaml"), "acdemic")


def test_the_library_gives_the_output_of_the_command(here: Path) -> None:
    cv = cvgen.load("cv_data/ada.yaml")
    document = cvgen.lower(cvgen.select(cv, "public").cv)
    assert isinstance(document, Document)
    for form, suffix in (("pdf", "pdf"), ("html", "html"), ("markdown", "md")):
        assert run("render", "-V", "public", "-t", "academic", "-f", form).code == 0
        written = (here / f"output/ada/ada-public.{suffix}").read_bytes()
        assert cvgen.render(document, form, theme="academic") == written


@pytest.mark.parametrize("form", ["md", "MARKDOWN", "markdown"])
def test_a_format_has_several_names(here: Path, form: str) -> None:
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    assert cvgen.render(document, form).startswith(b"# Ada Example\n")


@pytest.mark.parametrize(("form", "theme"), [("pfd", "academic"), ("markdown", "nope")])
def test_a_format_or_theme_that_does_not_exist_is_an_unknown_name(
    here: Path, form: str, theme: str
) -> None:
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    with pytest.raises(UnknownNameError):
        cvgen.render(document, form, theme=theme)


def test_a_theme_may_be_a_folder(here: Path) -> None:
    write(here / "mine" / "theme.yaml", "extends: academic\ndefaults: {accent: '#123456'}\n")
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    assert b"#123456" in cvgen.render(document, "html", theme=here / "mine")


def test_options_of_a_theme(here: Path) -> None:
    cv = cvgen.load("cv_data/ada.yaml")
    look = cvgen.theme("academic", accent="teal", photo=False, base_size=10, margins=[20, 18])
    document = cvgen.lower(cv, look)
    assert b"--accent: #0f5c5a" in cvgen.render(document, "html", theme=look)
    with pytest.raises(UsageError) as caught:
        cvgen.theme("academic", acent="teal", base_size=20)
    assert [problem.code for problem in caught.value.problems] == ["E505", "E505"]
    assert caught.value.problems[0].hint == "did you mean 'accent'?"


def test_a_broken_theme_is_a_render_error(here: Path) -> None:
    write(here / "mine" / "theme.yaml", "extends: academic\n")
    write(here / "mine" / "cv.html.j2", "{{ document.nothing_here.at_all }}")
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    with pytest.raises(RenderError, match="mine"):
        cvgen.render(document, "html", theme=here / "mine")


def test_a_document_has_a_time_limit(here: Path) -> None:
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    with pytest.raises(RenderError, match=r"E431 the document takes longer than 1e-05 seconds"):
        cvgen.render(document, timeout=AT_ONCE)
    assert cvgen.render(document, "html")


@pytest.mark.parametrize("error", [InputError, UnknownNameError, RenderError, OutputError])
def test_one_class_catches_every_error(error: type[CvgenError]) -> None:
    assert issubclass(error, CvgenError)


def test_a_loaded_cv_cannot_be_changed(here: Path) -> None:
    cv = cvgen.load("cv_data/ada.yaml")
    with pytest.raises(ValueError, match="frozen"):
        cv.person.name = "Bob"  # type: ignore[misc]


def test_a_stylesheet_and_a_theme_of_the_project(here: Path) -> None:
    write(here / "own.css", "h1 { color: #010203 }")
    write(here / "themes" / "ours" / "theme.yaml", "extends: plain\ndescription: Ours\n")
    look = cvgen.theme("ours", css="own.css")
    document = cvgen.lower(cvgen.load("cv_data/ada.yaml"))
    assert b"#010203" in cvgen.render(document, "html", theme=look)
    with pytest.raises(UsageError, match=r"the stylesheet 'none\.css' does not exist"):
        cvgen.theme(css="none.css")


def test_the_version_is_that_of_the_installation() -> None:
    assert cvgen.__version__ == importlib.metadata.version("cvgen")
