"""Renders the gallery: one HTML page with pictures of each CV in each theme."""

from __future__ import annotations

import shlex
from base64 import b64encode
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from cvgen.dates import PartialDate
from cvgen.errors import CvgenError
from cvgen.html_report import render_template
from cvgen.loading.load import LoadedCv, load_cv, wanted_cvs
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.rendering.job import Job, within_limit
from cvgen.rendering.make import with_file
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.pool import Result, Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.rendering.tasks import Task, write
from cvgen.themes import load_theme, theme_names
from cvgen.writers.png import page_images, png, to_palette

_TEMPLATE = Path(__file__).parent / "gallery.html.j2"

_SAMPLES = Path(__file__).parent / "samples"
SCIENTIST = _SAMPLES / "mira-lindqvist.yaml"
ENGINEER = _SAMPLES / "tomas-verdane.yaml"
PROFESSOR = _SAMPLES / "clemence-audry-thorne.yaml"
SAMPLES = (SCIENTIST, ENGINEER, PROFESSOR)
"""CVs of fictitious people, for projects without CVs."""
_DPI = 144
_THUMBNAIL = 600


@dataclass(frozen=True)
class Card:
    """One CV in one theme; pictures are data URLs, ``size`` that of the thumbnail in pixels."""

    theme: str
    command: str
    description: str = ""
    variant: str = ""
    pages: int = 0
    thumbnail: str = ""
    size: tuple[int, int] = (0, 0)
    picture: str = ""
    problem: str = ""


@dataclass
class Row:
    """One CV in all themes; ``problem`` says why there are no pictures."""

    name: str
    cards: list[Card] = field(default_factory=list)
    problem: str = ""


@dataclass(frozen=True)
class _PendingCard:
    """A card whose ``pictures`` are being rendered; ``job`` is None without a document."""

    row: Row
    card: Card
    pictures: Result
    job: Job | None = None


@dataclass
class Gallery:
    """Renders the page; ``report`` receives problems."""

    project: Project
    workers: Workers = field(default_factory=lambda: Workers(0))
    as_of: PartialDate | None = None
    progress: Callable[[int, int], None] = lambda _number, _all: None
    report: Report = field(default_factory=Report)

    def make(self, names: tuple[str, ...] = ()) -> str:
        """The HTML for the CVs ``names``; by default all of the project, or else the sample CVs.

        The page shows the error of a CV or theme that fails. UnknownNameError for an unknown CV.
        """
        paths = wanted_cvs(self.project, names) if names else self.project.cv_paths()
        rows = [self._row(path) for path in paths or SAMPLES]
        themes = theme_names(self.project.theme_folders)
        wanted = [(row, cv, theme) for row, cv in rows if cv for theme in themes]
        pending: deque[_PendingCard] = deque()
        for started, (row, cv, theme) in enumerate(wanted, 1):
            named = "" if len(paths) < 2 and not names else _argument(cv, self.project)
            pending.append(self._start_card(row, cv, theme, named))
            self._finish(pending, 2 * self.workers.most, started, len(wanted))
        self._finish(pending, 0, len(wanted), len(wanted))
        self.progress(len(wanted), len(wanted))
        values = {"rows": [row for row, _ in rows], "is_sample": not paths}
        return render_template(_TEMPLATE, values)

    def _row(self, path: Path) -> tuple[Row, LoadedCv | None]:
        try:
            loaded = load_cv(path, self.project)
        except CvgenError as error:
            self.report.add_error(error)
            return Row(path.stem, problem=_described(error)), None
        self.report.problems += loaded.source.warnings
        return Row(loaded.cv.person.name), loaded

    def _start_card(self, row: Row, cv: LoadedCv, theme: str, named: str) -> _PendingCard:
        """Start to render the variant that ``cvgen render --theme`` would render first."""
        card = Card(
            theme, " ".join(filter(None, ["cvgen render", named, "--theme", shlex.quote(theme)]))
        )
        load = partial(load_theme, folders=self.project.theme_folders)
        job = None
        try:
            card = replace(card, description=load(theme).description)
            request = Request(theme=theme, formats=("pdf",), as_of=self.as_of)
            job = next(iter(jobs_of(cv, request, load)))
            card = replace(card, variant=job.rules.name)
            task = within_limit(job, self.workers).task("pdf")
            pictures = self.workers.submit(replace(task, make=_first_page))
            return _PendingCard(row, card, pictures, job)
        except CvgenError as error:
            return _PendingCard(row, card, partial(_fail, error), job)

    def _finish(self, pending: deque[_PendingCard], leave: int, started: int, total: int) -> None:
        while len(pending) > leave:
            one = pending.popleft()
            try:
                one.row.cards.append(replace(one.card, **one.pictures()))
            except CvgenError as raised:
                error = with_file(raised, one.job) if one.job else raised
                self.report.add_error(error)
                one.row.cards.append(replace(one.card, problem=_described(error)))
            self.progress(started - len(pending), total)


def _fail(error: CvgenError) -> NoReturn:
    raise error


def _described(error: CvgenError) -> str:
    """What went wrong, in a sentence for each problem."""
    parts = (": ".join(filter(None, (one.where, one.message))) for one in error.problems)
    return " ".join(f"{part}." for part in parts)


def _argument(cv: LoadedCv, project: Project) -> str:
    """The name of the CV on a command line."""
    same = [path for path in project.cv_paths() if path.stem == cv.path.stem]
    return shlex.quote(cv.path.stem if same == [cv.path] else display_path(cv.path))


def _first_page(task: Task) -> dict[str, Any]:
    """The first page of a PDF, small and large, and the number of pages."""
    pdf = write(task)
    (page,) = page_images(pdf.data, _DPI, most=1)
    small = page.copy()
    small.thumbnail((_THUMBNAIL, 2 * _THUMBNAIL), reducing_gap=None)
    pages = pdf.pages or 1
    return {"pages": pages, "thumbnail": _url(small), "size": small.size, "picture": _url(page)}


def _url(image: Any) -> str:
    return f"data:image/png;base64,{b64encode(png(to_palette(image))).decode()}"
