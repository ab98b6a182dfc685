"""What was sent stays as it is: hashes of the files of an application, and the state of its CV."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cvgen.applications.finding import find_applications
from cvgen.applications.loading import LoadedApplication
from cvgen.applications.request import FOLDER
from cvgen.diff.revisions import current_commit
from cvgen.errors import InputError, OutputError, Problem, UsageError
from cvgen.paths import display_path
from cvgen.project import Project, write_atomic
from cvgen.project.files import entries, read_bytes, remove
from cvgen.source.tree import to_plain
from cvgen.source.yaml_source import read_yaml

FILE = "sent.yaml"
_SHORT = 12  # digits of a commit, as many as git shows of a large repository
_OPEN = ("draft", "ready")
_HEAD = "# Made by cvgen when the application was sent: the SHA-256 of each file. Keep it.\n"


def is_frozen(status: str) -> bool:
    """True if an application of this status was sent."""
    return status not in _OPEN


def keep_sent(loaded: LoadedApplication, folder: Path, force: bool) -> None:
    """InputError (E753) if ``folder`` has what was sent, which building anew would overwrite.

    With ``force``, the note of what was sent is removed instead.
    """
    path = folder / FILE
    if not path.is_file():
        return
    if force:
        remove(path)
        return
    message = f"'{loaded.name}' was sent, and building it anew would overwrite what was sent"
    hint = "write `status: sent`, or another application; `--force` gives the sent files up"
    span = loaded.source.span_of(("status",))
    raise InputError(loaded.source.problem("E753", message, span, hint))


def verify(loaded: LoadedApplication, folder: Path, write: bool, day: str = "") -> list[Problem]:
    """The files of ``folder`` that are not as they were sent.

    The first time, with ``write``, it notes how they are, and the ``day``. InputError (E741) if
    there are none.
    """
    path = folder / FILE
    span = loaded.source.span_of(("status",))
    files = {one.name: one for one in entries(folder) if one.is_file() and one.name != FILE}
    if not path.is_file():
        if not any(name.endswith(".pdf") for name in files):
            message = f"'{loaded.name}' was sent, but '{display_path(folder)}' has no files of it"
            hint = "write `status: ready`, run `cvgen apply`, and send what it makes"
            raise InputError(loaded.source.problem("E741", message, span, hint))
        if write:
            write_atomic(path, _record(loaded, files, day))
        return []
    known = _read(path)
    hint = "restore it from version control; to send another, write another application"
    found = []
    for name, made in known.items():
        if name not in files or _hash(files[name]) != made:
            state = "missing" if name not in files else "not as it was sent"
            found.append(loaded.source.problem("E742", f"'{name}' is {state}", span, hint))
    return found


def _record(loaded: LoadedApplication, files: dict[str, Path], day: str) -> bytes:
    revision = ""
    with suppress(UsageError):  # without git
        revision = current_commit(loaded.project.root)
    lines = [
        f"date: {loaded.application.date}  # of the letter",
        f"cv: {json.dumps(loaded.cv.path.stem)}",
    ]
    lines.append(f"variant: {json.dumps(loaded.variant)}")
    lines += [f"noted: {day}  # the day on which the application had become `sent`"] if day else []
    lines += [f"revision: {revision}"] if revision else []
    rows = [f"  {json.dumps(name)}: {_hash(path)}" for name, path in sorted(files.items())]
    return "\n".join([_HEAD.rstrip(), *lines, "files:", *rows, ""]).encode()


def _hash(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()


def _read(path: Path) -> dict[str, str]:
    """The hashes of the files in ``path``; OutputError (E743) if it is not what cvgen wrote."""
    files = _content(path).get("files")
    if not isinstance(files, dict):
        raise _unusable(path)
    return {str(name): str(made) for name, made in files.items()}


def _content(path: Path) -> dict[str, Any]:
    plain = to_plain(read_yaml(display_path(path), read_bytes(path)).root)
    if not isinstance(plain, dict):
        raise _unusable(path)
    return plain


def _unusable(path: Path) -> OutputError:
    message = "this is not the list of files that cvgen wrote"
    return OutputError(Problem("E743", message, display_path(path), hint="restore the file"))


@dataclass(frozen=True)
class Sent:
    """The CV, the variant and the commit of an application that was sent."""

    cv: str
    variant: str
    revision: str


def sent(project: Project, name: str) -> Sent:
    """What was sent as the application ``name``; UnknownNameError or UsageError if unknown."""
    (path,) = find_applications(project, [name])
    file = project.output / FOLDER / path.stem / FILE
    if not file.is_file():
        message = f"'{path.stem}' was not sent"
        hint = "write `status: sent`, and run `cvgen apply`, when you have sent it"
        raise UsageError(Problem("E741", message, display_path(path), hint=hint))
    found = _content(file)
    if not found.get("revision"):
        message = f"the files of '{path.stem}' were not in version control when it was sent"
        raise UsageError(Problem("E741", message, display_path(file)))
    cv, variant = (str(found.get(key, "")) for key in ("cv", "variant"))
    return Sent(cv, variant, str(found["revision"])[:_SHORT])
