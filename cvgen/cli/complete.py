"""Shell completion for names: CVs, themes, variants, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(names: Callable[[], Iterable[str]]) -> Completer:
    """Completes the last of several names parted by commas; silent where the project is broken."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from cvgen.errors import CvgenError

        head, comma, start = incomplete.rpartition(",")
        try:
            known = sorted(names())
        except CvgenError:
            return []
        return [CompletionItem(head + comma + name) for name in known if name.startswith(start)]

    return complete


def _cvs() -> Iterable[str]:
    from cvgen.project import find_project, working_folder

    return [path.stem for path in find_project(working_folder()).cv_paths()]


def _themes() -> Iterable[str]:
    from cvgen.project import find_project, working_folder
    from cvgen.themes import theme_names

    return theme_names(find_project(working_folder()).theme_folders)


def _variants() -> Iterable[str]:
    from cvgen.project import find_project, working_folder
    from cvgen.selection import builtin_variants

    return {v.name for v in (*builtin_variants(), *find_project(working_folder()).variants)}


def _formats() -> Iterable[str]:
    from cvgen.writers import WRITERS

    return WRITERS.names()


def _options() -> Iterable[str]:
    from cvgen.project import find_project, working_folder
    from cvgen.themes import load_theme, theme_names

    folders = find_project(working_folder()).theme_folders
    loaded = [load_theme(name, folders) for name in theme_names(folders)]
    return {f"{option.name}=" for theme in loaded for option in theme.options}


cvs, themes, variants, formats, options = map(
    _completer, (_cvs, _themes, _variants, _formats, _options)
)
