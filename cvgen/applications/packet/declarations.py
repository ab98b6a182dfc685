"""What a PDF says about itself: title, language, colours, and the standards that it keeps to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from xml.sax.saxutils import escape

from cvgen.applications.packet.trees import items_of
from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.standards import UA_DECLARATION, srgb_profile

PDF_A = "PDF/A-3a"
PDF_UA = "PDF/UA-1"
_CREATOR = "cvgen"
_NO_XML = pattern(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PART_A = pattern(r"pdfaid:part(?:=[\"']|>)\s*[23]\b")  # PDF/A-2 is 3 without attached files
_LEVEL_A = pattern(r"pdfaid:conformance(?:=[\"']|>)\s*A\b")
_PART_UA = pattern(r"pdfuaid:part(?:=[\"']|>)\s*1\b")
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">{}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
)


def declared(pdf: Any) -> frozenset[str]:
    """The standards (``PDF_A``, ``PDF_UA``) that the metadata of an open PDF declare."""
    metadata = pdf.Root.get("/Metadata")
    if metadata is None or "/StructTreeRoot" not in pdf.Root:
        return frozenset()
    text = metadata.read_bytes().decode("utf-8", "replace")
    found = set()
    if _PART_A.search(text) and _LEVEL_A.search(text):
        found.add(PDF_A)
    if _PART_UA.search(text):
        found.add(PDF_UA)
    return frozenset(found)


def declare(pdf: Any, title: str, author: str, language: str, standards: Collection[str]) -> None:
    """Write metadata, title and language into ``pdf``, and that it keeps to ``standards``."""
    from pikepdf import Dictionary, Name, Stream, String

    title, author = _NO_XML.sub(" ", title), _NO_XML.sub(" ", author)
    xmp = _PACKET.format(_described(title, author, standards)).encode()
    pdf.Root.Metadata = Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    information = Dictionary(Title=title, Creator=_CREATOR, Producer=_CREATOR)
    if author:
        information.Author = String(author)
    pdf.trailer.Info = pdf.make_indirect(information)


def _described(title: str, author: str, standards: Collection[str]) -> str:
    """The descriptions in the metadata; each is what PDF/A compares with the information."""
    parts = []
    if PDF_A in standards:
        parts.append('<rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="A" />')
    parts += _description(f"<pdf:Producer>{_CREATOR}</pdf:Producer>")
    language = f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li>'
    parts += _description(f"<dc:title><rdf:Alt>{language}</rdf:Alt></dc:title>")
    if author:
        names = f"<rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq>"
        parts += _description(f"<dc:creator>{names}</dc:creator>")
    parts += _description(f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool>")
    if PDF_UA in standards:
        parts.append(UA_DECLARATION)
    return "".join(parts)


def _description(entry: str) -> list[str]:
    return [f'<rdf:Description rdf:about="">{entry}</rdf:Description>']


def channels_of_intent(pdf: Any) -> int:
    """The colour channels of the PDF/A output intent: 3 for a screen; 0 without an intent."""
    for intent in items_of(pdf.Root.get("/OutputIntents")):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            return int(profile.get("/N", 0))
    return 0


def add_screen_intent(pdf: Any) -> None:
    """Say that colours without a profile are those of a screen (sRGB)."""
    from pikepdf import Array, Dictionary, Name, Stream

    name = "sRGB IEC61966-2.1"
    pdf.Root.OutputIntents = Array([
        Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name,
            DestOutputProfile=Stream(pdf, srgb_profile(), N=3),
        )
    ])  # fmt: skip
