"""CSV → a list of mappings by column, with the line of every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import Listing, Mapping, Node, Scalar, point
from cvgen.synonyms import plain


def read_csv(name: str, member: str, data: bytes, columns: Collection[str]) -> Listing:
    """The rows of ``data``, the file ``member`` of the file ``name``.

    The head is the first row with one of ``columns``: some exports have remarks above it. Those
    rows, and cells beyond the head, have columns of their own, so that no value is lost.
    """
    known = {plain(column) for column in columns}
    rows = _rows(name, member, data)
    head_at = next((n for n, (_, row) in enumerate(rows) if known & set(map(plain, row))), None)
    head = rows[head_at][1] if head_at is not None else []
    items: list[Node] = []
    for number, (line, row) in enumerate(rows):
        is_above = head_at is None or number < head_at
        if number != head_at:
            items.append(_mapping(member, line, row, [] if is_above else head))
    return Listing(items, point(1, 1))


def _rows(name: str, member: str, data: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"'{member}' cannot be read: {error}"
        raise InputError(Problem("E766", message, name, hint="export it again")) from error
    return rows


def _mapping(member: str, line: int, row: list[str], head: list[str]) -> Mapping:
    span = Span(line, 1, line, 2, member)
    made = Mapping({}, span)
    for number, cell in enumerate(row):
        column = head[number].strip() if number < len(head) else ""
        column = column or f"column {number + 1}"
        while column in made.items:
            column += "'"
        made.items[column] = Scalar(cell, span, plain=False)
        made.keys[column] = span
    return made
