"""What makes a PDF of WeasyPrint 70 one that is declared as both PDF/A-3a and PDF/UA-1.

WeasyPrint knows either of them at a time, so it is asked for PDF/A-3a, and the rest is added here:
a structure tree of our own, the declaration of PDF/UA in the metadata with the description that
PDF/A asks of names it does not know, and a few entries that PDF/A does not take.
"""

from __future__ import annotations

import io
import zlib
from importlib.resources import files
from typing import Any

from cvgen.patterns import pattern
from cvgen.writers.pdf.spaces import plain_spaces
from cvgen.writers.pdf.tags import write_tags

OPTIONS = {"pdf_variant": "pdf/a-3a", "output_intent": ""}  # the colours are given by ``prepare``
_NO_TEXT = pattern(rb"^(<[0-9a-f]+>) <>")  # a glyph that is a part of a sign gets a joiner
_PACKED = 7  # of 9
_MARK = "_cvgen_standards"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="' + _UA + '" pdfuaid:part="1" />'
    '<rdf:Description rdf:about=""'
    ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>" + _UA + "</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289 that is kept to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def teach_tags() -> None:
    """Let WeasyPrint hand documents that are ``prepared`` to our tags; others are left alone."""
    from weasyprint import pdf as engine

    theirs = engine.add_tags
    if hasattr(theirs, _MARK):
        return

    def add_tags(pdf: Any, document: Any, version: Any, streams: list[Any]) -> None:
        if hasattr(document, _MARK):
            write_tags(pdf, document, streams)
        else:
            theirs(pdf, document, version, streams)

    setattr(add_tags, _MARK, True)
    engine.add_tags = add_tags


def prepare(document: Any) -> None:
    """Make a rendered WeasyPrint document ready to be written.

    A document of one page needs no header and number. Where a character has no glyph, the document
    declares nothing: both standards forbid what stands in its place.
    """
    setattr(document, _MARK, True)
    document.color_profiles["srgb"], document.output_intent = _screen_colours(), "srgb"
    if len(document.pages) == 1:
        _without_margins(document.pages[0]._page_box)
    for page in document.pages:
        page.links = [link for link in page.links if _is_outermost(link[-1])]
    theirs = document.metadata.generate_rdf_metadata

    def metadata(variant: str, version: int | None, conformance: str | None) -> bytes:
        if any(font.missing for font in document.fonts.values()):
            return bytes(theirs(variant, None, None))
        plain: bytes = theirs(variant, version, conformance)
        return plain.replace(b"</rdf:RDF>", _EXTENSION.encode() + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = metadata


def finish(_document: Any, pdf: Any) -> None:
    """Mend what WeasyPrint wrote, just before it becomes bytes: its ``finisher``."""
    import pydyf

    plain_spaces(pdf)
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Type") == "/Metadata":
            item.compress = False  # for whoever looks for it without reading PDF
        extra.pop("Interpolate", None)
        if b"begincmap" in getattr(item, "stream", ()):
            item.stream[:] = [_NO_TEXT.sub(rb"\1 <2060>", line) for line in item.stream]
        resources = extra.get("Resources", item)
        if isinstance(resources, pydyf.Dictionary) and "ExtGState" in resources:
            for name in ("Pattern", "Shading", "XObject"):
                if not resources.get(name, True):
                    del resources[name]
    _write_once(pdf)


def _write_once(pdf: Any) -> None:
    """Let each object keep its bytes: pydyf asks for them again for the identifier of the file, and
    would pack all streams a second time. It packs them as well as can be, which takes three times
    as long for a fiftieth less.
    """
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        """An object as it stands in the file."""

        data = b""
        compressible = True

    for place, item in enumerate(pdf.objects):
        if item.free == "f":
            continue
        if getattr(item, "compress", False):
            packed = zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)), _PACKED)
            item.stream, item.compress = [packed], False
            item.extra["Filter"] = "/FlateDecode"
        pdf.objects[place] = written = Written()
        written.number, written.generation = item.number, item.generation
        written.data, written.compressible = item.data, item.compressible


def clear_ends(data: bytes) -> bytes:
    """``data`` with streams whose end cannot be mistaken: the line feed after a carriage return
    that is the last byte of a stream looks like a part of it, and its length like a wrong one.
    """
    return data.replace(b"\r\nendstream\nendobj", b"\r\rendstream\nendobj")


def _screen_colours() -> Any:
    """WeasyPrint's own description of sRGB, of which it would leave the file open."""
    from weasyprint.css import ColorProfile

    name = "sRGB2014.icc"
    file = files("weasyprint.pdf").joinpath(name)
    return ColorProfile(
        io.BytesIO(file.read_bytes()), name, "relative-colorimetric", (["r"], ["g"], ["b"])
    )


def _without_margins(page_box: Any) -> None:
    from weasyprint.formatting_structure import boxes

    page_box.children = [
        child for child in page_box.children if not isinstance(child, boxes.MarginBox)
    ]


def _is_outermost(box: Any) -> bool:
    """Whether a link is the box's own; boxes inside of a link need no second one, but pictures."""
    from weasyprint.formatting_structure import boxes

    return box.link is not None or isinstance(box, boxes.ReplacedBox)
