"""The parts of a Word file beside its text, styles and lists: a minimal template of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from cvgen.document import Document
from cvgen.writers.docx.fonts import Font
from cvgen.writers.docx.look import Look

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings",
    "fontTable": "fontTable", "footer1": "footer", "theme": "theme",
}  # fmt: skip
"""The parts of the folder ``word`` and their kinds."""
_KINDS = dict.fromkeys(_PARTS.values(), _KIND) | {
    "theme": "application/vnd.openxmlformats-officedocument"
}
_THEME = Path(__file__).with_name("theme.xml")
FOOTER = "rId5"
"""The relation of the document to its footer."""
COMPATIBLE = 15
"""The compatibility mode of Word 2013 and later, without which Word lays pages out as in 2007."""


def template_parts(document: Document, look: Look) -> dict[str, bytes]:
    """All parts by name, but for text, styles and lists, which are empty."""
    found = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core_properties(document, look),
        "word/document.xml": f"<w:document {_W} {_R}><w:body/></w:document>",
        "word/_rels/document.xml.rels": _document_relations(),
        "word/settings.xml": _settings(look),
        "word/fontTable.xml": _font_table(look),
        "word/footer1.xml": _footer(),
        "word/theme.xml": _colours(look),
    }
    return {name: f"{_HEAD}{text}".encode() for name, text in found.items()}


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS[kind]}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" ContentType="'
        'application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _document_relations() -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(_PARTS.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


def _core_properties(document: Document, look: Look) -> str:
    """Title, author and language, and the date of the document if it has one."""
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title or document.header.name)}</dc:title>"
        f"<dc:creator>{escape(document.author or document.header.name)}</dc:creator>"
        f"{''.join(_dates(document.dated))}<dc:language>{look.language}</dc:language>"
        "</cp:coreProperties>"
    )


def _dates(day: str) -> Iterator[str]:
    for name in ("created", "modified") if day else ():
        yield f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'


def _settings(look: Look) -> str:
    """As Word 2013 and later lay it out, at 100 %, in the language of the document."""
    languages = {"val": look.language if not look.slot else "en-US"}
    if look.slot:
        languages[{"cs": "bidi"}.get(look.slot, look.slot)] = look.language
    spoken = " ".join(f'w:{name}="{value}"' for name, value in languages.items())
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{COMPATIBLE}"/></w:compat>'
        f"<w:themeFontLang {spoken}/></w:settings>"
    )


def _font_table(look: Look) -> str:
    """The fonts, and what may replace them where they are not installed."""
    fonts = {font.name: font for font in (look.text, look.name)}
    return f"<w:fonts {_W}>{''.join(map(_font, fonts.values()))}</w:fonts>"


def _font(font: Font) -> str:
    return (
        f'<w:font w:name="{_attribute(font.name)}"><w:altName w:val="{_attribute(font.other)}"/>'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="variable"/></w:font>'
    )


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _colours(look: Look) -> str:
    """The colours and fonts that Word offers first; the styles name their own."""
    names = {"name_font": look.name.name, "text_font": look.text.name}
    fonts = {key: _attribute(name) for key, name in names.items()}
    return _THEME.read_text("utf-8").strip().format(**{**look.colours, **fonts})


def _footer() -> str:
    """The number of the page and of all pages; first pages have no footer."""
    style, between = '<w:pStyle w:val="Footer"/>', '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    fields = between.join(map(_field, ("PAGE", "NUMPAGES")))
    return f"<w:ftr {_W}><w:p><w:pPr>{style}</w:pPr>{fields}</w:p></w:ftr>"


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
