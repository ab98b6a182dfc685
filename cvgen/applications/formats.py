"""The documents of an application in other formats than PDF, such as HTML for a web form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cvgen.applications.places import joined, placed
from cvgen.applications.planned import Planned
from cvgen.applications.rendering import Renderer
from cvgen.assets.files import Assets
from cvgen.errors import CvgenError
from cvgen.rendering.incremental import digest
from cvgen.rendering.report import files_of
from cvgen.rendering.tasks import Task
from cvgen.writers import WRITERS, Written, format_names

Finish = Callable[[], dict[str, bytes]]


def written_in(
    formats: tuple[str, ...], planned: Sequence[Planned], renderer: Renderer
) -> dict[str, bytes]:
    """The files of all documents in ``formats`` by name; CvgenError with all problems.

    Every application has PDFs, so ``pdf`` adds nothing. The files that others made are left out,
    and so are letters in formats of data, which only CVs have.
    """
    wanted = [name for name in format_names(formats) if name != "pdf"]
    problems: list[CvgenError] = []
    found: dict[str, bytes] = {}
    begun = list(_begun(wanted, planned, renderer, problems))
    for plan, finish in begun:
        try:
            found |= finish()
        except CvgenError as error:
            problems.append(placed(error, plan, renderer.loaded.source))
    if problems:
        raise joined(problems)
    return found


def _begun(
    formats: Sequence[str],
    planned: Sequence[Planned],
    renderer: Renderer,
    problems: list[CvgenError],
) -> Iterator[tuple[Planned, Finish]]:
    """Each document that is being rendered, and how to get its files."""
    for plan in planned:
        for format in formats if plan.path is None else ():
            if plan.job is None and WRITERS[format].of == "cv":
                continue
            try:
                yield plan, _begin(plan, format, renderer)
            except CvgenError as error:
                problems.append(placed(error, plan, renderer.loaded.source))


def _begin(plan: Planned, format: str, renderer: Renderer) -> Finish:
    """Start to render ``plan`` in a format, or take it from its files."""
    made_from = digest.of_value((renderer.inputs(plan), format, plan.stem))
    if (known := renderer.made_from(plan, made_from)) is not None:
        return lambda: known
    task = _task(plan, format, renderer)
    result = renderer.workers.submit(task)

    def finish() -> dict[str, bytes]:
        written: Written = result()
        writer = WRITERS[format]
        files = files_of(Path(f"{plan.stem}{writer.suffix}"), written, writer.paged)
        for path in files:
            renderer.digests[path.name] = made_from
            renderer.note(plan, path.name, written.warnings)
        return {path.name: data for path, data in files.items()}

    return finish


def _task(plan: Planned, format: str, renderer: Renderer) -> Task:
    """The task of the PDF for another format: within the same limits, it shows the same."""
    task, _ = renderer.task(plan)
    name = plan.job.name(format) if plan.job else task.name
    assets = Assets(task.assets.folder, f"{plan.stem}.pdf")
    cv = renderer.cvs.get(plan.number) if WRITERS[format].of == "cv" else None
    return replace(task, format=format, name=name, assets=assets, cv=cv)
