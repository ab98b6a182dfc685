"""Pages that are too large for a PDF, or have no room for text: refused before they are filled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from cvgen.errors import Problem, RenderError

_MM = 96 / 25.4  # the engine measures in pixels of CSS
_LEAST_ROOM, _LONGEST = 5.0, 5000.0  # mm; a PDF has no pages of more than 5080 mm


def refuse_odd_pages() -> None:
    """Let the engine, which is imported, measure pages first. To do it twice changes nothing."""
    layout = sys.modules["weasyprint.layout.page"]
    settle = layout.page_height
    if not isinstance(settle, _Measuring):
        layout.page_height = _Measuring(settle)  # type: ignore[attr-defined]


class _Measuring:
    """The engine's function ``settle``, which settles the height of a page of known width.

    RenderError (E433) where the page is too large, or too little is left of it.
    """

    def __init__(self, settle: Callable[..., Any]) -> None:
        self.settle = settle

    def __call__(self, page: Any, *more: Any, **named: Any) -> Any:
        made = self.settle(page, *more, **named)
        sides = page.margin_width() / _MM, page.margin_height() / _MM
        if not all(side <= _LONGEST for side in sides):
            message = f"a page of the PDF is {_area(sides)}, more than {_LONGEST:g} mm"
            raise RenderError(Problem("E433", message, hint="give `@page` a smaller `size`"))
        room = page.width / _MM, page.height / _MM
        if not all(side >= _LEAST_ROOM for side in room):
            message = f"a page of the PDF has no room for text: {_area(room)} are left"
            hint = "give `@page` a larger `size`, or less margin, padding and border"
            raise RenderError(Problem("E433", message, hint=hint))
        return made


def _area(sides: tuple[float, float]) -> str:
    return " × ".join(f"{side:.4g}" for side in sides) + " mm"
