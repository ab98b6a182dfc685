"""The files of a theme: regular files of known kinds inside its own folder.

A stranger may have written the theme. No link leads it to other files, and none of its files makes
cvgen wait or run out of memory.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cvgen.errors import InputError, Problem, system_reason
from cvgen.paths import display_path, stored_path
from cvgen.source.tree import point

MAX_TEXT_BYTES = 1_000_000
MAX_FILE_BYTES = 20_000_000
STYLES = (".css",)
TEMPLATES = (".j2", ".jinja", ".jinja2", ".html", ".svg")
SETTINGS = (".yaml",)
FONTS = (".ttf", ".otf")
NOT_ALLOWED = "only files of the theme and of the CV's folder may be used"
MEDIA = (
    *STYLES, *FONTS, ".woff", ".woff2", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp",
)  # fmt: skip


def find_file(folder: Path, name: str, kinds: tuple[str, ...]) -> Path | None:
    """The file ``name`` in the theme's ``folder``; None if it does not exist.

    ``kinds`` are its possible suffixes. InputError (E440) if it is outside the folder, no regular
    file, or too large.
    """
    if "\0" in name or not name:
        return None
    root = folder.resolve()
    path = stored_path(root / name)
    try:
        if not os.path.lexists(path):
            return None
        real = path.resolve(strict=True)
        inside = real.is_relative_to(root)
        found = real.stat()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is a link to itself"
        raise _unusable(path, f"cannot be read: {reason.lower()}") from error
    if not inside:
        raise _unusable(path, f"leads out of the folder '{root.name}'")
    if not stat.S_ISREG(found.st_mode):
        raise _unusable(path, "is not a regular file")
    if path.suffix.lower() not in kinds or real.suffix.lower() not in kinds:
        raise _unusable(path, f"is not a file that ends in {' or '.join(kinds)}")
    if found.st_size > (MAX_FILE_BYTES if kinds in (MEDIA, FONTS) else MAX_TEXT_BYTES):
        raise _unusable(path, "is too large")
    return real


def read_file(path: Path) -> bytes:
    """The bytes of a file that :func:`find_file` found. InputError (E440) if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unusable(path, f"cannot be read: {system_reason(error)}") from None


def read_text(path: Path) -> str:
    """The text of a file that :func:`find_file` found. InputError (E440, E441) if it has none."""
    data = read_file(path)
    try:
        text = data.decode("utf-8-sig")
        bad = text.find("\0")
        before = text[:bad] if bad >= 0 else ""
    except UnicodeDecodeError as error:
        bad, text = error.start, ""
        before = data[:bad].decode("utf-8", "replace")
    if bad < 0:
        return text
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message, hint = f"'{path.name}' is not UTF-8 text", "save it with the encoding UTF-8"
    raise InputError(Problem("E441", message, display_path(path), point(line, column), hint=hint))


def _unusable(path: Path, reason: str) -> InputError:
    return InputError(Problem("E440", f"'{path.name}' {reason}", display_path(path)))
