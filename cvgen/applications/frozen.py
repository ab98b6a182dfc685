"""What was sent stays as it is: hashes of the files of an application, and the state of its CV."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cvgen.applications.loading import LoadedApplication
from cvgen.diff.revisions import current_commit
from cvgen.errors import InputError, OutputError, Problem, UsageError
from cvgen.paths import display_path
from cvgen.project import write_atomic
from cvgen.project.files import entries, read_bytes
from cvgen.source.tree import to_plain
from cvgen.source.yaml_source import read_yaml

FILE = "sent.yaml"
_OPEN = ("draft", "ready")
_HEAD = "# Made by cvgen when the application was sent: the SHA-256 of each file. Keep it.\n"


def is_frozen(status: str) -> bool:
    """True if an application of this status was sent."""
    return status not in _OPEN


def verify(loaded: LoadedApplication, folder: Path, write: bool) -> list[Problem]:
    """The files of ``folder`` that are not as they were sent.

    The first time, with ``write``, it notes how they are. InputError (E741) if there are none.
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
            write_atomic(path, _record(loaded, files))
        return []
    known = _read(path)
    hint = "restore it from version control; to send another, write another application"
    found = []
    for name, made in known.items():
        if name not in files or _hash(files[name]) != made:
            state = "missing" if name not in files else "not as it was sent"
            found.append(loaded.source.problem("E742", f"'{name}' is {state}", span, hint))
    return found


def _record(loaded: LoadedApplication, files: dict[str, Path]) -> bytes:
    revision = ""
    with suppress(UsageError):  # without git
        revision = current_commit(loaded.project.root)
    lines = [f"date: {loaded.application.date}", f"cv: {loaded.cv.path.stem}"]
    lines += [f"revision: {revision}"] if revision else []
    rows = [f"  {name!r}: {_hash(path)}" for name, path in sorted(files.items())]
    return "\n".join([_HEAD.rstrip(), *lines, "files:", *rows, ""]).encode()


def _hash(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()


def _read(path: Path) -> dict[str, str]:
    """The hashes of the files in ``path``; OutputError (E743) if it is not what cvgen wrote."""
    plain = to_plain(read_yaml(display_path(path), read_bytes(path)).root)
    files = plain.get("files") if isinstance(plain, dict) else None
    if not isinstance(files, dict):
        message = "this is not the list of files that cvgen wrote"
        raise OutputError(Problem("E743", message, display_path(path), hint="restore the file"))
    return {str(name): str(made) for name, made in files.items()}
