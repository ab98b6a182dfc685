"""Renders the gallery: one HTML page with pictures of each CV in each theme."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path

from cvgen.dates import PartialDate
from cvgen.errors import CvgenError
from cvgen.gallery.comparisons import Comparisons
from cvgen.gallery.drawings import Drawing, Studio, described
from cvgen.html_report import render_template
from cvgen.loading.load import LoadedCv, load_cv, wanted_cvs
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.themes import Theme, load_theme, theme_names

_TEMPLATE = Path(__file__).parent / "gallery.html.j2"

_SAMPLES = Path(__file__).parent / "samples"
SCIENTIST = _SAMPLES / "mira-lindqvist.yaml"
ENGINEER = _SAMPLES / "tomas-verdane.yaml"
PROFESSOR = _SAMPLES / "clemence-audry-thorne.yaml"
SAMPLES = (SCIENTIST, ENGINEER, PROFESSOR)
"""CVs of fictitious people, for projects without CVs."""


@dataclass(frozen=True)
class Card:
    """One CV in one theme, and the command that makes it."""

    command: str
    drawing: Drawing

    @property
    def description(self) -> str:
        """The description of the theme, if it could be loaded."""
        return self.drawing.job.theme.description if self.drawing.job else ""


@dataclass
class Row:
    """One CV in all themes; ``problem`` says why there are no pictures."""

    name: str
    cv: LoadedCv | None = None
    cards: list[Card] = field(default_factory=list)
    problem: str = ""


@dataclass
class Gallery:
    """Renders the page; ``report`` receives problems.

    With ``options``, the page also shows each theme with other values of its options, in the
    first CV that can be used.
    """

    project: Project
    workers: Workers = field(default_factory=lambda: Workers(0))
    as_of: PartialDate | None = None
    progress: Callable[[int, int], None] = lambda _number, _all: None
    options: bool = False
    report: Report = field(default_factory=Report)

    def make(self, names: tuple[str, ...] = (), themes: tuple[str, ...] = ()) -> str:
        """The HTML for the CVs ``names``; by default all of the project, or else the sample CVs.

        It shows all themes, or only ``themes``, and the error of a CV or theme that fails.
        UnknownNameError for an unknown CV, InputError for one of ``themes`` that cannot be used.
        """
        paths = wanted_cvs(self.project, names) if names else self.project.cv_paths()
        for name in themes:
            self._load(name)
        shown = themes or tuple(theme_names(self.project.theme_folders))
        rows = [self._row(path) for path in paths or SAMPLES]
        for row in rows:
            if row.cv is not None:
                named = "" if len(paths) < 2 and not names else _argument(row.cv, self.project)
                row.cards += [_card(row.cv, theme, named) for theme in shown]
        first = next((row for row in rows if row.cv is not None), None)
        compared = self._comparisons(first.cv, shown) if first and first.cv else []
        drawings = [card.drawing for row in rows for card in row.cards]
        for one in compared:
            drawings += one.drawings()
        Studio(self._load, self.workers, self.as_of, self.progress, self.report).draw(drawings)
        values = {
            "rows": rows, "themes": shown, "is_sample": not paths, "compared": compared,
            "compared_name": first.name if first else "",
        }  # fmt: skip
        return render_template(_TEMPLATE, values)

    def _row(self, path: Path) -> Row:
        try:
            loaded = load_cv(path, self.project)
        except CvgenError as error:
            self.report.add_error(error)
            return Row(path.stem, problem=described(error))
        self.report.problems += loaded.source.warnings
        return Row(loaded.cv.person.name, loaded)

    def _comparisons(self, cv: LoadedCv, themes: tuple[str, ...]) -> list[Comparisons]:
        """The options of ``themes`` to draw with ``cv``; the card of a theme tells if it fails."""
        made = []
        for theme in themes if self.options else ():
            request = Request(theme=theme, formats=("pdf",), as_of=self.as_of)
            try:
                job = next(iter(jobs_of(cv, request, self._load)))
            except CvgenError:
                continue
            made.append(Comparisons.start(job.theme, Drawing(cv, theme, is_small=True)))
        return made

    @cached_property
    def _load(self) -> Callable[[str], Theme]:
        return cache(partial(load_theme, folders=self.project.theme_folders))


def _card(cv: LoadedCv, theme: str, named: str) -> Card:
    command = " ".join(filter(None, ["cvgen render", named, "--theme", shlex.quote(theme)]))
    return Card(command, Drawing(cv, theme))


def _argument(cv: LoadedCv, project: Project) -> str:
    """The name of the CV on a command line."""
    same = [path for path in project.cv_paths() if path.stem == cv.path.stem]
    return shlex.quote(cv.path.stem if same == [cv.path] else display_path(cv.path))
