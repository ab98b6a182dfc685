"""Where WeasyPrint 70 falls short of PDF/UA-1: page headers and numbers must be artifacts.

It gives the text of margin boxes a place in the structure that nothing points to. The two
functions that decide about it are wrapped; where a WeasyPrint has them no more, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

_MARK = "_cvgen_artifact"


def teach_artifacts() -> None:
    """Wrap the two functions; more than once is as good as once."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import stream, tags

    marked = getattr(stream.Stream, "marked", None)
    build = getattr(tags, "_build_box_tree", None)
    if marked is None or build is None or hasattr(marked, _MARK):
        return

    def marked_or_artifact(self: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        is_artifact = getattr(box, _MARK, False)
        context: AbstractContextManager[None]
        context = self.artifact() if is_artifact else marked(self, box, tag)
        return context

    def build_without_margins(box: Any, *rest: Any) -> Iterator[Any]:
        return iter(()) if isinstance(box, boxes.MarginBox) else build(box, *rest)

    setattr(marked_or_artifact, _MARK, True)
    stream.Stream.marked = marked_or_artifact
    tags._build_box_tree = build_without_margins


def finish_pages(pages: list[Any]) -> None:
    """Mark the text of margin boxes; a document of one page needs no header and number at all."""
    from weasyprint.formatting_structure import boxes

    for page in pages:
        box = page._page_box
        margins = [child for child in box.children if isinstance(child, boxes.MarginBox)]
        if len(pages) == 1:
            box.children = [child for child in box.children if child not in margins]
        for margin in margins:
            for child in margin.descendants():
                setattr(child, _MARK, True)
