"""The characters of a font, and the fontconfig file that hides all fonts but the theme's.

Importing fontTools or uharfbuzz to read character maps takes 5 % of the instructions of a cold PDF.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import islice
from pathlib import Path
from unicodedata import category, name

from cvgen.assets.fonts import tables_of
from cvgen.cache import write_once
from cvgen.themes import Face

_FONTCONFIG_WEIGHTS = {400: 80, 600: 180, 700: 200}
_ANY_SCRIPT = "COMBINING"  # the name of a mark that goes with letters of any script
_ALL = sys.maxunicode + 1  # a broken font may claim far more
_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
_SYSTEM_DIRS = {
    "win32": ("WINDOWSFONTDIR",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_UNIX_DIRS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def uncovered(text: str, faces: Iterable[Face]) -> set[str]:
    """The characters of ``text`` that one of the upright files of ``faces`` has no glyph for."""
    wanted = {char for char in text if char > "~" and not _is_control(char)}
    upright = [face.path for face in faces if face.style == "normal"]
    return {char for char in wanted if any(ord(char) not in _code_points(path) for path in upright)}


def _is_control(char: str) -> bool:
    """True for characters that control the layout and need no glyph."""
    return (
        char in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" or "\u202a" <= char <= "\u202e"
    )


@lru_cache(maxsize=64)
def _code_points(path: Path) -> frozenset[int]:
    """The code points that a font file maps to glyphs; none if it is unreadable."""
    try:
        data = path.read_bytes()
        return frozenset(islice(_mapped(data, tables_of(data)["cmap"][0]), _ALL))
    except (OSError, struct.error, KeyError):
        return frozenset()


def _mapped(data: bytes, cmap: int) -> Iterator[int]:
    """The code points of the best Unicode subtable: format 12, else 4."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    tables = {}
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        if platform in (0, 3):
            tables[kind] = cmap + offset
    if 12 in tables:
        (groups,) = struct.unpack_from(">I", data, tables[12] + 12)
        for index in range(groups):
            first, last, _ = struct.unpack_from(">III", data, tables[12] + 16 + 12 * index)
            yield from range(first, last + 1)
    elif 4 in tables:
        yield from _segments(data, tables[4])


def _segments(data: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def fontconfig_file(faces: tuple[Face, ...], lacking: Collection[str], cache: Path) -> Path:
    """A fontconfig file in ``cache`` with ``faces``, and the system's fonts if they are needed.

    They are if a face lacks some characters of the text, which are ``lacking``. Each font has the
    family, weight and style that the theme gives it and no other name, so an installed font of the
    same name never replaces it. A character that no upright face has is taken from the italic
    ones, too: they may map it to an empty glyph. The names of the file and of its folder of scan
    results contain a hash of the content.
    """
    scripts = {_script(char) for char in lacking if category(char) == "Mn"} - {_ANY_SCRIPT}
    foreign = {ord(char) for char in lacking}
    for face in faces:
        foreign -= _code_points(face.path) if face.style == "normal" else set()
    body = "".join(_face_rule(face, scripts, foreign) for face in faces)
    for folder in sorted({face.path.parent for face in faces}):
        body += f"<dir>{escape(str(folder))}</dir>\n"
    if lacking:
        body += _system_fonts()
    key = sha256(body.encode()).hexdigest()[:12]
    caches = f"<cachedir>{escape(str(cache / f'fonts-{key}'))}</cachedir>\n"
    path = cache / f"fonts-{key}.conf"
    write_once(path, f"{_HEAD}<fontconfig>\n{caches}{body}</fontconfig>\n".encode())
    return path


def _script(char: str) -> str:
    """The first word of a character's name in Unicode, which is its script: ``HEBREW``."""
    return name(char, "").partition(" ")[0]


def _system_fonts() -> str:
    """The system's fonts, or those of the user's own ``FONTCONFIG_FILE``."""
    if own := os.environ.get("FONTCONFIG_FILE"):
        return f'<include ignore_missing="yes">{escape(own)}</include>\n'
    folders = _SYSTEM_DIRS.get(sys.platform, _UNIX_DIRS)
    default = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
    return default + "".join(f"<dir>{folder}</dir>\n" for folder in folders)


def _face_rule(face: Face, scripts: set[str], foreign: set[int]) -> str:
    """The rule for a face, which is not used for ``scripts`` or, if italic, for ``foreign`` ones.

    It lacks marks of the scripts. Pango takes a mark from the font of its letter, even from one
    that lacks the mark.
    """
    weight, slant = _FONTCONFIG_WEIGHTS[face.weight], 100 if face.style == "italic" else 0
    return (
        '<match target="scan">'
        f'<test name="file" compare="eq"><string>{escape(str(face.path))}</string></test>'
        f'<edit name="family" mode="assign"><string>{escape(face.family)}</string></edit>'
        f'<edit name="weight" mode="assign"><int>{weight}</int></edit>'
        f'<edit name="slant" mode="assign"><int>{slant}</int></edit>'
        f"{_without(face, scripts, foreign if face.style == 'italic' else set())}"
        "</match>\n"
    )


def _without(face: Face, scripts: set[str], foreign: set[int]) -> str:
    """The edit that takes the characters of ``scripts`` and the ``foreign`` ones from a face."""
    if not scripts and not foreign:
        return ""
    found = _code_points(face.path)
    of_scripts = {point for point in found if _script(chr(point)) in scripts} if scripts else set()
    points = sorted(of_scripts | (found & foreign))
    taken = "".join(f"<int>0x{point:x}</int>" for point in points)
    if not taken:
        return ""
    return (
        '<edit name="charset" mode="assign"><minus><name>charset</name>'
        f"<charset>{taken}</charset></minus></edit>"
    )
