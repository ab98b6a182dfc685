"""Renders a page that shows two versions of a CV side by side, with the differences marked."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from pathlib import Path

from cvgen.diff.changes import Change
from cvgen.diff.comparison import Compared
from cvgen.diff.page_words import Box, Mark, PageWord, mark_words, page_words
from cvgen.hidden.patterns import words_of
from cvgen.html_report import render_template
from cvgen.project import Project
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task, write
from cvgen.writers.png import page_images, png, to_palette

_TEMPLATE = Path(__file__).parent / "diff.html.j2"

_DPI = 120


@dataclass(frozen=True)
class Marked:
    """A marked rectangle, in points of its page."""

    mark: Mark
    box: Box


@dataclass(frozen=True)
class PagePicture:
    """A page: its picture as a data URL, its size in points, and its marks."""

    label: str
    number: int
    pages: int
    picture: str
    size: tuple[float, float]
    marks: Sequence[Marked]

    @property
    def summary(self) -> str:
        """The number of marks of each kind, in words."""
        counts = Counter[str](marked.mark for marked in self.marks)
        kinds = [f"{counts[mark]} {mark}" for mark in ("removed", "added", "moved") if counts[mark]]
        return ", ".join(kinds) or "nothing marked"


def page_path(project: Project, compared: Compared) -> Path:
    """Where the page goes: ``<cv>/<cv>-diff-<a>-<b>.html`` in the folder of the outputs, with the
    variant before ``<a>`` where the two are revisions.
    """
    labels = [compared.before.label, compared.after.label]
    variants = [compared.before.job.rules.name, compared.after.job.rules.name]
    labels = labels if labels == variants else [variants[1], *labels]
    plain = (re.sub(r"[^\w.]+", "-", label).strip("-.") or "it" for label in labels)
    return project.output_path(compared.path, f"diff-{'-'.join(plain)}", ".html")


def visual_page(compared: Compared, workers: Workers) -> str:
    """The page as one HTML file without scripts. RenderError if a version cannot be rendered."""
    sides = (compared.before, compared.after)
    made = [workers.submit(replace(side.job.task("pdf"), make=_draw)) for side in sides]
    drawn = [result() for result in made]
    read = [page_words(one.pdf) for one in drawn]
    marks = mark_words(*([_key(word) for word in words] for _, words in read))
    pages = [
        list(_pages(side.label, one.pages, sizes, list(_merge_boxes(words, marked))))
        for side, one, (sizes, words), marked in zip(sides, drawn, read, marks, strict=True)
    ]
    return _html(compared, list(zip_longest(*pages)))


@dataclass(frozen=True)
class _DrawnVersion:
    """A PDF, and each page of it as PNG."""

    pdf: bytes
    pages: tuple[bytes, ...]


def _draw(task: Task) -> _DrawnVersion:
    pdf = write(task)
    pages = page_images(pdf.data, _DPI)
    return _DrawnVersion(pdf.data, tuple(png(to_palette(one, 32)) for one in pages))


def _key(word: PageWord) -> str:
    """A word without case and punctuation, which differ between layouts."""
    return "".join(words_of(word.text))


def _merge_boxes(words: Sequence[PageWord], marks: Sequence[Mark]) -> Iterator[Marked]:
    """The boxes of marked words; neighbours in a line with equal marks share one."""
    last: Marked | None = None
    for word, mark in zip(words, marks, strict=True):
        if not mark and any(char.isalnum() for char in word.text):
            if last:
                yield last
            last = None
            continue
        for box in word.boxes:
            if last and mark in ("", last.mark) and last.box.is_beside(box):
                last = Marked(last.mark, last.box.union(box)) if mark else last
                continue
            if last and mark:
                yield last
            last = Marked(mark, box) if mark else last
    if last:
        yield last


def _pages(
    label: str, drawn: Sequence[bytes], sizes: Sequence[tuple[float, float]],
    marks: Sequence[Marked],
) -> Iterator[PagePicture]:  # fmt: skip
    for number, (data, size) in enumerate(zip(drawn, sizes, strict=True)):
        here = [marked for marked in marks if marked.box.page == number]
        url = f"data:image/png;base64,{b64encode(data).decode()}"
        yield PagePicture(label, number + 1, len(sizes), url, size, here)


def _html(compared: Compared, rows: Sequence[tuple[PagePicture | None, ...]]) -> str:
    grouped = groupby(compared.changes, lambda pair: _section_title(pair[0]))
    values = {
        "name": compared.after.job.cv.cv.person.name,
        "before": compared.before.label, "after": compared.after.label,
        "rows": rows, "changes": [(title, list(group)) for title, group in grouped],
        "counts": Counter(change.what for change, _ in compared.changes),
        "language": compared.after.job.document.language,
    }  # fmt: skip
    return render_template(_TEMPLATE, values)


def _section_title(change: Change) -> str:
    own = change.node.text if change.node.kind == "section" else ""
    return change.above[0] if change.above else own
