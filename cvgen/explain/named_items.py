"""Which items of a CV some words, a line of its source or a path name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import PurePath

from cvgen.errors import Span
from cvgen.hidden.patterns import normalize
from cvgen.model.cv import Cv, leaves_of
from cvgen.model.fields import Meaning
from cvgen.selection.items import plain
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar, Source

_YEAR, _MOST_DIGITS = 4, 8
LineRange = tuple[str, range]
"""Lines of a file; the name of the CV's own file is empty."""


def is_line(wanted: str) -> bool:
    """True if ``wanted`` can only be the number of a line; four digits may be a year."""
    return wanted.isdecimal() and len(wanted) < _YEAR


def paths_in_line(
    source: Source, own: PurePath, paths: Collection[Path], wanted: str
) -> set[Path] | None:
    """The items at ``paths`` that ``wanted`` names as a line (``12``, ``publications.yaml:12``).

    ``own`` is the file of the CV. None if ``wanted`` is no line of it, and may be a year or words.
    """
    file, _, line = wanted.rpartition(":")
    if not line.isdecimal() or len(line) >= _MOST_DIGITS:
        return None
    files = [""] if not file or file in (source.name, own.name) else []
    files += [part for part in source.parts if file and file in (part, PurePath(part).name)]
    lines = SourceLines(source)
    found = {path for name in files for path in lines.within(paths, name, int(line))}
    return found if found or is_line(wanted) else None


def paths_with_words(cv: Cv, texts: dict[Path, str], wanted: str) -> set[Path]:
    """The items that have ``wanted`` in the ``texts`` they are shown by, in a name, number or date
    of theirs, or at the beginning of their path.
    """
    own = {path: [text] for path, text in texts.items()}
    for leaf in leaves_of(cv):
        places = (leaf.path[:length] for length in range(len(leaf.path), 0, -1))
        place = next((one for one in places if one in own), None)
        if place is not None and Meaning.CODE not in leaf.meanings:
            own[place].append(plain(str(leaf.value)))
    start = f"{wanted}."
    return {
        path
        for path, found in own.items()
        if has_words(found, wanted) or f"{path_text(path)}.".startswith(start)
    }


def path_text(path: Iterable[str | int]) -> str:
    """``path`` as text: ``sections.experience.entries.0``."""
    return ".".join(map(str, path))


def has_words(texts: Iterable[str], wanted: str) -> bool:
    """True if one of ``texts`` has ``wanted``, in any case; a number without digits next to it."""
    words = _normal(wanted)
    if not words.isdecimal():
        return bool(words) and any(words in _normal(text) for text in texts)
    number = re.compile(rf"(?<!\d){words}(?!\d)")
    return any(number.search(_normal(text)) for text in texts)


def _normal(text: str) -> str:
    return " ".join(normalize(text).split())


class SourceLines:
    """Finds the items of a parsed file by their lines."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def within(self, paths: Iterable[Path], file: str, line: int) -> set[Path]:
        """Those of ``paths`` whose items begin in a line, else the innermost that contains it.

        A line of the person that belongs to no item, such as the key of a list, means all items of
        that field.
        """
        found = {path: self._of(path) for path in paths}
        starts = {path: self.source.key_span_of(path) for path in found}
        begin = {path for path in found if (starts[path].file, starts[path].line) == (file, line)}
        if begin:
            return begin
        spanning = {path for path, lines in found.items() if _have(lines, file, line)}
        outer = {path[:length] for path in spanning for length in range(1, len(path))}
        fields = {path[:1] for path in found} - {("sections",)}
        of_fields = {one for one in fields if _have(self._of(one), file, line)}
        return spanning - outer or {path for path in found if path[:1] in of_fields}

    def _of(self, path: Path) -> list[LineRange]:
        """The lines from the key of an item to its end; two pieces if its value is elsewhere."""
        key, value = self.source.key_span_of(path), self.source.span_of(path)
        last = self._ends.get((value.file, value.line, value.column), value.line)
        if key.file == value.file and key.line <= value.line:
            return [(key.file, range(key.line, last + 1))]
        own_last = _last_indented(self.source.text_of(key), key)
        own = (key.file, range(key.line, own_last + 1))
        return [own, (value.file, range(value.line, last + 1))]

    @cached_property
    def _ends(self) -> dict[tuple[str, int, int], int]:
        """The last line of each value of the tree, by the start of the value."""
        ends: dict[tuple[str, int, int], int] = {}
        waiting, seen = [self.source.root], set[int]()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            place = (node.span.file, node.span.line, node.span.column)
            ends[place] = max(_last_line(self.source.text_of(node.span), node), ends.get(place, 0))
            if isinstance(node, Listing):
                waiting += node.items
            elif isinstance(node, Mapping):
                waiting += node.items.values()
        return ends


def _have(lines: Iterable[LineRange], file: str, line: int) -> bool:
    return any(name == file and line in numbers for name, numbers in lines)


def _last_line(text: Source, node: Node) -> int:
    """The last line of ``node`` that is neither empty nor, outside texts, a comment.

    The span of a block extends to whatever follows it.
    """
    span, last = node.span, node.span.end_line
    if last > span.line and not text.line(last)[: span.end_column - 1].strip():
        last -= 1
    while last > span.line:
        line = text.line(last).strip()
        if line and (isinstance(node, Scalar) or not line.startswith("#")):
            break
        last -= 1
    return last


def _last_indented(text: Source, key: Span) -> int:
    """The last line of a key's value, which is indented more than the key."""
    last = key.line
    while (line := text.line(last + 1)).strip() and len(line) - len(line.lstrip()) >= key.column:
        last += 1
    return last
