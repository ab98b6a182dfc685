"""Problems of a theme's stylesheets and templates, at their places in the files.

The engine reads all files as one stylesheet and gives lines of that.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from cvgen.errors import InputError, Problem
from cvgen.paths import display_path, is_bundled
from cvgen.patterns import pattern
from cvgen.source.tree import point
from cvgen.themes import Theme
from cvgen.themes.css_text import faults
from cvgen.themes.files import NOT_ALLOWED, TEMPLATES, find_file
from cvgen.themes.styles import DARK_FILE, LANGUAGES_FILE, LETTER_FILE, PRINT_FILE, SCREEN_FILE

_PLACE = pattern(r" at (\d+):(\d+)\b")
_IGNORED = pattern(r"Ignored `(.*)`,? (.*?)\.?", re.DOTALL)
_OBJECT = pattern(r"<\w+ (@?[\w-]+).*>", re.DOTALL)
_FAILED = pattern(r"Failed to load [\w -]+ at '([^']*)'")
_NO_FILE = "is not a file of the theme"
_IMPORT = pattern(r"@import rule '(.*?)' not at the beginning", re.DOTALL)
_IMPORTED = pattern(r"(?:@import)?\s*(?:url\()?[\s\"']*([^\s\"'();]+)")
_DECLARATION_END = pattern(r"[;{}]")
_RELATIVE = pattern(r"Relative URI reference without a base URI: (\S+)")
_DECLARED = pattern(r"`\s*([\w-]+)\s*:")
_ADDRESS = pattern(r"(?:file:///theme/|asset:)?([^'\"]*)")
_QUOTED = pattern(r"'([^']+)'|\"([^\"]+)\"|base URI: (\S+)")
_MAX_CHARS = 200
_MAX_REMARKS = 49  # remarks on a theme, then a count of the others
_RESOLVED = pattern(r"[^;{}]*(?:var|calc|min|max)\(")

Parse = Callable[..., object]


@dataclass(frozen=True)
class StyleText:
    """A stylesheet or template; messages begin with ``owner``. The option `css` has no ``path``."""

    file: str
    text: str
    owner: str
    path: Path | None = None

    @cached_property
    def _starts(self) -> list[int]:
        """The indices at which lines begin."""
        return [0, *(at for at, char in enumerate(self.text, 1) if char == "\n")]

    def place(self, index: int) -> tuple[int, int]:
        """The line and column of ``index``, from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def excerpt(self, line: int) -> str:
        """The text of a ``line``."""
        return self.text[self._starts[line - 1] :].split("\n", 1)[0].rstrip("\r")

    def problem(self, index: int, text: str) -> Problem:
        """The warning ``text`` about the place ``index``."""
        line, column = self.place(index)
        message, excerpt = self.owner + text, self.excerpt(line)
        return Problem("W403", message, self.file, point(line, column), excerpt, severity="warning")

    def index(self, line: int, column: int) -> int:
        """The index of a line and column from 1; columns of the engine may be wrong."""
        start = self._starts[min(line, len(self._starts)) - 1]
        return min(start + column - 1, len(self.text))


@contextmanager
def collect_remarks() -> Iterator[list[str]]:
    """Collect the remarks of WeasyPrint in this thread, except those on missing glyphs."""
    import logging  # only the engine needs it

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


def sheet_sources(theme: Theme, on_screen: bool = False) -> list[StyleText]:
    """The stylesheets of the theme and the user that do not come with cvgen."""
    names = (
        PRINT_FILE,
        LANGUAGES_FILE,
        LETTER_FILE,
        *((SCREEN_FILE, DARK_FILE) if on_screen else ()),
    )
    files = (path for name in names for path in theme.style_files(name))
    found = [_source(path, theme) for path in files if not is_bundled(path)]
    if theme.extra_css:
        found.append(StyleText(theme.extra_name, theme.extra_css, ""))
    return found


def fault_problems(sources: Iterable[StyleText]) -> list[Problem]:
    """A warning for each bracket, text and comment that is not closed; very many are counted."""
    found = ((source, fault) for source in sources for fault in faults(source.text))
    made = [source.problem(*fault) for source, fault in islice(found, _MAX_REMARKS)]
    return [*made, *_count_others(made, sum(1 for _ in found))]


def sheet_problems(
    theme: Theme, found: Sequence[str], sources: Sequence[StyleText], parse: Parse
) -> list[Problem]:
    """The problems of ``sources``, which together gave the engine's remarks ``found``.

    ``parse`` lets the engine read one source alone, which gives the places. Remarks on text after a
    bracket that is not closed are left out.
    """
    made = fault_problems(sources)
    has_faults = bool(made)
    reported: set[str] = set()
    places = [place for source in sources if found for place in _places(source, parse, reported)]
    made += (source.problem(index, text) for source, index, text in places[:_MAX_REMARKS])
    more = max(0, len(places) - _MAX_REMARKS)
    if not has_faults:
        rest = [remark for remark in found if _PLACE.sub("", remark) not in reported]
        made += (_search(theme, remark, sources) for remark in rest[:_MAX_REMARKS])
        more += max(0, len(rest) - _MAX_REMARKS)
    return [*made, *_count_others(made, more)]


def _places(
    source: StyleText, parse: Parse, reported: set[str]
) -> Iterator[tuple[StyleText, int, str]]:
    """The engine's remarks on ``source`` with their indices; they are added to ``reported``."""
    first = min((index for index, _ in faults(source.text)), default=None)
    with collect_remarks() as alone:
        parse(string=source.text)
    for remark in alone:
        place = _PLACE.search(remark)
        if place is None:
            continue
        reported.add(_PLACE.sub("", remark))
        index = source.index(int(place[1]), int(place[2]))
        if first is None or _DECLARATION_END.search(source.text, index, first):
            yield source, index, in_plain_words(remark)


def _count_others(made: Sequence[Problem], count: int) -> list[Problem]:
    """A warning that counts others, at the place of the last one in ``made``."""
    if not count:
        return []
    others = "1 more remark" if count == 1 else f"{count:,} more remarks"
    return [replace(made[-1], message=f"and {others} on the theme", excerpt=None)]


def page_problems(theme: Theme, found: Sequence[str]) -> list[Problem]:
    """The engine's remarks ``found`` on a document, at their places in the theme's files."""
    sources = [*_templates(theme), *sheet_sources(theme, on_screen=True)] if found else ()
    different = list(dict.fromkeys(found))
    made = [_search(theme, remark, sources) for remark in different[:_MAX_REMARKS]]
    return [*made, *_count_others(made, len(different) - len(made))]


def _search(theme: Theme, remark: str, sources: Sequence[StyleText]) -> Problem:
    for needle in _needles(in_plain_words(remark)):
        hits = [(source, hit) for source in sources for hit in needle.finditer(source.text)]
        # Values that cvgen resolves before the engine reads them differ from those in the file.
        hits.sort(key=lambda hit: _RESOLVED.match(hit[0].text, hit[1].end()) is None)
        if hits:
            return hits[0][0].problem(hits[0][1].start(), in_plain_words(remark))
    message = f"in the theme '{theme.name}': {in_plain_words(remark)}"
    return Problem("W403", message, severity="warning")


def _needles(remark: str) -> Iterator[re.Pattern[str]]:
    """Patterns to search for: the declaration, its name, then the texts that the remark quotes."""
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


def in_plain_words(remark: str) -> str:
    """A remark of the engine without places in a text that no user has, and without its jargon."""
    text = _PLACE.sub("", remark).replace("file:///theme/", "")
    text = _OBJECT.sub(r"'\1'", text)
    if ignored := _IGNORED.fullmatch(text):
        text = f"`{ignored[1].strip()}` is ignored: {ignored[2]}"
    if imported := _IMPORT.match(text):
        text = import_message(imported[1])
    if relative := _RELATIVE.match(text):
        text = f"'{relative[1]}' {_NO_FILE}"
    if failed := _FAILED.match(text):
        text = f"'{failed[1]}' {_NO_FILE if NOT_ALLOWED in text else 'cannot be used'}"
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _MAX_CHARS else f"{text[:_MAX_CHARS]}…"


def import_message(rule: str) -> str:
    """The message about a ``rule`` that imports another stylesheet."""
    name = _IMPORTED.search(rule)
    return f"'{name[1] if name else ''}' is left out: a stylesheet of a theme imports no other"


def _templates(theme: Theme) -> Iterator[StyleText]:
    for folder in theme.folders:
        for path in sorted(folder.iterdir()) if not is_bundled(folder) else ():
            if path.suffix.lower() in TEMPLATES:
                with suppress(InputError):  # the template is reported where it is used
                    if found := find_file(folder, path.name, TEMPLATES):
                        yield _source(found, theme)


def _source(path: Path, theme: Theme) -> StyleText:
    return StyleText(
        display_path(path), theme.text_of(path), f"in the theme '{theme.name}': ", path
    )
