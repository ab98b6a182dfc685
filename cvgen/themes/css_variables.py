"""The values of custom properties inserted into a stylesheet, and sums of numbers calculated.

The engine resolves ``var()`` and ``calc()`` for every box, a tenth of the time of a page. Here,
properties that only ``:root`` sets, and only from each other, are resolved once. Everything else
stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cvgen.patterns import pattern

_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^\"')]*\)"
_COMMENT = pattern(rf"({_STRING})|/\*.*?\*/", re.DOTALL)
PIECE = pattern(rf"{_STRING}|[{{}}]|[^{{}}\"'u]+|.", re.DOTALL)
_SET = pattern(rf"(--[\w-]+)\s*:\s*((?:{_STRING}|[^;])*)")
_USED = pattern(r"var\(\s*(--[\w-]+)\s*\)")
_MATHS = pattern(r"(?<![\w-])(calc|max|min)\(")
_TOKEN = pattern(
    r"\s*(?:(?P<number>-?(?:\d+\.?\d*|\.\d+))(?P<unit>pt|mm|cm|in|px)?(?![\w%.])"
    r"|(?P<open>(?:calc|max|min)?\()|(?P<sign>[-+*/,)]))"
)
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
_DEEPEST = 20
MEASURED = frozenset(
    {"--when", "--when-ref", "--when-brief", "--label", "--label-word", "--section-name",
     "--aside", "--photo-scale", "--run-name", "--run-label", "--run-shift", "--run-scale"}
)  # fmt: skip
"""The properties that each document sets, from its own texts and photo."""
_KEYWORDS = frozenset({"initial", "inherit", "unset", "revert", "revert-layer"})

Quantity = tuple[float, bool]
"""A number, and True if it is a length in points."""


@lru_cache(maxsize=16)
def resolve_variables(css: str) -> str:
    """``css`` with constant properties and sums replaced by their values."""
    css = _COMMENT.sub(lambda found: found[1] or " ", css)
    known = _constants(css)
    pieces = re.split(f"({_STRING})", css)
    pieces[::2] = [_USED.sub(lambda found: known.get(found[1], found[0]), p) for p in pieces[::2]]
    return "".join(_calculate_sums(piece) if not number % 2 else piece
                   for number, piece in enumerate(pieces))  # fmt: skip


def _constants(css: str) -> dict[str, str]:
    """The values of the custom properties that only ``:root`` sets, without ``var()``."""
    own, others = _declared_values(css)
    certain = {
        name: value
        for name, value in own.items()
        if name not in others and name not in MEASURED and value.lower() not in _KEYWORDS
    }
    for _ in range(_DEEPEST):
        open_ones = {name: value for name, value in certain.items() if "var(" in value}
        if not open_ones:
            return certain
        for name, value in open_ones.items():
            if all(used in certain for used in _USED.findall(value)):
                certain[name] = _USED.sub(lambda found: certain[found[1]], value)
            else:
                del certain[name]
    return {name: value for name, value in certain.items() if "var(" not in value}


def _declared_values(css: str) -> tuple[dict[str, str], set[str]]:
    """The last value of each property in ``:root`` rules, and the names set elsewhere."""
    own: dict[str, str] = {}
    others: set[str] = set()
    selectors: list[str] = []
    text = ""
    for piece in PIECE.findall(css):
        if piece == "{":
            before, _, selector = text.rpartition(";")
            _add_declarations(before, False, own, others)  # nested rules
            selectors.append(selector.strip())
            text = ""
        elif piece == "}":
            _add_declarations(text, selectors == [":root"], own, others)
            selectors = selectors[:-1]
            text = ""
        else:
            text += piece
    return own, others


def _add_declarations(text: str, at_root: bool, own: dict[str, str], others: set[str]) -> None:
    if not at_root:
        text = re.sub(_STRING, "", text)
    for name, value in _SET.findall(text):
        if at_root and "!" not in value:
            own[name] = value.strip()
        else:
            others.add(name)


def _calculate_sums(css: str) -> str:
    """``css`` with sums of plain numbers and lengths replaced by their results."""
    made: list[str] = []
    at = 0
    for found in _MATHS.finditer(css):
        if found.start() < at:
            continue
        try:
            quantity, end = _Sum(css, found.start()).atom()
        except (ValueError, ZeroDivisionError):
            continue
        made += [css[at : found.start()], f"{quantity[0]:.8g}{'pt' if quantity[1] else ''}"]
        at = end
    return "".join([*made, css[at:]])


class _Sum:
    """Calculates a sum in a text; ValueError if it is not of numbers and lengths."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def _sign(self, signs: str) -> str:
        """Take the next sign if it is one of ``signs``; empty otherwise."""
        token = _TOKEN.match(self.text, self.at)
        if token is None or not token["sign"] or token["sign"] not in signs:
            return ""
        self.at = token.end()
        return token["sign"]

    def atom(self) -> tuple[Quantity, int]:
        """A number, a length or a function, and where it ends."""
        token = _TOKEN.match(self.text, self.at)
        if token is None:
            raise ValueError("neither a number nor a sign")
        self.at = token.end()
        if token["number"]:
            factor = _POINTS[token["unit"]] if token["unit"] else 1.0
            return (float(token["number"]) * factor, bool(token["unit"])), self.at
        if not token["open"]:
            raise ValueError("a sign where a number should be")
        found = [self._terms()]
        while self._sign(","):
            found.append(self._terms())
        if not self._sign(")"):
            raise ValueError("not closed")
        if len({is_length for _, is_length in found}) > 1:
            raise ValueError("numbers with lengths")
        choose = {"max(": max, "min(": min}.get(token["open"])
        if choose is None and len(found) > 1:
            raise ValueError("more than one value")
        return (choose(found) if choose else found[0]), self.at

    def _terms(self) -> Quantity:
        """Products with plus and minus between them."""
        value, is_length = self._product()
        while sign := self._sign("+-"):
            other, of_length = self._product()
            if is_length != of_length:
                raise ValueError("a number and a length")
            value = value + other if sign == "+" else value - other
        return value, is_length

    def _product(self) -> Quantity:
        (value, is_length), _ = self.atom()
        while sign := self._sign("*/"):
            (other, of_length), _ = self.atom()
            if of_length and (is_length or sign == "/"):
                raise ValueError("a length times or by a length")
            value = value * other if sign == "*" else value / other
            is_length = is_length or of_length
        return value, is_length
