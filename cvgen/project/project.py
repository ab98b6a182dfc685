"""A project: the folder with ``cvgen.yaml`` or ``cv_data/``, its settings, CVs and outputs."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from cvgen.building.build import build_variants
from cvgen.building.empty_keys import KnownKeys
from cvgen.building.validate import Checker
from cvgen.errors import (
    CvgenError,
    InputError,
    OutputError,
    Problem,
    UnknownNameError,
    did_you_mean,
    unknown_name,
)
from cvgen.model.marks import StrictModel, Words
from cvgen.model.variant import Options, Variant
from cvgen.paths import (
    CONFIG,
    DATA_FOLDER,
    OTHER_NAMES,
    display_path,
    is_file,
    is_folder,
    is_inside,
    is_project,
    nfc,
    project_root,
    real_path,
    stored_path,
)
from cvgen.project.files import (
    THEMES,
    entries,
    not_for_outputs,
    read_bytes,
    refuse_links,
    write_atomic,
)
from cvgen.project.parts import users_of, without_parts
from cvgen.project.sources import include_parts, suffixes
from cvgen.source.encodings import decode
from cvgen.source.tree import Mapping, Source, to_plain
from cvgen.source.yaml_source import read_yaml

_MAX_NAMED = 3


class Config(StrictModel):
    """The keys of ``cvgen.yaml``, but for ``variants``."""

    cvs: str = Field(DATA_FOLDER, description="The folder of the CVs.")
    output: str = Field("output", description="The folder of the outputs.")
    theme: str = Field("academic", description="The default theme.")
    options: Options = Field({}, description="Values for options of the theme.")
    variant: Words = Field((), description="The variants that `cvgen render` makes by default.")
    formats: Words = Field((), description="The formats that `cvgen render` makes by default.")


@dataclass(frozen=True)
class Project:
    """A project's folder, settings and variants; ``files`` are the files of the settings."""

    root: Path
    config: Config = field(default_factory=lambda: Config())
    variants: tuple[Variant, ...] = ()
    source: Source | None = None
    files: tuple[Path, ...] = ()

    @property
    def output(self) -> Path:
        """The folder of the outputs."""
        return self.root / self.config.output

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """The folders of the project's own themes."""
        return (self.root / THEMES,)

    def bounds(self, path: Path) -> Path:
        """The folder from which ``path`` may include files: the project, or its own folder."""
        is_real = is_file(self.root / CONFIG) or is_folder(self.root / self.config.cvs)
        return self.root if is_real and is_inside(path.parent, self.root) else path.parent

    def write(self, path: Path, data: bytes) -> None:
        """Write a file that the user names; OutputError (E508) if it is an input of the project."""
        self.check_output(path)
        if real_path(path) in map(real_path, self.files):
            raise _refused_output(path, "the settings are in this file")
        write_atomic(path, data)

    def check_output(self, path: Path) -> None:
        """OutputError (E508) if ``path`` is among CVs, themes, settings or in a repository."""
        if reason := not_for_outputs(path, self.root, self.config.cvs):
            raise _refused_output(path, reason)

    def cv_paths(self) -> list[Path]:
        """All CVs of the project, sorted by name, without files that are parts of others."""
        return without_parts(self._data_paths(), self.root)

    def _data_paths(self) -> list[Path]:
        found = entries(self.root / self.config.cvs)
        found = [path for path in found if path.name != CONFIG]  # of a project in this folder
        names = (path for path in found if is_file(path) and not path.name.startswith("."))
        return sorted(path for path in names if path.suffix.lower() in suffixes())

    def find_cv(self, name: str) -> Path:
        """The CV of that name or path; UnknownNameError if it does not exist."""
        path, paths = Path(name), self._data_paths()
        known = {nfc(cv.stem): cv for cv in paths}
        if (wanted := nfc(name)) in known:
            same = [display_path(other) for other in paths if nfc(other.stem) == wanted]
            if len(same) > 1:
                hint = f"name the file: {' or '.join(same)}"
                raise UnknownNameError(Problem("E301", f"two CVs are named '{name}'", hint=hint))
            return self._checked_whole(known[wanted])
        for place in (stored_path(path), stored_path(self.root / path)):
            if is_file(place):
                return self._checked_whole(place)
        known = {cv.stem: cv for cv in self.cv_paths()}
        if len(path.parts) > 1 or path.suffix:
            near = did_you_mean(path.stem, known)
            raise UnknownNameError(Problem("E301", f"the file '{name}' does not exist", hint=near))
        if there := _cv_below(self.root, name) or (None if known else projects_below(self.root)):
            raise UnknownNameError(Problem("E301", f"unknown CV '{name}'", hint=there))
        raise unknown_name("CV", name, known)

    def _checked_whole(self, path: Path) -> Path:
        """``path``; UnknownNameError if it is only a part of other CVs."""
        users = users_of(path, self._data_paths(), self.root)
        if users:
            message = f"'{display_path(path)}' is a part of a CV, not a CV itself"
            hint = f"name the CV that includes it: {', '.join(user.stem for user in users)}"
            raise UnknownNameError(Problem("E301", message, hint=hint))
        return path

    def output_path(
        self, cv: Path, variant: str, suffix: str, folder: Path | None = None, called: str = ""
    ) -> Path:
        """The path of an output: ``<cv>/<cv>-<variant><suffix>`` in ``folder`` or the outputs.

        The file is ``called`` something else than the CV if it must not say whose it is.
        """
        name = cv.stem
        bad = any(char in '/\\:*?"<>|' or unicodedata.category(char) == "Cc" for char in name)
        if bad or name.strip(".") == "":
            message = f"'{name}' cannot be used as the name of an output"
            raise OutputError(
                Problem("E502", message, display_path(cv), hint="rename the CV's file")
            )
        target = (folder or self.output) / name / f"{called or name}-{variant}{suffix}"
        self.check_output(target)
        return target


def _refused_output(path: Path, reason: str) -> OutputError:
    message = f"no output may be here: {reason}"
    hint = "name another place; nothing was written"
    return OutputError(Problem("E508", message, display_path(path), hint=hint))


def find_project(start: Path) -> Project:
    """The project of the folder ``start``: the nearest one upwards with settings or CVs."""
    root = project_root(start)
    refuse_links(root, (CONFIG, THEMES))
    if is_file(root / CONFIG):
        project = _read(root)
    else:
        if wrong := next((root / name for name in OTHER_NAMES if is_file(root / name)), None):
            message, hint = (
                f"settings are read from '{CONFIG}' only",
                f"rename the file to '{CONFIG}'",
            )
            raise InputError(Problem("E101", message, display_path(wrong), hint=hint))
        project = Project(root)
    refuse_links(root, (project.config.cvs, project.config.output))
    return project


def _read(folder: Path) -> Project:
    path = folder / CONFIG
    data = read_bytes(path)
    text = decode(display_path(path), data)
    if all(line.strip()[:1] in ("", "#") or line.strip() == "---" for line in text.splitlines()):
        return Project(folder)
    source = read_yaml(display_path(path), data, includes=True)
    files = include_parts(path, source, folder)
    try:
        config, variants = _settings(folder, source)
    except CvgenError as error:
        error.files = files
        error.add(source.warnings)
        raise
    return Project(folder, config, variants, source, files)


def _settings(folder: Path, source: Source) -> tuple[Config, tuple[Variant, ...]]:
    """The settings in ``source``, of the project in ``folder``; InputError with all problems."""
    if not isinstance(source.root, Mapping):
        span = source.span_of(())
        raise InputError(source.problem("E203", "the settings are a mapping of keys", span))
    plain = to_plain(source.root, KnownKeys(source.root, (Config,), ("variants",)))
    assert isinstance(plain, dict)
    checker = Checker(source)
    variants = build_variants(checker, plain.pop("variants", None))
    if isinstance(plain.get("variant"), dict):
        message = "'variant' names variants, and this is a mapping"
        checker.fail("E203", message, ("variant",), "did you mean 'variants'?", key=True)
        del plain["variant"]
    config = checker.check(Config, plain, (), "the settings")
    if config is None or checker.problems:
        raise InputError(checker.problems)
    for name in ("cvs", "output"):
        if name in plain and not is_inside(folder / getattr(config, name), folder):
            message = f"'{name}' leads out of the project"
            raise InputError(source.problem("E401", message, source.span_of((name,))))
    if reason := not_for_outputs(folder / config.output, folder, config.cvs):
        message = f"'output' cannot be '{config.output}': {reason}"
        hint = "name a folder for outputs alone, as in `output: output`"
        raise InputError(source.problem("E442", message, source.span_of(("output",)), hint))
    return _as_stored(folder, config), variants


def _as_stored(folder: Path, config: Config) -> Config:
    """``config`` with the names of its folders as the system stores them."""
    names = {key: getattr(config, key) for key in ("cvs", "output")}
    if all(map(str.isascii, names.values())):
        return config
    found = {
        key: os.path.relpath(stored_path(folder / name), folder) for key, name in names.items()
    }
    return config.model_copy(update=found)


def projects_below(folder: Path) -> str | None:
    """A hint that names the projects in ``folder``; None if it has none."""
    found = [display_path(path) for path in _projects_in(folder)]
    if not found:
        return None
    if len(found) == 1:
        return f"a project is in '{found[0]}': run this there, or with --project {found[0]}"
    more = f" and {len(found) - _MAX_NAMED} more" if len(found) > _MAX_NAMED else ""
    named = ", ".join(f"'{name}'" for name in found[:_MAX_NAMED])
    return f"projects are in {named}{more}: add one, as in --project {found[0]}"


def _cv_below(folder: Path, name: str) -> str | None:
    """A hint that names the CVs ``name`` of the projects in ``folder``; None if they have none."""
    found = [
        display_path(path)
        for project in _projects_in(folder)
        for path in entries(project / DATA_FOLDER)
        if nfc(path.stem) == nfc(name) and path.suffix.lower() in suffixes()
    ]
    return f"name its file: {' or '.join(found[:_MAX_NAMED])}" if found else None


def _projects_in(folder: Path) -> list[Path]:
    return [path for path in entries(folder) if is_folder(path) and is_project(path)]
