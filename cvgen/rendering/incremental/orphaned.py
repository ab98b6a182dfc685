"""Finds and removes orphaned outputs: those of a CV or variant that no longer exists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from cvgen.errors import InputError, Problem
from cvgen.paths import display_path, is_file, is_inside, path_of
from cvgen.project.files import entries, remove
from cvgen.rendering.incremental.outputs import Outputs
from cvgen.themes import theme_names


def find_orphaned(outputs: Outputs) -> dict[str, list[Path]]:
    """The orphaned outputs: name in the record → files.

    Outputs that somebody removed by hand are not listed. Outputs without a record, as in a fresh
    clone, are recognized by their names.
    """
    variants = {cv.resolve(): names for cv, names in outputs.variants.items()}
    found: dict[str, list[Path]] = {}
    for name, output in outputs.record.outputs.items():
        cv = path_of(output.cv, outputs.project.root)
        if is_file(cv) and output.variant in variants.get(cv.resolve(), (output.variant,)):
            continue  # the CV exists and has the variant, as far as is known
        paths = [outputs.folder / file for file in output.files]
        # A record that points out of the folder is not believed.
        if files := [p for p in paths if is_inside(p, outputs.folder) and is_file(p)]:
            found[name] = files
        else:
            outputs.gone.add(name)
    return _unrecorded(outputs) | found


def _unrecorded(outputs: Outputs) -> dict[str, list[Path]]:
    """The files in the output folder whose names mean an existing variant, but no CV."""
    project = outputs.project
    if not outputs.targets or outputs.folder != project.output:
        return {}
    cvs = {path.stem for path in (*project.cv_paths(), *outputs.variants)}
    folders = (path for path in _entries(outputs.folder) if path.name not in cvs)
    files = [p for folder in folders for p in _entries(folder) if p.name.startswith(folder.name)]
    if not files:
        return {}  # the themes need not be read for their names
    variants = {name for names in outputs.variants.values() for name in names}
    ends = "|".join(re.escape(end) for end in {target.suffix for target in outputs.targets})
    themes = "|".join(map(re.escape, theme_names(project.theme_folders)))
    names = "|".join(map(re.escape, variants))
    form = re.compile(rf"(.+)-({names})(--?({themes}))?(-\d+)?({ends})", re.ASCII)
    named = [(path, form.fullmatch(path.name)) for path in files]
    return {
        outputs.name_of(path): [path]
        for path, match in named
        if match and match[1] == path.parent.name and is_file(path)
    }


def _entries(folder: Path) -> list[Path]:
    """The content of ``folder``; empty if it cannot be read, which writing to it reports."""
    try:
        return list(entries(folder))
    except InputError:
        return []


def prune(outputs: Outputs, found: Mapping[str, Sequence[Path]]) -> list[Path]:
    """Remove the files, and folders that become empty. OutputError if that fails."""
    removed: list[Path] = []
    for name, paths in found.items():
        for path in paths:
            remove(path)
            removed.append(path)
        outputs.gone.add(name)
    for parent in {path.parent for path in removed} - {outputs.folder}:
        if not any(parent.iterdir()):
            parent.rmdir()
    return removed


def orphaned_warning(files: Sequence[Path]) -> Problem:
    """The warning about orphaned ``files``."""
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    belong = "belong" if more else "belongs"
    message = f"{display_path(files[0])}{more} {belong} to a CV or variant that no longer exists"
    hint = "`cvgen render --prune` removes them"
    return Problem("W506", message, hint=hint, severity="warning")
