"""Packs fonts for the web: only the characters of one text, as WOFF2.

The licence of the bundled fonts reserves their name for unmodified files, so a subset gets the
family name that the stylesheets use. fontTools packs ten times as slowly (brotli at level 11).
"""

from __future__ import annotations

import importlib
import struct
from collections.abc import Iterable

from cvgen.assets.fonts import tables_of
from cvgen.patterns import pattern
from cvgen.themes import Face

_ALWAYS = (
    "kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "isol",
    "rlig",
)  # fmt: skip
_KEYWORDS = {
    "smcp": "small-caps", "c2sc": "all-small-caps", "onum": "oldstyle-nums", "tnum": "tabular-nums",
    "case": "",
}  # fmt: skip
"""Features that need glyphs of their own, with the keywords of CSS for them."""
_QUALITY = 6  # of 11: 5 % larger than 11, and ten times as fast
_COPYRIGHT, _LICENSE = 0, 13
# The tables that WOFF2 numbers, in its order; others are written by name.
_KNOWN = (
    "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt", "fpgm", "glyf",
    "loca", "prep", "CFF", "VORG", "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT",
    "VDMX", "vhea", "vmtx", "BASE", "GDEF", "GPOS", "GSUB",
)  # fmt: skip
_RULE = pattern(r"([^{}]*)\{([^{}]*)\}")
_CLASS = pattern(r"\.([A-Za-z][\w-]*)")
_WEIGHT = pattern(r"font-weight\s*:\s*(\d+)")
_SLANTED = pattern(r"italic|oblique|--slant")
_CAPITALS = pattern(r"small-caps|smcp|c2sc")

Tables = dict[str, bytes]


def features_for(face: Face, css: str, body: str) -> tuple[str, ...]:
    """The OpenType features that ``face`` needs in a page with this ``css`` and ``body``.

    A rule that asks for glyphs such as small capitals asks for those of upright faces, unless it
    says otherwise, and for those of one weight if it names the weight.
    """
    asked = [
        declarations
        for selector, declarations in _RULE.findall(css)
        if _fits(face, declarations) and all(name in body for name in _CLASS.findall(selector))
    ]
    text = "\n".join(asked)
    wanted = (name for name, keyword in _KEYWORDS.items()
              if f'"{name}"' in text or (keyword and keyword in text))  # fmt: skip
    return (*_ALWAYS, *wanted)


def _fits(face: Face, declarations: str) -> bool:
    weight = _WEIGHT.search(declarations)
    upright_only = not _SLANTED.search(declarations)
    if face.style == "italic" and upright_only and _CAPITALS.search(declarations):
        return False
    return weight is None or int(weight[1]) == face.weight


def web_font(face: Face, text: Iterable[str], features: Iterable[str]) -> bytes:
    """``face`` as WOFF2 with the characters of ``text`` that it has. RuntimeError if that fails."""
    import uharfbuzz as hb

    source = hb.Face(face.path.read_bytes())
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({ord(char) for char in text})
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    tags = wanted.layout_feature_tag_set
    tags.clear()
    tags.update({int.from_bytes(name.encode(), "big") for name in features})
    data = bytes(hb.subset(source, wanted).blob.data)
    tables = {tag: data[start:end] for tag, (start, end) in tables_of(data).items()}
    notices = {key: source.get_name(key) for key in (_COPYRIGHT, _LICENSE)}
    tables["name"] = _name_table(face, {key: text for key, text in notices.items() if text})
    head = tables["head"]
    (flags,) = struct.unpack_from(">H", head, 16)
    converted = flags | 1 << 11  # a flag that WOFF2 requires
    tables["head"] = head[:16] + struct.pack(">H", converted) + head[18:]
    return _woff2(data[:4], tables)


def _name_table(face: Face, notices: dict[int, str]) -> bytes:
    """A name table with the private family name and the legal notices of the source."""
    style = {400: "", 600: "Semibold", 700: "Bold"}[face.weight]
    style = f"{style} Italic".strip() if face.style == "italic" else style or "Regular"
    full = f"{face.family} {style}"
    names = {1: full, 2: "Regular", 3: full, 4: full, 6: full.replace(" ", "-")} | notices
    records, strings = b"", b""
    for key, text in sorted(names.items()):
        value = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, key, len(value), len(strings))
        strings += value
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings


def _woff2(flavor: bytes, tables: Tables) -> bytes:
    """``tables`` as WOFF2 (W3C Recommendation of 2018), with untransformed glyphs."""
    brotli = importlib.import_module("brotli")
    directory, stream = b"", b""
    for tag, data in tables.items():
        keeps = 0b11000000 if tag in ("glyf", "loca") else 0
        plain = tag.strip()
        if plain in _KNOWN:
            directory += bytes([_KNOWN.index(plain) | keeps])
        else:
            directory += bytes([63]) + tag.encode("ascii")
        directory += _base128(len(data))
        stream += data
    packed = brotli.compress(stream, mode=brotli.MODE_FONT, quality=_QUALITY)
    sfnt = 12 + sum(16 + (len(data) + 3) // 4 * 4 for data in tables.values())
    length = 48 + len(directory) + len(packed)
    padding = -length % 4
    counts = struct.pack(">IHHII", length + padding, len(tables), 0, sfnt, len(packed))
    header = b"wOF2" + flavor + counts + struct.pack(">HH5I", 1, 0, 0, 0, 0, 0, 0)
    return b"".join((header, directory, packed, b"\0" * padding))


def _base128(number: int) -> bytes:
    """A number in groups of seven bits, all but the last with the top bit set."""
    out = [number & 0x7F]
    while number := number >> 7:
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))
