"""Loads applications, and checks the names that they use: CV, opening, variants, files, theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from cvgen.applications.application import Application, Part
from cvgen.applications.finding import known_openings
from cvgen.applications.named_files import NamedFiles
from cvgen.applications.opening import Contact, Opening
from cvgen.building.empty_keys import KnownKeys
from cvgen.building.validate import Checker
from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, InputError, Problem, unknown_name
from cvgen.loading.load import LoadedCv, load_cv
from cvgen.model.entry import Section
from cvgen.model.marks import StrictModel
from cvgen.paths import nfc
from cvgen.project import Project
from cvgen.project.files import read_bytes
from cvgen.project.sources import load_whole
from cvgen.remarks.contents import warn_of_language
from cvgen.source.tree import Mapping, Source, to_plain
from cvgen.themes import load_theme

DEFAULT_VARIANT = "full"
M = TypeVar("M", bound=StrictModel)
T = TypeVar("T")
Place = tuple[str | int, ...]
ReadCv = Callable[[str], LoadedCv]


@dataclass(frozen=True)
class LoadedApplication:
    """An application with its opening and CV; ``files`` are all that were read for it.

    ``named`` are the files that it names, by the path of their key in the source.
    """

    path: Path
    source: Source
    application: Application
    opening: Opening
    opening_source: Source
    cv: LoadedCv
    named: dict[Place, Path]
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name of the application: that of its file."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The position and the organization."""
        return f"{self.opening.position}, {self.opening.organization}"

    @property
    def project(self) -> Project:
        """The project that it belongs to."""
        return self.cv.project

    @property
    def variant(self) -> str:
        """The variant of the CV that is sent; what letters say comes from its selection."""
        sent = (part.cv for part in self.application.documents if part.cv)
        return next(sent, DEFAULT_VARIANT)

    @property
    def deadline(self) -> PartialDate | None:
        """The last day: the application's own, or the opening's."""
        return self.application.deadline or self.opening.deadline

    @property
    def recipient(self) -> Contact:
        """To whom the letter goes: the opening's contact, at its organization, if nobody else."""
        if self.application.recipient is not None:
            return self.application.recipient
        contact, organization = self.opening.contact or Contact(), self.opening.organization
        written = " ".join(filter(None, (contact.organization, contact.role, *contact.address)))
        if contact.organization or organization.casefold() in written.casefold():
            return contact
        return contact.model_copy(update={"organization": organization})

    def file(self, *place: str | int) -> Path:
        """The file that the value at ``place`` names."""
        return self.named[place]

    def section(self, part: Part) -> Section | None:
        """The section of the CV that a document shows, by key or type."""
        found = (one for one in self.cv.cv.sections if part.section in (one.key, one.type))
        return next(found, None)


def read_opening(path: Path, project: Project) -> Opening:
    """The opening in a file; InputError with all problems."""
    source, _ = load_whole(path, project.bounds(path))
    return as_model(source, Opening, "an opening")


def openings(project: Project) -> Iterator[tuple[Path, Opening]]:
    """Each opening of the project that can be read, with its file."""
    for path in known_openings(project).values():
        with suppress(CvgenError):  # reported with the application that is for it
            yield path, read_opening(path, project)


def read_named_cv(project: Project, name: str) -> LoadedCv:
    """The CV ``name`` of a project; UnknownNameError if there is none."""
    return load_cv(project.find_cv(name), project)


def load_application(
    path: Path, project: Project, read_cv: ReadCv | None = None
) -> LoadedApplication:
    """The checked application; InputError with every problem of its file and of its opening.

    ``read_cv`` gives the CV of a name, and may remember one that several applications send.
    """
    try:
        source, files = load_whole(path, project.bounds(path))
    except CvgenError as error:
        hint = "start with `cv: NAME`; `cvgen apply --new NAME --opening FILE` writes a whole one"
        error.problems = [
            replace(one, hint=hint) if one.code == "E105" else one for one in error.problems
        ]
        raise
    read_cv = read_cv or partial(read_named_cv, project)
    checked = _Names(path, project, source, read_cv)
    try:
        return checked.load(as_model(source, Application, "an application"), files)
    except CvgenError as error:
        error.files = tuple(dict.fromkeys((*files, *checked.files, *error.files)))
        raise


def as_model(source: Source, model: type[M], what: str) -> M:
    """The content of a whole file as a ``model``; InputError with all problems."""
    checker = Checker(source)
    if not isinstance(source.root, Mapping):
        checker.fail("E203", f"{what} is a mapping of keys", (), "write each key as `key: value`")
        raise InputError(checker.problems)
    plain = to_plain(source.root, KnownKeys(source.root, (model,), ()))
    found = checker.check(model, plain, (), what)
    if found is None:
        raise InputError(checker.problems)
    return found


def placed_problems(error: CvgenError, source: Source, place: Place) -> list[Problem]:
    """The problems of ``error``; those without a file are put at ``place`` in ``source``."""
    span = source.span_of(place)
    return [
        one if one.file else source.problem(one.code, one.message, span, one.hint)
        for one in error.problems
    ]


class _Names:
    """Looks up what an application names, and collects the ``problems``."""

    def __init__(self, path: Path, project: Project, source: Source, read_cv: ReadCv) -> None:
        self.path, self.project, self.source = path, project, source
        self.read_cv = read_cv
        self.problems: list[Problem] = []
        self.files: list[Path] = []
        self.named: dict[Place, Path] = {}
        self.lookup = NamedFiles(path, project)

    def load(self, application: Application, files: tuple[Path, ...]) -> LoadedApplication:
        """The application with everything that it names; InputError with all problems."""
        opening = self._placed(("opening",), partial(self._opening, application))
        cv = self._placed(("cv",), partial(self.read_cv, application.cv))
        if application.theme:
            theme, folders = application.theme, self.project.theme_folders
            self._placed(("theme",), partial(load_theme, theme, folders=folders))
        if application.signature:
            self._find(application.signature, ("signature",))
            self._check_signature()
        if application.language:
            warn_of_language(self.source, application.language)
        for number, part in enumerate(application.documents):
            self._check_part(part, ("documents", number), cv)
        for number, field in enumerate(application.fields):
            if field.text.endswith((".md", ".txt")) and "\n" not in field.text:
                self._find(field.text, ("fields", number, "text"))
        if self.problems or opening is None or cv is None:
            raise InputError(self.problems)
        read = (*files, *self.files, *cv.files, *self.named.values())
        return LoadedApplication(
            self.path,
            self.source,
            application,
            *opening,
            cv,
            self.named,
            tuple(dict.fromkeys(read)),
        )

    def _placed(self, place: Place, find: Callable[[], T]) -> T | None:
        """What ``find`` returns; its problems without a place are put at ``place``."""
        try:
            return find()
        except CvgenError as error:
            self.files += error.files
            self.problems += placed_problems(error, self.source, place)
            return None

    def _opening(self, application: Application) -> tuple[Opening, Source]:
        if isinstance(application.opening, Opening):
            return application.opening, self.source
        path = self._opening_path(application.opening)
        source, files = load_whole(path, self.project.bounds(path))
        self.files += files
        return as_model(source, Opening, "an opening"), source

    def _opening_path(self, name: str) -> Path:
        known = known_openings(self.project)
        if nfc(name) in known:
            return known[nfc(name)]
        path = self.lookup.find(name)
        if path is None:
            raise unknown_name("opening", name, known)
        return path

    def _find(self, name: str, place: Place) -> None:
        """Note the file ``name`` at ``place``, or a problem if it does not exist."""
        path = self._placed(place, partial(self.lookup.required, name))
        if path is not None:
            self.named[place] = path

    def _check_signature(self) -> None:
        """Note a problem if the file of the signature is not a picture."""
        path = self.named.get(("signature",))
        if path is None:
            return
        from cvgen.assets.pictures import PhotoError, usable  # few applications have one

        try:
            usable(read_bytes(path))
        except PhotoError as error:
            reason = str(error).replace("the photo", "the file")
            message = f"the signature cannot be shown: {reason}"
            span = self.source.span_of(("signature",))
            hint = "sign on white paper, and save a picture of that as PNG or JPEG"
            self.problems.append(self.source.problem("E744", message, span, hint))

    def _check_part(self, part: Part, place: Place, cv: LoadedCv | None) -> None:
        """Look up what a document names."""
        for key in ("letter", "statement", "file"):
            if (name := getattr(part, key)) is not None:
                self._find(name, (*place, key))
        for key in ("cv", "variant") if cv else ():
            if (name := getattr(part, key)) is not None:
                assert cv is not None
                self._placed((*place, key), partial(cv.rules, name))
        if part.section is not None and cv is not None:
            self._check_section(part.section, place, cv)

    def _check_section(self, name: str, place: Place, cv: LoadedCv) -> None:
        """Note a problem if the CV has no section with the key or type ``name``."""
        keys = {section.key for section in cv.cv.sections}
        if name in keys | {section.type for section in cv.cv.sections}:
            return
        is_value = self.source.node_at((*place, "section")) is not None
        span = (
            self.source.span_of((*place, "section"))
            if is_value
            else self.source.key_span_of((*place, name))  # as in `references: {entries: 3}`
        )
        message, found = f"'{cv.path.stem}' has no section '{name}'", unknown_name("", name, keys)
        (problem,) = found.problems
        self.problems.append(self.source.problem(problem.code, message, span, problem.hint))
