"""Builds applications: their documents, the packet, the checklist and the texts for forms."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from cvgen.applications import frozen
from cvgen.applications.checklist.items import Facts, Item, Made
from cvgen.applications.checklist.rules import check, failures
from cvgen.applications.checklist.texts import checklist_html, checklist_markdown, form_text
from cvgen.applications.documents import Plan, plan
from cvgen.applications.finding import find_applications
from cvgen.applications.formats import written_in
from cvgen.applications.loading import (
    LoadedApplication,
    load_application,
    openings,
    read_named_cv,
)
from cvgen.applications.opening import Opening
from cvgen.applications.packet.join import Part, join
from cvgen.applications.rendering import Renderer
from cvgen.applications.request import FOLDER, ApplyRequest, remember
from cvgen.errors import CvgenError, Problem
from cvgen.paths import display_path
from cvgen.project import Project, write_atomic
from cvgen.project.files import entries, remove, write_all
from cvgen.rendering.incremental.record import Record, read_record
from cvgen.rendering.pool import Workers
from cvgen.writers import format_names

Names = tuple[tuple[str, str], ...]
_NUMBERING = "{page}/{pages}"


@dataclass
class Applied:
    """What was done for one application: its files, its checklist and its problems."""

    name: str
    folder: Path
    files: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    exit_code: int = 0

    @property
    def has_earlier_files(self) -> bool:
        """True if its folder has files to be sent that an earlier run made."""
        names = {path.name for path in entries(self.folder)}
        return "checklist.md" in names and frozen.FILE not in names

    def add_error(self, error: CvgenError) -> None:
        """Note an error; the exit code of the first one stays."""
        self.problems += error.problems
        self.exit_code = self.exit_code or error.exit_code


def apply(project: Project, request: ApplyRequest, workers: Workers) -> Iterator[Applied]:
    """Build each application; UnknownNameError or UsageError if there are none."""
    format_names(request.formats)  # an error here is about the command, not about an application
    begun = time.time_ns()
    folder = (request.output or project.output) / FOLDER
    record = read_record(folder)
    inputs, problems, is_fine = set[Path](), list[Problem](), True
    read_cv = cache(partial(read_named_cv, project))
    others = tuple(openings(project))
    for path in find_applications(project, request.names):
        done = Applied(path.stem, folder / path.stem)
        try:
            loaded = load_application(path, project, read_cv)
            formats = () if request.check else request.formats
            build = Build(
                loaded, workers, record, done, others, request.force, formats, request.day
            )
            build.run(write=not request.check)
            inputs |= build.read
        except CvgenError as error:
            done.add_error(error)
        problems += done.problems
        is_fine = is_fine and not done.exit_code
        yield done
    if not request.check and record.outputs:
        if is_fine:
            remember(record, request, inputs, problems, begun)
        for name, data in record.files().items():
            write_atomic(folder / name, data)


@dataclass
class Build:
    """Builds one application. ``done`` collects what is to be reported, ``read`` the files.

    ``openings`` are all of the project, with their files. ``day`` is today.
    """

    loaded: LoadedApplication
    workers: Workers
    record: Record
    done: Applied
    openings: Sequence[tuple[Path, Opening]] = ()
    force: bool = False
    formats: tuple[str, ...] = ()
    day: str = ""

    def __post_init__(self) -> None:
        self.read: set[Path] = set(self.loaded.files)
        self.made: list[Made] = []
        self.packet = ""

    def run(self, write: bool) -> None:
        """Render, join, check and, with ``write``, save; or compare with what was sent."""
        loaded, done = self.loaded, self.done
        done.problems += loaded.source.warnings
        if frozen.is_frozen(loaded.application.status):
            self._verify(write)
            return
        if write:
            frozen.keep_sent(loaded, done.folder, self.force)
        renderer = Renderer(loaded, done.folder, self.record, self.workers, self.force)
        files = self.built(plan(loaded), renderer)
        self.read |= renderer.files
        if write:
            self._write(files, renderer)

    def built(self, planned: Plan, renderer: Renderer) -> dict[str, bytes]:
        """The files of the application by name, checked; ``packet`` is the name of the packet."""
        loaded, done = self.loaded, self.done
        self.made = made = renderer.made(planned.documents)
        in_formats = written_in(self.formats, planned.documents, renderer)
        files = {f"{one.plan.stem}.pdf": one.data for one in made}
        send = loaded.application.send
        to_send = dict(files)
        if send.as_ != "files":
            self.packet = f"{planned.packet}.pdf"
            files[self.packet] = self._packet(made)
            to_send = {self.packet: files[self.packet]} if send.as_ == "packet" else files
        sizes = {name: len(data) for name, data in to_send.items()}
        fields = planned.fields
        done.items = check(Facts(loaded, made, sizes, *self._others(fields)))
        done.problems += [one.problem for one in failures(done.items) if one.problem]
        done.problems += renderer.remarks()
        done.notes = renderer.notes
        done.pages = {f"{one.plan.stem}.pdf": one.pages for one in made}
        done.exit_code = int(bool(failures(done.items)))
        return files | in_formats | self._texts(fields)

    def _verify(self, write: bool) -> None:
        """Compare the files with those that were sent; the first time, note them."""
        done, path = self.done, self.done.folder / frozen.FILE
        was_noted = path.is_file()
        done.problems += frozen.verify(self.loaded, done.folder, write, self.day)
        done.exit_code = int(any(one.severity == "error" for one in done.problems))
        if path.is_file() and not was_noted:
            done.changed.append(path)

    def _packet(self, made: Sequence[Made]) -> bytes:
        """All documents in one PDF."""
        parts = [Part(one.data, one.plan.title, one.plan.language, one.plan.title) for one in made]
        documents = (one.plan.job.document if one.plan.job else one.plan.document for one in made)
        authors = (document.author for document in documents if document is not None)
        author = next(authors, self.loaded.cv.cv.person.name)  # who may be anonymous
        title = f"{author} – {self.loaded.title}"
        numbering = _NUMBERING if self.loaded.application.send.numbers else ""
        return join(parts, title, author, made[0].plan.language, numbering=numbering).data

    def _others(self, fields: tuple[str, ...]) -> tuple[Names, tuple[str, ...], Names]:
        """The organizations of other openings with their files, ``fields``, and the positions."""
        own = self.loaded.opening_source.name
        others = []
        for path, opening in self.openings:
            self.read.add(path)
            if display_path(path) != own:
                others.append((opening, display_path(path)))
        organizations = tuple((one.organization, path) for one, path in others)
        return organizations, fields, tuple((one.position, path) for one, path in others)

    def _texts(self, fields: tuple[str, ...]) -> dict[str, bytes]:
        """The checklist, and the texts for a form if there are any."""
        application, title = self.loaded.application, self.loaded.title
        found = {
            "checklist.md": checklist_markdown(title, self.done.items).encode(),
            "checklist.html": checklist_html(title, self.done.items).encode(),
        }
        if fields:
            form = form_text(list(zip(application.fields, fields, strict=True)))
            found["form.txt"] = form.encode()
        return found

    def _write(self, files: dict[str, bytes], renderer: Renderer) -> None:
        """Write all files, and remove those of documents that are gone."""
        done = self.done
        done.files = [done.folder / name for name in files]
        for path in done.files:
            self.loaded.project.check_output(path)
        done.changed = write_all(dict(zip(done.files, files.values(), strict=True)))
        key = renderer.key
        for name, data in files.items():
            self.record.outputs[key(name)] = renderer.output(name, data)
        for path in entries(done.folder):
            old = self.record.outputs.get(key(path.name))
            if old is not None and path not in done.files:
                remove(path)
                del self.record.outputs[key(path.name)]
                done.changed.append(path)
