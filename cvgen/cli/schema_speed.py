"""Imports pydantic in three quarters of the time.

A third of its import goes into a hundred ``TypedDict`` classes, which only describe the schemas of
pydantic's core for type checkers. They are plain classes here.
"""

from __future__ import annotations

import sys
import typing
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_DESCRIPTIONS = "pydantic_core.core_schema"


class _Described(dict[str, Any]):
    """In place of ``TypedDict``: a class that checks nothing."""

    def __init_subclass__(cls, total: bool = True) -> None:
        """Accept the option of ``TypedDict``."""


class DescriptionFinder:
    """Finds the module with the descriptions, and lets it be executed with plain classes."""

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The module ``name``, if it is that one, and as usual afterwards."""
        if name != _DESCRIPTIONS:
            return None
        sys.meta_path.remove(cls)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_plainly(module: ModuleType) -> None:
                modules = [typing, sys.modules.get("typing_extensions")]
                usual = [(one, one.TypedDict) for one in modules if one is not None]
                for one, _ in usual:
                    vars(one)["TypedDict"] = _Described
                try:
                    execute(module)
                finally:
                    for one, value in usual:
                        vars(one)["TypedDict"] = value

            spec.loader.exec_module = execute_plainly  # type: ignore[method-assign]
        return spec


def speed_up_schemas() -> None:
    """Let pydantic be imported faster, if it is not imported yet."""
    if _DESCRIPTIONS not in sys.modules and DescriptionFinder not in sys.meta_path:
        sys.meta_path.insert(0, DescriptionFinder)
