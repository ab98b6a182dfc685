"""The Word file as an archive with the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST = "[Content_Types].xml"
_TIME = (1980, 1, 1, 0, 0, 0)  # the first one that an archive can have


def pack(parts: Mapping[str, bytes]) -> bytes:
    """An archive of ``parts`` by name, with the list of their types first and no times."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # as on Windows; by default, it is that of this computer
            archive.writestr(member, parts[name])
    return file.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
