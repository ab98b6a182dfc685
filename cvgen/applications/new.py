"""Writes the file of a new application for an opening, and a letter to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cvgen.applications.finding import known_openings
from cvgen.applications.loading import read_opening
from cvgen.applications.matching import is_kind
from cvgen.applications.opening import Opening, Required
from cvgen.applications.request import FOLDER, OPENINGS
from cvgen.applications.starters import FALLBACK, starter
from cvgen.errors import OutputError, Problem, UsageError, unknown_name
from cvgen.loading.load import all_cvs
from cvgen.paths import display_path, is_file, is_inside, nfc, stored_path
from cvgen.patterns import pattern
from cvgen.project import Project, write_atomic

_NAME = pattern(r"\w[\w.-]{0,80}")
_STATEMENT = pattern(
    r"statement|proposal|plan|essay|konzept|skizze|expos[eé]|vorhaben|projet|propuesta|projeto|progetto"
)
_PLAIN = pattern(r"[^\W\d_][\w ./-]*")
_LETTERS = "letters"
_VARIANTS = ("academic", "industry", "biosketch")


def new_application(
    project: Project, name: str, opening: str, cv: str | None, day: str
) -> list[Path]:
    """Write ``applications/NAME.yaml``, dated ``day``, and ``letters/NAME.md``; the files written.

    UsageError or UnknownNameError for a wrong name, opening or CV; OutputError (E504), and nothing
    is written, if one of the files exists.
    """
    if not _NAME.fullmatch(name):
        hint = "use letters, digits, - and _, as in aalto-postdoc"
        raise UsageError(Problem("E502", f"an application cannot be called '{name}'", hint=hint))
    path = _opening(project, opening)
    wanted = read_opening(path, project)
    letter = f"{_LETTERS}/{name}.md"
    lines = "\n".join(_lines(wanted, _name_of(path, project), _cv(project, cv), letter, day))
    files = {
        project.root / FOLDER / f"{name}.yaml": f"{lines}\n",
        project.root / letter: starter(wanted.language or FALLBACK),
    }
    taken = [path for path in files if path.exists()]
    if taken:
        hint = "choose another name"
        raise OutputError(
            [Problem("E504", "the file already exists", display_path(p), hint=hint) for p in taken]
        )
    for target, text in files.items():
        write_atomic(target, text.encode())
    return list(files)


def _opening(project: Project, name: str) -> Path:
    known = known_openings(project)
    for place in (stored_path(Path(name)), stored_path(project.root / name)):
        if is_file(place):
            if not is_inside(place, project.root):
                message = f"'{name}' is not in the project"
                hint = f"copy it into the folder '{OPENINGS[0]}'"
                raise UsageError(Problem("E114", message, hint=hint))
            return place
    if nfc(name) not in known:
        raise unknown_name("opening", name, known)
    return known[nfc(name)]


def _name_of(path: Path, project: Project) -> str:
    """How an application names the opening in ``path``: its name alone, if that is enough."""
    known = known_openings(project)
    if known.get(nfc(path.stem)) == path:
        return path.stem
    return path.resolve().relative_to(project.root.resolve()).as_posix()


def _cv(project: Project, name: str | None) -> str:
    if name is not None:
        return project.find_cv(name).stem
    paths = all_cvs(project)
    if len(paths) > 1:
        names = ", ".join(path.stem for path in paths)
        hint = f"name one of {names}, as in --cv {paths[0].stem}"
        raise UsageError(Problem("E301", "the project has several CVs", hint=hint))
    return paths[0].stem


def _lines(opening: Opening, name: str, cv: str, letter: str, day: str) -> Iterator[str]:
    yield f"# {opening.position}, {opening.organization}"
    yield f"cv: {_quoted(cv)}"
    yield f"opening: {_quoted(name)}"
    yield "status: draft  # ready, and sent when you have sent it: then the files stay as they are"
    yield f"date: {day}  # of the letter"
    if opening.language is not None:
        yield f"language: {opening.language}"
    if opening.deadline is None:
        yield "# deadline: 2026-12-31"
    if opening.contact is None:
        yield "recipient:"
        yield f"  organization: {_quoted(opening.organization)}"
        yield "  address: []  # the lines of the postal address"
    yield "text:"
    yield "  why: …  # what {{ text.why }} says in the letter"
    yield "documents:"
    wanted = opening.documents or (Required(name="cover letter"), Required(name="CV"))
    for one in wanted:
        yield from _document(one, letter)
    yield "send: packet  # one PDF of all documents; or files, or both"


def _document(one: Required, letter: str) -> Iterator[str]:
    """The lines for a document that is asked for; what is unknown is a comment."""
    if is_kind("letter", one):
        yield f"  - letter: {letter}"
        yield '    subject: "{{ opening.position }}"'
    elif is_kind("cv", one):
        name = next((name for name in _VARIANTS if name in one.name.casefold()), "full")
        yield f"  - cv: {name}  # or another variant: see `cvgen variants`"
    elif is_kind("references", one):
        yield f"  - references: {{entries: {one.number or 'all'}}}"
    elif is_kind("publications", one):
        yield "  - publications: {entries: all}"
    elif _STATEMENT.search(one.name.casefold()):
        yield f"  # - statement: {_slug(one.name)}.md"
        yield f"  #   title: {_quoted(one.name[:1].upper() + one.name[1:])}"
    else:
        yield f"  # - file: scans/{_slug(one.name)}.pdf"
        yield f"  #   title: {_quoted(one.name[:1].upper() + one.name[1:])}"
        yield f"  #   for: {_quoted(one.name)}"


def _slug(name: str) -> str:
    from cvgen.lowering.lower import identifier

    return identifier(name, set())


def _quoted(text: str) -> str:
    """``text`` as YAML, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and not text.isdecimal()
    return text if plain else json.dumps(text, ensure_ascii=False)
