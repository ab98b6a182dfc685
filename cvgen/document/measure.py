"""What a document comes to when it is laid out in pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """The number of ``lines`` on each page, and how full the last page is: 0 to 1."""

    lines: tuple[int, ...]
    fill: float

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.lines)
