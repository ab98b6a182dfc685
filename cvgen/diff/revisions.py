"""Extracts a project at a git revision into a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cvgen.errors import CvgenError, Problem, UnknownNameError, UsageError, did_you_mean
from cvgen.loading.load import LoadedCv, load_cv
from cvgen.paths import CONFIG, DATA_FOLDER, display_path, is_file, is_folder, nfc, stored_path
from cvgen.patterns import pattern
from cvgen.project import Project, find_project
from cvgen.project.parts import named_files
from cvgen.project.sources import suffixes
from cvgen.selection import Rules

_REVISION = pattern(r"[\w@.][\w@.^~/{}+:-]*")
_SECONDS = 60
_FILES = ("100644", "100755")


@dataclass(frozen=True)
class PastProject(Project):
    """An earlier project with the themes of today, as earlier ones may need what is gone."""

    themes: tuple[Path, ...] = ()

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """The current folders of the project's own themes."""
        return self.themes


@dataclass(frozen=True)
class ProjectView:
    """A project now or at a ``revision``; ``real`` is its current folder."""

    project: Project
    real: Path
    revision: str | None = None

    def load(self, path: Path) -> LoadedCv:
        """The CV whose current path is ``path``. A CvgenError names the revision's files."""
        if self.revision is None:
            return load_cv(path, self.project)
        there = self.find(path)
        if there is None:
            message = f"unknown CV '{path.stem}' in {self.revision}"
            raise UnknownNameError(Problem("E301", message))
        with self.with_real_names():
            return load_cv(there, self.project)

    @contextmanager
    def with_real_names(self) -> Iterator[None]:
        """Change the files in errors raised in this context to the names that a user knows."""
        try:
            yield
        except CvgenError as error:
            if self.revision is None:
                raise
            problems = [self.with_real_name(problem) for problem in error.problems]
            raise type(error)(problems) from error

    def rules(self, loaded: LoadedCv, variant: str) -> Rules:
        """The rules of ``variant`` for a CV of this view; UnknownNameError if it is unknown."""
        try:
            return loaded.rules(variant)
        except UnknownNameError as error:
            if self.revision is None:
                raise
            where = f" in {self.revision}"
            problems = [replace(one, message=one.message + where) for one in error.problems]
            raise UnknownNameError(problems) from error

    def cvs(self) -> list[Path]:
        """The current paths of all CVs of this view, whether they exist now or not."""
        there = self.project.root
        return [self.real / path.relative_to(there) for path in self.project.cv_paths()]

    def find(self, path: Path) -> Path | None:
        """The file in this view of the CV whose current path is ``path``, or else of its name."""
        if self.revision is None and is_file(path):
            return path
        inside = path.resolve()
        if inside.is_relative_to(self.real) and is_file(
            there := stored_path(self.project.root / inside.relative_to(self.real))
        ):
            return there
        name = nfc(path.stem)
        return next((cv for cv in self.project.cv_paths() if nfc(cv.stem) == name), None)

    def name_of(self, path: Path) -> str:
        """The name of a file of this view in messages: ``HEAD~3:cv_data/ada.yaml``."""
        if self.revision is None:
            return display_path(path)
        return f"{self.revision}:{path.relative_to(self.project.root).as_posix()}"

    def with_real_name(self, problem: Problem) -> Problem:
        """``problem`` with the file name that a user knows."""
        root = str(self.project.root)
        if problem.file is None or not problem.file.startswith(root):
            return problem
        prefixes = (f"{root}{os.sep}", f"{self.revision}:")
        message, via = problem.message.replace(*prefixes), problem.via.replace(*prefixes)
        return replace(problem, file=self.name_of(Path(problem.file)), message=message, via=via)


@contextmanager
def view_of(
    project: Project, revision: str | None, also: Sequence[Path] = (), meant: Sequence[str] = ()
) -> Iterator[ProjectView]:
    """The project in ``revision`` (or as it is), with the CVs ``also`` that lie elsewhere in it.

    ``meant`` are the CVs that an unknown revision may mean. UsageError without git or a
    repository, UnknownNameError for an unknown revision.
    """
    if revision is None:
        yield ProjectView(project, project.root)
        return
    commit = _commit(project.root, revision, meant)
    others = (path.resolve() for path in also)
    inside = [p.relative_to(project.root) for p in others if p.is_relative_to(project.root)]
    names = [CONFIG, DATA_FOLDER, *(form for path in inside for form in _forms(path))]
    with tempfile.TemporaryDirectory(prefix="cvgen-") as folder:
        root = Path(folder).resolve()
        _take_out(project.root, commit, names, root)
        _take_out_parts(project.root, commit, root)
        if not is_file(root / CONFIG) and not is_folder(root / DATA_FOLDER):
            message = f"there is neither '{CONFIG}' nor '{DATA_FOLDER}' in {revision}"
            raise UnknownNameError(Problem("E301", message))
        view = ProjectView(Project(root), project.root, revision)
        with view.with_real_names():
            then = find_project(root)
        _take_out(project.root, commit, [then.config.cvs], root)
        _take_out_parts(project.root, commit, root)
        past = PastProject(root, then.config, then.variants, then.source, project.theme_folders)
        yield replace(view, project=past)


def _commit(root: Path, revision: str, meant: Sequence[str]) -> str:
    """The commit that ``revision`` names; an error suggests CVs with a similar name."""
    if not _REVISION.fullmatch(revision) or ".." in revision:
        hint = "name a commit, a branch or a tag: HEAD~3, main, v1.0"
        raise UsageError(Problem("E604", f"'{revision}' is not a revision", hint=hint))
    if _git(root, "rev-parse", "--git-dir").returncode:
        hint = "without `--variant`, cvgen diff compares two variants"
        message = f"the folder '{display_path(root)}' is not in a git repository"
        raise UsageError(Problem("E604", message, hint=hint))
    made = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if made.returncode:
        hint = did_you_mean(revision, meant) or "`git log --oneline` lists the last revisions"
        what = f"revision or CV '{revision}'" if meant else f"revision '{revision}'"
        raise UnknownNameError(Problem("E301", f"unknown {what}", hint=hint))
    return made.stdout.decode("ascii").strip()


def current_commit(root: Path) -> str:
    """The commit of the folder ``root``; empty if it is not in a repository, or without git."""
    if not (root / ".git").exists() and _git(root, "rev-parse", "--git-dir").returncode:
        return ""
    made = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    return made.stdout.decode("ascii").strip() if made.returncode == 0 else ""


def _take_out_parts(root: Path, commit: str, target: Path) -> None:
    """Also write the files that the files in ``target`` include."""
    tried: set[Path] = set()
    files = [path for path in target.rglob("*") if path.suffix.lower() in suffixes()]
    while missing := {p for p in named_files(files, target) if not is_file(p)} - tried:
        tried |= missing
        inside = (path.relative_to(target) for path in missing)
        names = [f":(literal){form}" for path in inside for form in _forms(path)]
        _take_out(root, commit, names, target)


def _forms(path: Path) -> set[str]:
    """``path`` in both Unicode forms that a repository may use for accents."""
    return {unicodedata.normalize(form, path.as_posix()) for form in ("NFC", "NFD")}


def _take_out(root: Path, commit: str, names: list[str], target: Path) -> None:
    """Write the files below ``names`` (relative to ``root``) into ``target``, but no links."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *names)
    blobs: list[tuple[bytes, PurePosixPath]] = []
    for line in filter(None, listed.stdout.split(b"\0")):
        facts, _, name = line.partition(b"\t")
        mode, _, blob = facts.split()
        path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
        if mode.decode() in _FILES and ".." not in path.parts and not path.is_absolute():
            blobs.append((blob, path))
    made = _git(root, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob, _ in blobs))
    rest = made.stdout
    for _, path in blobs:
        head, _, rest = rest.partition(b"\n")
        size = int(head.split()[-1])
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(rest[:size])
        rest = rest[size + 1 :]


def _git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in ``root``; UsageError if git is missing or takes too long."""
    program = shutil.which("git")
    if program is None:
        message = "cvgen reads revisions with git, which is not installed"
        raise UsageError(Problem("E604", message, hint="install git, or compare two variants"))
    try:
        return subprocess.run(
            [program, "-C", str(root), *words], input=given, capture_output=True, check=False,
            timeout=_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = f"git did not answer within {_SECONDS} seconds"
        raise UsageError(Problem("E604", message)) from error
