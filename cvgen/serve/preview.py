"""One render for a page in the browser, from files to bytes. It writes no file of the project."""

from __future__ import annotations

import io
import shlex
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cvgen.applications.loading import load_application
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError, unknown_name
from cvgen.explain.explain import as_page, explain
from cvgen.loading.clock import source_date
from cvgen.loading.load import load_cv
from cvgen.paths import CONFIG, DATA_FOLDER, display_path
from cvgen.processes.limits import SECONDS, Limits
from cvgen.project import Project, find_project
from cvgen.rendering.job import Job, within_limit, writer_remarks
from cvgen.rendering.plan import DEFAULT_FORMATS, plan_one
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.selection import builtin_variants
from cvgen.serve.applied import ApplicationView, application_names, folders_of
from cvgen.serve.menu import Menu, cv_names, options_of, themes_of, variants_of
from cvgen.serve.view import EXPLAIN, Needs, Picture, View, ViewOutcome
from cvgen.themes import load_theme
from cvgen.themes.styles import print_css
from cvgen.writers import Written

_SEARCH = 3.0  # seconds; the page waits for the answer
_PAPER_INCHES = {"A4": 210 / 25.4, "Letter": 8.5}


@dataclass(frozen=True)
class Preview:
    """A view to render of the project in ``root``; ``given`` is the CV on the command line.

    ``kept`` is a folder for documents of applications that later views need again.
    """

    root: Path
    view: View
    given: Path | None = None
    timeout: float = SECONDS
    kept: Path | None = None

    def run(self) -> ViewOutcome:
        """Render it. Errors are in the outcome."""
        start = time.perf_counter()
        found = _Found(Menu(), Needs(files=frozenset({self.root / CONFIG})))
        try:
            outcome = self._outcome(found)
        except CvgenError as error:
            outcome = ViewOutcome(tuple(error.problems), found.menu, found.needs)
        return replace(outcome, seconds=time.perf_counter() - start)

    def _outcome(self, found: _Found) -> ViewOutcome:
        project = self._project(found)
        found.needs |= folders_of(project)
        if (asked := self.view.cv) and asked in (names := application_names(project)):
            return self._application(project, names[asked], found)
        path = self._path(project, found)
        if self.view.format == EXPLAIN:
            page = as_page(explain(project, str(path), self.view.variant or "full"))
            return ViewOutcome((), found.menu, found.needs, page.encode())
        report = Report()
        job = self._job(project, path, report)
        if job is None:
            try:
                files = load_cv(path, project).files
            except CvgenError as error:
                files = error.files
            found.needs |= Needs(files=frozenset(file.absolute() for file in files))
            raise InputError(report.problems)
        found.of(job)
        form = self.view.format
        here = Workers(0, Limits(self.timeout, search=_SEARCH))
        made = within_limit(job, here)
        written: Written = here.submit(made.task(form))()
        problems = (*report.problems, *writer_remarks(job, written))
        return ViewOutcome(
            tuple(dict.fromkeys(problems)), found.menu, found.needs, written.data,
            job.targets[form].name, self._pictures(job, written), (*made.notes, *written.notes),
            self._look(job), command=self._command(job), source=job.cv.source.name,
        )  # fmt: skip

    def _application(self, project: Project, path: Path, found: _Found) -> ViewOutcome:
        """A document of an application, or its packet or checklist."""
        found.menu.cvs = (*cv_names(project, self.given), *application_names(project))
        self._check_theme(found)
        here = Workers(0, Limits(self.timeout, search=_SEARCH))
        if self.view.format == EXPLAIN:  # of the CV that is sent
            loaded = load_application(path, project)
            page = as_page(explain(project, str(loaded.cv.path), loaded.variant))
            return ViewOutcome((), found.menu, found.needs, page.encode())
        view = ApplicationView(project, path, self.view, here, found.menu, found.needs, self.kept)
        try:
            shown = view.shown()
        finally:
            found.needs = view.needs
        pictures = self._pages_of(shown.data, _PAPER_INCHES["A4"])
        return ViewOutcome(
            shown.problems, found.menu, found.needs, shown.data, shown.name, pictures, shown.notes,
            command=shlex.join(["cvgen", "apply", path.stem]), source=display_path(path),
        )  # fmt: skip

    def _project(self, found: _Found) -> Project:
        """The project; also fills the menu, before anything can fail."""
        themes, cvs = frozenset({self.root / "themes"}), frozenset({self.root / DATA_FOLDER})
        found.needs |= Needs(folders=themes, names_in=cvs)
        project = find_project(self.root)
        found.needs |= Needs(names_in=frozenset({project.root / project.config.cvs}))
        found.menu.themes = themes_of(project)
        found.menu.theme = project.config.theme
        found.menu.variants = variants_of((builtin_variants(), project.variants))
        found.menu.variant = self.view.variant
        return project

    def _path(self, project: Project, found: _Found) -> Path:
        """The file of the CV: one of the project, or the one on the command line."""
        names = cv_names(project, self.given)
        found.menu.cvs = (*names, *application_names(project))
        if not names:
            hint = "`cvgen new` writes a starter project"
            message = f"the folder '{project.config.cvs}' contains no CVs"
            raise UnknownNameError(Problem("E101", message, hint=hint))
        own = self.given.resolve() if self.given else None
        first = next((name for name, path in names.items() if path.resolve() == own), None)
        name = self.view.cv or first or next(iter(names))
        found.menu.cv = name
        if name not in names:
            raise unknown_name("CV", name, names)
        found.needs |= Needs(files=frozenset({names[name].absolute()}))
        self._check_theme(found)
        return names[name]

    def _check_theme(self, found: _Found) -> None:
        themes = dict(found.menu.themes)
        if self.view.theme and self.view.theme not in themes:
            raise unknown_name("theme", self.view.theme, themes)

    def _job(self, project: Project, path: Path, report: Report) -> Job | None:
        """The job of the document, planned with the other formats, which it may link to."""
        form = self.view.format
        defaults = project.config.formats or DEFAULT_FORMATS
        theme = load_theme(self.view.theme, project.theme_folders) if self.view.theme else None
        settings = tuple(  # without options that the theme chosen in the page lacks
            f"{name}={value}"
            for name, value in self.view.settings
            if theme is None or theme.option(name)
        )
        request = Request(
            self.root, (str(path),), (self.view.variant,) if self.view.variant else (),
            tuple(dict.fromkeys((form, *defaults))), self.view.theme or None,
            settings, as_of=source_date(),
        )  # fmt: skip
        return next(iter(plan_one(path, project, request, report)), None)

    def _look(self, job: Job) -> str:
        """A digest that is equal for documents with the same code, fonts and styles."""
        css, settings = (print_css(job.theme), job.theme.extra_css), str(job.theme.settings)
        parts = (self.view.format, job.rules.name, *css, settings)
        return sha256("\0".join(parts).encode()).hexdigest()

    def _command(self, job: Job) -> str:
        """The command that writes the shown document."""
        words = ["cvgen", "render", job.cv.path.stem, "-V", job.rules.name, "-f", self.view.format]
        words += ["-t", self.view.theme] if self.view.theme else []
        words += [word for name, value in self.view.settings for word in ("-s", f"{name}={value}")]
        return shlex.join(words)

    def _pictures(self, job: Job, written: Written) -> tuple[Picture, ...]:
        """Pictures of the pages of a PDF, in the width of the view; none for other formats."""
        inches = _PAPER_INCHES.get(str(job.theme.settings.get("page")), _PAPER_INCHES["A4"])
        return self._pages_of(written.data, inches)

    def _pages_of(self, data: bytes, inches: float) -> tuple[Picture, ...]:
        """Pictures of the pages of a PDF that are ``inches`` wide; none in other formats."""
        if self.view.format != "pdf" or not data.startswith(b"%PDF"):
            return ()
        from cvgen.writers.png import page_images

        images = page_images(data, self.view.width / inches)
        with ThreadPoolExecutor(2) as pool:  # zlib releases the GIL
            return tuple(pool.map(_picture, images))


@dataclass
class _Found:
    """The menu and the dependencies so far, even if the document fails later."""

    menu: Menu
    needs: Needs = field(default_factory=Needs)

    def of(self, job: Job) -> None:
        """Add the dependencies of ``job``."""
        loaded, theme = job.cv, job.theme
        self.menu.variants = variants_of(loaded.layers)
        self.menu.variant, self.menu.theme = job.rules.name, theme.name
        self.menu.options = options_of(theme)
        files = {path.absolute() for path in loaded.files}
        if photo := loaded.cv.person.photo:
            files.add((loaded.path.parent / str(photo)).absolute())
        if css := theme.settings.get("css"):
            files.add(loaded.project.root / css)
        self.needs |= Needs(frozenset(files), frozenset(theme.folders))


def _picture(image: Any) -> Picture:
    """``image`` as PNG, compressed fast, because it stays on this machine."""
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=1)
    return Picture(data.getvalue(), *image.size)
