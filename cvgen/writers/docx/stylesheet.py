"""The simple rules of a theme's stylesheets, which also decide how Word documents look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cvgen.patterns import pattern
from cvgen.themes import Layout, Theme
from cvgen.themes.css_variables import resolve_variables
from cvgen.themes.styles import print_css

_RULES = pattern(r"([^{};]+)\{([^{}]*)\}")
_BORDER = pattern(r"([\d.]+)pt solid (#[0-9a-fA-F]{3,6})")
_COLOUR = pattern(r"#(?:[0-9a-fA-F]{3}){1,2}")
_LENGTH = pattern(r"(\d+(?:\.\d+)?)(pt|mm)?")
_UNITS = {"pt": 1.0, "mm": 72 / 25.4}
# Resolved with the theme's stylesheets, so the values are those of any theme.
_PROBE = """
.word {
  name: var(--fs-name); headline: var(--fs-role); section: var(--fs-h2); small: var(--fs-small);
  ink: var(--ink); muted: var(--muted); rule: var(--rule); bullet: var(--bullet);
  link: var(--link); accent: var(--accent); above: calc(var(--a) * var(--s4));
  below: calc(var(--a) * var(--s3)); entry: calc(var(--a) * var(--s2));
  item: calc(var(--a) * var(--s1)); hang: var(--bullet-gap)
}
"""


@dataclass(frozen=True)
class Border:
    """A line above or below a paragraph: its width in pt, and its colour as ``RRGGBB``."""

    width: float
    colour: str


@dataclass(frozen=True)
class StyleRules:
    """Declarations by selector and property, the last one of each; other rules are not read."""

    table: Mapping[str, Mapping[str, str]]

    def value(self, selector: str, name: str, default: str = "") -> str:
        """The value of a property as it is written, or ``default``."""
        return self.table.get(selector, {}).get(name, default)

    def has(self, text: str) -> bool:
        """True if a selector contains ``text``."""
        return any(text in selector for selector in self.table)

    def length(self, name: str, default: float) -> float:
        """A length of the theme in pt, such as ``small``."""
        found = _LENGTH.fullmatch(self.value(".word", name))
        return float(found[1]) * _UNITS[found[2] or "pt"] if found else default

    def colour(self, name: str, default: str = "1B1B1B") -> str:
        """A colour of the theme as ``RRGGBB``, such as ``muted``."""
        return _rgb(self.value(".word", name), default)

    def colour_of(self, selector: str, default: str) -> str:
        """The colour of the text of ``selector`` as ``RRGGBB``."""
        return _rgb(self.value(selector, "color"), default)

    def border(self, selector: str, side: str) -> Border | None:
        """The border of ``selector`` at a ``side``, if it has one."""
        found = _BORDER.fullmatch(self.value(selector, f"border-{side}"))
        return Border(float(found[1]), _rgb(found[2], "")) if found else None


def style_rules(theme: Theme, layout: Layout) -> StyleRules:
    """The rules of the ``theme`` for paper, with its own stylesheet, in this ``layout``."""
    css = f"{print_css(theme)}\n{theme.extra_css}\n:root {{ {layout.css()} }}\n{_PROBE}"
    return _parsed(css)


@lru_cache(maxsize=8)
def _parsed(css: str) -> StyleRules:
    table: dict[str, dict[str, str]] = {}
    for selectors, body in _RULES.findall(resolve_variables(css)):
        declared = [part.partition(":") for part in body.split(";")]
        values = {name.strip(): value.strip() for name, _, value in declared if value}
        for selector in selectors.split(","):
            table.setdefault(" ".join(selector.split()), {}).update(values)
    return StyleRules(table)


def _rgb(text: str, default: str) -> str:
    """``#abc`` or ``#aabbcc`` as ``AABBCC``; ``default`` for anything else."""
    if not _COLOUR.fullmatch(text):
        return default
    digits = text[1:].upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
