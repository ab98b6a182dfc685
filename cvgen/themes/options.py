"""Options of themes: what may be set, within which range, and values checked against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

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


class OptionError(Exception):
    """A value that an option cannot take, with a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a ``theme.yaml`` declares it; ``least`` and ``most`` are in ``unit``.

    ``names`` are words for values, such as those of colours; ``warnings`` say what is wrong with
    some of the values that may be chosen.
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
        """``value`` (text, list or mapping of texts) as this option takes it, or OptionError."""
        return KINDS[self.kind](self, value)

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
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

    def refused(self, value: object) -> OptionError:
        """The error for a value of the wrong shape."""
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
        near = did_you_mean(value, option.choices)
        raise (
            option.refused(value)
            if near is None
            else OptionError(f"'{value}' is not a value of '{option.name}'", near)
        )
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
