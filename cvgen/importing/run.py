"""`cvgen import`: files → the text of a CV, and the account of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvgen.errors import InputError, OutputError, Problem, UsageError
from cvgen.importing.checking import Draft
from cvgen.importing.imported import Imported, Out, Value, leaves, scalars
from cvgen.importing.input_file import InputFile
from cvgen.importing.kinds import importer_for
from cvgen.importing.merging import PLACEHOLDER, merged
from cvgen.importing.placing import Account, account, printable
from cvgen.importing.yaml_text import YamlText
from cvgen.paths import display_path, project_root, real_path
from cvgen.patterns import pattern
from cvgen.project import find_project, write_atomic
from cvgen.project.files import read_bytes
from cvgen.source import tree

MAX_BYTES = 100_000_000
_SCHEMA = "cv.schema.json"
_NO_LETTER = pattern(r"[^\w]+")


@dataclass(frozen=True)
class Import:
    """A CV made of files: its text, the account of their values, and warnings about the files."""

    name: str
    text: str
    account: Account
    warnings: tuple[Problem, ...]


def read_files(paths: Sequence[Path]) -> list[InputFile]:
    """The files at ``paths``; InputError with all that cannot be read."""
    problems: list[Problem] = []
    files: list[InputFile] = []
    for path in paths:
        try:
            if path.is_file() and path.stat().st_size > MAX_BYTES:
                message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
                raise InputError(Problem("E767", message, display_path(path)))
            files.append(InputFile(display_path(path), read_bytes(path)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return files


@dataclass(frozen=True)
class Contents:
    """What is in files: the name, kind and content of each, and the CV that they make together."""

    parts: list[tuple[str, str, Imported]]
    draft: Draft

    @property
    def by_name(self) -> list[tuple[str, Imported]]:
        """The name and the content of each file."""
        return [(name, imported) for name, _, imported in self.parts]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings about the files."""
        return tuple(one for _, imported in self.by_name for one in imported.warnings)


def contents_of(files: Sequence[InputFile], kind: str | None = None) -> Contents:
    """What is in ``files``, as a CV without errors; InputError with every problem of them."""
    parts: list[tuple[str, str, Imported]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            part = importer_for(file, kind)
            parts.append((file.name, part.title, part.read(file)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    reasons: dict[int, str] = {}
    draft = Draft(merged([(name, imported) for name, _, imported in parts], reasons), reasons)
    draft.repair()
    return Contents(parts, draft)


def import_files(files: Sequence[InputFile], kind: str | None = None) -> Import:
    """The CV in ``files``, which `cvgen check` accepts; InputError with every problem of them."""
    found = contents_of(files, kind)
    data = found.draft.data
    counted = account(found.by_name, data, found.draft.reasons)
    comments = dict(_section_comments(found.by_name, data))
    text = "\n".join([
        *_head(found.parts, data, counted), YamlText(comments, found.draft.quoted).text(data),
        *_foot(counted, len(found.parts) > 1),
    ])  # fmt: skip
    name = data["name"]
    assert isinstance(name, Value)
    return Import(name.text, text, counted, found.warnings)


def _head(
    found: Sequence[tuple[str, str, Imported]], data: dict[str, Out], counted: Account
) -> Iterator[str]:
    sources = ", ".join(f"{printable(name)} ({title})" for name, title, _ in found)
    yield f"# Imported from {sources}."
    left = len(counted.unplaced)
    rest = "" if not left else f", {left} not; those are listed at the end"
    yield f"# {counted.placed} values are in this file{rest}."
    name = data["name"]
    if isinstance(name, Value) and name.text == PLACEHOLDER and not name.sources:
        yield "# No file gives the name of the person: write it below."
    yield ""


def _foot(counted: Account, several: bool) -> Iterator[str]:
    if counted.unplaced:
        yield "# Not in this file:"
        yield from (f"# - {line}" for line in counted.lines(several))
        yield ""


def _section_comments(
    contents: Sequence[tuple[str, Imported]], data: dict[str, Out]
) -> Iterator[tuple[tree.Path, list[str]]]:
    """For each section, where its first value comes from in each file."""
    places = {
        id(scalar): (name, scalar)
        for name, imported in contents
        for _, scalar in scalars(imported.root)
    }
    sections = data.get("sections")
    for key, section in sections.items() if isinstance(sections, dict) else ():
        first: dict[str, str] = {}
        for _, value in leaves(section):
            for name, scalar in (places[id(one)] for one in value.sources if id(one) in places):
                inner = f"{name}/{scalar.span.file}" if scalar.span.file else name
                first.setdefault(inner, f"{inner}:{scalar.span.line}")
        if first:
            place = ", ".join(first.values())
            if len(contents) == 1 and len(first) == 1:
                place = f"line {place.rpartition(':')[2]}"
            yield ("sections", key), [printable(f"from {place}")]


def output_path(wanted: Path | None, name: str, files: Sequence[Path], force: bool) -> Path:
    """Where the CV of ``name`` is written: ``wanted``, or a file among the CVs of the project.

    UsageError (E769) if that is no YAML file or one of ``files``, OutputError (E504) if it exists
    and ``force`` is false.
    """
    path = wanted
    if path is None:
        project = find_project(project_root(Path()))
        own = name if name != PLACEHOLDER else files[0].stem
        path = project.root / project.config.cvs / f"{slug(own)}.yaml"
    shown = display_path(path)
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(Problem("E769", "a CV is a YAML file", shown, hint="as in -o ada.yaml"))
    if any(real_path(path) == real_path(file) for file in files):
        hint = "name another file with -o"
        raise UsageError(Problem("E769", "this would replace a file it imports", shown, hint=hint))
    if path.exists() and not force:
        hint = "name another file with -o, or replace it with --force"
        raise OutputError(Problem("E504", "the file already exists", shown, hint=hint))
    return path


def write(path: Path, made: Import) -> None:
    """Write the CV to ``path``, with the address of the schema if that is beside it."""
    head = f"# yaml-language-server: $schema={_SCHEMA}\n"
    has_schema = (path.parent / _SCHEMA).is_file()
    write_atomic(path, f"{head if has_schema else ''}{made.text}".encode())


def slug(name: str) -> str:
    """A file name for ``name``: small letters with hyphens."""
    return _NO_LETTER.sub("-", name.casefold()).strip("-_")[:60] or "cv"
