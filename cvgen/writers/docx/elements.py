"""Elements of WordprocessingML (ECMA-376), and properties in the order of its schema."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement

Element = Any
"""An element of lxml, which has no types."""
_W = f"{{{nsmap['w']}}}"
_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
_RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "smallCaps", "color", "sz", "szCs", "rtl", "lang",
)  # fmt: skip


def link_element(relation: str, *children: Element) -> Element:
    """``w:hyperlink`` to the address with the id ``relation``."""
    names = {prefix: nsmap[prefix] for prefix in ("w", "r")}
    made = OxmlElement("w:hyperlink", {f"{{{nsmap['r']}}}id": relation, f"{_W}history": "1"}, names)
    made.extend(children)
    return made


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """The element ``w:tag`` with attributes of that prefix; None among the children is skipped."""
    values = {f"{_W}{name}": str(value) for name, value in attributes.items()}
    made = OxmlElement(f"w:{tag}", values)
    made.extend([child for child in children if child is not None])
    return made


def text_element(text: str) -> Element:
    """``w:t`` with all spaces of ``text``."""
    made = w("t")
    made.text = text
    if text != " ".join(text.split()):
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def text_of(element: Element) -> str:
    """All text in ``element``."""
    return "".join(one.text or "" for one in element.iter(f"{_W}t"))


def style_of(paragraph: Element) -> str:
    """The id of the style of a paragraph; empty if it has the default one."""
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val"))


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def paragraph_properties(properties: Iterable[Element]) -> Element | None:
    """``w:pPr`` of ``properties``; None without any."""
    return _sorted("pPr", properties, _PARAGRAPH)


def run_properties(properties: Iterable[Element]) -> Element | None:
    """``w:rPr`` of ``properties``; None without any."""
    return _sorted("rPr", properties, _RUN)


def _sorted(tag: str, properties: Iterable[Element], order: tuple[str, ...]) -> Element | None:
    """The element ``tag`` with ``properties`` in ``order``; ValueError for an unknown one."""
    found = sorted(properties, key=lambda one: order.index(name_of(one)))
    return w(tag, *map(deepcopy, found)) if found else None  # an element has only one parent


def serialize(element: Element) -> bytes:
    """The XML of a part whose root is ``element``."""
    return bytes(serialize_part_xml(element))


def twips(points: float) -> int:
    """``points`` in twentieths of a point, the unit of most lengths."""
    return round(points * 20)
