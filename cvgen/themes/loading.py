"""The names and folders of themes, and one theme merged with its parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cvgen.errors import InputError, Problem, UnknownNameError, system_reason, unknown_name
from cvgen.paths import bundled_folder, display_path, is_folder, is_inside, nfc, stored_path
from cvgen.themes.theme import Theme
from cvgen.themes.theme_file import (
    FILE,
    ThemeFile,
    checked_defaults,
    faults_of,
    read_theme_file,
    stylesheet,
)

_OTHER_FILE = "theme.yml"
Chain = list[tuple[Path, ThemeFile]]


def theme_names(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """The names of the themes in ``folders`` and of the bundled ones, sorted."""
    return tuple(each_theme_name(folders))


def each_theme_name(folders: Iterable[Path] = ()) -> Iterator[str]:
    """The names that :func:`theme_names` returns; each theme's file is read when it is next."""
    found = _folders(folders)
    return (name for name in sorted(found) if not _is_abstract(found[name]))


def load_theme(name: str | Path, folders: Iterable[Path] = ()) -> Theme:
    """The theme ``name``: one of ``folders``, a bundled one, or the path of a theme's folder.

    A theme in ``folders`` hides a bundled one of the same name. UnknownNameError if no theme has
    that name; InputError if a ``theme.yaml`` is unusable.
    """
    folders = tuple(folders)
    known = _folders(folders)
    return _merge(_chain(_find(str(name), known, folders), known))


def _folders(extra: Iterable[Path]) -> dict[str, Path]:
    """The folders of all themes by name; the first one of a name wins."""
    found: dict[str, Path] = {}
    for parent in (*extra, bundled_folder()):
        for folder in _themes_in(parent):
            found.setdefault(nfc(folder.name), folder)
    return found


def _themes_in(parent: Path) -> Iterator[Path]:
    try:
        found = sorted(parent.iterdir()) if parent.is_dir() else []
        yield from [path for path in found if (path / FILE).is_file()]
    except OSError as error:
        message = f"the folder cannot be read: {system_reason(error)}"
        raise InputError(Problem("E101", message, display_path(parent))) from error


def _find(name: str, known: dict[str, Path], folders: Iterable[Path]) -> Path:
    if nfc(name) in known:
        return known[nfc(name)]
    path = stored_path(Path(name))
    if len(path.parts) < 2:
        for parent in folders if name not in ("", ".", "..") else ():
            if is_folder(parent / name):
                raise _without_file(parent / name)
        if not is_folder(path):
            raise unknown_name("theme", name, [n for n in known if not _is_abstract(known[n])])
    if not (path / FILE).is_file():
        hint = f"a theme is a folder with a file '{FILE}'"
        if (path / _OTHER_FILE).is_file():
            raise _without_file(path)
        raise UnknownNameError(Problem("E301", f"'{name}' contains no theme", hint=hint))
    return path


def _without_file(folder: Path) -> UnknownNameError:
    """The error about a theme's folder without a theme file."""
    hint = "write that file; `extends: academic` in it is enough for a stylesheet"
    if (folder / _OTHER_FILE).is_file():
        hint = f"rename {_OTHER_FILE} to {FILE}"
    message = f"the theme '{folder.name}' has no {FILE}"
    return UnknownNameError(Problem("E301", message, display_path(folder), hint=hint))


def _chain(folder: Path, known: dict[str, Path]) -> Chain:
    """The folder and file of the theme, then its parent's, up to the root."""
    chain: Chain = []
    while True:
        seen = [path.resolve() for path, _ in chain]
        if folder.resolve() in seen:
            circle = " → ".join([path.name for path, _ in chain] + [folder.name])
            message = f"themes extend each other: {circle}"
            raise InputError(_at_parent(chain[-1][1], "E413", message))
        if folder in known.values():
            _refuse_link(folder)
        chain.append((folder, read_theme_file(folder, bundled_folder() / "fonts")))
        parent = chain[-1][1].extends
        if not parent:
            return chain
        folder = _parent(chain[-1], parent, known)


def _refuse_link(folder: Path) -> None:
    """InputError if a project's theme is a link to a folder outside the project."""
    bounds = folder.parent.resolve().parent
    if folder.is_symlink() and not is_inside(folder, bounds):
        message = "the theme's folder is a link that leads out of the project"
        hint = "copy the folder into the project, or name it: --theme PATH"
        raise InputError(Problem("E440", message, display_path(folder), hint=hint))


def _parent(child: tuple[Path, ThemeFile], name: str, known: dict[str, Path]) -> Path:
    """The folder of the theme ``name``; its own name means the bundled theme that it hides."""
    folder, file = child
    if name == nfc(folder.name):
        bundled = bundled_folder() / name
        if (bundled / FILE).is_file() and bundled.resolve() != folder.resolve():
            return bundled
    if name not in known:
        problem = unknown_name("theme", name, known).problems[0]
        raise InputError(_at_parent(file, problem.code, problem.message, problem.hint))
    return known[name]


def _at_parent(file: ThemeFile, code: str, message: str, hint: str | None = None) -> Problem:
    """A problem with the theme that ``file`` extends."""
    return file.source.problem(code, message, file.source.span_of(["extends"]), hint)


def _merge(chain: Chain) -> Theme:
    """One theme from a chain: a child's options, families and defaults override its parent's."""
    folder, own = chain[0]
    theme = Theme(
        name=nfc(folder.resolve().name),
        description=own.description,
        folders=tuple(path.resolve() for path, _ in chain),
        variant=next((found for _, file in chain if (found := file.variant)), ""),
        warnings=tuple(problem for _, file in chain for problem in file.source.warnings),
    )
    try:
        for path, file in reversed(chain):
            theme = _with_file(theme, file, path)
    except InputError as error:
        error.add(theme.warnings)
        raise
    return theme


def _with_file(theme: Theme, file: ThemeFile, folder: Path) -> Theme:
    """``theme`` with one more file; its defaults may set all options declared so far."""
    sets = {**dict(theme.font_sets), **dict(file.font_sets)}
    families = {face.family for face in file.families}
    options = {option.name: option for option in (*theme.options, *file.options)}
    if "fonts" in options:
        options["fonts"] = replace(options["fonts"], choices=tuple(sets))
    faces = (*file.families, *(face for face in theme.faces if face.family not in families))
    if problems := list(faults_of(file, theme, faces)):
        raise InputError(problems)
    theme = replace(
        theme, options=tuple(options.values()), faces=faces, font_sets=tuple(sets.items())
    )
    own = checked_defaults(file, options, folder)
    if css := own.get("css"):
        theme = theme.with_stylesheet(stylesheet(folder, str(css)))
    return theme.with_values(own, own=True)


def _is_abstract(folder: Path) -> bool:
    """True if the theme is only meant to be extended; a broken file does not hide a theme."""
    try:
        return read_theme_file(folder, bundled_folder() / "fonts").abstract
    except InputError:
        return False
