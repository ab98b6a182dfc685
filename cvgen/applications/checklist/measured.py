"""Rules about what is on the pages: sizes of text, margins, private facts, terms of the opening."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from cvgen.applications.checklist.items import At, Facts, Item, Made
from cvgen.applications.limits import POINTS
from cvgen.match.match import match_loaded

_MM = POINTS["mm"]
_SLACK = 0.05  # pt; sizes and places in files are rounded
_RUNNING = 15 * _MM  # the edge of a page where only page numbers and running heads are
_MOST_TERMS = 12


@dataclass(frozen=True)
class _Look:
    """The smallest text and the narrowest side margin of a PDF, in pt."""

    size: float
    margin: float


def looks(facts: Facts) -> Iterator[Item]:
    """The smallest size of text and the narrowest margin that the opening allows."""
    rules = facts.loaded.opening.rules
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
    title = f"{one.plan.title}: {asked}"
    if value >= demand.least - _SLACK:
        return Item("Look", title, "pass", found, at.name)
    message = f"'{one.plan.title}' has {demand.name} of {found}, and the opening asks for {asked}"
    hint = f"raise `{demand.option}` in `options`, or shorten the text if a limit made it smaller"
    return Item("Look", title, "fail", found, at.name, at.problem("E738", message, hint))


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


def requirements(facts: Facts) -> Iterator[Item]:
    """The terms of the requirements: which the CV shows, leaves out and lacks; never a score."""
    loaded = facts.loaded
    if not loaded.opening.requirements:
        return
    at = At(loaded, ("requirements",))
    text = "\n".join(
        [loaded.opening.position, "", *(f"- {r}" for r in loaded.opening.requirements)]
    )
    found = match_loaded(loaded.cv, text, loaded.variant)
    groups = (
        ("terms that the CV shows", [one.term.text for one in found.shown]),
        ("terms that the variant leaves out", [one.term.text for one in found.left_out]),
        ("terms that are not in the CV", [term.text for term in found.missing]),
    )
    for name, terms in groups:
        if terms:
            more = f" and {len(terms) - _MOST_TERMS} more" if len(terms) > _MOST_TERMS else ""
            listed = ", ".join(terms[:_MOST_TERMS])
            yield Item("Requirements", name, "not checked", f"{listed}{more}", at.name)
