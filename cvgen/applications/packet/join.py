"""Joins PDFs to one that keeps the tags, links, outlines and standards of all of them.

The order of the steps matters: qpdf keeps references to pages that are already copied, so what
refers to pages is copied after them, and the numbers and names in a file are changed before.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cvgen.applications.packet.declarations import (
    PDF_A,
    PDF_UA,
    add_screen_intent,
    channels_of_intent,
    declare,
    declared,
)
from cvgen.applications.packet.navigation import Navigation
from cvgen.applications.packet.numbering import draw_count
from cvgen.applications.packet.structure import Structure
from cvgen.writers.pdf.engine.standards import separate_stream_ends


@dataclass(frozen=True)
class Part:
    """A finished PDF (``data``) for a packet: its title, and its language as a tag such as ``en``.

    ``label`` comes before its own page numbers in the labels of pages: "CV" for "CV-1". Without a
    label, they are the page numbers of the packet.
    """

    data: bytes
    title: str
    language: str
    label: str = ""


@dataclass(frozen=True)
class Packet:
    """A joined PDF, and the number of pages of each part.

    ``without_a`` and ``without_ua`` are the places (from 0) of the parts that do not keep to
    PDF/A-3a and PDF/UA-1. If there are any, the packet does not declare that standard.
    """

    data: bytes
    pages: tuple[int, ...]
    without_a: tuple[int, ...] = ()
    without_ua: tuple[int, ...] = ()


def join(
    parts: Sequence[Part], title: str, author: str, language: str, *, numbering: str = ""
) -> Packet:
    """One PDF of ``parts`` in their order; the same parts give the same bytes.

    ``numbering`` is the text at the foot of each page, such as ``{page}/{pages}``; nothing is drawn
    without it. The parts are documents of cvgen or prepared by ``prepare``. ValueError without a
    part, for a part without pages, and for a ``numbering`` that cannot be drawn;
    ``pikepdf.PdfError`` for data that are no PDF.
    """
    import pikepdf

    if not parts:
        raise ValueError("a packet needs a part")
    with contextlib.ExitStack() as files:
        packet = files.enter_context(pikepdf.new())
        sources = [
            files.enter_context(pikepdf.open(io.BytesIO(part.data), suppress_warnings=True))
            for part in parts
        ]
        pages = _copy(packet, sources, parts)
        lacking = _colours_and_faults(packet, sources)
        if numbering:
            draw_count(packet, numbering)
        kept = [standard for standard, faulty in lacking.items() if not faulty]
        declare(packet, title, author, language, kept)
        data = saved(packet)  # the sources stay open until then: streams are copied only now
    return Packet(data, pages, lacking[PDF_A], lacking[PDF_UA])


def saved(pdf: Any) -> bytes:
    """An open PDF as bytes that depend on nothing else, and pass as PDF/A."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out, min_version="1.7", deterministic_id=True, fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )  # fmt: skip
    return separate_stream_ends(out.getvalue())


def _copy(packet: Any, sources: Sequence[Any], parts: Sequence[Part]) -> tuple[int, ...]:
    """Copy everything but the metadata into ``packet``; the number of pages of each part."""
    structure, navigation = Structure(packet), Navigation(packet)
    counts: list[int] = []
    for number, (source, part) in enumerate(zip(sources, parts, strict=True), 1):
        structure.prepare(source)
        navigation.prepare(source, number)
        first = len(packet.pages)
        if "/OCProperties" in source.Root:
            packet.add_pages_from(source, forms="strip", outlines="ignore")  # with its layers
        else:
            for page in source.pages:
                packet.pages.append(page)
        counts.append(len(packet.pages) - first)
        if not counts[-1]:
            raise ValueError(f"part {number} has no pages")
        structure.add(source, part.title, part.language)
        navigation.add(source, first, part.title, part.label)
    structure.finish()
    navigation.finish()
    return tuple(counts)


def _colours_and_faults(packet: Any, sources: Sequence[Any]) -> dict[str, tuple[int, ...]]:
    """The parts that prevent each standard, after giving ``packet`` an output intent.

    A file has one output intent, which says what colours without a profile look like. A part made
    for other colours (CMYK) has the wrong one in the packet.
    """
    standards = [declared(source) for source in sources]
    channels = [channels_of_intent(source) for source in sources]
    first = next((place for place, count in enumerate(channels) if count), None)
    if first is None:
        add_screen_intent(packet)
    else:
        own = sources[first].make_indirect(sources[first].Root.OutputIntents)
        packet.Root.OutputIntents = packet.copy_foreign(own)
    wanted = 3 if first is None else channels[first]
    places = range(len(sources))
    return {
        PDF_A: tuple(n for n in places if PDF_A not in standards[n]
                     or channels[n] not in (0, wanted)),
        PDF_UA: tuple(n for n in places if PDF_UA not in standards[n]),
    }  # fmt: skip
