"""Rules about what is on the pages: sizes of text, margins, private facts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from cvgen.applications.checklist.items import At, Facts, Item, Made
from cvgen.applications.limits import PAPERS, POINTS, is_paper

_MM = POINTS["mm"]
_PAPERS = {"a4": "A4", "letter": "Letter"}
_SLACK = 0.05  # pt; sizes and places in files are rounded
_RUNNING = 15 * _MM  # the edge of a page where only page numbers and running heads are


@dataclass(frozen=True)
class _Look:
    """The smallest text and the narrowest side margin of a PDF, in pt."""

    size: float
    margin: float


def looks(facts: Facts) -> Iterator[Item]:
    """The paper, the smallest size of text and the narrowest margin that the opening allows."""
    rules = facts.loaded.opening.rules
    if rules.paper:
        yield from _papers(facts, rules.paper)
    if rules.type is None and rules.margins is None:
        return
    for one in facts.made:
        if one.plan.path is not None:
            continue
        look = _look_of(one)
        if rules.type is not None:
            demand = _Demand("text", rules.type, 1.0, "pt", "base_size")
            yield _look(one, demand, look.size, At(facts.loaded, ("rules", "type")))
        if rules.margins is not None:
            demand = _Demand("margins", rules.margins, _MM, "mm", "margins")
            yield _look(one, demand, look.margin, At(facts.loaded, ("rules", "margins")))


@dataclass(frozen=True)
class _Demand:
    """What must be at least ``least`` pt, shown in a ``unit`` of ``points``, and its option."""

    name: str
    least: float
    points: float
    unit: str
    option: str

    def text(self, value: float) -> str:
        """``value``, in pt, with the unit."""
        return f"{round(value / self.points, 1):g} {self.unit}"


def _look(one: Made, demand: _Demand, value: float, at: At) -> Item:
    asked, found = f"{demand.name} of at least {demand.text(demand.least)}", demand.text(value)
    problem = None
    if value < demand.least - _SLACK:
        message = f"'{one.plan.title}' has {demand.name} of {found}"
        hint = f"raise `{demand.option}` in `options`"
        problem = at.problem("E738", f"{message}, and the opening asks for {asked}", hint)
    return at.item("Look", f"{one.plan.title}: {asked}", found, problem)


def _papers(facts: Facts, paper: str) -> Iterator[Item]:
    """Whether all pages, also those of others, have the size of ``paper``."""
    at, demand = At(facts.loaded, ("rules", "paper")), f"{_PAPERS[paper]} paper"
    wrong = [(one, size) for one in facts.made if (size := _other_size(one, PAPERS[paper]))]
    if not wrong:
        yield at.item("Look", demand, "every page", None)
    for one, (width, height) in wrong:
        found = f"a page of {width:.0f} × {height:.0f} mm"
        message = f"'{one.plan.title}' has {found}, and the opening asks for {demand}"
        problem = at.problem("E738", message, f"print it to a new PDF on {_PAPERS[paper]}")
        yield at.item("Look", f"{one.plan.title}: {demand}", found, problem)


def _other_size(one: Made, wanted: tuple[float, float]) -> tuple[float, float] | None:
    """The first size in mm of a page of ``one`` that is not ``wanted``."""
    import pypdfium2

    with pypdfium2.PdfDocument(one.data) as pdf:
        for page in pdf:
            width, height = (side / _MM for side in page.get_size())
            if not is_paper((width, height), wanted):
                return width, height
    return None


def _look_of(one: Made) -> _Look:
    """What PDFium finds on the pages, without page numbers and running heads."""
    import pypdfium2
    from pypdfium2 import raw

    size = margin = float("inf")
    box, matrix = [ctypes.c_double() for _ in range(4)], raw.FS_MATRIX()
    with pypdfium2.PdfDocument(one.data) as pdf:
        for page in pdf:
            text, (width, height) = page.get_textpage(), page.get_size()
            for place in range(text.count_chars()):
                if raw.FPDFText_GetUnicode(text, place) <= ord(" "):
                    continue
                raw.FPDFText_GetCharBox(text, place, *map(ctypes.byref, box))
                left, right, bottom, top = (side.value for side in box)
                is_running = bottom < _RUNNING or top > height - _RUNNING
                if right <= left or is_running:
                    continue
                raw.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
                scale = hypot(matrix.c, matrix.d)
                size = min(size, raw.FPDFText_GetFontSize(text, place) * scale)
                margin = min(margin, left, width - right)
    return _Look(size, margin)


def private(facts: Facts) -> Iterator[Item]:
    """What is private in the CV, and shown because the application asks for it."""
    for one in facts.of_kind("section"):
        job = one.plan.job
        if job is None or not job.rules.reveal:
            continue
        at = At(facts.loaded, one.plan.place, in_opening=False)
        sections = ", ".join(sorted(job.rules.reveal))
        found = f"'{sections}' is shown with what is private, in {one.plan.stem}.pdf"
        yield Item("Private", one.plan.title, "not checked", found, at.name)
