"""The JSON Schema of the options of all bundled themes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cvgen.errors import CvgenError
from cvgen.themes.loading import load_theme, theme_names
from cvgen.themes.options import Option

Schema = dict[str, Any]
_HEX: Schema = {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}
_TEXT: Schema = {"type": "string"}
_QUANTITY: Schema = {"type": "string", "pattern": "^ *[0-9.]+ *(mm|cm|in|pt)? *(,[0-9., a-z]*)?$"}


def options_schema(folders: Iterable[Path] = ()) -> Schema:
    """The options of the bundled themes and those in ``folders``; others are allowed, too."""
    known: dict[str, Schema] = {}
    folders = tuple(folders)
    for name in theme_names(folders):
        with contextlib.suppress(CvgenError):  # a broken theme is reported where it is used
            for option in load_theme(name, folders).options:
                known.setdefault(option.name, _option(option))
    return {"type": "object", "properties": known}


def _option(option: Option) -> Schema:
    shape = _SHAPES[option.kind](option)
    return {"description": f"{option.about}: {option.allowed}", **shape}


def _number(option: Option) -> Schema:
    number: Schema = {"type": "number", "minimum": option.least, "maximum": option.most}
    return {"anyOf": [number, _QUANTITY]}


def _words(words: Iterable[str]) -> list[Schema]:
    """``words``, and the same in any letter case, which editors do not offer."""
    known = list(words)
    forms = "|".join("".join(_either(char) for char in word) for word in known)
    return [{"enum": known}, {"type": "string", "pattern": f"^({forms})$"}]


def _either(char: str) -> str:
    if char.isalpha():
        return f"[{char.lower()}{char.upper()}]"
    return char if char.isalnum() or char == "-" else f"[{char}]"


def _numbers(option: Option) -> Schema:
    one = _number(option)
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "maxItems": 3}]}


_SHAPES: dict[str, Callable[[Option], Schema]] = {
    "choice": lambda option: {"anyOf": _words(option.choices)},
    "switch": lambda _: {"type": "boolean"},
    "colour": lambda option: {"anyOf": [*_words(name for name, _ in option.names), _HEX]},
    "number": _number,
    "numbers": _numbers,
    "names": lambda _: {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
    "labels": lambda _: {"type": "object", "additionalProperties": _TEXT},
    "file": lambda _: _TEXT,
}
