"""The keys of mappings, and texts that YAML silently takes apart: at a comma, a dash, ``#``, ``&``.

YAML reads an item, a key, a comment or an anchor where the author means a part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cvgen.errors import Problem, Span
from cvgen.markup.passages import SIGNS
from cvgen.patterns import pattern
from cvgen.source.tree import INCLUDE, Listing, Mapping, Node, Scalar, Source, is_include, point

_COMMENT = pattern(r"(?:^|\s)#.*")
_ANY_DASH = pattern("[-–—]")
_DASH = pattern(r"\s*[-–—](?=[^\s\d–—-])|\s*-(?=\d)")
_SURE_DASH = pattern(r"\s*-(?!(?:inf|infinity|nan)\s*$)(?=[^\W\d])", re.IGNORECASE)
_SIGN = pattern(rf"\s*([–—·+*]|[{SIGNS}])\s+(?=[^\s:])")
_ENDS_IN_NUMBER = pattern(r"(?<!\d)\d+$")
_STARTS_WITH_NUMBER = pattern(r"\d{1,3}(?!\w)")
_COMMENT_WORD = pattern(r"[ \t]+(#[^\s#!].*)")
_COMMENT_SIGN = pattern(r"[ \t]+(#[ \t].*)")
_NUMBER_SIGN = pattern(r"#[ \t]+\d|.*\w#")
"""A comment that continues a text about the sign #: `# 1 of 10`, `# and F#`."""
_COMMA_HINT = "a text with a comma in it needs quotes"
Place = tuple[int, int]
"""A line and a column."""


def quote_yaml(text: str) -> str:
    """``text`` in YAML's single quotes."""
    return "'" + text.replace("'", "''") + "'"


def between(source: Source, start: Place, end: Place) -> str:
    """The text from ``start`` up to ``end`` as one line, without comments."""
    lines = [source.line(number) for number in range(start[0], end[0] + 1)]
    lines[-1] = lines[-1][: end[1] - 1]
    lines[0] = lines[0][start[1] - 1 :]
    first, *others = (_COMMENT.sub("", line) for line in lines)
    return " ".join([first, *(line.strip() for line in others)])


def fill_mapping(
    source: Source, node: Mapping, parts: list[Node], in_brackets: bool
) -> Iterator[Problem]:
    """Put ``parts``, keys and values in turn, into ``node``; its own keys override merged ones."""
    if in_brackets:
        parts, problems = _without_bare_keys(source, parts)
        yield from problems
    merged: list[Node] = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, Scalar):
            hint = "put quotes around a text that starts with [ or {"
            yield source.problem("E112", "a key must be a text", key.span, hint)
        elif found := _item_sign(source, key):
            yield found
        elif key.plain and key.text == "<<":
            merged += value.items if isinstance(value, Listing) else [value]
        elif key.text in node.items:
            hint = f"line {node.keys[key.text].line} has the other; keep one of them"
            message = f"the key '{key.text}' is written twice"
            yield source.problem("E107", message, key.span, hint)
        else:
            node.items[key.text] = value
            node.keys[key.text] = key.span
    yield from _merge(source, node, merged)


def _merge(source: Source, node: Mapping, merged: list[Node]) -> Iterator[Problem]:
    for value in merged:
        if not isinstance(value, Mapping):
            hint = "as in `<<: *defaults`"
            yield source.problem("E112", "'<<' takes a mapping", value.span, hint)
            continue
        for name, item in value.items.items():
            if name not in node.items:
                node.items[name] = item
                node.keys[name] = value.keys[name]
            elif name == INCLUDE and is_include(value) and item is not node.items[name]:
                hint = "include one here, and the other in the file of that"
                message = "two files are included in one place"
                yield source.problem("E117", message, item.span, hint)


def _without_bare_keys(source: Source, parts: list[Node]) -> tuple[list[Node], list[Problem]]:
    """``parts`` without keys that have no colon, and a problem for each run of such keys."""
    kept: list[Node] = []
    run: list[Scalar] = []
    problems: list[Problem] = []
    for key, value in (*zip(parts[::2], parts[1::2], strict=True), (None, None)):
        if isinstance(key, Scalar) and _is_bare(source, key, value):
            run.append(key)
            continue
        if run:
            problems.append(_bare_key(source, kept, run))
            run = []
        if key and value:
            kept += (key, value)
    return kept, problems


def split_numbers(source: Source, items: list[Node]) -> Iterator[Problem]:
    """A problem for each number of ``[…]`` that a comma splits, as in ``[1,000 hours]``."""
    run: list[Scalar] = []
    for item in [*items, None]:
        first, last = _ends(item)
        if run and not (first and _is_split(source, run[-1], first)):
            if len(run) > 1:
                text = quote_yaml(between(source, _start(run[0]), _end(run[-1])))
                hint = f"{_COMMA_HINT}: {text}; two items, a space after it"
                message = "the comma before this splits one item in two"
                yield source.problem("E118", message, run[1].span, hint)
            run = []
        if run and first is not None:
            run.append(first)
        elif last is not None:
            run = [last]


def loose_dashes(source: Source, node: Scalar) -> Problem | None:
    """The problem if lines of ``node`` would be list items with a space after their dash."""
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


def _item_sign(source: Source, key: Scalar) -> Problem | None:
    """The problem if ``key`` starts with a list sign, as in ``-Tools: Git`` or ``– role: Lead``."""
    if not key.plain:
        return None
    line, column = key.span.line, key.span.column
    if _SURE_DASH.match(key.text):
        return _dash(source, line, column)
    if match := _SIGN.match(key.text):
        message, hint = sign_problem(match[1])
        return source.problem("E104", message, point(line, column), hint)
    return None


def sign_problem(sign: str) -> tuple[str, str]:
    """Message and hint for a list ``sign`` that YAML does not know."""
    return f"'{sign}' starts no item", f"write - for {sign}"


def comment_warnings(source: Source, scalars: list[Scalar]) -> Iterator[Problem]:
    """A warning for each text that continues after `` #``, where YAML reads a comment."""
    for node in scalars:
        if not node.plain:
            continue
        number, column = node.span.end_line, max(0, node.span.end_column - 1)
        line = source.line(number)
        match = _COMMENT_WORD.match(line, column)
        if match is None:
            match = _COMMENT_SIGN.match(line, column)
            if not match or not (node.text.endswith("#") or _NUMBER_SIGN.match(match[1])):
                continue
        span = Span(number, match.start(1) + 1, number, len(line.rstrip()) + 1)
        word, *others = match[1].split()
        hint = "put the whole text in quotes; for a comment, leave a space after #"
        if word == "#" and others:
            word = f"# {others[0]}"
            hint = "put the whole text in quotes, or the comment on a line of its own"
        yield source.problem("W113", f"'{word}' is read as a comment", span, hint, "warning")


def unused_anchors(source: Source, anchored: Iterable[Scalar]) -> Iterator[Problem]:
    """A warning for each text whose first word is read as an anchor that no alias repeats."""
    for node in anchored:
        text = between(source, _start(node), _end(node))
        word = text.split()[0]
        line, column = _start(node)
        span = Span(line, column, line, column + len(word))
        hint = f"a text that starts with & needs quotes: {quote_yaml(text)}"
        yield source.problem("W118", f"'{word}' is left out of the text", span, hint, "warning")


def _is_bare(source: Source, key: Scalar, value: Node | None) -> bool:
    """True if ``value`` is nothing and no colon follows ``key``."""
    if not isinstance(value, Scalar) or value.text or not value.plain or _start(value) < _end(key):
        return False
    return ":" not in between(source, _end(key), _start(value))


def _bare_key(source: Source, before: list[Node], run: list[Scalar]) -> Problem:
    hint = f"write its value, as in `{run[0].text}: …`, or put the whole text in quotes"
    value = before[-1] if before else None
    if isinstance(value, Scalar) and value.text and _end(before[-2]) <= _start(value):
        text = value.text + between(source, _end(value), _end(run[-1]))
        hint = f"{_COMMA_HINT}: {quote_yaml(text)}"
    message = f"'{run[0].text}' is a key without a value"
    return source.problem("E201", message, run[0].span, hint)


def _ends(item: Node | None) -> tuple[Scalar | None, Scalar | None]:
    """The unquoted text that ``item`` starts with and the one it ends with."""
    if isinstance(item, Mapping):  # also that of [key: value]
        value = next(reversed(item.items.values()), None)
        return None, value if isinstance(value, Scalar) and value.plain else None
    text = item if isinstance(item, Scalar) and item.plain else None
    return text, text


def _is_split(source: Source, one: Scalar, two: Scalar) -> bool:
    """True if a comma without a space splits a number into ``one`` and ``two``."""
    if _end(one) > _start(two) or between(source, _end(one), _start(two)) != ",":
        return False
    end, start = _ENDS_IN_NUMBER.search(one.text), _STARTS_WITH_NUMBER.match(two.text)
    if not end or not start:
        return False
    is_number = len(start[0]) == 3 and len(end[0]) <= 3
    return is_number or re.search(r"[^\W\d_]", one.text + two.text) is not None


def _dash(source: Source, line: int, column: int) -> Problem:
    hint = "put a space after it; a text that starts with a dash needs quotes"
    return source.problem("E104", "this dash starts no item", point(line, column), hint)


def _start(node: Node) -> Place:
    return node.span.line, node.span.column


def _end(node: Node) -> Place:
    return node.span.end_line, node.span.end_column
