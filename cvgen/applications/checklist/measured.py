"""Rules about what is on the pages: sizes of text, margins, private facts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

from cvgen.applications.checklist.items import At, Facts, Item, Made
from cvgen.applications.limits import PAPERS, POINTS, is_paper

_MM = POINTS["mm"]
_PAPERS = {"a4": "A4", "letter": "Letter"}
_SLACK = 0.05  # pt; sizes and places in files are rounded
_OVERHANG = 0.1  # of the size: how far a character may stand over its place
_RETURN_SIZE = 7.0  # pt, of a return address in every theme
_RETURN_FIELD = (20.0, 105.0)  # mm from the left: where it is read in the window of an envelope


Character = tuple[float, float, float, float]
"""The left, right and top edge and the size of a character, in pt."""


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
            demand = _Demand("text", rules.type, 1.0, "pt", "--fs-small")
            yield _look(one, demand, look.size, At(facts.loaded, ("rules", "type")))
        if rules.margins is not None:
            demand = _Demand("margins", rules.margins, _MM, "mm", "--m-side")
            yield _look(one, demand, look.margin, At(facts.loaded, ("rules", "margins")))


@dataclass(frozen=True)
class _Demand:
    """What must be at least ``least`` pt, shown in a ``unit`` of ``points``.

    Stylesheets take it from the custom property ``property``.
    """

    name: str
    least: float
    points: float
    unit: str
    property: str

    def text(self, value: float) -> str:
        """``value``, in pt, with the unit."""
        return f"{round(value / self.points, 1):g} {self.unit}"


def _look(one: Made, demand: _Demand, value: float, at: At) -> Item:
    asked, found = f"{demand.name} of at least {demand.text(demand.least)}", demand.text(value)
    problem = None
    if value < demand.least - _SLACK:
        message = f"'{one.plan.title}' has {demand.name} of {found}"
        hint = f"a stylesheet of yours sets it: use `var({demand.property})` there"
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
    """What PDFium finds on the pages, without page numbers and running heads.

    Those are marked as artifacts. The return address of a German letter does not count either: it
    is for the post, and must fit in one line of the window. Margins end where characters have their
    place, over which some stand a little, such as a J or an italic g.
    """
    import pypdfium2

    size = margin = float("inf")
    is_german = one.document is not None and one.document.layout == "din"
    with pypdfium2.PdfDocument(one.data) as pdf:
        for number, page in enumerate(pdf):
            width = page.get_size()[0]
            found = characters_of(page)
            found = _without_return(found) if is_german and number == 0 else found
            for left, right, _, points in found:
                size = min(size, points)
                margin = min(margin, left, width - right)
    return _Look(size, margin)


def _without_return(found: Iterable[Character]) -> Iterator[Character]:
    """The characters of the first page of a German letter without those of the return address.

    That is the first line in its size, wherever a high letterhead pushes it.
    """
    line: float | None = None
    for one in found:
        left, _, top, size = one
        if abs(size - _RETURN_SIZE) < _SLACK and _is_in_field(left):
            line = top if line is None else line
            if abs(top - line) < size:
                continue
        yield one


def _is_in_field(left: float) -> bool:
    first, last = _RETURN_FIELD
    return first * _MM - _SLACK <= left <= last * _MM


def characters_of(page: Any) -> Iterator[Character]:
    """Each character that is no blank and no artifact."""
    from pypdfium2 import raw

    text, box, matrix = page.get_textpage(), raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    artifacts: dict[int | None, bool] = {}
    for place in range(text.count_chars()):
        if raw.FPDFText_GetUnicode(text, place) <= ord(" "):
            continue
        raw.FPDFText_GetLooseCharBox(text, place, box)
        raw.FPDFText_GetCharOrigin(text, place, ctypes.byref(x), ctypes.byref(y))
        thing = raw.FPDFText_GetTextObject(text, place)
        key = ctypes.cast(thing, ctypes.c_void_p).value
        if key not in artifacts:
            artifacts[key] = _is_artifact(thing)
        if box.right <= box.left or artifacts[key]:
            continue
        raw.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, place) * hypot(matrix.c, matrix.d)
        left = max(x.value, box.left)
        yield left, max(left, box.right - _OVERHANG * size), box.top, size


def _is_artifact(thing: Any) -> bool:
    """True if a text object of a page is marked as no part of its content."""
    from pypdfium2 import raw

    name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name)[: max(0, length.value - 2)].decode("utf-16-le") == "Artifact":
            return True
    return False


def private(facts: Facts) -> Iterator[Item]:
    """What is private in the CV, and shown because the application asks for it."""
    for one in facts.made:
        if not one.plan.revealed:
            continue
        at = At(facts.loaded, one.plan.place, in_opening=False)
        names = ", ".join(one.plan.revealed)
        found = f"'{names}' is shown with what is private, in {one.plan.stem}.pdf"
        yield Item("Private", one.plan.title, "not checked", found, at.name)
