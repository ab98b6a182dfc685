"""Parts by name, imported when first used.

A part is an object named ``PART`` in a module of its own: a section type, a reader or a writer. The
modules of a package are its parts. Other packages add parts through entry points of the group of
that name: ``cvgen.sections``, ``cvgen.readers``, ``cvgen.writers``.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from cvgen.errors import Problem, UnknownNameError

T = TypeVar("T")


class Registry(Generic[T]):
    """The parts of one package; modules named ``base`` or with a leading ``_`` are not parts."""

    def __init__(self, package: str, kind: type[T]) -> None:
        self.package = package
        self.kind = kind
        self._added: dict[str, T] = {}
        self._modules: tuple[str, ...] | None = None

    def names(self) -> tuple[str, ...]:
        """All names, sorted; imports no part."""
        return tuple(sorted({*self._own(), *foreign_parts(self.package), *self._added}))

    def __contains__(self, name: str) -> bool:
        """True if a part has that name; looks for those of other packages last."""
        return name in self._added or name in self._own() or name in foreign_parts(self.package)

    def __iter__(self) -> Iterator[T]:
        return (self[name] for name in self.names())

    def __getitem__(self, name: str) -> T:
        """The part ``name``; KeyError if it does not exist."""
        if name in self._added:
            return self._added[name]
        if name in self._own():
            module = f"{self.package}.{name}"
        elif name in (foreign := foreign_parts(self.package)):
            module = foreign[name]
        else:
            raise KeyError(name)
        part = self._load(name, module)
        self._added[name] = part
        return part

    def _load(self, name: str, module: str) -> T:
        """The PART of ``module``; UnknownNameError (E307) for a broken one of another package."""
        try:
            part = importlib.import_module(module).PART
            if isinstance(part, self.kind):
                return part
            reason = f"its PART is not a {self.kind.__name__}"
        except (ImportError, AttributeError, SyntaxError) as error:
            if module.startswith(self.package):
                raise
            reason = str(error)
        message = f"the part '{name}' from '{module}' cannot be used: {reason}"
        hint = "update or uninstall the package it comes from"
        raise UnknownNameError(Problem("E307", message, hint=hint))

    def _own(self) -> tuple[str, ...]:
        if self._modules is None:
            folder = importlib.import_module(self.package).__path__
            found = (module.name for module in pkgutil.iter_modules(folder))
            self._modules = tuple(n for n in found if not n.startswith("_") and n != "base")
        return self._modules

    def add(self, name: str, part: T) -> None:
        """Add a part at run time."""
        self._added[name] = part

    def remove(self, name: str) -> None:
        """Remove a part that :meth:`add` added."""
        self._added.pop(name, None)


@functools.lru_cache
def foreign_parts(group: str) -> dict[str, str]:
    """The modules of parts that other packages offer as entry points of ``group``, by name."""
    if not any(_offers_parts(Path(folder)) for folder in sys.path):
        return {}
    from importlib.metadata import entry_points

    return {point.name: point.module for point in entry_points(group=group)}


def _offers_parts(folder: Path) -> bool:
    """True if a package in ``folder`` may have parts: a tenth of the time of importlib.metadata."""
    try:
        found = [path for path in folder.iterdir() if path.suffix in (".dist-info", ".egg-info")]
    except OSError:
        return folder.is_file()  # an archive, which may contain anything
    for path in found:
        with contextlib.suppress(OSError):
            if b"[cvgen." in (path / "entry_points.txt").read_bytes():
                return True
    return False
