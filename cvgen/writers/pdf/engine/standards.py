"""Declares a PDF as both PDF/A-3a and PDF/UA-1.

WeasyPrint 70 can declare one of them. It is asked for PDF/A-3a, and the rest is added here: a
structure tree of our own, the PDF/UA declaration in the metadata with the schema description that
PDF/A requires, and corrections of a few entries that PDF/A forbids. The PDF of an untested version
has the tags of that version and declares neither (W407).
"""

from __future__ import annotations

import io
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.compat import is_known
from cvgen.writers.pdf.engine.glyphs import OWN_GLYPHS
from cvgen.writers.pdf.engine.tags import write_tags

_DECLARED = {"pdf_variant": "pdf/a-3a", "output_intent": ""}  # ``_prepare`` sets the colours
_TAGGED = {"pdf_tags": True}
_CHARACTER_MAP = b"/CIDInit"
_NO_BREAK, _SPACE = b" <00a0>", b" <0020>"
_NO_TEXT = pattern(rb"^(<[0-9a-f]+>) <>")  # a glyph that is a part of a sign gets a joiner
_PACKED = 7  # of 9
_MARK = "_cvgen_standards"
_PROFILE = "sRGB2014.icc"
_UA = "http://www.aiim.org/pdfua/ns/id/"
UA_DECLARATION = (
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
"""The metadata that declare PDF/UA-1, with the schema description that PDF/A asks for."""


def pdf_options() -> dict[str, Any]:
    """The options of WeasyPrint for ``render`` and ``write_pdf``."""
    return dict(_DECLARED if is_known() else _TAGGED)


def pdf_bytes(document: Any, options: dict[str, Any]) -> bytes:
    """A rendered WeasyPrint ``document`` as a PDF; changes the document."""
    if not is_known():
        return bytes(document.write_pdf(**options))
    _prepare(document)
    return separate_stream_ends(document.write_pdf(finisher=_finish, **options))


def separate_stream_ends(data: bytes) -> bytes:
    """``data`` without a line feed after a stream that ends with a carriage return.

    Validators would take both for the end of the line, and the length of the stream for wrong.
    """
    return data.replace(b"\r\nendstream\nendobj", b"\r\rendstream\nendobj")


def use_own_tags() -> None:
    """Let WeasyPrint tag the documents of ``pdf_bytes`` with our tags; a second call does nothing.

    Replaces: ``weasyprint.pdf.add_tags``. Without it: the tags of WeasyPrint, and W407.
    """
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


def _prepare(document: Any) -> None:
    """Prepare a rendered WeasyPrint document for ``write_pdf``.

    A document of one page loses its header and page number. If a character has no glyph, the
    document declares nothing, because both standards forbid the replacement glyph.
    """
    setattr(document, _MARK, True)
    document.color_profiles["srgb"], document.output_intent = _screen_colours(), "srgb"
    if len(document.pages) == 1:
        _remove_margins(document.pages[0]._page_box)
    for page in document.pages:
        page.links = [link for link in page.links if _is_outermost(link[-1])]
    theirs = document.metadata.generate_rdf_metadata

    def metadata(variant: str, version: int | None, conformance: str | None) -> bytes:
        if any(font.missing for font in document.fonts.values()):
            return bytes(theirs(variant, None, None))
        plain: bytes = theirs(variant, version, conformance)
        return plain.replace(b"</rdf:RDF>", UA_DECLARATION.encode() + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = metadata


def _finish(document: Any, pdf: Any) -> None:
    """Correct what WeasyPrint wrote, before it becomes bytes: the ``finisher`` of ``write_pdf``."""
    import pydyf

    if any(vars(font).get(OWN_GLYPHS) for font in document.fonts.values()):
        from cvgen.writers.pdf.engine.own_glyphs import add_own_glyphs  # few documents need it

        add_own_glyphs(document, pdf)
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Type") == "/Metadata":
            item.compress = False  # readable without a PDF library
        extra.pop("Interpolate", None)
        lines = getattr(item, "stream", ())
        if lines and isinstance(lines[0], bytes) and lines[0].startswith(_CHARACTER_MAP):
            lines[:] = map(_readable, lines)
        resources = extra.get("Resources", item)
        if isinstance(resources, pydyf.Dictionary) and "ExtGState" in resources:
            for name in ("Pattern", "Shading", "XObject"):
                if not resources.get(name, True):
                    del resources[name]
    _write_once(pdf)


def _readable(line: bytes) -> bytes:
    """A line of a character map, without two faults in what programs read.

    A glyph that is one of several for a character reads as a word joiner, not as nothing. A
    no-break space reads as a space: both have one glyph, which a map gives the character it was
    first used for, so one no-break space would otherwise replace all spaces of the document.
    """
    if line.endswith(_NO_BREAK):
        line = line.removesuffix(_NO_BREAK) + _SPACE
    return _NO_TEXT.sub(rb"\1 <2060>", line)


def _write_once(pdf: Any) -> None:
    """Compress each stream once.

    Replaces: the objects of pydyf, which compresses every stream twice (for the file and for its
    identifier) and at level 9, three times as slow as level 7 for 2 % fewer bytes.
    Why: compression is slow, and the difference in size is small. Without it: the same objects.
    """
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        """An object in the syntax of the file."""

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


def _screen_colours() -> Any:
    """WeasyPrint's sRGB profile, read here because WeasyPrint would not close the file."""
    from weasyprint.css import ColorProfile

    return ColorProfile(
        io.BytesIO(srgb_profile()), _PROFILE, "relative-colorimetric", (["r"], ["g"], ["b"])
    )


def srgb_profile() -> bytes:
    """The sRGB colour profile (ICC) that WeasyPrint has with it; WeasyPrint is not imported."""
    found = find_spec("weasyprint")
    if found is None or found.origin is None:
        raise FileNotFoundError("WeasyPrint")
    return (Path(found.origin).parent / "pdf" / _PROFILE).read_bytes()


def _remove_margins(page_box: Any) -> None:
    from weasyprint.formatting_structure import boxes

    page_box.children = [
        child for child in page_box.children if not isinstance(child, boxes.MarginBox)
    ]


def _is_outermost(box: Any) -> bool:
    """True if ``box`` is the link itself, or a picture in it; other boxes in it need no link."""
    from weasyprint.formatting_structure import boxes

    return box.link is not None or isinstance(box, boxes.ReplacedBox)
