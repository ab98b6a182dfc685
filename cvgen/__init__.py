"""cvgen: one YAML file per person, every version of the CV.

>>> import cvgen
>>> cv = cvgen.load("cv_data/ada.yaml")
>>> document = cvgen.lower(cvgen.select(cv, "academic").cv)
>>> pdf = cvgen.render(document, "pdf", theme=cvgen.theme("academic", accent="teal"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvgen.api import load, lower, render, select, theme

__all__ = ["load", "lower", "render", "select", "theme"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The library's functions, imported when first used: the command line needs none of them."""
    if name in __all__:
        from cvgen import api

        return getattr(api, name)
    raise AttributeError(f"module 'cvgen' has no attribute '{name}'")
