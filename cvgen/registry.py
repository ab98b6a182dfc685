"""Names → parts, imported only when asked for.

A part is an object named ``PART`` in a module of its own: a section type, a reader, a writer. The
modules of one folder are its parts; foreign ones come through entry points of the same group name
(``cvgen.sections``, ``cvgen.readers``, ``cvgen.writers``).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """The parts of one package; a module whose name starts with ``_`` or is ``base`` is none."""

    def __init__(self, package: str, kind: type[T]) -> None:
        self.package = package
        self.kind = kind
        self._added: dict[str, T] = {}
        self._names: tuple[str, ...] | None = None

    def names(self) -> tuple[str, ...]:
        """All names, in alphabetical order; imports no part."""
        if self._names is None:
            folder = importlib.import_module(self.package).__path__
            found = {module.name for module in pkgutil.iter_modules(folder)}
            own = {name for name in found if not name.startswith("_") and name != "base"}
            self._names = tuple(sorted(own | set(self._foreign()) | set(self._added)))
        return self._names

    def __contains__(self, name: str) -> bool:
        return name in self.names()

    def __iter__(self) -> Iterator[T]:
        return (self[name] for name in self.names())

    def __getitem__(self, name: str) -> T:
        """The part of that ``name``; KeyError where there is none."""
        if name in self._added:
            return self._added[name]
        if name not in self.names():
            raise KeyError(name)
        foreign = self._foreign()
        if name in foreign:
            part = importlib.import_module(foreign[name]).PART
        else:
            part = importlib.import_module(f"{self.package}.{name}").PART
        if not isinstance(part, self.kind):
            raise TypeError(f"{self.package}: '{name}' is no {self.kind.__name__}")
        self._added[name] = part
        return part

    def add(self, name: str, part: T) -> None:
        """Add a part at run time, as a program or a test does."""
        self._added[name] = part
        self._names = None

    def remove(self, name: str) -> None:
        """Take back what :meth:`add` added."""
        self._added.pop(name, None)
        self._names = None

    def _foreign(self) -> dict[str, str]:
        from importlib.metadata import entry_points

        return {point.name: point.module for point in entry_points(group=self.package)}
