"""Packed files: what gzip, bzip2 and xz hold, and the files of a tar archive."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from cvgen.audit.readers.base import Inner, Part, Piece, Unread, paths_in
from cvgen.patterns import pattern
from cvgen.processes.limits import Budget

_MOST_STREAMS = 1_000
_MEMORY = 300_000_000
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
_MAKERS: dict[bytes, Callable[[], Any]] = {
    _GZIP: lambda: zlib.decompressobj(wbits=31),
    _BZIP2: bz2.BZ2Decompressor,
    _XZ: lambda: lzma.LZMADecompressor(memlimit=_MEMORY),
}
_SUFFIX = pattern(r"\.(?:gz|bz2|xz|tgz|tbz2?|txz)$", re.IGNORECASE)
_NAMED, _REMARKED, _LONGER = 8, 16, 4  # flags of gzip: a name, a comment, more fields


def is_packed(data: bytes) -> bool:
    """Whether ``data`` begins as one of the packed kinds does."""
    return data.startswith((_GZIP + b"\x08", _XZ)) or _is_bzip2(data)


def _is_bzip2(data: bytes) -> bool:
    blocks = (b"1AY&SY", b"\x17rE8P\x90")
    return data.startswith(_BZIP2) and data[4:10] in blocks


def packed_parts(name: str, data: bytes, budget: Budget) -> Iterator[Part]:
    """The file that is packed in ``data``, and what the packed file says of it."""
    label = _gzip_label(data)
    if label:
        yield Piece("the name of what is packed", label, seen=False)
        yield from paths_in("the name of what is packed", label)
    content, problem, is_limit = _unpacked(data, budget)
    if problem:
        yield Unread(problem, is_limit)
    if content:
        yield Inner("the packed file", _inner_name(name, label), content)


def _inner_name(name: str, label: str) -> str:
    """The name without what tells that it is packed: cv.html of cv.html.gz, cv.svg of cv.svgz."""
    if name.lower().endswith(".svgz"):
        return name[:-1]
    bare = _SUFFIX.sub("", name)
    return bare if bare != name else label.partition("\n")[0] or name


def _gzip_label(data: bytes) -> str:
    """The name and the comment that the head of a gzip file has."""
    if not data.startswith(_GZIP) or len(data) < 10:
        return ""
    flags, place = data[3], 10
    if flags & _LONGER:
        place += 2 + int.from_bytes(data[place : place + 2], "little")
    texts = []
    for flag in (_NAMED, _REMARKED):
        if flags & flag:
            text, _, _ = data[place : place + 4_000].partition(b"\0")
            place += len(text) + 1
            texts.append(text.decode("latin-1"))
    return "\n".join(texts)


def _unpacked(data: bytes, budget: Budget) -> tuple[bytes, str, bool]:
    """What ``data`` holds, as far as it can be unpacked, why that is not all, and whether it is for
    a limit.
    """
    out: list[bytes] = []
    room = left = budget.room(len(data))
    for _ in range(_MOST_STREAMS):
        made = next((make() for mark, make in _MAKERS.items() if data.startswith(mark)), None)
        if made is None:
            return b"".join(out), "something unknown follows after the packed file", False
        try:
            out.append(made.decompress(data, left + 1))
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
            return b"".join(out), "the packed file is damaged", False
        left -= len(out[-1])
        budget.bytes -= len(out[-1])
        if left < 0:
            return b"".join(out), budget.too_large(room), True
        if not made.eof:
            return b"".join(out), "the packed file is damaged: its end is missing", False
        data = made.unused_data.lstrip(b"\0")
        if not data:
            return b"".join(out), "", False
    return b"".join(out), "the packed file has too many parts", True


def is_tar(name: str, data: bytes) -> bool:
    """Whether ``data`` is a tar archive; one of the oldest kind is known by its name."""
    return data[257:262] == b"ustar" or (name.lower().endswith(".tar") and b"\0" in data)


def tar_parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The files of a tar archive, and what it says of them."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                budget.part()
                budget.unpack(max(0, member.size), len(data))
                yield from _member(archive, member)
            if data[archive.offset :].strip(b"\0"):
                yield Unread("the archive is damaged: not all of its files can be found")
    except (tarfile.TarError, OSError, EOFError, ValueError, RecursionError):
        yield Unread("the archive is damaged")


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[Part]:
    told = (member.name, member.linkname, member.uname, member.gname, *member.pax_headers.values())
    label = "\n".join(str(text) for text in told if text)
    yield Piece(f"the head of '{member.name}'", label, seen=False)
    yield from paths_in(f"the head of '{member.name}'", label)
    content = archive.extractfile(member) if member.isreg() else None
    if content is not None:
        yield Inner(f"'{member.name}'", member.name, content.read())
