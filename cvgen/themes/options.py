"""Options of themes: their declarations, the values they take, and checks of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cvgen.bibliography.house_styles import house_styles
from cvgen.errors import did_you_mean
from cvgen.patterns import pattern
from cvgen.themes.colour import MIN_CONTRAST, contrast, darken, is_hex

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
_MAX_NUMBER = 1e6


class OptionError(Exception):
    """A value that an option cannot take, with a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a ``theme.yaml`` declares it; ``least`` and ``most`` are in ``unit``.

    ``names`` are words for values, such as colours; ``warnings`` are about some values. An option
    for one ``format`` is unknown to stylesheets and templates.
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
    format: str = ""

    def check(self, value: object) -> Value:
        """The checked ``value``, a text, list or mapping of texts; else OptionError."""
        kind, check = KINDS[self.kind]
        if not isinstance(value, kind):
            raise self.refusal(value)
        return check(self, value)

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

    def refusal(self, value: object, hint: str | None = None) -> OptionError:
        """The error for a value of the wrong type, or not among the choices."""
        shown = f"'{value}'" if isinstance(value, str) else "this"
        hint = hint or f"it takes: {self.allowed}"
        return OptionError(f"{shown} is not a value of '{self.name}'", hint)


_WORDS = {
    "names": "a list of names",
    "labels": "a mapping of names to labels",
    "file": "the name of a file in the project",
}


def _choice(option: Option, value: str) -> Value:
    known = {choice.casefold(): choice for choice in option.choices}
    if value.casefold() not in known:
        raise option.refusal(value, did_you_mean(value, option.choices))
    return known[value.casefold()]


def _switch(option: Option, value: str) -> Value:
    if value.lower() not in _TRUTHS:
        raise option.refusal(value)
    return _TRUTHS[value.lower()]


def _colour(option: Option, value: str) -> Value:
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
        raise OptionError(message, f"{ratio}; the nearest shade is '{darken(colour)}'")
    return colour


def _number(option: Option, value: object) -> float:
    match = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (match.group(2) and not option.unit):
        raise option.refusal(value)
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
        raise option.refusal(value)
    numbers = tuple(_number(option, item) for item in items)
    return (*numbers, *numbers[-1:] * (_MAX_NUMBERS - len(numbers)))


def _names(option: Option, value: object) -> Value:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not _are_texts(items):
        raise option.refusal(value)
    names = (item.strip() for item in items)
    if option.choices:
        return tuple(str(_choice(option, _singular(option, name))) for name in names if name)
    return tuple(name for name in names if name)


def _singular(option: Option, name: str) -> str:
    """``name``, or the choice of which it is the plural: journals."""
    one = name.casefold().removesuffix("s")
    return one if one in option.choices else name


def _labels(option: Option, value: Mapping[str, object]) -> Value:
    if not _are_texts(value.values()):
        raise option.refusal(value)
    return tuple((str(key), str(label)) for key, label in value.items())


KINDS: dict[str, tuple[type, Callable[[Option, Any], Value]]] = {
    "choice": (str, _choice),
    "switch": (str, _switch),
    "colour": (str, _colour),
    "number": (str, _number),
    "numbers": (object, _numbers),
    "names": (object, _names),
    "labels": (Mapping, _labels),
    "file": (str, lambda _, name: name),
}
"""The kinds of options: the type of a value, and the check of one."""


_RULES: dict[str, tuple[Callable[[Any], bool], str, str]] = {
    "about": (lambda value: isinstance(value, str), "a text", "write it in one line"),
    "format": (lambda value: isinstance(value, str), "the name of a format", "as in text"),
    "choices": (
        lambda value: isinstance(value, list) and _are_texts(value),
        "a list of texts", "as in [light, dark]",
    ),
    **dict.fromkeys(("names", "warnings"), (
        lambda value: isinstance(value, dict) and _are_texts(value.values()),
        "a mapping of names to texts", "as in {navy: '#1d3f6e'}",
    )),
    **dict.fromkeys(("least", "most"), (lambda value: _is_number(value), "a number", "as in 0.3")),
}  # fmt: skip
"""The rules of a declaration: the check of a value, what it must be, and a hint."""


_ALSO: dict[str, Callable[[], tuple[str, ...]]] = {"house styles": house_styles}
"""Lists that cvgen has and that may join the choices of an option."""


def declared_option(name: str, rules: dict[str, Any]) -> Option:
    """The option ``name`` with the ``rules`` of a ``theme.yaml``; OptionError if they are wrong."""
    if not _NAME.fullmatch(name):
        hint = "a name has small letters, digits and _, as in line_width"
        raise OptionError(f"'{name}' cannot be the name of an option", hint)
    unit = rules.get("unit", "")
    if unit not in _UNITS:
        hint = f"it takes: {', '.join(_UNITS[1:])}"
        raise OptionError(f"the unit of '{name}' is not known", hint)
    for key, (is_right, what, hint) in _RULES.items():
        if key in rules and not is_right(rules[key]):
            raise OptionError(f"'{key}' of the option '{name}' must be {what}", hint)
    also = rules.get("also")
    if also is not None and also not in _ALSO:
        hint = f"it takes: {', '.join(_ALSO)}"
        raise OptionError(f"'also' of the option '{name}' is not known", hint)
    choices = (*rules.get("choices", ()), *(_ALSO[also]() if also else ()))
    return Option(
        name, rules["kind"], rules.get("about", ""), choices,
        tuple(rules.get("names", {}).items()), float(rules.get("least", 0)),
        float(rules.get("most", 0)), unit, tuple(rules.get("warnings", {}).items()),
        rules.get("format", ""),
    )  # fmt: skip


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_number(value: Any) -> bool:
    try:
        return abs(float(value)) <= _MAX_NUMBER
    except (TypeError, ValueError):
        return False
