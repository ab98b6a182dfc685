"""The command that shows themes in pictures."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import NoReturn

import click

from cvgen.cli.places import project_of
from cvgen.cli.report import Progress, show_problems


def write_gallery(
    cvs: tuple[str, ...], output: Path | None, folder: Path | None, timeout: float
) -> NoReturn:
    """Write the page, print its path, end with the exit code of the first problem."""
    from cvgen.processes.limits import Limits
    from cvgen.rendering.pool import Workers

    workers = Workers.start(limits=Limits(timeout))  # before anything else is imported
    from cvgen.gallery.gallery import Gallery
    from cvgen.loading.clock import source_date
    from cvgen.project.files import shown

    with contextlib.closing(workers):
        project = project_of(cvs, folder)
        gallery = Gallery(project, workers, source_date(), Progress(True))
        page = gallery.make(cvs)
    target = output or project.output / "gallery.html"
    project.write(target, page.encode())
    click.echo(shown(target))
    show_problems(gallery.report.problems)
    sys.exit(gallery.report.exit_code)
