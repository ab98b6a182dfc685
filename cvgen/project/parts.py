"""Which files are parts of CVs, found in their text without parsing YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cvgen.paths import is_file, stored_path
from cvgen.patterns import pattern

_WHOLE = pattern(rb"^(?:\xef\xbb\xbf)?[\"']?sections[\"']?[ \t]*:", re.MULTILINE)
_NAMED = pattern(
    rb"^[^#\n]*?(?:\bfrom[\"']?[ \t]*:|!include\b)[ \t\r\n]*[\"']?"
    rb"([^\"'#,{}\[\]\r\n]+?\.[A-Za-z]{2,5})(?=[\"',}\]\s]|$)",
    re.MULTILINE,
)


def without_parts(paths: list[Path], root: Path) -> list[Path]:
    """``paths`` without the files that another file includes and that have no `sections`.

    A file with `sections` stays a CV, even if another CV is based on it. If an included file does
    not exist, its name may be misspelt. Then a file that has no sections and includes nothing is
    taken for a part, so that it is not rendered by accident.
    """
    texts = {path: _text(path) for path in paths}
    if all(map(_is_whole, texts.values())):
        return paths
    named = named_files(paths, root)
    if not all(map(is_file, named)):
        named |= {path.resolve() for path in paths if not any(_names_in(path, root.resolve()))}
    return [path for path in paths if _is_whole(texts[path]) or path.resolve() not in named]


def users_of(path: Path, paths: Iterable[Path], root: Path) -> list[Path]:
    """Those of ``paths`` that include ``path``, directly or not; none if it is a CV itself."""
    if _is_whole(_text(path)):
        return []
    place = path.resolve()
    others = (other for other in paths if other.resolve() != place)
    return [other for other in others if place in named_files([other], root)]


def named_files(paths: Iterable[Path], root: Path) -> set[Path]:
    """The files below ``root`` that ``paths`` include, directly or not; they may not exist."""
    found: set[Path] = set()
    waiting = list(paths)
    while waiting:
        for named in _names_in(waiting.pop(), root.resolve()):
            if named not in found:
                found.add(named)
                waiting.append(named)
    return found


def _names_in(path: Path, root: Path) -> Iterator[Path]:
    for match in _NAMED.finditer(_text(path)):
        try:
            named = stored_path(path.parent / match.group(1).decode().strip()).resolve()
        except (OSError, RuntimeError, ValueError):
            continue
        if named.is_relative_to(root):
            yield named


def _is_whole(text: bytes) -> bool:
    """True for the text of a whole CV, which has sections."""
    flow = text.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"sections" in text
    return flow or _WHOLE.search(text) is not None


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes() if is_file(path) else b""
    except OSError:
        return b""
