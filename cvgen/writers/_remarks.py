"""What is wrong with the stylesheets and templates of a theme, at its place in their files.

The engine sees one stylesheet of all files, and names lines of that.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cvgen.errors import InputError, Problem, Span
from cvgen.freshness.places import bundled_folder, shown
from cvgen.patterns import pattern
from cvgen.themes import Theme
from cvgen.themes.files import TEMPLATES, find_file
from cvgen.themes.sheets import faults
from cvgen.themes.styles import DARK_FILE, LANGUAGES_FILE, PRINT_FILE, SCREEN_FILE
from cvgen.writers._fetcher import NOT_ALLOWED

_PLACE = pattern(r" at (\d+):(\d+)\b")
_IGNORED = pattern(r"Ignored `(.*)`,? (.*?)\.?", re.DOTALL)
_OBJECT = pattern(r"<\w+ (@?[\w-]+).*>", re.DOTALL)
_FAILED = pattern(r"Failed to load [\w -]+ at '([^']*)'")
_NO_FILE = "is no file of the theme"
_IMPORT = pattern(r"@import rule '(.*?)' not at the beginning", re.DOTALL)
_IMPORTED = pattern(r"(?:@import)?\s*(?:url\()?[\s\"']*([^\s\"'();]+)")
_DECLARATION_END = pattern(r"[;{}]")
_RELATIVE = pattern(r"Relative URI reference without a base URI: (\S+)")
_DECLARED = pattern(r"`\s*([\w-]+)\s*:")
_ADDRESS = pattern(r"(?:file:///theme/|asset:)?([^'\"]*)")
_QUOTED = pattern(r"'([^']+)'|\"([^\"]+)\"|base URI: (\S+)")
_LONGEST = 200
_RESOLVED = pattern(r"[^;{}]*(?:var|calc|min|max)\(")

Parse = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that somebody wrote for the look of documents: ``owner`` is whose, in words."""

    file: str
    text: str
    owner: str

    def problem(self, index: int, text: str) -> Problem:
        """The remark ``text`` on what is at ``index``."""
        start = self.text.rfind("\n", 0, index) + 1
        line, column = self.text.count("\n", 0, index) + 1, index - start + 1
        excerpt = self.text[start:].split("\n", 1)[0].rstrip("\r")
        span = Span(line, column, line, column + 1)
        return Problem("W403", self.owner + text, self.file, span, excerpt, severity="warning")

    def index(self, line: int, column: int) -> int:
        """The index of a place that is named from 1; columns of the engine may be off."""
        lines = self.text.split("\n")[: line - 1]
        return min(sum(len(one) + 1 for one in lines) + column - 1, len(self.text))


@contextmanager
def remarks() -> Iterator[list[str]]:
    """Collects what WeasyPrint remarks on in this thread; missing glyphs are reported apart."""
    import logging  # only the engine has remarks

    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if record.thread == threading.get_ident() and ".notdef" not in message:
                found.append(message)

    logger, handler = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def sheet_sources(theme: Theme, on_screen: bool = False) -> list[Source]:
    """The stylesheets that are the theme's own or the user's, not those that come with cvgen."""
    names = (PRINT_FILE, LANGUAGES_FILE, *((SCREEN_FILE, DARK_FILE) if on_screen else ()))
    files = (path for name in names for path in theme.style_files(name))
    found = [_source(path, theme) for path in files if not _is_bundled(path)]
    if theme.extra_css:
        found.append(Source(theme.extra_name, theme.extra_css, ""))
    return found


def fault_problems(sources: Iterable[Source]) -> list[Problem]:
    """A remark for each bracket, text and comment that is not closed."""
    return [source.problem(*fault) for source in sources for fault in faults(source.text)]


def sheet_problems(
    theme: Theme, found: Sequence[str], sources: Sequence[Source], parse: Parse
) -> list[Problem]:
    """The problems of the stylesheets ``sources``, of which the engine ``found`` something in one
    text. ``parse`` gives it the text of one alone, which says the places.

    What comes after a bracket that is not closed only comes of that.
    """
    made = fault_problems(sources)
    said: set[str] = set()
    for source in sources if found else ():
        first = min((index for index, _ in faults(source.text)), default=None)
        with remarks() as alone:
            parse(string=source.text)
        for remark in alone:
            place = _PLACE.search(remark)
            if place is None:
                continue
            said.add(_PLACE.sub("", remark))
            index = source.index(int(place[1]), int(place[2]))
            if first is None or _DECLARATION_END.search(source.text, index, first):
                made.append(source.problem(index, worded(remark)))
    if not fault_problems(sources):
        rest = (remark for remark in found if _PLACE.sub("", remark) not in said)
        made += (_searched(theme, remark, sources) for remark in rest)
    return made


def page_problems(theme: Theme, found: Sequence[str]) -> list[Problem]:
    """What the engine ``found`` in a document, where the theme's template or stylesheets say it."""
    sources = [*_templates(theme), *sheet_sources(theme, on_screen=True)] if found else ()
    return [_searched(theme, remark, sources) for remark in dict.fromkeys(found)]


def _searched(theme: Theme, remark: str, sources: Sequence[Source]) -> Problem:
    for needle in _needles(worded(remark)):
        hits = [(source, hit) for source in sources for hit in needle.finditer(source.text)]
        # What is resolved before the engine sees it is another value than the file has.
        hits.sort(key=lambda hit: _RESOLVED.match(hit[0].text, hit[1].end()) is None)
        if hits:
            return hits[0][0].problem(hits[0][1].start(), worded(remark))
    return Problem("W403", f"in the theme '{theme.name}': {worded(remark)}", severity="warning")


def _needles(remark: str) -> Iterator[re.Pattern[str]]:
    """What to look for: the declaration as it is, its name, then what the remark quotes."""
    if declared := _DECLARED.search(remark):
        value = remark[declared.end() : remark.rfind("`")].strip()
        name = rf"(?<![\w-]){re.escape(declared[1])}\s*:"
        yield re.compile(rf"{name}\s*{re.escape(value)}")
        yield re.compile(name)
        return
    for quoted in _QUOTED.findall(remark):
        address = _ADDRESS.match("".join(quoted).strip())
        if address and address[1]:
            yield re.compile(rf"(?<![\w-]){re.escape(address[1])}(?![\w-])")


def worded(remark: str) -> str:
    """A remark of the engine without the place in a text that nobody has, and without its names."""
    text = _PLACE.sub("", remark).replace("file:///theme/", "")
    text = _OBJECT.sub(r"'\1'", text)
    if ignored := _IGNORED.fullmatch(text):
        text = f"`{ignored[1].strip()}` is ignored: {ignored[2]}"
    if imported := _IMPORT.match(text):
        text = left_out(imported[1])
    if relative := _RELATIVE.match(text):
        text = f"'{relative[1]}' {_NO_FILE}"
    if failed := _FAILED.match(text):
        text = f"'{failed[1]}' {_NO_FILE if NOT_ALLOWED in text else 'cannot be used'}"
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def left_out(rule: str) -> str:
    """The words for a ``rule`` that imports another stylesheet."""
    name = _IMPORTED.search(rule)
    return f"'{name[1] if name else ''}' is left out: a stylesheet of a theme imports no other"


def _templates(theme: Theme) -> Iterator[Source]:
    for folder in theme.folders:
        for path in sorted(folder.iterdir()) if not _is_bundled(folder) else ():
            if path.suffix.lower() in TEMPLATES:
                try:
                    found = find_file(folder, path.name, TEMPLATES)
                    if found is not None:
                        yield _source(found, theme)
                except InputError:  # the template is reported where it is used
                    continue


def _source(path: Path, theme: Theme) -> Source:
    return Source(shown(path), theme.text_of(path), f"in the theme '{theme.name}': ")


def _is_bundled(path: Path) -> bool:
    return path.is_relative_to(bundled_folder())
