"""Imports WeasyPrint in half of the usual time; the plain import is the fallback.

Most of the import goes into things a CV does not need again: parsing the C declarations of Pango
(pycparser), asking the compiler where libraries are, and fontTools, which HarfBuzz replaces. So the
declarations are compiled once into a Python module in the user's cache, and during the import
substitutes stand for cffi and the modules of ``lazy_imports``. They are removed again afterwards;
what WeasyPrint keeps of them loads the real modules on first use.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from cvgen.cache import cache_folder, write_once
from cvgen.errors import Problem, RenderError
from cvgen.native import install_command, load_package
from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.compat import is_known, known_folder, patch_engine
from cvgen.writers.pdf.engine.lazy_imports import lazy_modules, substitute_modules
from cvgen.writers.pdf.engine.letters import write_letters
from cvgen.writers.pdf.engine.line_starts import keep_words_whole
from cvgen.writers.pdf.engine.speed import apply_speed_patches
from cvgen.writers.pdf.engine.standards import use_own_tags

_CDEF = pattern(r"\nimport cffi\n\nffi = cffi\.FFI\(\)\nffi\.cdef\('''(.*?)'''\)\n", re.DOTALL)


def native_help() -> str:
    """The one command that installs the libraries PDF output needs on this system."""
    return install_command() or "cvgen doctor   (it says what is missing)"


def weasyprint(fontconfig: Path, fast: bool = True) -> ModuleType:
    """The module ``weasyprint``; the first call imports it, with ``fontconfig`` as its fonts.

    RenderError if a library is missing.
    """
    _load_native_package()
    with fonts_from(fontconfig):
        module = (_fast_import() if fast else None) or _plain_import()
    if sys.modules["weasyprint.text.ffi"].harfbuzz_subset is None:
        raise RenderError(_missing("libharfbuzz-subset cannot be loaded"))
    patch_engine()
    if is_known():
        keep_words_whole()
        use_own_tags()
        if fast:
            apply_speed_patches()
        write_letters()
    return module


def _load_native_package() -> None:
    try:
        load_package()
    except OSError as error:
        message = f"the libraries of the package cvgen-native cannot be loaded: {error}"
        hint = "set CVGEN_NATIVE=system, and install Pango"
        raise RenderError(Problem("E421", message, hint=hint)) from error


@contextlib.contextmanager
def fonts_from(fontconfig: Path) -> Iterator[None]:
    """Let fontconfig read the file ``fontconfig`` for a while, and its cache of the fonts.

    With SOURCE_DATE_EPOCH it would take the cache for stale and scan all fonts again for each PDF.
    """
    wanted = {"FONTCONFIG_FILE": str(fontconfig), "SOURCE_DATE_EPOCH": None}
    before = {name: os.environ.get(name) for name in wanted}
    _set_environment(wanted)
    try:
        yield
    finally:
        _set_environment(before)


def _set_environment(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _plain_import() -> ModuleType:
    try:
        # Its advice on missing libraries goes to stdout, which may be the user's document.
        with contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")
    except OSError as error:
        _unload()
        raise RenderError(_missing(str(error).split(":")[0])) from error
    except ImportError as error:
        message = f"WeasyPrint cannot be imported: {error}"
        raise RenderError(Problem("E421", message, hint="pip install 'weasyprint>=70'")) from error


def _missing(what: str) -> Problem:
    message = f"PDF output needs libraries that are not installed: {what}"
    return Problem("E421", message, hint=f"install them with: {native_help()}")


def _fast_import() -> ModuleType | None:
    """WeasyPrint, imported with substitutes; None if its version is not tested or one fails."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    if not hasattr(os, "RTLD_NODELETE"):
        return None
    try:
        declarations = _declarations()
        if declarations is None:
            return None
        substitutes = substitute_modules(_cffi(declarations), *lazy_modules())
        with substitutes, contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")
    except (ImportError, OSError, AttributeError, LookupError, TypeError, ValueError, SyntaxError):
        _unload()
        return None


def _unload() -> None:
    """Remove a half imported WeasyPrint."""
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _declarations() -> str | None:
    """The C declarations of a tested WeasyPrint, if it uses cffi for nothing else."""
    folder = known_folder()
    if folder is None:
        return None
    source = (folder / "text" / "ffi.py").read_text("utf-8")
    found = _CDEF.search(source)
    if found is None or source.count("cffi.") != 1 or source.count(".cdef(") != 1:
        return None
    return found.group(1)


def _cffi(declarations: str) -> ModuleType:
    """A substitute for cffi, whose FFI is compiled already.

    Replaces: ``cffi.FFI()`` and ``cdef`` in ``weasyprint/text/ffi.py``.
    Why: cffi reads the declarations, and looks for each library with a compiler, in each process.
    Without it: the plain import.
    """
    real = _compiled(declarations)

    class Ready:
        """``cffi.FFI()`` as WeasyPrint uses it; names are looked up once, for speed."""

        def cdef(self, text: str) -> None:
            if text != declarations:
                raise ValueError("other declarations than those compiled")

        def dlopen(self, name: str, flags: int) -> Any:
            # At exit, Python frees Pango's objects after their library; so the library must stay.
            return real.dlopen(name, flags | os.RTLD_NODELETE)

        def __getattr__(self, name: str) -> Any:
            value = getattr(real, name)
            self.__dict__[name] = value
            return value

    module = ModuleType("cffi")
    module.FFI = Ready  # type: ignore[attr-defined]
    return module


def _compiled(declarations: str) -> Any:
    """The compiled ``FFI`` of the declarations, from the cache. OSError without a cache."""
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
    """The source of a module with the parsed declarations (takes about 0.1 s)."""
    import tempfile

    builder = importlib.import_module("cffi").FFI()
    builder.cdef(declarations)
    builder.set_source(name, None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.py")
        with contextlib.redirect_stdout(io.StringIO()):
            builder.emit_python_code(str(path))
        return path.read_bytes()
