"""A project: the folder with ``cvgen.yaml`` or ``cv_data/``, its settings, CVs and outputs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from cvgen.building import Checker
from cvgen.building.build import build_variants
from cvgen.errors import (
    InputError,
    OutputError,
    Problem,
    UnknownNameError,
    did_you_mean,
    unknown_name,
)
from cvgen.model.marks import Options, Strict, Words
from cvgen.model.variant import Variant
from cvgen.project.files import entries, is_file, is_folder, read_bytes, shown
from cvgen.readers import READERS, reader_for
from cvgen.source.tree import Mapping, Source, to_plain
from cvgen.source.yaml_source import decode, read_yaml

CONFIG = "cvgen.yaml"
DATA_FOLDER = "cv_data"


class Config(Strict):
    """What ``cvgen.yaml`` may say."""

    cvs: str = Field(DATA_FOLDER, description="The folder of the CVs.")
    output: str = Field("output", description="The folder of the outputs.")
    theme: str = Field("academic", description="The theme where nothing else names one.")
    options: Options = Field({}, description="Values for options of the theme.")
    variant: Words = Field((), description="What to render where the command names no variant.")
    formats: Words = Field((), description="What to render where the command names no format.")


@dataclass(frozen=True)
class Project:
    """A project's folder, its settings and its own variants."""

    root: Path
    config: Config = field(default_factory=lambda: Config())
    variants: tuple[Variant, ...] = ()
    source: Source | None = None

    @property
    def output(self) -> Path:
        """The folder of the outputs."""
        return self.root / self.config.output

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """Where the project's own themes are."""
        return (self.root / "themes",)

    def cv_paths(self) -> list[Path]:
        """All CVs of the project, by name."""
        folder = self.root / self.config.cvs
        suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
        found = entries(folder)
        names = (path for path in found if is_file(path) and not path.name.startswith("."))
        return sorted(path for path in names if path.suffix.lower() in suffixes)

    def find_cv(self, name: str) -> Path:
        """The CV of that name or path; UnknownNameError where there is none."""
        path, paths = Path(name), self.cv_paths()
        known: dict[str, Path] = {cv.stem: cv for cv in paths}
        if name in known:
            same = [shown(other) for other in paths if other.stem == name]
            if len(same) > 1:
                hint = f"name the file: {' or '.join(same)}"
                raise UnknownNameError(Problem("E301", f"two CVs are named '{name}'", hint=hint))
            return known[name]
        if is_file(path):
            return path
        if len(path.parts) > 1 or path.suffix:
            near = did_you_mean(path.stem, known)
            raise UnknownNameError(Problem("E301", f"there is no file '{name}'", hint=near))
        raise unknown_name("CV", name, known)

    def output_path(self, cv: Path, variant: str, suffix: str, folder: Path | None = None) -> Path:
        """Where the document of ``cv`` as ``variant`` goes: ``<cv>/<cv>-<variant><suffix>``."""
        name = cv.stem
        bad = any(char in '/\\:*?"<>|' or unicodedata.category(char) == "Cc" for char in name)
        if bad or name.strip(".") == "":
            message = f"'{name}' cannot be used as the name of an output"
            raise OutputError(Problem("E502", message, shown(cv), hint="rename the CV's file"))
        return (folder or self.output) / name / f"{name}-{variant}{suffix}"


def find_project(start: Path) -> Project:
    """The project that ``start`` is in: the nearest folder upwards with settings or CVs."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if is_file(folder / CONFIG):
            return _read(folder)
        if is_folder(folder / DATA_FOLDER):
            return Project(folder)
    return Project(start)


def load_source(path: Path) -> Source:
    """The parsed file; InputError with its problems, also where its format is not known."""
    reader = reader_for(path.suffix, READERS)
    if reader is None:
        known = ", ".join(suffix for reader in READERS for suffix in reader.suffixes)
        message = f"files that end in '{path.suffix}' cannot be read"
        raise InputError(Problem("E101", message, shown(path), hint=f"a CV ends in: {known}"))
    return reader.read(shown(path), read_bytes(path))


def _read(folder: Path) -> Project:
    path = folder / CONFIG
    data = read_bytes(path)
    text = decode(shown(path), data)
    if all(line.strip()[:1] in ("", "#") or line.strip() == "---" for line in text.splitlines()):
        return Project(folder)
    source = read_yaml(shown(path), data)
    if not isinstance(source.root, Mapping):
        span = source.span_of(())
        raise InputError(source.problem("E203", "the settings are a mapping of keys", span))
    plain = to_plain(source.root)
    assert isinstance(plain, dict)
    checker = Checker(source)
    variants = build_variants(checker, plain.pop("variants", None))
    config = checker.check(Config, plain, (), "the settings")
    if config is None or checker.problems:
        raise InputError(checker.problems)
    for name in ("cvs", "output"):
        if (folder / getattr(config, name)).resolve().is_relative_to(folder.resolve()):
            continue
        message = f"'{name}' leads out of the project"
        raise InputError(source.problem("E401", message, source.span_of((name,))))
    return Project(folder, config, variants, source)


__all__ = ["CONFIG", "DATA_FOLDER", "Config", "Project", "find_project", "load_source"]
