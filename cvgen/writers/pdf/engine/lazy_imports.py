"""Substitutes for modules that WeasyPrint imports and a CV seldom needs.

They exist during the import only. What WeasyPrint keeps of them loads the real modules when used.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_FONTS = "fontTools.ttLib"
_USERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")


class LazyModule(ModuleType):
    """A module that is imported on the first access to one of its names."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def lazy_modules() -> list[ModuleType]:
    """Substitutes for what only web fonts, variable fonts and pages that are not XML need.

    Replaces: the imports of fontTools (subset, varLib, ttLib) and tinyhtml5 in WeasyPrint.
    Why: most documents need none of it, and a new process would read it for each of them.
    Without it: the plain import.
    """

    def instantiate(*args: Any, **kwargs: Any) -> Any:
        real = importlib.import_module("fontTools.varLib.instancer")
        return real.instantiateVariableFont(*args, **kwargs)

    package, instancer = ModuleType("fontTools.varLib"), ModuleType("fontTools.varLib.instancer")
    package.__path__ = []
    instancer.instantiateVariableFont = instantiate  # type: ignore[attr-defined]
    return [LazyModule("fontTools.subset"), package, instancer, _fonts(), LazyModule("tinyhtml5")]


def _fonts() -> ModuleType:
    """A substitute for fontTools' font reader."""

    class NeverRaised(Exception):
        """Replaces TTLibError until the font reader is imported."""

    def read(*args: Any, **kwargs: Any) -> Any:
        real = importlib.import_module(_FONTS)
        for user in _USERS:
            vars(sys.modules[user]).update(TTFont=real.TTFont, TTLibError=real.TTLibError)
        return real.TTFont(*args, **kwargs)

    module = ModuleType(_FONTS)
    module.TTFont, module.TTLibError = read, NeverRaised  # type: ignore[attr-defined]
    for name in ("ttFont", "woff2"):
        setattr(module, name, LazyModule(f"{_FONTS}.{name}"))
    return module


@contextlib.contextmanager
def substitute_modules(*modules: ModuleType) -> Iterator[None]:
    """Put ``modules`` in the place of those not imported yet, for a while."""
    before = {module.__name__: sys.modules.get(module.__name__) for module in modules}
    for module in modules:
        if before[module.__name__] is None or module.__name__ == "cffi":
            sys.modules[module.__name__] = module
    try:
        yield
    finally:
        for module in modules:
            previous = before[module.__name__]
            if previous is not None:
                sys.modules[module.__name__] = previous
            elif sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
