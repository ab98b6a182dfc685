"""Checks what cvgen needs on this machine, and says how to get what is missing."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvgen import native
from cvgen.cache import cache_folder
from cvgen.paths import bundled_folder

OLDEST_PYTHON = (3, 11)

# The fontconfig patterns that fonts of a script match.
_SCRIPTS = {
    native.CJK: (":lang=zh-cn", ":lang=ja", ":lang=ko"),
    native.ARABIC: (":lang=ar",),
    native.EMOJI: (":lang=und-zsye",),
}


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check; ``advice`` says what to do if it is not ``ok``."""

    name: str
    ok: bool
    found: str
    advice: str = ""
    required: bool = True

    @property
    def mark(self) -> str:
        """The result in a word."""
        if self.ok:
            return "ok"
        return "MISSING" if self.required else "optional"


def examine() -> list[Check]:
    """Check everything that cvgen needs or can use here."""
    return [
        check_python(sys.version_info[:3]),
        *check_packages(),
        *check_native_package(),
        *check_libraries(native.LIBRARIES),
        check_pdfium(),
        *check_themes(bundled_folder()),
        check_cache(cache_folder()),
        *check_fallback_fonts(),
    ]


def is_healthy(checks: Iterable[Check]) -> bool:
    """True if all required checks are ok."""
    return all(check.ok for check in checks if check.required)


def report(checks: Sequence[Check]) -> str:
    """``checks`` for a terminal: one line each, then each piece of advice once."""
    width = max((len(check.name) for check in checks), default=0)
    lines = [f"{check.mark:<8} {check.name:<{width}}  {check.found}".rstrip() for check in checks]
    for heading, required in (("What to do", True), ("Optional", False)):
        wrong = [check for check in checks if not check.ok and check.required is required]
        advice = dict.fromkeys(check.advice for check in wrong if check.advice)
        if advice:
            lines += ["", f"{heading}:", *(f"  {text}" for text in advice)]
    if is_healthy(checks):
        lines += ["", "cvgen has what it needs."]
    return "\n".join(lines)


def check_python(version: tuple[int, ...]) -> Check:
    """Check that ``version`` of Python is new enough."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    advice = f"Install Python {oldest} or newer."
    return Check("Python", version >= OLDEST_PYTHON, ".".join(map(str, version)), advice)


def check_packages(distribution: str = "cvgen") -> Iterator[Check]:
    """Check each Python package that ``distribution`` requires, and its version."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        requirements = requires(distribution) or []
        yield from (check_package(text) for text in requirements if "extra ==" not in text)
    except PackageNotFoundError:
        yield Check(distribution, False, "not installed", "Run: pip install .")
    except ImportError:
        yield Check("packaging", False, "not installed", "Run: pip install packaging")


def check_package(requirement: str) -> Check:
    """Check that the package of a ``requirement`` such as ``click<9,>=8.1`` is installed."""
    from importlib.metadata import PackageNotFoundError, version

    from packaging.requirements import Requirement

    package = Requirement(requirement)
    name, wanted = package.name, str(package.specifier)
    advice = f"Run: pip install '{name}{wanted}'"
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, f"not installed, wanted {wanted}", advice)
    ok = package.specifier.contains(found, prereleases=True)
    return Check(name, ok, found if ok else f"{found}, wanted {wanted}", advice)


def check_native_package() -> Iterator[Check]:
    """Check that the libraries of the package cvgen-native can be loaded, if it is used."""
    try:
        if folder := native.load_package():
            yield Check("cvgen-native", True, folder)
    except OSError as error:
        advice = "Run: pip uninstall cvgen-native, then cvgen doctor again."
        yield Check("cvgen-native", False, f"cannot be loaded: {error}", advice)


def check_libraries(libraries: Iterable[native.Library]) -> Iterator[Check]:
    """Check that each library can be loaded; the result has its version if it reports one."""
    native.prepare_windows()
    command = native.install_command()
    install = f"For PDF output, run: {command}" if command else "For PDF output, install Pango."
    for library in libraries:
        file = library.file(sys.platform)
        loaded = native.load(file)
        if loaded is not None:
            yield Check(library.name, True, f"{_version(loaded, library.version)} {file}".strip())
        elif folder := native.in_fallback_folder(library):
            advice = f"Run: export {native.FALLBACK_VARIABLE}={folder}"
            yield Check(library.name, False, f"in {folder}, where Python does not look", advice)
        else:
            yield Check(library.name, False, f"{file} cannot be loaded", install)


def check_pdfium() -> Check:
    """Check that PDFium can be loaded, which reads back every PDF before cvgen saves it."""
    advice = "For PDF output, run: pip install --force-reinstall pypdfium2"
    try:
        library = native.load_pdfium()
    except (ImportError, OSError) as error:
        return Check("pdfium", False, f"cannot be loaded: {error}", advice)
    ok = hasattr(library, "FPDFText_GetTextObject")
    return Check("pdfium", ok, "installed" if ok else "too old", advice)


def _version(library: ctypes.CDLL, function: str) -> str:
    if not function:
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    answer: bytes = ask()
    return answer.decode("ascii", "replace")


def check_themes(folder: Path) -> Iterator[Check]:
    """Check that the bundled themes and fonts are in ``folder``."""
    advice = "cvgen is not complete. Install it again."
    themes = sorted(path.parent.name for path in folder.glob("*/theme.yaml"))
    yield Check("themes", bool(themes), ", ".join(themes) or f"none in {folder}", advice)
    fonts = list((folder / "fonts").glob("*.ttf"))
    yield Check("fonts", bool(fonts), f"{len(fonts)} files in {folder / 'fonts'}", advice)


def check_cache(folder: Path | None) -> Check:
    """Check that cvgen has a ``folder`` for its cache; without it, PDF output starts slowly."""
    advice = "For a quicker start, make ~/.cache, or the folder in XDG_CACHE_HOME, writable."
    found = str(folder) if folder else "no folder of your own that can be written to"
    return Check("cache", folder is not None, found, advice, required=False)


def check_fallback_fonts() -> Iterator[Check]:
    """Check that this system has fonts for the scripts that the bundled fonts lack."""
    manager = native.this_manager()
    for script, patterns in _SCRIPTS.items():
        ok = all(map(_has_font, patterns))
        package = manager.fonts.get(script) if manager else None
        advice = f"For CVs with {script}, install a font"
        if manager and package:
            command = native.command_text(manager, [package], native.become_root())
            advice = f"For CVs with {script}, run: {command}"
        found = "there" if ok else "no font of this system has it"
        yield Check(f"font, {script}", ok, found, advice, required=False)


class _FontSet(ctypes.Structure):
    """fontconfig's FcFontSet; cvgen reads only the number of fonts."""

    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p))


def _has_font(pattern: str) -> bool:
    """True if a font of the system matches ``pattern``, as for ``fc-list``."""
    library = native.load(native.FONTCONFIG.file(sys.platform))
    if library is None:
        return False
    library.FcNameParse.restype = ctypes.c_void_p
    library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    library.FcFontList.argtypes = (ctypes.c_void_p,) * 3
    library.FcFontSetDestroy.argtypes = (ctypes.POINTER(_FontSet),)
    library.FcPatternDestroy.argtypes = (ctypes.c_void_p,)
    library.FcObjectSetDestroy.argtypes = (ctypes.c_void_p,)
    asked = library.FcNameParse(pattern.encode())
    fields = library.FcObjectSetCreate()
    found = library.FcFontList(None, asked, fields)
    some = bool(found) and found.contents.nfont > 0
    if found:
        library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(fields)
    library.FcPatternDestroy(asked)
    return some
