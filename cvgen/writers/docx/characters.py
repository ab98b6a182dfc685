"""Characters that XML forbids, which a file of Word cannot have."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.patterns import pattern

T = TypeVar("T")
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST = 40


def without_forbidden(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """``document`` without characters that XML forbids, and a warning (W761) for each text."""
    found: dict[str, None] = {}
    cleaned = _cleaned(document, found)
    return cleaned, tuple(map(_warning, found))


def _cleaned(value: T, found: dict[str, None]) -> T:
    """``value`` with its texts cleaned; those that changed are added to ``found``."""
    made: Any = value
    if isinstance(value, str):
        if _FORBIDDEN.search(value):
            found[value] = None
            made = _FORBIDDEN.sub("", value)
    elif isinstance(value, tuple):
        parts = tuple(_cleaned(part, found) for part in value)
        made = value if all(map(_is, parts, value)) else parts
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            before = getattr(value, field.name)
            after = _cleaned(before, found)
            if after is not before:
                changed[field.name] = after
        made = replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return]


def _is(one: object, other: object) -> bool:
    return one is other


def _warning(text: str) -> Problem:
    codes = ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in _FORBIDDEN.findall(text)))
    shown = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)[:_MOST]
    message = f"'{shown}' has characters that a Word document cannot have: {codes}"
    hint = "the document is written without them; remove them from the text"
    return Problem("W761", message, hint=hint, severity="warning")
