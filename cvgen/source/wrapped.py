"""Scalars over several lines: what YAML folds into one line is read again where it is a list.

YAML makes one line of an unquoted text and of what follows ``>``. People who write Markdown type a
list there, or a table; those lines are kept as lines, so that nothing is run together.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.markup.passages import is_refused, may_start_item, starts_item
from cvgen.patterns import pattern
from cvgen.source.tree import Scalar, Source

_ITEM = pattern(r"\s*\d{1,3}[.)]\s")
_FIRST = pattern(r"\s*1[.)]\s")
_FOLDED = pattern(r"(?<!\n)\n(?=[^\n \t])")
Row = tuple[int, str]
"""The number of a line of the file, and its text."""


def keep_lines(source: Source, node: Scalar, style: str | None) -> None:
    """Give ``node`` the lines that its author typed, and ``rows``: where each of them stands."""
    if node.span.end_line == node.span.line:
        return
    if style == "|":
        count = node.text.count("\n") + 1
        node.rows = tuple(range(node.span.line + 1, node.span.line + 1 + count))
        return
    rows = list(_block(source, node) if style == ">" else _inline(source, node, style))
    later = rows if style == ">" else rows[1:]
    unsure = sum(may_start_item(line) for _, line in later)
    dashes = unsure > (0 if any(starts_item(line) for _, line in rows) else 1)
    is_list = any(starts_item(line) or is_refused(line) for _, line in later)
    if is_list or dashes or (_FIRST.match(rows[0][1]) and any(map(_is_numbered, later))):
        kept = list(_kept(rows, dashes))
        node.text = "\n".join(line for _, line in kept)
        node.rows = tuple(number for number, _ in kept)
    elif style != '"':
        node.text = _FOLDED.sub("\n\n", node.text.strip("\n"))


def _block(source: Source, node: Scalar) -> Iterator[Row]:
    """The lines below ``>``, without the indentation that all of them have."""
    first = node.span.line + 1
    while first < node.span.end_line and not source.line(first).strip():
        first += 1
    indent = _indent(source.line(first))
    for number in range(first, node.span.end_line + 1):
        line = source.line(number)
        if line.strip() and _indent(line) < indent:
            return
        yield number, line[indent:]


def _inline(source: Source, node: Scalar, style: str | None) -> Iterator[Row]:
    """The lines of a text that starts beside its key; those below without what all have."""
    span = node.span
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    if style:
        lines = [lines[0].removeprefix(style), *lines[1:]]
        lines[-1] = lines[-1].rstrip().removesuffix(style)
        lines = [_unescaped(line, style) for line in lines]
    least = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    yield span.line, lines[0].strip()
    for number, line in enumerate(lines[1:], span.line + 1):
        yield number, line[least:]


def _unescaped(line: str, quote: str) -> str:
    return line.replace("''", "'") if quote == "'" else line.replace('\\"', '"')


def _kept(rows: list[Row], dashes: bool) -> Iterator[Row]:
    """``rows`` with those lines joined that are the rest of a paragraph or of an item."""
    held: Row | None = None
    numbered = False
    for number, line in rows:
        is_item = starts_item(line) or (numbered and _ITEM.match(line) is not None)
        is_item = is_item or (dashes and may_start_item(line))
        numbered = numbered or (is_item and _ITEM.match(line) is not None)
        apart = is_item or is_refused(line) or not line.strip() or not (held and held[1].strip())
        if held is not None and (apart or is_refused(held[1]) or held[1].endswith("\\")):
            yield held
            held = None
        held = (number, line.rstrip()) if held is None else (held[0], f"{held[1]} {line.strip()}")
    if held is not None:
        yield held


def _is_numbered(row: Row) -> bool:
    return _ITEM.match(row[1]) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
