"""A page of texts to measure, each in an element like its own in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import ceil
from xml.etree import ElementTree

from cvgen.patterns import pattern

Element = ElementTree.Element
Widths = dict[str, list[float]]
SLACK = 0.25
"""CSS pixels, for rounding."""
_PLAIN = "display: block; white-space: pre; width: auto; max-width: none; margin: 0; padding: 0"
LENGTHS = (
    "when-min", "when-max", "label-min", "label-max", "name-min", "name-max", "contact-gap",
    "portrait", "head-gap", "hang", "date", "name-gap", "role",
    "bullet-gap", "bullet-end",
)  # fmt: skip
"""The custom properties of themes whose lengths are measured, without their two hyphens."""
_UPRIGHT = pattern(
    r"(?<![\w-])(?:line-height|(?:margin|padding)-(?:top|bottom|block(?:-start|-end)?)|row-gap)"
    r"\s*:[^;{}]*|(?<=pt)/[\d.]+(?:pt)?(?=\s)"
)
"""Declarations of heights, and the height of a line in ``font: 10pt/12pt``."""
_PROPERTY = pattern(r"(--[\w-]+)\s*:[^;{}]*")
_USED = pattern(r"var\(\s*(--[\w-]+)")
_EMPTY = pattern(r"[^{}]*\{[\s;]*\}")
_OF_LINES = pattern(r"\dr?lh\b")
_SPACE = '<address><div data-probe="space" style="width: .3em"></div></address>'


@dataclass
class Probes:
    """The elements of the page to measure, in HTML."""

    html: list[str] = field(default_factory=list)

    def add_lines(self, lines: Sequence[str], like: Element, around: str = "{}") -> str:
        """Add an element like ``like`` with these lines of text; its name."""
        other = Element(like.tag, like.attrib)
        other.text = "\n".join(lines)
        return self.add_copy(other, around)

    def add_copy(self, element: Element, around: str = "{}") -> str:
        """Add a copy of ``element``; its name."""
        name = f"text-{len(self.html)}"
        other = copy(element)
        other.tail = None
        other.attrib = {**element.attrib, "style": _PLAIN, "data-probe": name}
        other.attrib.pop("id", None)
        self.html.append(around.format(ElementTree.tostring(other, "unicode")))
        return name

    def page(self, root: Element) -> str:
        """The HTML page, with the attributes of ``root`` and of its body."""
        lengths = (
            f'<div data-probe="{name}" style="width: var(--{name}, 0)"></div>' for name in LENGTHS
        )
        body = root.find("body")
        attributes = _attributes(body) if body is not None else ""
        inside = "".join((*lengths, _SPACE, '<div data-probe="line"></div>', *self.html))
        return f"<html{_attributes(root)}><body{attributes}>{inside}</body></html>"


def css_of_widths(css: str) -> str:
    """``css`` without what changes no width: stylesheets with the same rest give the same widths.

    Lines are not broken here, so no width depends on a height, but for the units ``lh``.
    """
    if _OF_LINES.search(css):
        return css
    css = _UPRIGHT.sub("", css)
    used = set(_USED.findall(css))
    css = _PROPERTY.sub(lambda found: found[0] if found[1] in used else "", css)
    return _EMPTY.sub("", css).strip()


def _attributes(element: Element) -> str:
    empty = Element("a", element.attrib)
    return ElementTree.tostring(empty, "unicode")[2:-3].rstrip()


def px(width: float) -> str:
    """A length that is hardly longer than ``width``."""
    return f"{ceil(width / SLACK + 1) * SLACK:g}px"


def with_class(root: Element, name: str) -> Iterator[Element]:
    """The elements in ``root`` with the class ``name``."""
    return (item for item in root.iter() if name in item.get("class", "").split())


def text_of(element: Element) -> str:
    """The text of ``element`` and of the elements inside it."""
    return "".join(element.itertext()).strip()
