"""`cvgen import`: files of other programs → a CV in YAML, and a list of what is not in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.registry import Registry


@dataclass(frozen=True)
class Importer:
    """A kind of files: its name for people, how to recognize one, and how to read it.

    ``recognizes`` looks at the content only, and never raises. ``read`` raises InputError with
    every problem if the file is broken.
    """

    title: str
    recognizes: Callable[[InputFile], bool]
    read: Callable[[InputFile], Imported]


IMPORTERS: Registry[Importer] = Registry("cvgen.importing.readers", Importer)
