"""An application in the preview: each of its documents, and the packet with its checklist."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from cvgen.applications.apply import Applied, Build
from cvgen.applications.checklist.items import Made
from cvgen.applications.checklist.texts import checklist_html
from cvgen.applications.documents import Plan, plan
from cvgen.applications.finding import application_paths
from cvgen.applications.frozen import is_frozen, verify
from cvgen.applications.loading import LoadedApplication, load_application, openings
from cvgen.applications.places import warnings_of
from cvgen.applications.planned import Planned
from cvgen.applications.rendering import Renderer
from cvgen.applications.request import FOLDER, OPENINGS
from cvgen.counting import counted
from cvgen.errors import CvgenError, OutputError, Problem, unknown_name
from cvgen.project import Project, write_atomic
from cvgen.project.files import entries, read_bytes
from cvgen.rendering.incremental.record import Record, read_record
from cvgen.rendering.pool import Workers
from cvgen.serve.menu import Choice, Menu
from cvgen.serve.view import Needs, View

PACKET = "packet"


@dataclass(frozen=True)
class Shown:
    """What the preview shows of an application: bytes, their name, and what was noticed."""

    data: bytes
    name: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def application_names(project: Project) -> dict[str, Path]:
    """The applications of ``project`` by their names in the menu: ``applications/aalto``."""
    try:
        return {f"{FOLDER}/{path.stem}": path for path in application_paths(project)}
    except CvgenError:  # `cvgen apply` reports it
        return {}


def folders_of(project: Project) -> Needs:
    """The folders in which an application may appear."""
    return Needs(names_in=frozenset(project.root / name for name in (FOLDER, *OPENINGS)))


def _theme_of(one: Planned) -> str:
    theme = one.job.theme if one.job else one.theme
    return theme.name if theme else ""


@dataclass
class ApplicationView:
    """One application in a view; ``menu`` gets its documents, ``needs`` its files.

    ``kept`` is a folder for finished documents, from which packets are made.
    """

    project: Project
    path: Path
    view: View
    workers: Workers
    menu: Menu
    needs: Needs
    kept: Path | None = None

    def shown(self) -> Shown:
        """The chosen document. CvgenError with every problem."""
        try:
            loaded = load_application(self.path, self.project)
        except CvgenError as error:
            self._add(error.files or (self.path,))
            raise
        self._add(loaded.files)
        if self.view.theme:  # for this page only, as with a CV
            changed = loaded.application.model_copy(update={"theme": self.view.theme})
            loaded = replace(loaded, application=changed)
        self.menu.cv, self.menu.variants = self.view.cv, ()
        if is_frozen(loaded.application.status):
            return self._sent(loaded)
        planned = plan(loaded)
        names = {one.stem: one for one in planned.documents}
        self.menu.theme = _theme_of(planned.documents[0])
        about: list[Choice] = [(name, f"{name}.pdf") for name in names]
        self.menu.variants = (*about, (PACKET, "all documents, with the checklist"))
        self.menu.titles = {name: one.title for name, one in names.items()}
        self.menu.titles[PACKET] = "Packet and checklist"
        self.menu.variant = chosen = self.view.variant or next(iter(names))
        if chosen != PACKET and chosen not in names:
            raise unknown_name("document", chosen, [*names, PACKET])
        if chosen == PACKET:
            return self._packet(loaded, planned)
        return self._document(loaded, names[chosen])

    def _add(self, files: tuple[Path, ...]) -> None:
        self.needs |= Needs(files=frozenset(file.absolute() for file in files))

    def _sent(self, loaded: LoadedApplication) -> Shown:
        """One of the files that were sent, as they are; nothing is rendered."""
        folder = self.project.output / FOLDER / loaded.name
        problems = tuple(verify(loaded, folder, write=False))
        files = {path.stem: path for path in entries(folder) if path.suffix == ".pdf"}
        self._add((folder, *files.values()))
        self.menu.variants = tuple((name, "as it was sent") for name in files)
        self.menu.titles = {name: name for name in files}
        self.menu.variant = chosen = self.view.variant or next(iter(files))
        if chosen not in files:
            raise unknown_name("document", chosen, files)
        if self.view.format == "pdf":
            return Shown(read_bytes(files[chosen]), files[chosen].name, problems)
        return self._only_pdf(chosen, f"{chosen}: it was sent, and only the PDF shows it", problems)

    def _only_pdf(self, stem: str, text: str, problems: tuple[Problem, ...]) -> Shown:
        """A line of ``text`` instead of a document that other formats than PDF cannot show."""
        text = escape(text) if self.view.format == "html" else text
        return Shown(text.encode(), f"{stem}.txt", problems)

    def _document(self, loaded: LoadedApplication, one: Planned) -> Shown:
        renderer = self._renderer(loaded, Record())
        form = self.view.format
        if one.path is not None or form == "pdf":
            (made,) = renderer.made([one])
            self._keep(renderer, [made])
            name = f"{one.stem}.pdf"
            warnings = tuple(renderer.remarks())
            if form == "pdf":
                return Shown(made.data, name, warnings, renderer.notes.get(name, ()))
            pages = counted(made.pages, "page")
            text = f"{one.title}: a file of {pages}, which only the PDF shows"
            return self._only_pdf(one.stem, text, warnings)
        task, notes = renderer.task(one)
        written = self.workers.submit(replace(task, format=form))()
        suffix = "html" if form == "html" else "md"
        warnings = warnings_of(one, written.warnings, loaded.source)
        return Shown(written.data, f"{one.stem}.{suffix}", warnings, notes)

    def _renderer(self, loaded: LoadedApplication, record: Record) -> Renderer:
        folder = (self.kept or self.path.parent) / loaded.name
        return Renderer(loaded, folder, record, self.workers)

    def _keep(self, renderer: Renderer, made: Sequence[Made]) -> None:
        """Keep the finished documents for the next packet; a full disk does no harm."""
        names = {f"{one.plan.stem}.pdf": one.data for one in made if one.plan.path is None}
        if self.kept is None or not names:
            return
        record = read_record(self.kept)
        for name, data in names.items():
            record.outputs[renderer.key(name)] = renderer.output(name, data)
        with contextlib.suppress(OutputError):
            for name, data in names.items():
                write_atomic(renderer.folder / name, data)
            for name, data in record.files().items():
                write_atomic(self.kept / name, data)

    def _packet(self, loaded: LoadedApplication, planned: Plan) -> Shown:
        """The packet as a PDF; in other formats the checklist."""
        done, others = Applied(loaded.name, self.path.parent), tuple(openings(self.project))
        build = Build(loaded, self.workers, Record(), done, others)
        renderer = self._renderer(loaded, read_record(self.kept) if self.kept else Record())
        files = build.built(planned, renderer)
        self._keep(renderer, build.made)
        problems = tuple(build.done.problems)
        if self.view.format == "pdf" and build.packet:
            return Shown(files[build.packet], build.packet, problems)
        if self.view.format == "html":
            page = checklist_html(loaded.title, build.done.items)
            return Shown(page.encode(), "checklist.html", problems)
        return Shown(files["checklist.md"], "checklist.md", problems)
