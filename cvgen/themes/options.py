"""Options of themes: their declarations, the values they take, and checks of both."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cvgen.errors import did_you_mean
from cvgen.patterns import pattern
from cvgen.themes.colour import MIN_CONTRAST, contrast, darkened, is_hex

Value = str | bool | float | tuple[float, ...] | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A checked value: a colour is ``#rrggbb``, a number is in the option's unit, labels are pairs."""

_QUANTITY = pattern(r"(\d{1,4}(?:\.\d{1,3})?)\s*(mm|cm|in|pt)?", re.ASCII)
_IN_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_MAX_NUMBERS = 3
_NAME = pattern(r"[a-z][a-z0-9_]{0,40}")
_UNITS = ("", "pt", "mm", "cm", "in", "px", "em", "rem", "%")
_LARGEST = 1e6


class OptionError(Exception):
    """A value that an option cannot take, with a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a ``theme.yaml`` declares it; ``least`` and ``most`` are in ``unit``.

    ``names`` are words for values, such as colours; ``warnings`` are about some values.
    """

    name: str
    kind: str
    about: str = ""
    choices: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    least: float = 0.0
    most: float = 0.0
    unit: str = ""
    warnings: tuple[tuple[str, str], ...] = ()

    def check(self, value: object) -> Value:
        """The checked ``value``, a text, list or mapping of texts; else OptionError."""
        return KINDS[self.kind](self, value)

    @property
    def allowed(self) -> str:
        """The values it takes, in words."""
        if self.kind == "switch":
            return "true or false"
        if self.kind == "colour":
            words = ", ".join(name for name, _ in self.names)
            return f"{words}, or a colour such as '#0b4f8a'"
        if self.kind in ("number", "numbers"):
            span = f"{self.least:g} to {self.most:g} {self.unit}".rstrip()
            return span if self.kind == "number" else f"one to three numbers from {span}"
        words = ", ".join(self.choices)
        if self.kind == "names" and words:
            return f"a list of: {words}"
        return words or _WORDS[self.kind]

    def conflict_with(self, other: Option) -> str:
        """Why it cannot replace ``other``, an option of a parent theme; empty if it can."""
        if self.kind != other.kind:
            return f"is of the kind '{other.kind}'"
        if self.kind == "choice" and other.choices and not {*self.choices} <= {*other.choices}:
            return f"takes {', '.join(other.choices)}"
        if self.kind in ("number", "numbers") and (
            self.least < other.least or self.most > other.most or self.unit != other.unit
        ):
            return f"takes {other.allowed}"
        return ""

    def refused(self, value: object) -> OptionError:
        """The error for a value of the wrong type."""
        shown = f"'{value}'" if isinstance(value, str) else "this"
        return OptionError(f"{shown} is not a value of '{self.name}'", f"it takes: {self.allowed}")


_WORDS = {
    "names": "a list of names",
    "labels": "a mapping of names to labels",
    "file": "the name of a file in the project",
}


def _choice(option: Option, value: object) -> Value:
    if not isinstance(value, str):
        raise option.refused(value)
    known = {choice.casefold(): choice for choice in option.choices}
    if value.casefold() not in known:
        error = option.refused(value)
        error.hint = did_you_mean(value, option.choices) or error.hint
        raise error
    return known[value.casefold()]


def _switch(option: Option, value: object) -> Value:
    if not isinstance(value, str) or value.lower() not in _TRUTHS:
        raise option.refused(value)
    return _TRUTHS[value.lower()]


def _colour(option: Option, value: object) -> Value:
    if not isinstance(value, str):
        raise option.refused(value)
    names = dict(option.names)
    colour = names.get(value.casefold(), value.casefold())
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    if not is_hex(colour):
        hint = did_you_mean(value, names) or f"it takes: {option.allowed}"
        raise OptionError(f"'{value}' is not a colour", hint)
    found = contrast(colour, "#ffffff")
    if found < MIN_CONTRAST:
        message = f"the {option.name} {colour} is too pale to read on white"
        ratio = f"its contrast is {found:.1f}, at least {MIN_CONTRAST:g} is needed"
        raise OptionError(message, f"{ratio}; the nearest shade is '{darkened(colour)}'")
    return colour


def _number(option: Option, value: object) -> float:
    match = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (match.group(2) and not option.unit):
        raise option.refused(value)
    number = float(match.group(1))
    if match.group(2) and match.group(2) != option.unit:
        number = round(number * _IN_MM[match.group(2)] / _IN_MM[option.unit], 2)
    if not option.least <= number <= option.most:
        found = f"{option.name}: {number:g} {option.unit}".rstrip()
        raise OptionError(f"'{found}' is out of range", f"it takes: {option.allowed}")
    return number


def _numbers(option: Option, value: object) -> Value:
    items = value if isinstance(value, list) else [value]
    if isinstance(value, str) and "," in value:
        items = value.split(",")
    if not 1 <= len(items) <= _MAX_NUMBERS:
        raise option.refused(value)
    numbers = tuple(_number(option, item) for item in items)
    return (*numbers, *numbers[-1:] * (_MAX_NUMBERS - len(numbers)))


def _names(option: Option, value: object) -> Value:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise option.refused(value)
    names = (item.strip() for item in items)
    return tuple(str(_choice(option, n)) if option.choices else n for n in names if n)


def _labels(option: Option, value: object) -> Value:
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise option.refused(value)
    return tuple((str(key), str(label)) for key, label in value.items())


def _text(option: Option, value: object) -> Value:
    if not isinstance(value, str):
        raise option.refused(value)
    return value


KINDS: dict[str, Callable[[Option, object], Value]] = {
    "choice": _choice,
    "switch": _switch,
    "colour": _colour,
    "number": _number,
    "numbers": _numbers,
    "names": _names,
    "labels": _labels,
    "file": _text,
}
"""The kinds of options and their checks."""


def declared_option(name: str, rules: dict[str, Any]) -> Option:
    """The option ``name`` with the ``rules`` of a ``theme.yaml``; OptionError if they are wrong."""
    if not _NAME.fullmatch(name):
        hint = "a name has small letters, digits and _, as in line_width"
        raise OptionError(f"'{name}' cannot be the name of an option", hint)
    unit = rules.get("unit", "")
    if unit not in _UNITS:
        hint = f"it takes: {', '.join(_UNITS[1:])}"
        raise OptionError(f"the unit of '{name}' is not known", hint)
    about, choices = rules.get("about", ""), rules.get("choices", [])
    if not isinstance(about, str):
        message = f"'about' of the option '{name}' must be a text"
        raise OptionError(message, "write it in one line")
    if not isinstance(choices, list) or not all(isinstance(item, str) for item in choices):
        message = f"'choices' of the option '{name}' must be a list of texts"
        raise OptionError(message, "as in [light, dark]")
    return Option(
        name, rules["kind"], about, tuple(choices), _pairs(name, rules, "names"),
        _limit(name, rules, "least"), _limit(name, rules, "most"), unit,
        _pairs(name, rules, "warnings"),
    )  # fmt: skip


def _pairs(name: str, rules: dict[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    value = rules.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        message = f"'{key}' of the option '{name}' must be a mapping of names to texts"
        raise OptionError(message, "as in {navy: '#1d3f6e'}")
    return tuple(value.items())


def _limit(name: str, rules: dict[str, Any], key: str) -> float:
    try:
        number = float(rules.get(key, "0"))
    except (TypeError, ValueError):
        number = math.inf
    if not abs(number) <= _LARGEST:
        raise OptionError(f"'{key}' of the option '{name}' must be a number", "as in 0.3")
    return number
