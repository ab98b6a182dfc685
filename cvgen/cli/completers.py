"""Shell completion for names of CVs, applications, openings, themes, variants and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from cvgen.project import Project

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(names: Callable[[click.Context], Iterable[str]], paths: bool = False) -> Completer:
    """Complete the last name of a list with commas; with ``paths``, one with a slash is a file."""

    def complete(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from cvgen.errors import CvgenError
        from cvgen.paths import nfc

        if paths and "/" in incomplete:
            return [CompletionItem(incomplete, type="file")]
        head, comma, start = incomplete.rpartition(",")

        def fits(name: str) -> bool:
            return nfc(name).startswith(nfc(start))

        try:
            known = sorted(names(context))
        except CvgenError:
            return []
        return [CompletionItem(head + comma + name) for name in known if fits(name)]

    return complete


def _project(context: click.Context) -> Project:
    """The project of the command line typed so far."""
    from cvgen.paths import by_project, project_root, working_folder
    from cvgen.project import find_project

    given = context.params
    if folder := given.get("project"):
        return find_project(project_root(Path(folder)))
    cvs = given.get("cvs") or given.get("files") or given.get("cv") or ()
    names = [cvs] if isinstance(cvs, str) else [str(name) for name in cvs]
    return find_project(next(iter(by_project(names, working_folder()))))


def _cvs(context: click.Context) -> Iterable[str]:
    return [path.stem for path in _project(context).cv_paths()]


def _themes(context: click.Context) -> Iterable[str]:
    from cvgen.themes import theme_names

    return theme_names(_project(context).theme_folders)


def _variants(context: click.Context) -> Iterable[str]:
    from cvgen.selection import builtin_variants

    return {v.name for v in (*builtin_variants(), *_project(context).variants)}


def _formats(_context: click.Context) -> Iterable[str]:
    from cvgen.writers import WRITERS

    return WRITERS.names()


def _importers(_context: click.Context) -> Iterable[str]:
    from cvgen.importing import IMPORTERS

    return IMPORTERS.names()


def _options(context: click.Context) -> Iterable[str]:
    from cvgen.themes import load_theme, theme_names

    folders = _project(context).theme_folders
    loaded = [load_theme(name, folders) for name in theme_names(folders)]
    return {f"{option.name}=" for theme in loaded for option in theme.options}


def _applications(context: click.Context) -> Iterable[str]:
    from cvgen.applications.finding import application_paths

    given = set(context.params.get("names") or ())
    return [path.stem for path in application_paths(_project(context)) if path.stem not in given]


def _openings(context: click.Context) -> Iterable[str]:
    from cvgen.applications.finding import known_openings

    return known_openings(_project(context))


cvs = _completer(_cvs, paths=True)
applications = _completer(_applications, paths=True)
openings = _completer(_openings, paths=True)
themes, variants, formats, options = map(_completer, (_themes, _variants, _formats, _options))
importers = _completer(_importers)
