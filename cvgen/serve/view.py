"""The view of a page in the browser, as encoded in its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

FORMATS = ("html", "pdf", "markdown")
EXPLAIN = "explain"
LEAST_WIDTH, MOST_WIDTH, WIDTH = 300, 2700, 900
_LONGEST = 4000


@dataclass(frozen=True)
class View:
    """The name of a CV, its variant, theme, format and settings; the project decides empty ones.

    ``width`` is the width of pictures of pages, in pixels.
    """

    cv: str = ""
    variant: str = ""
    theme: str = ""
    format: str = "html"
    settings: tuple[tuple[str, str], ...] = ()
    width: int = WIDTH

    @classmethod
    def parse(cls, query: str) -> View:
        """The view of a query such as ``cv=ada&format=pdf&set.accent=teal``.

        Names are checked later, when the CV and the themes are known.
        """
        pairs = parse_qsl(query[:_LONGEST])
        table = {name: value for name, value in pairs if "\0" not in value}
        settings = tuple(
            (name.removeprefix("set."), value)
            for name, value in table.items()
            if name.startswith("set.")
        )
        form = table.get("format", "")
        return cls(
            table.get("cv", ""), table.get("variant", ""), table.get("theme", ""),
            form if form in FORMATS else "html", settings, _width(table.get("width", "")),
        )  # fmt: skip

    def in_format(self, form: str) -> View:
        """The view in another format."""
        return replace(self, format=form)


def _width(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else WIDTH
    return min(max(number, LEAST_WIDTH), MOST_WIDTH)
