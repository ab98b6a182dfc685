"""Document → Word document: native styles and lists on a template of our own, by python-docx."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from cvgen.assets.files import Assets
from cvgen.assets.pictures import read_photo
from cvgen.document import Document
from cvgen.markup.inline import literal
from cvgen.themes import Theme
from cvgen.writers.base import Written
from cvgen.writers.docx.body import Body
from cvgen.writers.docx.characters import without_forbidden
from cvgen.writers.docx.elements import Element, w
from cvgen.writers.docx.letter import add_letter, shape_of
from cvgen.writers.docx.letter_styles import LetterShape
from cvgen.writers.docx.look import Look, look_of
from cvgen.writers.docx.package import pack, unpack
from cvgen.writers.docx.parts import FOOTER, template_parts
from cvgen.writers.docx.pictures import photo_run, signature_run
from cvgen.writers.docx.readback import verify_text
from cvgen.writers.docx.runs import RunWriter
from cvgen.writers.docx.styles import styles_part

_EMPTY = b'<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def write_docx(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as a Word document. RenderError (E428) if it lacks some of the text."""
    document, warnings = without_forbidden(document)
    look = look_of(theme, document)
    parts = template_parts(document, look)
    parts |= {f"word/{name}.xml": _EMPTY % name.encode() for name in ("styles", "numbering")}
    file = docx.Document(io.BytesIO(pack(parts)))
    body = Body(document, look, _runs(file.part, look), str(theme.settings.get("lead", "role")))
    letter = _write(body, file.part, theme, assets)
    _place(file, body, look, bool(theme.settings.get("running_header", True)))
    out = io.BytesIO()
    file.save(out)
    made = unpack(out.getvalue()) | {
        "word/styles.xml": styles_part(look, document.layout, letter),
        "word/numbering.xml": body.lists.part(look),
    }
    data = pack(made)
    verify_text(data, document, theme.changed)
    return Written(data, warnings=warnings)


def _runs(part: Any, look: Look) -> RunWriter:
    def relate(address: str) -> str:
        return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    return RunWriter(relate, look.rtl, look.shape.slanted)


def _write(body: Body, part: Any, theme: Theme, assets: Assets) -> LetterShape | None:
    """Write all of the document into ``body``, and return the shape of a letter.

    A photo is shown only where the option ``photo`` asks for it: portals want none.
    """
    document, settings = body.document, theme.settings
    is_letter = document.layout not in ("", "statement")
    asked = is_letter or (bool(settings.get("photo")) and "photo" in settings.given)
    picture = read_photo(document, assets) if asked else None
    alt = document.header.photo_alt or document.header.name
    body.header(document.header)
    if is_letter:
        shape = shape_of(body, picture is not None)
        add_letter(body, signature_run(part, picture, alt) if picture else None)
        return shape
    if picture and body.paragraphs:
        name = body.paragraphs[0]
        name.insert(1, photo_run(part, picture, alt, body.look.rtl))
    body.sections()
    body.text("Date", literal(document.updated))
    return None


def _place(file: Any, body: Body, look: Look, numbered: bool) -> None:
    """Put the paragraphs of ``body`` and the page into the ``file``."""
    root = file.element.body
    root.clear()
    root.extend(body.paragraphs or [w("p")])
    root.append(_page(look, numbered))


def _page(look: Look, numbered: bool) -> Element:
    """Paper and margins. Only later pages have a footer, so one page has no number."""
    (wide, high), (top, side, bottom) = look.page, look.margins
    footer = w("footerReference", type="default") if numbered else None
    if footer is not None:
        footer.set(qn("r:id"), FOOTER)
    edge = round(bottom * 0.5)
    return w(
        "sectPr",
        footer,
        w("pgSz", w=wide, h=high),
        w(
            "pgMar",
            top=top,
            right=side,
            bottom=bottom,
            left=side,
            header=edge,
            footer=edge,
            gutter=0,
        ),
        w("cols", space=709),
        w("titlePg") if numbered else None,
        w("bidi") if look.rtl else None,
    )
