"""Warnings about the files of others: what a reader, a printer or a portal may not like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cvgen.applications.limits import PAPERS, POINTS, is_paper
from cvgen.applications.packet.content import Drawn
from cvgen.counting import numbered
from cvgen.errors import Problem

_MAX_DPI = 300
_TOO_FINE = _MAX_DPI * 1.03  # scanners round

UNDECLARED = "the file does not declare it"
"""The reason why a standard is not kept that a file without faults does not declare."""


def remark(code: str, name: str, message: str, hint: str) -> Problem:
    """The warning about the file ``name``."""
    return Problem(code, message, file=name, hint=hint, severity="warning")


def remarks_on(pdf: Any, name: str, drawn: Sequence[Drawn]) -> Iterator[Problem]:
    """Warnings about paper, rotation and resolution of the pages, which draw ``drawn``."""
    for number, page in enumerate(pdf.pages, 1):
        width, height = _size(page)
        if not any(is_paper((width, height), paper) for paper in PAPERS.values()):
            size = f"page {number} is {width:.0f} mm wide and {height:.0f} mm high"
            hint = "print it to a new PDF on A4 or Letter"
            yield remark("W712", name, f"{size}, which is neither A4 nor Letter", hint)
            break
    turned = [n for n, page in enumerate(pdf.pages, 1) if int(page.obj.get("/Rotate", 0)) % 360]
    if turned:
        verb = "are" if len(turned) > 1 else "is"
        hint = "check that it is upright; printing it to a new PDF turns it for good"
        message = f"{numbered('page', turned)} {verb} stored turned, which some programs ignore"
        yield remark("W713", name, message, hint)
    fine = {number: one.dpi for number, one in enumerate(drawn, 1) if one.dpi > _TOO_FINE}
    if fine:
        verb = "have" if len(fine) > 1 else "has"
        message = f"{numbered('page', fine)} {verb} a picture of {max(fine.values()):.0f} dpi"
        hint = f"scan it with {_MAX_DPI} dpi, and the file gets smaller; portals limit the size"
        yield remark("W714", name, message, hint)


def untagged(name: str, pages: Sequence[int]) -> Problem:
    """The warning (W711) that ``pages`` have text without tags."""
    verb = "have" if len(pages) > 1 else "has"
    message = (
        f"{numbered('page', pages)} {verb} text without tags, so a packet with this file declares "
        "neither PDF/A nor PDF/UA"
    )
    hint = "export it as a tagged PDF (PDF/A-3a or PDF/UA), or scan it as a picture"
    return remark("W711", name, message, hint)


def undeclared(name: str, standards: Iterable[str], reason: str) -> Problem:
    """The warning (W715) that ``standards`` are not kept, and why: a ``reason`` in words."""
    names = " and ".join(standards)
    message = f"a packet with this file does not declare {names}: {reason}"
    if reason == UNDECLARED:
        message = f"the file does not declare {names}, so a packet with it does not either"
    hint = "export it again as PDF/A-3a and PDF/UA, or use it as it is: every program can read it"
    return remark("W715", name, message, hint)


def taken_out(name: str, count: int) -> Problem:
    """The warning (W716) that ``count`` comments are not in the packet."""
    what = "a comment, form field or stamp" if count == 1 else f"{count} comments or stamps"
    hint = "print it to a new PDF with its comments if readers should see them"
    return remark("W716", name, f"{what} on its pages will not be in the packet", hint)


def _size(page: Any) -> tuple[float, float]:
    """The width and height of a page in mm, as it is seen."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox.as_list())
    unit = float(page.obj.get("/UserUnit", 1)) / POINTS["mm"]
    sides = abs(right - left) * unit, abs(top - bottom) * unit
    return sides[::-1] if int(page.obj.get("/Rotate", 0)) % 180 else sides
