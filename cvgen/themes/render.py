"""Document → the HTML inside of ``<body>``, through the theme's template in a sandbox.

A theme may be a stranger's: its template sees the Document and the settings and nothing else, all
text is escaped, and files outside of the theme's folders cannot be included.
"""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvgen.cache import cache_folder
from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.themes.bidi import rtl_filters
from cvgen.themes.markup import FILTERS, TESTS
from cvgen.themes.theme import Theme, inside

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "cv.html.j2"


def render_body(document: Document, theme: Theme, photo: str | None = None) -> str:
    """The HTML of ``document``; ``photo`` is the address of the picture, None for none.

    RenderError where the theme's template is broken.
    """
    from jinja2 import TemplateError

    try:
        template = _environment(theme.folders, document.direction).get_template(TEMPLATE)
        return template.render(document=document, settings=theme.settings, photo=photo)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise RenderError(_problem(theme, error)) from error
    except RecursionError as error:
        raise RenderError(_problem(theme, ValueError("it calls itself without end"))) from error


def _problem(theme: Theme, error: Exception) -> Problem:
    line = getattr(error, "lineno", None) or _line(error)
    place = f"line {line}: " if line else ""
    name = getattr(error, "name", None) or TEMPLATE
    message = f"the template '{name}' of the theme '{theme.name}' fails: {place}{error}"
    return Problem("E423", message, hint="the theme's author can mend it")


def _line(error: Exception) -> int | None:
    """The line of the innermost template frame of a traceback, which Jinja2 rewrites so."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", "<template>")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _unchanged(path: Path, changed: int) -> bool:
    try:
        return path.stat().st_mtime_ns == changed
    except OSError:
        return False


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...], direction: str) -> Environment:
    from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, Any] | None:
        for folder in folders:
            path = inside(folder, name)
            if path is not None:
                changed = path.stat().st_mtime_ns
                fresh = partial(_unchanged, path, changed)
                return path.read_text("utf-8"), str(path), fresh
        return None

    cache = cache_folder()
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(rtl_filters(FILTERS) if direction == "rtl" else FILTERS)
    environment.tests.update(TESTS)
    return environment
