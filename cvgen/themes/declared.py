"""Options as a ``theme.yaml`` declares them: their names and units stand in stylesheets."""

from __future__ import annotations

import math
from typing import Any

from cvgen.patterns import pattern
from cvgen.themes.options import Option, OptionError

_NAME = pattern(r"[a-z][a-z0-9_]{0,40}")
_UNITS = ("", "pt", "mm", "cm", "in", "px", "em", "rem", "%")
_LARGEST = 1e6


def declared(name: str, rules: dict[str, Any]) -> Option:
    """The option ``name`` of a known kind with its ``rules``; OptionError if these are wrong."""
    if not _NAME.fullmatch(name):
        hint = "a name has small letters, digits and _, as in line_width"
        raise OptionError(f"'{name}' cannot be the name of an option", hint)
    unit = rules.get("unit", "")
    if unit not in _UNITS:
        raise OptionError(
            f"the unit of '{name}' is not known", f"it takes: {', '.join(_UNITS[1:])}"
        )
    return Option(
        name, rules["kind"], _text(name, rules, "about"), _texts(name, rules),
        _pairs(name, rules, "names"), _number(name, rules, "least"), _number(name, rules, "most"),
        unit, _pairs(name, rules, "warnings"),
    )  # fmt: skip


def not_refining(option: Option, other: Option) -> str:
    """Why ``option`` cannot stand in the place of ``other``, of which cvgen knows the values; empty
    if it can.
    """
    if option.kind != other.kind:
        return f"is of the kind '{other.kind}'"
    if option.kind == "choice" and other.choices and not {*option.choices} <= {*other.choices}:
        return f"takes {', '.join(other.choices)}"
    if option.kind in ("number", "numbers") and (
        option.least < other.least or option.most > other.most or option.unit != other.unit
    ):
        return f"takes {other.allowed}"
    return ""


def _text(name: str, rules: dict[str, Any], key: str) -> str:
    value = rules.get(key, "")
    if not isinstance(value, str):
        raise OptionError(f"'{key}' of the option '{name}' must be a text", "write it in one line")
    return value


def _texts(name: str, rules: dict[str, Any]) -> tuple[str, ...]:
    value = rules.get("choices", [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise OptionError(f"'choices' of the option '{name}' must be a list of texts",
                          "as in [light, dark]")  # fmt: skip
    return tuple(value)


def _pairs(name: str, rules: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    value = rules.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise OptionError(f"'{key}' of the option '{name}' must be a mapping of names to texts",
                          "as in {navy: '#1d3f6e'}")  # fmt: skip
    return tuple(value.items())


def _number(name: str, rules: dict[str, Any], key: str) -> float:
    value = rules.get(key, "0")
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.inf
    if not abs(number) <= _LARGEST:
        raise OptionError(f"'{key}' of the option '{name}' must be a number", "as in 0.3")
    return number
