"""A style of a Word document, and the properties that styles are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvgen.writers.docx.elements import Element, paragraph_properties, run_properties, twips, w
from cvgen.writers.docx.fonts import Font

_OWN = frozenset({
    "Affiliation", "Contact", "Quiet", "Organization", "OrganizationOnly", "Line", "Pair", "Row",
    "Publication", "PublicationDetails", "When", "Mute", "Group", "Role", "Subject", "Enclosures",
})  # fmt: skip
"""The styles that Word does not know by their names."""


@dataclass(frozen=True)
class Style:
    """A style: its id, its name in Word's lists, the style it is ``base``d on, what ``follows``."""

    identifier: str
    name: str
    kind: str = "paragraph"
    base: str = "Normal"
    follows: str = ""
    paragraph: Sequence[Element] = ()
    run: Sequence[Element] = ()

    def element(self) -> Element:
        """The style as ``w:style``."""
        is_own, is_normal = self.identifier in _OWN, self.identifier == "Normal"
        flags: dict[str, object] = {"default": 1} if is_normal else {}
        if is_own:
            flags["customStyle"] = 1
        based = self.base and self.kind == "paragraph"
        return w(
            "style",
            w("name", val=self.name),
            w("basedOn", val=self.base) if based else None,
            w("next", val=self.follows) if self.follows else None,
            w("qFormat"),
            paragraph_properties(self.paragraph),
            run_properties(self.run),
            type=self.kind,
            styleId=self.identifier,
            **flags,
        )


def spacing(before: float = 0, after: float = 0, line: float = 0) -> Element:
    """Gaps above and below in pt, and the line spacing as a multiple of the font's own."""
    found: dict[str, object] = {}
    if before or not line:
        found["before"] = twips(before)
    if after:
        found["after"] = twips(after)
    if line:
        found |= {"line": round(240 * line), "lineRule": "auto"}
    return w("spacing", **found)


def font(one: Font) -> list[Element]:
    """A font for each script."""
    return [w("rFonts", **one.attributes)]


def size(points: float) -> list[Element]:
    """The size of letters, which Word counts in half points."""
    return [w("sz", val=round(2 * points)), w("szCs", val=round(2 * points))]


def bold(on: bool = True) -> list[Element]:
    """Bold, or not where the style below is."""
    value: dict[str, object] = {} if on else {"val": 0}
    return [w("b", **value), w("bCs", **value)]


def italic(on: bool = True) -> list[Element]:
    """Italic, or nothing."""
    return [w("i"), w("iCs")] if on else []


def colour(rgb: str) -> Element:
    """The colour of letters, or nothing if it is not known."""
    return w("color", val=rgb)
