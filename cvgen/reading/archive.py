"""Zip archives that people export: named members within limits, never written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib

from cvgen.errors import InputError, Problem

MAX_MEMBERS = 5_000
MAX_MEMBER = 20_000_000  # bytes, unpacked
MAX_UNPACKED = 60_000_000
ZIP = b"PK\x03\x04"


class Archive:
    """A zip archive; InputError with a code of ``codes``: for damage, for limits."""

    def __init__(self, name: str, data: bytes, codes: tuple[str, str] = ("E766", "E767")) -> None:
        self.name = name
        self.damaged, self.too_much = codes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = [one for one in self._zip.infolist() if not one.is_dir()]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._error(self.damaged, "the archive is damaged") from error
        self._taken = 0
        if len(self._infos) > MAX_MEMBERS:
            raise self._error(self.too_much, f"the archive has more than {MAX_MEMBERS} files")

    def names(self) -> list[str]:
        """The names of its files, without folders."""
        return [info.filename.rsplit("/", 1)[-1] for info in self._infos]

    def paths(self) -> list[str]:
        """The whole names of its files."""
        return [info.filename for info in self._infos]

    def read(self, number: int) -> bytes:
        """The content of file ``number`` in the order of :meth:`names`."""
        info = self._infos[number]
        try:
            with self._zip.open(info) as member:
                data = member.read(MAX_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError,
                NotImplementedError, OSError) as error:  # fmt: skip
            raise self._error(
                self.damaged, f"'{info.filename}' in the archive is damaged"
            ) from error
        self._taken += len(data)
        if len(data) > MAX_MEMBER or self._taken > MAX_UNPACKED:
            limit = f"{MAX_UNPACKED // 1_000_000} MB"
            raise self._error(
                self.too_much, f"'{info.filename}' unpacks to too much (limit {limit})"
            )
        return data

    def _error(self, code: str, message: str) -> InputError:
        hint = "export it again" if code == self.damaged else None
        return InputError(Problem(code, message, self.name, hint=hint))


def names_in(data: bytes) -> list[str]:
    """The whole names of the files in the archive ``data``; none if it is no archive."""
    if not data.startswith(ZIP):
        return []
    try:
        return Archive("", data).paths()
    except InputError:
        return []
