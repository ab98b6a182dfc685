"""Outputs that nothing makes any more: those of a CV or a variant that is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from cvgen.errors import InputError, Problem
from cvgen.paths import path_of
from cvgen.project.files import entries, is_file, remove
from cvgen.rendering.incremental.record import Output
from cvgen.rendering.incremental.stale import Upkeep
from cvgen.rendering.request import Planned
from cvgen.themes import theme_names


def leftovers(upkeep: Upkeep, planned: Sequence[Planned]) -> dict[str, list[Path]]:
    """Name in the record → files, of the outputs that nothing makes any more.

    Those that somebody removed by hand are forgotten. What the record does not tell, as in a fresh
    clone, is told from names.
    """
    root, folder = upkeep.project.root, upkeep.folder
    variants = {one.cv.resolve(): one.variants for one in planned}
    found: dict[str, list[Path]] = {}
    for name, output in upkeep.record.outputs.items():
        if _is_made(path_of(output.cv, root), output, variants):
            continue
        if files := _files(folder, output):
            found[name] = files
        else:
            upkeep.forget(name)
    return _unrecorded(upkeep, planned) | found


def _unrecorded(upkeep: Upkeep, planned: Sequence[Planned]) -> dict[str, list[Path]]:
    """The files in the project's own output folder that have the very names of outputs, of a
    variant that there is, but of no CV that there is.
    """
    if not planned or upkeep.folder != upkeep.project.output:
        return {}
    cvs = {path.stem for path in (*upkeep.project.cv_paths(), *(one.cv for one in planned))}
    folders = (path for path in _entries(upkeep.folder) if path.name not in cvs)
    files = [p for folder in folders for p in _entries(folder) if p.name.startswith(folder.name)]
    if not files:
        return {}  # the themes need not be read for their names
    variants = {name for one in planned for name in one.variants}
    ends = "|".join(re.escape(end) for end in {one.target.suffix for one in planned})
    themes = "|".join(map(re.escape, theme_names(upkeep.project.theme_folders)))
    names = "|".join(map(re.escape, variants))
    form = re.compile(rf"(.+)-({names})(--?({themes}))?(-\d+)?({ends})", re.ASCII)
    named = [(path, form.fullmatch(path.name)) for path in files]
    return {
        upkeep.name_of(path): [path]
        for path, match in named
        if match and match[1] == path.parent.name and is_file(path)
    }


def _entries(folder: Path) -> list[Path]:
    """What is in ``folder``; nothing where it may not be read, as writing to it will say."""
    try:
        return list(entries(folder))
    except InputError:
        return []


def _is_made(cv: Path, output: Output, variants: Mapping[Path, Sequence[str]]) -> bool:
    """Whether the CV is there and has the variant, as far as is known."""
    return is_file(cv) and output.variant in variants.get(cv.resolve(), (output.variant,))


def _files(folder: Path, output: Output) -> list[Path]:
    """The files of ``output``; a record that points out of the folder is not believed."""
    paths = [folder / name for name in output.files]
    inside = [path for path in paths if path.resolve().is_relative_to(folder.resolve())]
    return [path for path in inside if is_file(path)]


def prune(upkeep: Upkeep, found: Mapping[str, Sequence[Path]]) -> list[Path]:
    """Remove the files, and folders that are empty then. OutputError where that fails."""
    removed: list[Path] = []
    for name, paths in found.items():
        for path in paths:
            remove(path)
            removed.append(path)
        upkeep.forget(name)
    for parent in {path.parent for path in removed} - {upkeep.folder}:
        if not any(parent.iterdir()):
            parent.rmdir()
    return removed


def left_over_warning(files: Sequence[str]) -> Problem:
    """The remark on ``files`` that nothing makes any more."""
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    be = "are" if more else "is"
    message = f"{files[0]}{more} {be} of a CV or variant that is not there any more"
    hint = "`cvgen render --prune` removes what nothing makes"
    return Problem("W506", message, hint=hint, severity="warning")
