"""Saves a finished document: one file, or a file for each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cvgen.project import write_atomic
from cvgen.project.files import entries, remove
from cvgen.writers import Written


@dataclass(frozen=True)
class Saved:
    """A saved document: its files, their total size in bytes, and its number of pages, if any.

    ``changed`` is the number of files with new content, and ``removed`` the number of removed pages
    of an earlier, longer document. ``notes`` say what a page limit changed.
    """

    target: Path
    files: tuple[Path, ...]
    size: int
    changed: int
    removed: int = 0
    pages: int | None = None
    notes: tuple[str, ...] = ()


def files_of(target: Path, written: Written, paged: bool) -> dict[Path, bytes]:
    """The files of ``written``: ``target``, or ``-1``, ``-2`` ... for each page if ``paged``."""
    if not paged:
        return {target: written.data}
    pages = (written.data, *written.more)
    return {_page(target, number): data for number, data in enumerate(pages, 1)}


def save(target: Path, written: Written, paged: bool, notes: tuple[str, ...] = ()) -> Saved:
    """Write the files of ``written``, and remove pages of an earlier, longer document.

    OutputError if a file cannot be written or removed.
    """
    files = files_of(target, written, paged)
    changed = sum(write_atomic(path, data) for path, data in files.items())
    old = _pages_after(target, len(files)) if paged else []
    for path in old:
        remove(path)
    size, notes = sum(map(len, files.values())), (*notes, *written.notes)
    return Saved(target, tuple(files), size, changed, len(old), written.pages, notes)


def _page(target: Path, number: int) -> Path:
    return target.with_name(f"{target.stem}-{number}{target.suffix}")


def _pages_after(target: Path, last: int) -> list[Path]:
    """The files of pages after the ``last`` one."""
    form = re.compile(rf"{re.escape(target.stem)}-([1-9]\d*){re.escape(target.suffix)}", re.ASCII)
    found = [(path, form.fullmatch(path.name)) for path in entries(target.parent)]
    return [path for path, match in found if match and int(match.group(1)) > last]
