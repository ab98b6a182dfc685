"""An application in the preview: each of its documents, and the packet with its checklist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from cvgen.applications.apply import Applied, Build
from cvgen.applications.checklist.texts import checklist_html
from cvgen.applications.documents import Plan, plan
from cvgen.applications.finding import application_paths
from cvgen.applications.loading import LoadedApplication, load_application
from cvgen.applications.planned import Planned
from cvgen.applications.rendering import Renderer
from cvgen.applications.request import FOLDER, OPENINGS
from cvgen.errors import CvgenError, Problem, unknown_name
from cvgen.project import Project
from cvgen.rendering.incremental.record import Record
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


@dataclass
class ApplicationView:
    """One application in a view; ``menu`` gets its documents, ``needs`` its files."""

    project: Project
    path: Path
    view: View
    workers: Workers
    menu: Menu
    needs: Needs

    def shown(self) -> Shown:
        """The chosen document. CvgenError with every problem."""
        try:
            loaded = load_application(self.path, self.project)
        except CvgenError as error:
            self._add(error.files or (self.path,))
            raise
        self._add(loaded.files)
        self.menu.cv, self.menu.variants = self.view.cv, ()
        planned = plan(loaded)
        names = {one.stem: one for one in planned.documents}
        about: list[Choice] = [(name, one.title) for name, one in names.items()]
        self.menu.variants = (*about, (PACKET, "all documents, with the checklist"))
        self.menu.variant = chosen = self.view.variant or next(iter(names))
        if chosen != PACKET and chosen not in names:
            raise unknown_name("document", chosen, [*names, PACKET])
        if chosen == PACKET:
            return self._packet(loaded, planned)
        return self._document(loaded, names[chosen])

    def _add(self, files: tuple[Path, ...]) -> None:
        self.needs |= Needs(files=frozenset(file.absolute() for file in files))

    def _document(self, loaded: LoadedApplication, one: Planned) -> Shown:
        renderer = Renderer(loaded, self.path.parent, Record(), self.workers)
        form = self.view.format
        if one.path is not None or form == "pdf":
            (made,) = renderer.made([one])
            name = f"{one.stem}.pdf"
            warnings = tuple(p for found in renderer.warnings.values() for p in found)
            if form == "pdf":
                return Shown(made.data, name, warnings, renderer.notes.get(name, ()))
            text = f"{one.title}: a file of {made.pages} pages, which only the PDF shows"
            text = escape(text) if form == "html" else text
            return Shown(text.encode(), f"{one.stem}.txt", warnings)
        task, notes = renderer.task(one)
        written = self.workers.submit(replace(task, format=form))()
        suffix = "html" if form == "html" else "md"
        return Shown(written.data, f"{one.stem}.{suffix}", tuple(written.warnings), notes)

    def _packet(self, loaded: LoadedApplication, planned: Plan) -> Shown:
        """The packet as a PDF; in other formats the checklist."""
        build = Build(loaded, self.workers, Record(), Applied(loaded.name, self.path.parent))
        renderer = Renderer(loaded, self.path.parent, Record(), self.workers)
        files = build.built(planned, renderer)
        problems = tuple(build.done.problems)
        if self.view.format == "pdf" and build.packet:
            return Shown(files[build.packet], build.packet, problems)
        if self.view.format == "html":
            page = checklist_html(loaded.title, build.done.items)
            return Shown(page.encode(), "checklist.html", problems)
        return Shown(files["checklist.md"], "checklist.md", problems)
