"""Which versions of WeasyPrint are tested, and two faults that cvgen corrects in every one.

All other patches, and cvgen's own tags and standards, are for tested versions only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from cvgen.errors import Problem, RenderError
from cvgen.patterns import pattern

KNOWN = ("70.0",)
"""The versions whose functions our patches, tags and standards were compared with."""
_VERSION = pattern(r"^VERSION = __version__ = ['\"]([^'\"]+)['\"]$")
_MM = 96 / 25.4  # WeasyPrint measures in CSS pixels
_MIN_ROOM, _MAX_SIDE = 5.0, 5000.0  # mm; a PDF page has at most 5080 mm
_FULL_LINE = 0.8  # of the line width; lines of ordinary words are longer
_RESUME, _WIDTH = 2, 3
_MARK = "_cvgen_corrected"

Split = Callable[..., tuple[Any, ...]]
PageHeight = Callable[..., Any]


def is_known() -> bool:
    """True if the imported WeasyPrint is a tested version."""
    return sys.modules["weasyprint"].__version__ in KNOWN


def known_folder() -> Path | None:
    """The folder of the WeasyPrint that an import would find; None if its version is not tested."""
    spec = PathFinder.find_spec("weasyprint")
    if spec is None or spec.origin is None:
        return None
    lines = Path(spec.origin).read_text("utf-8").splitlines()
    versions = [found[1] for line in lines if (found := _VERSION.match(line))]
    return Path(spec.origin).parent if versions and versions[0] in KNOWN else None


def untested_engine() -> tuple[Problem, ...]:
    """The warning (W407) for a PDF that an untested version makes; empty for a tested one."""
    if is_known():
        return ()
    version = sys.modules["weasyprint"].__version__
    message = (
        f"WeasyPrint {version} is not tested with cvgen: PDFs keep its tags and do not declare"
        " PDF/A-3a and PDF/UA-1"
    )
    hint = f"pip install 'weasyprint=={KNOWN[-1]}'"
    return (Problem("W407", message, hint=hint, severity="warning"),)


def patch_engine() -> None:
    """Correct line breaks and refuse impossible pages; a second call changes nothing.

    A version without these functions keeps its own behaviour.
    """
    for module, name, correct in (
        ("weasyprint.layout.inline", "split_first_line", keep_lines_whole),
        ("weasyprint.layout.page", "page_height", refuse_impossible_pages),
    ):
        function = getattr(sys.modules.get(module), name, None)
        if function is not None and not hasattr(function, _MARK):
            corrected = correct(function)
            setattr(corrected, _MARK, True)
            setattr(sys.modules[module], name, corrected)


def replace_function(function: Any, make: Callable[[Any], Any]) -> None:
    """Replace WeasyPrint's ``function`` by ``make(function)`` in all modules that hold it."""
    other, name = make(function), function.__name__
    for path, module in list(sys.modules.items()):
        if path.startswith("weasyprint.") and vars(module).get(name) is function:
            setattr(module, name, other)


def keep_lines_whole(split: Split) -> Split:
    """``split_first_line``, without the early line break of Pango 1.50 (Debian 12).

    Pango 1.50 breaks a text after its first word if all of it fits except the space at its end.
    A text ends with a space, or with a no-break space, where bold or italic text follows, so one
    such line in a hundred has one word. Such a line is split again with room for the space, which
    hangs over the margin.
    """

    @wraps(split)
    def split_line(
        text: str, style: Any, context: Any, max_width: float | None, *args: Any, **kwargs: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, *args, **kwargs)
        if found[_RESUME] is None or max_width is None or text[-1:] not in (" ", "\xa0"):
            return found
        if found[_WIDTH] > max_width * _FULL_LINE or "\n" in text:
            return found
        bare = split(text.rstrip(" \xa0"), style, context, max_width, *args, **kwargs)
        if bare[_RESUME] is not None or bare[_WIDTH] > max_width:
            return found
        wider = max_width + style["font_size"]
        hanging = split(text, style, context, wider, *args, **kwargs)
        return found if hanging[_RESUME] is not None else hanging

    return split_line


def refuse_impossible_pages(page_height: PageHeight) -> PageHeight:
    """``page_height``, which settles the height of a page whose width is known.

    The result raises RenderError (E433) if the page is too large, or has no room for text.
    """

    @wraps(page_height)
    def checked(page: Any, *args: Any, **kwargs: Any) -> Any:
        result = page_height(page, *args, **kwargs)
        sides = page.margin_width() / _MM, page.margin_height() / _MM
        if not all(side <= _MAX_SIDE for side in sides):
            message = f"a page of the PDF is {_area(sides)}, more than {_MAX_SIDE:g} mm"
            raise RenderError(Problem("E433", message, hint="give `@page` a smaller `size`"))
        room = page.width / _MM, page.height / _MM
        if not all(side >= _MIN_ROOM for side in room):
            message = f"a page of the PDF has no room for text: {_area(room)} are left"
            hint = "give `@page` a larger `size`, or less margin, padding and border"
            raise RenderError(Problem("E433", message, hint=hint))
        return result

    return checked


def _area(sides: tuple[float, float]) -> str:
    return " × ".join(f"{side:.4g}" for side in sides) + " mm"
