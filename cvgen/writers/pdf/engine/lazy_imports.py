"""What stands in for modules that WeasyPrint imports and a CV seldom needs.

They are there during the import only. What WeasyPrint keeps of them loads the real ones when used.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any

_FONTS = "fontTools.ttLib"
_KEEPERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")


class Later(ModuleType):
    """A module that is imported when something in it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def seldom_used() -> list[ModuleType]:
    """Stand-ins for what only web fonts, variable fonts and those need that HarfBuzz cannot subset,
    and for the parser of pages that are no XML.
    """

    def instantiate(*args: Any, **kwargs: Any) -> Any:
        real = importlib.import_module("fontTools.varLib.instancer")
        return real.instantiateVariableFont(*args, **kwargs)

    package, instancer = ModuleType("fontTools.varLib"), ModuleType("fontTools.varLib.instancer")
    package.__path__ = []
    instancer.instantiateVariableFont = instantiate  # type: ignore[attr-defined]
    return [Later("fontTools.subset"), package, instancer, _fonts(), Later("tinyhtml5")]


def _fonts() -> ModuleType:
    """A stand-in for fontTools' reader of fonts."""

    class Unraised(Exception):
        """In the place of TTLibError, until that can be raised."""

    def read(*args: Any, **kwargs: Any) -> Any:
        real = importlib.import_module(_FONTS)
        for keeper in _KEEPERS:
            vars(sys.modules[keeper]).update(TTFont=real.TTFont, TTLibError=real.TTLibError)
        return real.TTFont(*args, **kwargs)

    module = ModuleType(_FONTS)
    module.TTFont, module.TTLibError = read, Unraised  # type: ignore[attr-defined]
    for name in ("ttFont", "woff2"):
        setattr(module, name, Later(f"{_FONTS}.{name}"))
    return module


@contextlib.contextmanager
def in_their_place(*modules: ModuleType) -> Iterator[None]:
    """``modules`` in the place of those not imported yet, taken away at the end."""
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


class _Hints:
    """The stylesheet for what ``bgcolor`` and its like ask for, parsed when it is first used."""

    def __init__(self, parse: Any, text: str) -> None:
        self._parts = parse, text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        parse, text = self._parts
        self.__dict__.update(vars(parse(string=text)))
        return getattr(self, name)


class _BeforeHtml(MetaPathFinder):
    """Finds nothing; when ``weasyprint.html`` is looked for, its stylesheets are parsed by ours."""

    def find_spec(self, name: str, *_: Any) -> None:
        if name != "weasyprint.html":
            return
        engine = sys.modules["weasyprint"]
        parse = engine.CSS

        def only_needed(string: str, **options: Any) -> Any:
            return parse(string=string, **options) if options else _Hints(parse, string)

        engine.CSS = only_needed  # type: ignore[attr-defined]
        self.parse = parse


@contextlib.contextmanager
def without_hints() -> Iterator[None]:
    """During the import of WeasyPrint, what a page without hints of style does not need is left."""
    finder = _BeforeHtml()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        engine = sys.modules.get("weasyprint")
        if engine is not None and hasattr(finder, "parse"):
            engine.CSS = finder.parse  # type: ignore[attr-defined]
            vars(sys.modules.get("weasyprint.html", engine))["CSS"] = finder.parse
