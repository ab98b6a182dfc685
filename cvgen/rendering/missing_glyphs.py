"""Warns about characters that no font has: where they are in the CV, and what to install."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cvgen import native
from cvgen.errors import Problem, Span
from cvgen.source.tree import Listing, Node, Scalar, Source

_CJK = frozenset(
    {"BOPOMOFO", "CJK", "FULLWIDTH", "HALFWIDTH", "HANGUL", "HIRAGANA", "IDEOGRAPHIC", "KATAKANA"}
)
_NOWHERE = Span(10**9, 1, 10**9, 1)


def missing_glyphs(
    missing: Iterable[str], source: Source, hint: Callable[[str], str] | None = None
) -> list[Problem]:
    """A warning for each script among the ``missing`` characters, at its first one in ``source``.

    A character that is not in the file, such as one in a label, has no line. ``hint`` says what to
    do for a script; the default names this system's command.
    """
    hint = hint or partial(font_hint, native.this_manager())
    places = _places(source, set(missing))
    by_place = sorted(set(missing), key=lambda char: (_order(places.get(char, _NOWHERE)), char))
    scripts: dict[str, list[str]] = {}
    for char in by_place:
        scripts.setdefault(_script(char), []).append(char)
    return [
        _problem(chars, source, places.get(chars[0]), hint(script))
        for script, chars in scripts.items()
    ]


def _problem(chars: list[str], source: Source, span: Span | None, hint: str) -> Problem:
    first, others = chars[0], len(chars) - 1
    name = unicodedata.name(first, "")
    message = f"no font has the character '{first}' (U+{ord(first):04X}{name and f', {name}'})"
    if others:
        message += f", nor {others} more of its kind"
    if span is None:
        return Problem("W401", message, source.name, hint=hint, severity="warning")
    return source.problem("W401", message, span, hint, "warning")


def _script(char: str) -> str:
    """The key of the package with a font for ``char``; empty if no script is known."""
    word = unicodedata.name(char, "").split(" ")[0]
    if word in _CJK:
        return native.CJK
    if "\U0001f000" <= char <= "\U0001faff":
        return native.EMOJI
    if unicodedata.category(char)[0] in "LMN":
        return native.ARABIC if word == "ARABIC" else word.lower()
    return "symbols" if word else ""


def font_hint(manager: native.Manager | None, script: str) -> str:
    """How to install a font for ``script`` with the system's package ``manager``."""
    package = manager.font_package(script) if manager and script else None
    if manager is None or package is None:
        return "install a font that has it, or write it in another way"
    command = native.command_text(manager, [package], native.become_root())
    return f"install a font that has it: {command}"


def _places(source: Source, wanted: set[str]) -> dict[str, Span]:
    """The place where each character of ``wanted`` first occurs in a value or key, if any."""
    places: dict[str, Span] = {}
    for text, span in _texts(source.root):
        for char in wanted & set(text):
            place = _place(char, source, span)
            places[char] = min(place, places.get(char, place), key=_order)
    return places


def _texts(node: Node) -> Iterator[tuple[str, Span]]:
    if isinstance(node, Scalar):
        yield node.text, node.span
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _texts(item)
    else:
        yield from ((key, node.keys[key]) for key in node.items)
        for value in node.items.values():
            yield from _texts(value)


def _place(char: str, source: Source, span: Span) -> Span:
    """The place of ``char`` in the text at ``span``, or the start of the text if it is escaped."""
    text = source.text_of(span)
    for number in range(span.line, span.end_line + 1):
        start = span.column - 1 if number == span.line else 0
        found = text.line(number).find(char, start)
        if found >= 0:
            return Span(number, found + 1, number, found + 2, span.file)
    return Span(span.line, span.column, span.line, span.column + 1, span.file)


def _order(span: Span) -> tuple[str, Span]:
    """A sort key: by file, the CV's own first, then by place."""
    return span.file, span
