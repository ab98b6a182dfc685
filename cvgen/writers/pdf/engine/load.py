"""WeasyPrint, imported in a third of its usual time, or plainly where that does not work.

Most of the import is spent on things a CV does not need again: parsing the C declarations of
Pango (pycparser), asking the compiler where libraries are, and fontTools, which HarfBuzz stands in
for. So the declarations are compiled once into a Python module in the user's cache, and during the
import modules of the same names stand in for cffi and what else is seldom used.
All stand-ins are taken away again; what WeasyPrint keeps of them loads the real ones when used.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.machinery
import importlib.util
import io
import os
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from cvgen.cache import cache_folder, write_once
from cvgen.errors import Problem, RenderError
from cvgen.native import install_command
from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.lazy_imports import in_their_place, seldom_used, without_hints
from cvgen.writers.pdf.engine.line_breaks import mend_lines
from cvgen.writers.pdf.engine.page_size import refuse_odd_pages
from cvgen.writers.pdf.engine.speed import take_shortcuts

_CDEF = pattern(r"\nimport cffi\n\nffi = cffi\.FFI\(\)\nffi\.cdef\('''(.*?)'''\)\n", re.DOTALL)


def native_help() -> str:
    """The one command that installs the libraries PDF output needs on this system."""
    return install_command() or "cvgen doctor   (it says what is missing)"


def weasyprint(fontconfig: Path, fast: bool = True) -> ModuleType:
    """The module ``weasyprint``; the first call imports it, with ``fontconfig`` as its fonts.

    RenderError where a library is missing.
    """
    with environment("FONTCONFIG_FILE", str(fontconfig)):
        module = (_fast_import() if fast else None) or _plain_import()
    if sys.modules["weasyprint.text.ffi"].harfbuzz_subset is None:
        raise RenderError(_missing("libharfbuzz-subset cannot be loaded"))
    mend_lines()
    refuse_odd_pages()
    if fast:
        take_shortcuts()
    return module


@contextlib.contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """The environment variable ``name`` as ``value`` for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _plain_import() -> ModuleType:
    try:
        # Its advice on missing libraries goes to stdout, which may be the user's document.
        with contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")
    except OSError as error:
        _forget()
        raise RenderError(_missing(str(error).split(":")[0])) from error
    except ImportError as error:
        message = f"WeasyPrint cannot be imported: {error}"
        raise RenderError(Problem("E421", message, hint="pip install 'weasyprint>=70'")) from error


def _missing(what: str) -> Problem:
    message = f"PDF output needs libraries that are not here: {what}"
    return Problem("E421", message, hint=f"install them with: {native_help()}")


def _fast_import() -> ModuleType | None:
    """WeasyPrint with stand-ins, or None where anything about it is not as expected."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    if not hasattr(os, "RTLD_NODELETE"):
        return None
    try:
        declarations = _declarations()
        if declarations is None:
            return None
        stand_ins = in_their_place(_cffi(declarations), *seldom_used())
        with stand_ins, without_hints(), contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")
    except (ImportError, OSError, AttributeError, LookupError, TypeError, ValueError, SyntaxError):
        _forget()
        return None


def _forget() -> None:
    """Remove a half imported WeasyPrint."""
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _declarations() -> str | None:
    """WeasyPrint's C declarations, where they are the one thing that it asks of cffi."""
    spec = importlib.machinery.PathFinder.find_spec("weasyprint")
    if spec is None or not spec.submodule_search_locations:
        return None
    source = Path(spec.submodule_search_locations[0], "text", "ffi.py").read_text("utf-8")
    found = _CDEF.search(source)
    if found is None or source.count("cffi.") != 1 or source.count(".cdef(") != 1:
        return None
    return found.group(1)


def _compiled(declarations: str) -> Any:
    """A ready ``FFI`` of the declarations, from the cache or put there; None without a cache."""
    cffi_version = importlib.import_module("_cffi_backend").__version__
    key = sha256(f"{declarations}{sys.version}{cffi_version}".encode()).hexdigest()[:16]
    cache, name = cache_folder(), f"pango_{key}"
    if cache is None:
        raise OSError("no folder for the cache")
    path = cache / f"{name}.py"
    if not path.exists():
        write_once(path, _compile(name, declarations))
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ffi


def _compile(name: str, declarations: str) -> bytes:
    """The source of a module that holds the parsed declarations (about 0.1 s)."""
    import tempfile

    builder = importlib.import_module("cffi").FFI()
    builder.cdef(declarations)
    builder.set_source(name, None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.py")
        with contextlib.redirect_stdout(io.StringIO()):
            builder.emit_python_code(str(path))
        return path.read_bytes()


def _cffi(declarations: str) -> ModuleType:
    """A stand-in for cffi whose FFI knows the declarations already."""
    real = _compiled(declarations)

    class Ready:
        """``cffi.FFI()`` as WeasyPrint uses it; names found once are kept, for speed."""

        def cdef(self, text: str) -> None:
            if text != declarations:
                raise ValueError("other declarations than those compiled")

        def dlopen(self, name: str, flags: int) -> Any:
            # Pango's objects are freed after their library when Python ends, so that must stay.
            return real.dlopen(name, flags | os.RTLD_NODELETE)

        def __getattr__(self, name: str) -> Any:
            value = getattr(real, name)
            self.__dict__[name] = value
            return value

    module = ModuleType("cffi")
    module.FFI = Ready  # type: ignore[attr-defined]
    return module
