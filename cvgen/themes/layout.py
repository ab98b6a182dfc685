"""The sizes of a page in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """``size`` of text in pt, ``leading`` as a multiple of it, ``air`` as a factor for all gaps,
    margins in mm.
    """

    size: float
    leading: float
    air: float
    top: float
    side: float
    bottom: float

    def css(self) -> str:
        """The custom properties that stylesheets build on."""
        return (
            f"--size: {self.size:g}pt; --leading: {self.leading:g}; --air: {self.air:g}; "
            f"--m-top: {self.top:g}mm; --m-side: {self.side:g}mm; --m-bottom: {self.bottom:g}mm"
        )
