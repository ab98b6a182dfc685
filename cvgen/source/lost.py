"""Texts that YAML takes apart without a word: at a comma in brackets, or where a dash has no space.

What is typed there is a list item or a key to YAML, and no longer the text that its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cvgen.errors import Problem, Span
from cvgen.patterns import pattern
from cvgen.source.tree import Mapping, Node, Scalar, Source

_COMMENT = pattern(r"(?:^|\s)#.*")
_ANY_DASH = pattern("[-–—]")
_DASH = pattern(r"\s*[-–—](?=[^\s\d–—-])|\s*-(?=\d)")
_SURE_DASH = pattern(r"\s*-(?!(?:inf|infinity|nan)\s*$)(?=[^\W\d])", re.IGNORECASE)
_ENDS_IN_NUMBER = pattern(r"(?<!\d)\d+$")
_STARTS_WITH_NUMBER = pattern(r"\d{1,3}(?!\w)")
Place = tuple[int, int]


def quoted(text: str) -> str:
    """``text`` in single quotes, as YAML has it."""
    return "'" + text.replace("'", "''") + "'"


def without_bare(source: Source, parts: list[Node]) -> tuple[list[Node], list[Problem]]:
    """The keys and values of ``{…}`` without those keys that have no colon, and a problem for each
    run of such keys: it is the rest of a text with a comma.
    """
    kept: list[Node] = []
    run: list[Scalar] = []
    problems: list[Problem] = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if isinstance(key, Scalar) and _is_bare(source, key, value):
            run.append(key)
            continue
        if run:
            problems.append(_bare(source, kept, run))
            run = []
        kept += (key, value)
    if run:
        problems.append(_bare(source, kept, run))
    return kept, problems


def split_numbers(source: Source, items: list[Node]) -> Iterator[Problem]:
    """A problem for each number that its comma makes two items of ``[…]``: ``[1,000 hours]``."""
    run: list[Scalar] = []
    for item in [*items, None]:
        first, last = _ends(item)
        if run and not (first and _is_split(source, run[-1], first)):
            if len(run) > 1:
                yield _split_number(source, run)
            run = []
        if run and first is not None:
            run.append(first)
        elif last is not None:
            run = [last]


def loose_dashes(source: Source, node: Scalar) -> Problem | None:
    """The problem where lines of ``node`` would be items of a list if their dash had a space."""
    if not _ANY_DASH.search(node.text):
        return None
    span = node.span
    rows = [(number, source.line(number)) for number in range(span.line, span.end_line + 1)]
    rows[-1] = (span.end_line, rows[-1][1][: span.end_column - 1])
    start = rows[0][1]
    stands_alone = not start[: span.column - 1].strip()
    rows[0] = (span.line, " " * (span.column - 1) + start[span.column - 1 :])
    found = [(number, row) for number, row in rows if _DASH.match(row)]
    is_sure = node.plain and any(
        _SURE_DASH.match(row) for number, row in found if stands_alone or number > span.line
    )
    if not found or not (is_sure or len(found) > 1):
        return None
    number, row = found[0]
    return _dash(source, number, len(row) - len(row.lstrip()) + 1)


def dashed_key(source: Source, key: Scalar) -> Problem | None:
    """The problem where ``key``, as in ``-Tools: Git``, would be an item with a space in it."""
    if key.plain and _SURE_DASH.match(key.text):
        return _dash(source, key.span.line, key.span.column)
    return None


def between(source: Source, start: Place, end: Place) -> str:
    """The text between two places, each line and column, in one line and without comments."""
    lines = [source.line(number) for number in range(start[0], end[0] + 1)]
    lines[-1] = lines[-1][: end[1] - 1]
    lines[0] = lines[0][start[1] - 1 :]
    return " ".join(_COMMENT.sub("", line).strip() if number else _COMMENT.sub("", line)
                    for number, line in enumerate(lines))  # fmt: skip


def unused_anchors(source: Source, anchored: Iterable[Scalar]) -> Iterator[Problem]:
    """A warning for each text whose first word is taken for an anchor that nothing repeats."""
    for node in anchored:
        text = between(source, _start(node), _end(node))
        word = text.split()[0]
        line = node.span.line
        span = Span(line, node.span.column, line, node.span.column + len(word))
        hint = f"a text that starts with & needs quotes: {quoted(text)}"
        yield source.problem("W118", f"'{word}' is left out of the text", span, hint, "warning")


def _is_bare(source: Source, key: Scalar, value: Node) -> bool:
    """Whether ``value`` is nothing and no colon stands after ``key``."""
    if not isinstance(value, Scalar) or value.text or not value.plain or _start(value) < _end(key):
        return False
    return ":" not in between(source, _end(key), _start(value))


def _bare(source: Source, before: list[Node], run: list[Scalar]) -> Problem:
    hint = f"write its value, as in `{run[0].text}: …`, or put the whole text in quotes"
    value = before[-1] if before else None
    if isinstance(value, Scalar) and value.text and _end(before[-2]) <= _start(value):
        text = value.text + between(source, _end(value), _end(run[-1]))
        hint = f"a text with a comma in it needs quotes: {quoted(text)}"
    message = f"'{run[0].text}' is a key without a value"
    return source.problem("E201", message, run[0].span, hint)


def _ends(item: Node | None) -> tuple[Scalar | None, Scalar | None]:
    """The text that ``item`` starts with and the one it ends with, if they have no quotes."""
    if isinstance(item, Mapping):  # also that of [key: value]
        value = next(reversed(item.items.values()), None)
        return None, value if isinstance(value, Scalar) and value.plain else None
    text = item if isinstance(item, Scalar) and item.plain else None
    return text, text


def _is_split(source: Source, one: Scalar, two: Scalar) -> bool:
    if _end(one) > _start(two) or between(source, _end(one), _start(two)) != ",":
        return False
    end, start = _ENDS_IN_NUMBER.search(one.text), _STARTS_WITH_NUMBER.match(two.text)
    if not end or not start:
        return False
    if len(start[0]) == 3 and len(end[0]) <= 3:
        return True
    return re.search(r"[^\W\d_]", one.text + two.text) is not None


def _split_number(source: Source, run: list[Scalar]) -> Problem:
    text = between(source, _start(run[0]), _end(run[-1]))
    span = run[1].span
    hint = f"a text with a comma in it needs quotes: {quoted(text)}; two items, a space after it"
    return source.problem("E118", "the comma before this makes two items of one", span, hint)


def _dash(source: Source, line: int, column: int) -> Problem:
    hint = "put a space after it; a text that starts with a dash needs quotes"
    span = Span(line, column, line, column + 1)
    return source.problem("E104", "this dash starts no item", span, hint)


def _start(node: Node) -> Place:
    return node.span.line, node.span.column


def _end(node: Node) -> Place:
    return node.span.end_line, node.span.end_column
