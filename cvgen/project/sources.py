"""Reads the file of a CV and the files it includes, all from inside the project."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath
from typing import Literal

from cvgen.errors import CvgenError, InputError, Problem, did_you_mean, system_reason
from cvgen.paths import display_path, is_file, is_folder, stored_path
from cvgen.project.files import entries, read_bytes, refuse_link
from cvgen.readers import READERS, reader_for
from cvgen.source.encodings import MAX_BYTES
from cvgen.source.includes import Fail, with_parts
from cvgen.source.tree import Mapping, Node, Source

MAX_FILES = 1000


def load_source(path: Path) -> Source:
    """The parsed file; InputError with its problems, or for an unknown format."""
    reader = reader_for(path.suffix, READERS)
    if reader is None:
        message = f"files that end in '{path.suffix}' cannot be read"
        hint = f"a CV ends in: {', '.join(suffixes())}"
        raise InputError(Problem("E101", message, display_path(path), hint=hint))
    return reader.read(display_path(path), read_bytes(path))


def load_whole(path: Path, bounds: Path) -> tuple[Source, tuple[Path, ...]]:
    """The parsed file with the files that it includes from the folder ``bounds``, and their paths.

    InputError with every problem; its ``files`` are those that were read or looked for.
    """
    try:
        refuse_link(path, bounds)
        source = load_source(path)
    except CvgenError as error:
        error.files = (path,)
        raise
    return source, include_parts(path, source, bounds)


def include_parts(path: Path, source: Source, bounds: Path) -> tuple[Path, ...]:
    """Put the included files into ``source``; all its files, ``path`` first, or InputError."""
    included = IncludedFiles(path, source, bounds)
    try:
        with_parts(source, included)
    except CvgenError as error:
        error.files = tuple(included.files)
        error.add(source.warnings)
        raise
    return tuple(included.files)


def suffixes(of: Literal["cv", "publications"] = "cv") -> list[str]:
    """The suffixes of the files that have a whole CV or any part of it, or only publications."""
    return [suffix for reader in READERS if reader.of == of for suffix in reader.suffixes]


def _includable() -> list[str]:
    return [*suffixes(), *suffixes("publications")]


class IncludedFiles:
    """Reads the files that one file includes, each once; ``files`` are all that it looked for."""

    def __init__(self, path: Path, source: Source, bounds: Path) -> None:
        self.bounds = bounds.resolve()
        self.files = {path: None}
        self._paths = {source.name: path}
        self._read: dict[Path, Source | InputError] = {_resolved(path): source}
        self._bytes = len(source.text.encode())

    def file(self, name: str, within: Source) -> Source:
        """The file ``name``, as ``within`` includes it; InputError if it may not be included."""
        path = self._inside(name, self._paths[within.name].parent)
        self.files[path] = None
        place = _resolved(path)
        if place not in self._read:
            self._read[place] = self._load(name, path, self._paths[within.name].parent)
        found = self._read[place]
        if isinstance(found, InputError):
            raise found
        return found

    def join_bibliography(
        self, node: Mapping, parts: list[Source], fail: Fail, *, in_list: bool
    ) -> Node:
        """``node`` with the entries of the bibliographies ``parts`` that its options ask for."""
        from cvgen.bibliography.options import with_options

        return with_options(node, parts, fail, in_list=in_list)

    def _inside(self, name: str, folder: Path) -> Path:
        """The path of ``name``, relative to ``folder``; InputError if it is outside ``bounds``."""
        if "://" in name:
            raise _include_error("E114", f"an address on the web cannot be included: '{name}'",
                           "save what it holds as a file in the project")  # fmt: skip
        hint = "write the path from this file, with / between folders, as in ../shared/talks.yaml"
        if "\\" in name or name.startswith("~") or PureWindowsPath(name).drive or name[:1] == "/":
            raise _include_error("E114", f"'{name}' is not a path within the project", hint)
        path = folder / name
        path = stored_path(_resolved(path.parent) / path.name)
        if not _resolved(path).is_relative_to(self.bounds):
            message = f"'{name}' leads out of the project, which is the folder '{self.bounds.name}'"
            raise _include_error("E114", message, "move the file into the project")
        if path.suffix.lower() not in _includable():
            ending = f"a file that ends in '{path.suffix}'" if path.suffix else f"'{name}'"
            hint = f"the name of a part of a CV ends in: {', '.join(_includable())}"
            raise _include_error("E114", f"{ending} cannot be included", hint)
        return path

    def _load(self, name: str, path: Path, folder: Path) -> Source | InputError:
        try:
            if not is_file(path):
                return self._missing(name, path, folder)
            size = path.stat().st_size
            self._bytes += size
            if len(self._read) >= MAX_FILES or self._bytes > MAX_BYTES:
                limit = f"{MAX_BYTES // 1_000_000} MB"
                message = (
                    f"with this file, a CV is in more than {MAX_FILES} files or larger than {limit}"
                )
                if size > MAX_BYTES:
                    message = f"the file is larger than {limit}"
                return _include_error("E103", message)
            source = load_source(path)
        except OSError as error:
            return _include_error("E101", f"the file cannot be read: {system_reason(error)}")
        except InputError as error:
            nowhere = [problem for problem in error.problems if problem.span is None]
            return _include_error(nowhere[0].code, nowhere[0].message) if nowhere else error
        self._paths[source.name] = path
        return source

    def _missing(self, name: str, path: Path, folder: Path) -> InputError:
        if path.is_symlink() and not path.exists():
            return _include_error("E101", f"'{name}' is a link to nothing")
        if path.exists():
            return _include_error("E101", f"'{name}' is not a file")
        near = self._near(name, path, folder)
        hint = near or f"it would be '{display_path(path)}'"
        return _include_error("E115", f"the file '{name}' does not exist", hint)

    def _near(self, name: str, path: Path, folder: Path) -> str | None:
        """A hint with the file that may be meant: the same name nearby, or a similar name."""
        folders = [path.parent, folder, self.bounds]
        folders += [sub for one in folders[1:] for sub in _visible(one) if is_folder(sub)]
        here = _resolved(folder)
        files = {
            Path(os.path.relpath(_resolved(file), here)).as_posix(): file
            for one in dict.fromkeys(folders)
            if one.is_relative_to(self.bounds)
            for file in _visible(one)
            if file.suffix.lower() in _includable() and is_file(file)
        }
        same = [there for there, file in files.items() if file.name == path.name]
        return f"did you mean '{same[0]}'?" if same else did_you_mean(name, files)


def _visible(folder: Path) -> Iterable[Path]:
    try:
        return [path for path in entries(folder) if not path.name.startswith(".")]
    except InputError:
        return []


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a link to itself, say
        raise _include_error("E101", f"'{path.name}' leads to no file") from error


def _include_error(code: str, message: str, hint: str | None = None) -> InputError:
    return InputError(Problem(code, message, hint=hint))
