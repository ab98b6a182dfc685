"""Finds and removes orphaned outputs: those of a CV or variant that no longer exists."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from cvgen.errors import Problem
from cvgen.paths import display_path, is_file, is_inside, path_of
from cvgen.project.files import remove
from cvgen.rendering.cv_task import is_in_shard
from cvgen.rendering.incremental.outputs import Outputs
from cvgen.rendering.incremental.record import Record
from cvgen.rendering.incremental.store import file_of
from cvgen.themes import theme_names


class Orphaned:
    """The orphaned outputs that a run has come across; ``files`` are all of them.

    Outputs that somebody removed by hand are not listed, and are forgotten.
    """

    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs
        self.files: list[Path] = []
        self.may_be_removed = False  # a run without a document may be in the wrong place
        self._gone: dict[str, list[str]] = {}
        self._variants: set[str] = set()
        self._suffixes: set[str] = set()

    def look_at(
        self, cv: str, record: Record, variants: Collection[str] | None, made: Iterable[str]
    ) -> None:
        """Note the outputs of ``cv`` whose variants are not among its ``variants``.

        None if these are not known. The run ``made`` outputs of those names, or found them.
        """
        if variants is None:
            return
        self._variants.update(variants)
        for name in made:
            self.may_be_removed = True
            self._suffixes.add(Path(name).suffix)
        names = [n for n, output in record.outputs.items() if output.variant not in variants]
        self._note(file_of(cv), record, names)

    def look_at_others(self, cvs: Sequence[str], shard: tuple[int, int] | None) -> None:
        """Note the outputs of CVs of a ``shard`` that are gone; ``cvs`` are those that exist."""
        records = self.outputs.records
        by_stem = {Path(cv).stem: cv for cv in cvs}
        for file in records.others(cvs):
            record = records.at(file)
            cv = next((output.cv for output in record.outputs.values()), "")
            if not is_in_shard(Path(cv).stem, shard):
                continue
            if is_file(path_of(cv, self.outputs.project.root)):
                continue  # it may be outside of the project, or a part of another CV
            names = list(record.outputs)
            heir = by_stem.get(Path(cv).stem)  # a CV that has the same outputs
            taken = records.of(heir).outputs if heir else {}
            self._gone.setdefault(file, []).extend(name for name in names if name in taken)
            self._note(file, record, [name for name in names if name not in taken])
        known = set(self.files)
        self.files += [path for path in self._unrecorded(by_stem, shard) if path not in known]

    def _note(self, file: str, record: Record, names: Sequence[str]) -> None:
        for name in names:
            paths = [self.outputs.folder / one for one in record.outputs[name].files]
            # A record that points out of the folder is not believed.
            inside = [p for p in paths if is_inside(p, self.outputs.folder) and is_file(p)]
            self.files += inside
            if not inside or self.outputs.request.prune:
                self._gone.setdefault(file, []).append(name)

    def _unrecorded(self, stems: Collection[str], shard: tuple[int, int] | None) -> Iterator[Path]:
        """The files in the output folder whose names mean an existing variant, but no CV.

        That is how outputs without a record are recognized, as in a fresh clone.
        """
        outputs = self.outputs
        if not self.may_be_removed or outputs.folder != outputs.project.output:
            return
        others = sorted(set(_names(outputs.folder)).difference(stems))
        files = [
            outputs.folder / other / name
            for other in others
            if is_in_shard(other, shard)
            for name in sorted(_names(outputs.folder / other))
            if name.startswith(other)
        ]
        if not files:
            return  # the themes need not be read for their names
        ends = "|".join(map(re.escape, self._suffixes))
        themes = "|".join(map(re.escape, theme_names(outputs.project.theme_folders)))
        names = "|".join(map(re.escape, self._variants))
        form = re.compile(rf"(.+)-({names})(--?({themes}))?(-\d+)?({ends})", re.ASCII)
        for path in files:
            match = form.fullmatch(path.name)
            if match and match[1] == path.parent.name and is_file(path):
                yield path

    def prune(self) -> list[Path]:
        """Remove the files, and folders that become empty. OutputError if that fails."""
        removed, self.files = self.files, []
        for path in removed:
            remove(path)
        for parent in {path.parent for path in removed} - {self.outputs.folder}:
            if not any(parent.iterdir()):
                parent.rmdir()
        return removed

    def forget(self) -> None:
        """Remove outputs that are gone from the records. OutputError if that fails."""
        for file, names in self._gone.items():
            self.outputs.forget(file, names)


def _names(folder: Path) -> list[str]:
    """The names in ``folder``; empty if it cannot be read, which writing to it reports."""
    try:
        with os.scandir(folder) as found:
            return [entry.name for entry in found]
    except OSError:
        return []


def orphaned_warning(files: Sequence[Path]) -> Problem:
    """The warning about orphaned ``files``."""
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    belong = "belong" if more else "belongs"
    message = f"{display_path(files[0])}{more} {belong} to a CV or variant that no longer exists"
    hint = "`cvgen render --prune` removes them"
    return Problem("W506", message, hint=hint, severity="warning")
