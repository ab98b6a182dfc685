"""The line breaks of texts over several lines: kept where the lines are a list or a table.

YAML folds the lines of an unquoted text, and of a text after ``>``, into one.
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
    """Give ``node`` the lines that were typed, and ``rows``, their numbers in the file."""
    if node.span.end_line == node.span.line:
        return
    if style == "|":
        count = node.text.count("\n") + 1
        node.rows = tuple(range(node.span.line + 1, node.span.line + 1 + count))
        return
    rows = list(_block(source, node) if style == ">" else _inline(source, node, style))
    later = [line for _, line in (rows if style == ">" else rows[1:])]
    unsure = sum(map(may_start_item, later))
    dashes = unsure > (0 if any(starts_item(line) for _, line in rows) else 1)
    is_list = any(starts_item(line) or is_refused(line) for line in later)
    if is_list or dashes or (_FIRST.match(rows[0][1]) and any(map(_ITEM.match, later))):
        kept = list(_kept(rows, dashes))
        node.text = "\n".join(line for _, line in kept)
        node.rows = tuple(number for number, _ in kept)
    elif style != '"':
        node.text = _FOLDED.sub("\n\n", node.text.strip("\n"))


def _block(source: Source, node: Scalar) -> Iterator[Row]:
    """The lines below ``>``, without their common indentation."""
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
    """The lines of a text that starts beside its key; later ones lose their common indentation."""
    span = node.span
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    if style:
        lines = [lines[0].removeprefix(style), *lines[1:]]
        lines[-1] = lines[-1].rstrip().removesuffix(style)
        escaped = "''" if style == "'" else '\\"'
        lines = [line.replace(escaped, style) for line in lines]
    least = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    yield span.line, lines[0].strip()
    for number, line in enumerate(lines[1:], span.line + 1):
        yield number, line[least:]


def _kept(rows: list[Row], dashes: bool) -> Iterator[Row]:
    """``rows``, each joined with the lines that continue its paragraph or item."""
    held: Row | None = None
    numbered = False
    for number, line in rows:
        has_number = _ITEM.match(line) is not None
        is_item = (
            starts_item(line) or (numbered and has_number) or (dashes and may_start_item(line))
        )
        numbered = numbered or (is_item and has_number)
        apart = is_item or is_refused(line) or not line.strip() or not (held and held[1].strip())
        if held is not None and (apart or is_refused(held[1]) or held[1].endswith("\\")):
            yield held
            held = None
        held = (number, line.rstrip()) if held is None else (held[0], f"{held[1]} {line.strip()}")
    if held is not None:
        yield held


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
