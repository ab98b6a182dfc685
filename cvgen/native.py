"""The native libraries that PDF output needs, and the commands that install them.

This module imports only the standard library, because ``bootstrap`` imports it before anything is
installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib
import importlib.util
import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Library:
    """A library by its plain name and the number of its binary interface."""

    name: str
    number: int = 0
    version: str = ""  # the C function that returns its version as a text, if it has one

    def file(self, platform: str) -> str:
        """The name of its file; ``platform`` is a value of ``sys.platform``."""
        if platform == "darwin":
            return f"{self.name}.{self.number}.dylib"
        if platform == "win32":
            return f"{self.name}-{self.number}.dll"
        return f"{self.name}.so.{self.number}"


FONTCONFIG = Library("libfontconfig", 1)
LIBRARIES = (
    Library("libgobject-2.0"),
    Library("libpango-1.0", version="pango_version_string"),
    Library("libpangoft2-1.0"),
    Library("libharfbuzz", version="hb_version_string"),
    Library("libharfbuzz-subset"),
    FONTCONFIG,
)

_PDFIUM = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}

# A Python that is not Homebrew's finds Homebrew's libraries only through this variable.
FALLBACK_VARIABLE = "DYLD_FALLBACK_LIBRARY_PATH"
FALLBACK_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/usr/lib")


@dataclass(frozen=True, slots=True)
class Manager:
    """A package manager: its commands, and its names of the packages cvgen may need."""

    program: str
    systems: tuple[str, ...]  # IDs of /etc/os-release, or values of sys.platform
    install: tuple[str, ...]
    libraries: tuple[str, ...]
    test_tools: tuple[str, ...]
    fonts: dict[str, str]
    refresh: tuple[str, ...] = ()  # runs first; may fail
    venv: str = ""  # the package with ensurepip, if Python's own lacks it
    as_root: bool = True

    def font_package(self, script: str) -> str | None:
        """The package with a font for ``script``: a key of ``fonts``, or ``hebrew`` and so on."""
        package = self.fonts.get(script) or self.fonts.get(OTHER)
        if package is None or ("{" in package and script not in _SCRIPTS):
            return None
        return package.format(script=script)


CJK, ARABIC, EMOJI = "Chinese, Japanese and Korean", "Arabic", "emoji"
OTHER = "other"
_SCRIPTS = frozenset(
    ("armenian", "bengali", "devanagari", "ethiopic", "georgian", "gujarati", "gurmukhi", "hebrew",
     "kannada", "khmer", "lao", "malayalam", "sinhala", "symbols", "tamil", "telugu", "thai")
)  # fmt: skip
"""Scripts that fill in ``OTHER`` where it is a pattern."""

TEST_PROGRAMS = ("pdftotext",)  # what Manager.test_tools must bring


@functools.cache
def managers() -> tuple[Manager, ...]:
    """The package managers that cvgen knows, from ``native.toml``."""
    import tomllib  # only hints and set-up need it

    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["managers"]
    return tuple(Manager(**_with_tuples(table)) for table in tables)


def _with_tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}


def manager_for(platform: str, os_release: str) -> Manager | None:
    """The package manager of a ``sys.platform`` and /etc/os-release text; None if it is unknown."""
    names = [platform]
    for key in ("ID", "ID_LIKE"):
        for line in os_release.splitlines():
            if line.startswith(f"{key}="):
                names += line.partition("=")[2].strip("\"' ").split()
    known = {system: manager for manager in managers() for system in manager.systems}
    return next((known[name] for name in names if name in known), None)


def this_manager() -> Manager | None:
    """The package manager of this system, or None."""
    return manager_for(sys.platform, _os_release())


def commands(
    manager: Manager, packages: Sequence[str], prefix: Sequence[str] = ()
) -> list[list[str]]:
    """The commands that install ``packages``, in order; ``prefix`` is sudo, or empty."""
    parts = [manager.refresh, (*manager.install, *packages)]
    return [[*prefix, *part] for part in parts if part]


def command_text(manager: Manager, packages: Sequence[str], become_root: str = "") -> str:
    """The shell line that installs ``packages``; ``become_root`` is "sudo", "su" or empty."""
    if not manager.as_root:
        become_root = ""
    prefix = ("sudo",) if become_root == "sudo" else ()
    line = " && ".join(shlex.join(part) for part in commands(manager, packages, prefix))
    return f"su -c {shlex.quote(line)}" if become_root == "su" else line


def become_root() -> str:
    """How this user becomes root: "sudo", "su", or empty if there is no need."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return ""
    return "sudo" if shutil.which("sudo") else "su"


def root_prefix(become_root: str, terminal: bool) -> list[str] | None:
    """The words before a command that run it as root, or None if that is impossible."""
    import subprocess  # only set-up needs it

    if become_root != "sudo":
        return None if become_root else []
    if terminal:
        return ["sudo"]
    silent = ["sudo", "-n"]  # nobody can type a password
    done = subprocess.run([*silent, "true"], capture_output=True)
    return silent if done.returncode == 0 else None


def install_command() -> str | None:
    """The shell line that installs the native libraries; None on an unknown system."""
    manager = this_manager()
    return command_text(manager, manager.libraries, become_root()) if manager else None


@functools.cache
def load_package() -> str:
    """Load the libraries of the package cvgen-native; its folder, or "" if they are not used.

    Without the package, or with ``CVGEN_NATIVE=system``, the libraries are those of the system.
    OSError if the package does not fit this system.
    """
    wanted = os.environ.get("CVGEN_NATIVE") != "system"
    spec = importlib.util.find_spec("cvgen_native") if wanted else None
    if spec is None or spec.origin is None:
        return ""
    importlib.import_module("cvgen_native").load()
    return str(Path(spec.origin).parent)


def load(name: str) -> ctypes.CDLL | None:
    """The library in the file ``name``, loaded as PDF output loads it; None if that fails."""
    with contextlib.suppress(OSError):
        return ctypes.CDLL(name)
    return None


def missing(libraries: Iterable[Library] = LIBRARIES, platform: str = sys.platform) -> list[str]:
    """The names of the ``libraries`` that cannot be loaded, not even from Homebrew's folders."""
    prepare_windows()
    with contextlib.suppress(OSError):
        load_package()
    return [
        library.name
        for library in libraries
        if load(library.file(platform)) is None and in_fallback_folder(library, platform) is None
    ]


def in_fallback_folder(library: Library, platform: str = sys.platform) -> Path | None:
    """On macOS, the folder of Homebrew that has ``library``; else None."""
    if platform != "darwin":
        return None
    folders = (Path(folder) for folder in FALLBACK_FOLDERS)
    return next((path for path in folders if load(str(path / library.file(platform)))), None)


def prepare_windows() -> None:
    """On Windows, search for libraries where WeasyPrint does."""
    if sys.platform == "win32":
        usual = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin"
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", usual).split(";"):
            with contextlib.suppress(OSError):
                os.add_dll_directory(folder)


def load_pdfium() -> ctypes.CDLL:
    """PDFium from the package pypdfium2, without importing that (20 ms); OSError or ImportError."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    name = _PDFIUM.get(sys.platform, "libpdfium.so")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, name)
        if path.is_file():
            return ctypes.CDLL(str(path))
    libraries = importlib.import_module("pypdfium2_raw.bindings")._libs  # the system's own
    library: ctypes.CDLL = libraries["pdfium"]
    return library


def _os_release() -> str:
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        with contextlib.suppress(OSError):
            return Path(path).read_text("utf-8")
    return ""
