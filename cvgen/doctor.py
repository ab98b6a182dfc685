"""What cvgen needs on this machine, what is there, and what to do about the rest."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvgen import native
from cvgen.cache import cache_folder

OLDEST_PYTHON = (3, 11)

# What to ask fontconfig for, to know whether there is a font for a script.
_SCRIPTS = {
    native.CJK: (":lang=zh-cn", ":lang=ja", ":lang=ko"),
    native.ARABIC: (":lang=ar",),
    native.EMOJI: (":lang=und-zsye",),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``advice`` is what to do where it is not ``ok``."""

    name: str
    ok: bool
    found: str
    advice: str = ""
    required: bool = True


def examine() -> list[Check]:
    """Look at everything that cvgen needs here, and at what it can use."""
    return [
        check_python(sys.version_info[:3]),
        *check_packages(),
        *check_libraries(native.LIBRARIES),
        check_pdfium(),
        *check_themes(themes_folder()),
        check_cache(cache_folder()),
        *check_fallback_fonts(),
    ]


def healthy(checks: Iterable[Check]) -> bool:
    """Whether everything is there that cvgen cannot do without."""
    return all(check.ok for check in checks if check.required)


def report(checks: Sequence[Check]) -> str:
    """``checks`` for a terminal: a line for each, then what to do, each advice once."""
    width = max((len(check.name) for check in checks), default=0)
    lines = [f"{_mark(check):<8} {check.name:<{width}}  {check.found}".rstrip() for check in checks]
    for heading, required in (("What to do", True), ("If you want to", False)):
        wrong = [check for check in checks if not check.ok and check.required is required]
        advice = dict.fromkeys(check.advice for check in wrong if check.advice)
        if advice:
            lines += ["", f"{heading}:", *(f"  {text}" for text in advice)]
    if healthy(checks):
        lines += ["", "cvgen has what it needs."]
    return "\n".join(lines)


def _mark(check: Check) -> str:
    if check.ok:
        return "ok"
    return "MISSING" if check.required else "optional"


def native_packages_command() -> str | None:
    """The one command that installs the native libraries here; None on a system not known."""
    return native.install_command()


def check_python(version: tuple[int, ...]) -> Check:
    """Whether ``version`` of Python is new enough."""
    oldest = ".".join(map(str, OLDEST_PYTHON))
    advice = f"Install Python {oldest} or newer."
    return Check("Python", version >= OLDEST_PYTHON, ".".join(map(str, version)), advice)


def check_packages(distribution: str = "cvgen") -> Iterator[Check]:
    """The Python packages that ``distribution`` says it requires, with their versions."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        requirements = requires(distribution) or []
    except PackageNotFoundError:
        yield Check(distribution, False, "not installed", "Run: pip install .")
        return
    yield from (check_package(text) for text in requirements if "extra ==" not in text)


def check_package(requirement: str) -> Check:
    """Whether the package of a ``requirement`` such as ``click<9,>=8.1`` is installed."""
    from importlib.metadata import PackageNotFoundError, version

    match = re.match(r"[\w.-]+", requirement)
    name = match.group() if match else requirement
    wanted = re.sub(r"\[.*?\]", "", requirement[len(name) :].partition(";")[0]).strip()
    advice = f"Run: pip install '{name}{wanted}'"
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, f"not installed, wanted {wanted}", advice)
    ok = in_range(found, wanted)
    return Check(name, ok, found if ok else f"{found}, wanted {wanted}", advice)


def in_range(version: str, wanted: str) -> bool:
    """Whether ``version`` is in a range of ``>=`` and ``<``, the only signs cvgen's own use."""
    for limit in filter(None, (part.strip() for part in wanted.split(","))):
        sign, number = limit.rstrip("0123456789."), limit.lstrip("<>=")
        above = _numbers(version) >= _numbers(number)
        if sign not in (">=", "<") or above is not (sign == ">="):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, without zeros at the end: 3.1.6rc1 as (3, 1, 6)."""
    match = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in match.group().split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def check_libraries(libraries: Iterable[native.Library]) -> Iterator[Check]:
    """Whether each library can be loaded, and its version where it says that."""
    native.prepare_windows()
    command = native_packages_command()
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
    """Whether PDFs can be read back, as each is before it is written."""
    advice = "For PDF output, run: pip install --force-reinstall pypdfium2"
    try:
        library = native.load_pdfium()
    except (ImportError, OSError) as error:
        return Check("pdfium", False, f"cannot be loaded: {error}", advice)
    ok = hasattr(library, "FPDFText_GetTextObject")
    return Check("pdfium", ok, "there" if ok else "too old", advice)


def _version(library: ctypes.CDLL, function: str) -> str:
    if not function:
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    answer: bytes = ask()
    return answer.decode("ascii", "replace")


def themes_folder() -> Path:
    """The folder of the bundled themes: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "_themes"
    return packed if packed.is_dir() else package.parent / "themes"


def check_themes(folder: Path) -> Iterator[Check]:
    """Whether the themes and fonts that come with cvgen are in ``folder``."""
    advice = "cvgen is not complete. Install it again."
    themes = sorted(path.parent.name for path in folder.glob("*/theme.yaml"))
    yield Check("themes", bool(themes), ", ".join(themes) or f"none in {folder}", advice)
    fonts = list((folder / "fonts").glob("*.ttf"))
    yield Check("fonts", bool(fonts), f"{len(fonts)} files in {folder / 'fonts'}", advice)


def check_cache(folder: Path | None) -> Check:
    """Whether there is a ``folder`` for what is slow to make; without, PDF output starts slower."""
    advice = "For a quicker start, make ~/.cache, or the folder in XDG_CACHE_HOME, writable."
    found = str(folder) if folder else "no folder of your own that can be written to"
    return Check("cache", folder is not None, found, advice, required=False)


def check_fallback_fonts() -> Iterator[Check]:
    """Whether this system has fonts for scripts that the bundled fonts do not have."""
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
    """fontconfig's FcFontSet; only the number of its fonts is read."""

    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.c_void_p),
    )


def _has_font(pattern: str) -> bool:
    """Whether a font of the system matches ``pattern``, as ``fc-list`` would say."""
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
