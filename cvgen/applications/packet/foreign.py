"""Prepares the file of somebody else for a packet: a scan, a certificate, a photo of a page.

A page that is only a picture gets one tag with an alternative text, and keeps to both standards;
so does a scan over which a program has put the text that it recognized, which can still be searched
and copied. Other text without tags stays as it is, and the packet declares no standard. What would
harm the packet or its reader is refused, in a process of its own with limits of time and memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cvgen.applications.packet.cleaning import clean
from cvgen.applications.packet.content import CMYK, Drawn, drawn_on
from cvgen.applications.packet.declarations import (
    PDF_A,
    PDF_UA,
    add_screen_intent,
    channels_of_intent,
    declare,
    declared,
)
from cvgen.applications.packet.join import Part, join, saved
from cvgen.applications.packet.pictures import is_picture, page_of
from cvgen.applications.packet.refusals import (
    MAX_BYTES,
    damaged,
    open_pdf,
    refusal,
    refuse,
    too_large,
)
from cvgen.applications.packet.remarks import (
    UNDECLARED,
    remarks_on,
    taken_out,
    undeclared,
    untagged,
)
from cvgen.applications.packet.tagged import faults_in_tags, is_tagged
from cvgen.applications.packet.tagging import Tagger, untag
from cvgen.errors import CvgenError, Problem
from cvgen.processes.child import Stopped, each_isolated
from cvgen.processes.limits import Limits

_LIMITS = Limits(20.0, 1_500_000_000)
_BOTH = frozenset({PDF_A, PDF_UA})
_SCREEN = 3
_LAYERS = "it has layers"
_PRINT_COLOURS = "its colours are those of a printer (CMYK)"


@dataclass(frozen=True)
class Foreign:
    """A file that can be joined: a PDF with its number of pages and the standards it keeps to.

    ``problems`` are warnings about the file.
    """

    data: bytes
    pages: int
    standards: frozenset[str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _File:
    data: bytes
    name: str
    title: str
    language: str
    alt: str
    paper: str


def prepare(
    data: bytes, name: str, title: str, language: str, alt: str, paper: str = "a4"
) -> Foreign:
    """The PDF, JPEG or PNG ``data`` as a PDF for a packet.

    ``name`` is the file's name in problems; ``title``, ``language`` (a tag such as ``en``) and
    ``alt``, the alternative text of pictures, are written into the PDF. A JPEG or PNG becomes a
    page of ``paper``. InputError with the reasons (E711 to E719) if the file cannot be used.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name, f"it has more than {MAX_BYTES // 1_000_000} MB")
    file = _File(data, name, title, language, alt or title, paper)
    result = next(each_isolated(_prepared, [file], _LIMITS))
    if isinstance(result, Stopped):
        raise too_large(name, result.reason)
    if isinstance(result, CvgenError):
        raise result
    return result


def _prepared(file: _File) -> Foreign:
    import pikepdf

    try:
        with _opened(file) as pdf:
            made = _with_tags(pdf, file)
        join([Part(made.data, file.title, file.language)], file.title, "", file.language)
    except (
        pikepdf.PdfError, pikepdf.DataDecodingError, ArithmeticError, AttributeError, LookupError,
        RecursionError, RuntimeError, TypeError, ValueError,
    ) as error:  # fmt: skip
        # pikepdf raises them where a value of a file is of the wrong kind.
        raise damaged(file.name, "its objects make no sense") from error
    return made


def _opened(file: _File) -> Any:
    """The file as an open pikepdf.Pdf that may be part of a packet."""
    if is_picture(file.data):
        return page_of(file.data, file.name, file.paper)
    if b"%PDF-" not in file.data[:1024]:
        message = "the file is empty" if not file.data else "the file is not a PDF, JPEG or PNG"
        hint = "export or print it as PDF; save a picture as JPEG"
        raise refusal("E711", file.name, message, hint)
    pdf = open_pdf(file.data, file.name)
    refuse(pdf, file.name)
    return pdf


def _with_tags(pdf: Any, file: _File) -> Foreign:
    """The cleaned and tagged PDF, with warnings."""
    promised = declared(pdf)
    taken = clean(pdf)
    drawn = [drawn_on(page) for page in pdf.pages]
    problems = list(remarks_on(pdf, file.name, drawn))
    if taken:
        problems.append(taken_out(file.name, taken))
    texts = [number for number, page in enumerate(drawn, 1) if page.text]
    if is_tagged(pdf):
        kept, reason = _kept(pdf, drawn, promised, faults_in_tags(pdf))
    else:
        _tag(pdf, drawn, file.alt)
        kept, reason = _kept(pdf, drawn, frozenset() if texts else _BOTH, [])
        if texts:
            problems.append(untagged(file.name, texts))
            reason = ""  # that is reason enough
    if reason:
        lost = [one for one in (PDF_A, PDF_UA) if one not in kept]
        problems.append(undeclared(file.name, lost, reason))
    if channels_of_intent(pdf) != _SCREEN:
        add_screen_intent(pdf)
    declare(pdf, file.title, "", file.language, kept)
    return Foreign(saved(pdf), len(pdf.pages), kept, tuple(problems))


def _kept(
    pdf: Any, drawn: Sequence[Drawn], promised: frozenset[str], faults: list[str]
) -> tuple[frozenset[str], str]:
    """Which of the ``promised`` standards are kept, and the reason if it is not both."""
    if faults or "/OCProperties" in pdf.Root:
        return frozenset(), faults[0] if faults else _LAYERS
    against_a = {fault for page in drawn for fault in page.faults}
    if any(CMYK in page.spaces for page in drawn):
        against_a.add(_PRINT_COLOURS)
    if against_a and PDF_A in promised:
        return promised - {PDF_A}, min(against_a)
    return promised, "" if promised == _BOTH else UNDECLARED


def _tag(pdf: Any, drawn: Sequence[Drawn], alt: str) -> None:
    """Give ``pdf`` new tags. Without text, it loses its fonts: PDF/A wants them in the file."""
    untag(pdf, drawn)
    if not any(page.text or page.recognized for page in drawn):
        for scope in pdf.content_scopes():
            if scope.resources is not None and "/Font" in scope.resources:
                del scope.resources.Font
    Tagger(pdf).tag(drawn, alt)
