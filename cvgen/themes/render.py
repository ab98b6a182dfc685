"""Document → an HTML page; its body is from the theme's template, which runs in a sandbox."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvgen.cache import cache_folder
from cvgen.document import Document
from cvgen.errors import InputError, Problem, RenderError, Span
from cvgen.paths import display_path, is_bundled
from cvgen.patterns import pattern
from cvgen.themes.bidi import rtl_filters
from cvgen.themes.files import TEMPLATES, find_file, read_text
from cvgen.themes.filters import FILTERS, TESTS
from cvgen.themes.styles import classes
from cvgen.themes.theme import Theme

if TYPE_CHECKING:
    from cvgen.themes.sandbox import Sandbox

TEMPLATE = "cv.html.j2"
_HINT = "correct the template, or ask the author of the theme"
# Errors of templates; the sandbox raises its own when a template does too much.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip

_OBJECT = pattern(r"'?(?:\w+\.)+(\w+) object'?")  # an object as Python or Jinja2 names it
_PARTS = {"StrictUndefined": "a value that is not there"}


def render_body(document: Document, theme: Theme, photo: str | None = None) -> str:
    """The HTML of ``document``; RenderError if the template fails. ``photo`` is an address."""
    from jinja2 import TemplateError

    from cvgen.themes.sandbox import Budget, WorkLimitError

    try:
        environment = _environment(theme.folders, document.direction)
        environment.budget = Budget()
        template = environment.get_template(TEMPLATE)
        values = dict(theme.settings.values)
        return template.render(document=document, settings=values, photo=photo)
    except (TemplateError, WorkLimitError, InputError, *_FAULTS) as error:
        raise RenderError(_problem(theme, error)) from error


def _problem(theme: Theme, error: Exception) -> Problem:
    place = _place(error)
    if place is None and isinstance(error, InputError):
        return error.problems[0]
    name = "" if place else f" '{getattr(error, 'name', None) or TEMPLATE}'"
    message = f"the template{name} of the theme '{theme.name}' fails: {_reason(error)}"
    problem = Problem("E423", message, hint=_HINT)
    return in_template(problem, error)


def in_template(problem: Problem, error: BaseException, bundled: bool = True) -> Problem:
    """``problem`` at the line of a template that raised ``error``, if one did.

    Without ``bundled``, only at a line of a template that does not come with cvgen.
    """
    place = _place(error)
    if place is None or (is_bundled(place[0]) and not bundled):
        return problem
    path, line = place
    try:
        excerpt = path.read_text("utf-8").splitlines()[line - 1]
    except (OSError, ValueError, IndexError):
        return replace(problem, file=display_path(path))
    span = Span(line, 1, line, 1 + max(1, len(excerpt)))
    return replace(problem, file=display_path(path), span=span, excerpt=excerpt)


def _reason(error: Exception) -> str:
    """The cause, in words for the author of the template."""
    if isinstance(error, RecursionError):
        return "it includes or calls itself without end, or is nested too deep"
    if isinstance(error, (MemoryError, SyntaxError)):  # of the template as Python code
        return "it is nested too deep, or takes too much memory"
    if isinstance(error, InputError):
        return error.problems[0].message
    if type(error).__name__ == "TemplateNotFound":
        return f"the theme has no template '{error}'"
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return _OBJECT.sub(lambda found: _PARTS.get(found[1], f"'{found[1]}'"), reason)


def _place(error: BaseException) -> tuple[Path, int] | None:
    """The file and line of a syntax error, or of the innermost template that ran.

    A template that does not come with cvgen is preferred, because the user can change it.
    """
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if file and line:
        return Path(file), int(line)
    from traceback import walk_tb

    places = []
    for frame, line in walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        if name.endswith(TEMPLATES):
            # Jinja2 rewrites tracebacks to show lines of templates, but not for BaseExceptions.
            compiled = frame.f_globals.get("__jinja_template__")
            line = compiled.get_corresponding_lineno(line) if compiled else line
            places.append((Path(name), line))
    own = [place for place in places if not is_bundled(place[0])]
    return next(reversed(own or places), None)


def _is_unchanged(path: Path, changed: int) -> bool:
    try:
        return path.stat().st_mtime_ns == changed
    except OSError:
        return False


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...], direction: str) -> Sandbox:
    from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined
    from jinja2.bccache import Bucket

    from cvgen.themes.sandbox import Sandbox

    def load(name: str) -> tuple[str, str, Any] | None:
        for folder in folders:
            path = find_file(folder, name, TEMPLATES)
            if path is not None:
                changed = path.stat().st_mtime_ns
                return read_text(path), str(path), partial(_is_unchanged, path, changed)
        return None

    class Bytecode(FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):  # without the cache the next run only takes longer
                super().dump_bytecode(bucket)

    cache = cache_folder()
    bytecode = Bytecode(str(cache), "template-%s") if cache else None
    environment = Sandbox(
        rtl_filters(FILTERS) if direction == "rtl" else FILTERS,
        loader=FunctionLoader(load),
        bytecode_cache=bytecode,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests.update(TESTS)
    return environment


def html_page(document: Document, theme: Theme, body: str, head: str = "") -> str:
    """A whole HTML5 page around ``body``, with more HTML (``head``) in its ``<head>``."""
    title = escape(document.title or document.header.name)
    author = escape(document.author or document.header.name)
    kind = document.layout
    own = ["letter", f"letter--{kind}"] if kind not in ("", "statement") else [kind]
    own += [f"head--{document.head}"] if document.head else []
    names = " ".join(filter(None, [*own, classes(theme)]))
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}" dir="{document.direction}"'
        f' class="{names}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta name="author" content="{author}">\n'
        '<meta name="generator" content="cvgen">\n'
        f"{head}"
        "</head>\n"
        '<body class="h-resume">\n'
        f"{body}"
        "</body>\n"
        "</html>\n"
    )
