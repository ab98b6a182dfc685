"""Draws documents as pictures, several at the same time."""

from __future__ import annotations

from base64 import b64encode
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cvgen.dates import PartialDate
from cvgen.errors import CvgenError
from cvgen.loading.load import LoadedCv
from cvgen.rendering.job import Job, with_file, within_limit
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.rendering.tasks import Result, Task, write
from cvgen.themes import Theme
from cvgen.writers.png import page_images, png, to_palette

_DPI = 216  # two pixels for one of the screen
_THUMBNAIL = 800  # twice as wide as it is shown
_SMALL_DPI = 144
_SMALL_THUMBNAIL = 540
_MOST_PAGES = 3


@dataclass(frozen=True)
class Page:
    """A page, small and large, as PNG; ``size`` is that of the small one in pixels."""

    thumbnail: bytes
    size: tuple[int, int]
    picture: bytes

    @property
    def thumbnail_url(self) -> str:
        """The small picture as a data URL."""
        return _url(self.thumbnail)

    @property
    def picture_url(self) -> str:
        """The large picture as a data URL."""
        return _url(self.picture)


@dataclass
class Drawing:
    """A CV in a theme with ``settings`` such as ``accent=teal``: first the order, then its result.

    ``is_small`` asks for small pictures of up to three pages instead of a large one of the first.
    They ignore page limits, so that what one option changes is not undone by another.
    ``job`` is None without a document, and ``problem`` says why there are no pictures.
    """

    cv: LoadedCv
    theme: str
    settings: tuple[str, ...] = ()
    is_small: bool = False
    job: Job | None = None
    pages: tuple[Page, ...] = ()
    number_of_pages: int = 0
    problem: str = ""


@dataclass
class Studio:
    """Makes drawings with ``workers`` and the themes of ``load``; ``report`` receives problems."""

    load: Callable[[str], Theme]
    workers: Workers
    as_of: PartialDate | None = None
    progress: Callable[[int, int], None] = lambda _number, _all: None
    report: Report = field(default_factory=Report)

    def draw(self, drawings: Sequence[Drawing]) -> None:
        """Fill in the results of ``drawings``; one that fails stops no other."""
        pending: deque[tuple[Drawing, Result]] = deque()
        for started, drawing in enumerate(drawings, 1):
            try:
                pending.append((drawing, self._start(drawing)))
            except CvgenError as error:
                self._fail(drawing, error)
            self._finish(pending, 2 * self.workers.most)
            self.progress(started - len(pending), len(drawings))
        while pending:
            self._finish(pending, len(pending) - 1)
            self.progress(len(drawings) - len(pending), len(drawings))

    def _start(self, drawing: Drawing) -> Result:
        """Start to render the variant that ``cvgen render --theme`` would render first."""
        theme, settings = drawing.theme, drawing.settings
        request = Request(theme=theme, formats=("pdf",), settings=settings, as_of=self.as_of)
        drawing.job = next(iter(jobs_of(drawing.cv, request, self.load)))
        if drawing.is_small:
            return self.workers.submit(replace(drawing.job.task("pdf"), make=_small_pages))
        task = within_limit(drawing.job, self.workers).task("pdf")
        return self.workers.submit(replace(task, make=_first_page))

    def _finish(self, pending: deque[tuple[Drawing, Result]], leave: int) -> None:
        while len(pending) > leave:
            drawing, result = pending.popleft()
            try:
                drawing.number_of_pages, drawing.pages = result()
            except CvgenError as error:
                self._fail(drawing, error)

    def _fail(self, drawing: Drawing, raised: CvgenError) -> None:
        error = with_file(raised, drawing.job.cv.source.name) if drawing.job else raised
        self.report.add_error(error)
        drawing.problem = described(error)


def described(error: CvgenError) -> str:
    """What went wrong, in a sentence for each problem."""
    parts = (": ".join(filter(None, (one.where, one.message))) for one in error.problems)
    return " ".join(f"{part}." for part in parts)


def _first_page(task: Task) -> tuple[int, tuple[Page, ...]]:
    """The number of pages of a PDF, and the first one."""
    pdf = write(task)
    (image,) = page_images(pdf.data, _DPI, most=1)
    return pdf.pages or 1, (_page(image, _THUMBNAIL),)


def _small_pages(task: Task) -> tuple[int, tuple[Page, ...]]:
    """The number of pages of a PDF, and the first ones."""
    pdf = write(task)
    images = page_images(pdf.data, _SMALL_DPI, most=_MOST_PAGES)
    return pdf.pages or 1, tuple(_page(image, _SMALL_THUMBNAIL) for image in images)


def _page(image: Any, width: int) -> Page:
    small = image.copy()
    small.thumbnail((width, 2 * width), reducing_gap=None)
    return Page(png(to_palette(small, 32)), small.size, png(to_palette(image)))


def _url(data: bytes) -> str:
    return f"data:image/png;base64,{b64encode(data).decode()}"
