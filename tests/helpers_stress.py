"""Documents of fictitious people that are hard to lay out and to tag."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from cvgen.document import (
    Bullets,
    Contact,
    Document,
    EntryBlock,
    Group,
    Pairs,
    Paragraph,
    Table,
    When,
)
from cvgen.markup.inline import literal
from tests.helpers_fonts import fonts_of_samples
from tests.helpers_pdf import write
from tests.helpers_scripts import needs_fonts
from tests.samples import (
    EMPTY,
    FULL,
    GRANT,
    HEADER,
    POSITION,
    SEVERAL_ROLES,
    document,
    long_document,
    reference,
    section,
    t,
)

_NAMELESS = EntryBlock(
    (), body=(Group(t("Deep"), (EntryBlock(t("Below a group")),)), SEVERAL_ROLES)
)
_LINKS = Paragraph(
    t(
        "See [a page with *stress* and a very long title](https://a.example/) and [it](https://b.example/)."
    )
)
_BULLETS = Bullets(tuple(t(f"Bullet {n}, [linked](https://c.example/{n}).") for n in range(60)))
_TABLE = Table(
    (t("Student"), t("Topic")), tuple((t(f"Student {n}"), t(f"Topic {n}")) for n in range(90))
)
_UNEVEN = Table((t("One"), t("Two"), t("Three")), ((t("a"),), (t("b"), (), t("c")), ()))
_LONG_NAME = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh de la Example"
_TEXTS = Bullets((t("عملت هنا"), t("mixed عربي text")))
_RIGHT_TO_LEFT = document(
    section("x", replace(POSITION, title=t("مهندسة")), _TEXTS),
    header=replace(HEADER, name="آدا مثال"),
)
_PAIRS = Pairs(((t("A"), t("b")), ((), t("c")), (t("D"), ())))
_SITE = Pairs(((t("Site"), t("[x](https://x.example/)")),))
_PLAIN = Table((), ((t("only"), t("cells")),))

STRESS: dict[str, Document] = {
    "everything": FULL,
    "many pages": long_document(),
    "links": document(section("links", _LINKS, _BULLETS, _SITE)),
    "tables": document(section("t", _TABLE), section("u", _UNEVEN, _PLAIN)),
    "nested": document(section("n", _NAMELESS, Group(t("G"), (Group(t("H"), (POSITION,)), GRANT)))),
    "publications": document(section("p", *(reference(n, n % 40 + 1) for n in range(60)))),
    "pairs": document(section("p", _PAIRS, Pairs((((), t("e")),)))),
    "long name": document(section("x", POSITION), header=replace(HEADER, name=_LONG_NAME)),
    "right to left": replace(_RIGHT_TO_LEFT, language="ar", direction="rtl"),
    "signs of parts": document(section("x", Paragraph(t("Tomas\u030c q\u0323\u0301 हिन्दी 東京")))),
    "empty parts": replace(EMPTY, header=HEADER, title="CV"),
    "one line": document(section("x", Paragraph(t("One line.")))),
    "dates": document(
        section("x", EntryBlock((), when=When("2020")), EntryBlock(t("A"), when=When("2019")))
    ),
    "facts": document(header=replace(HEADER, contacts=(Contact("fact", literal("x"), "Label"),))),
}


_SAMPLE_OF = {"right to left": "arabic", "signs of parts": "chinese"}
"""Samples whose fonts a document needs."""


@cache
def stressed(name: str, theme: str = "academic") -> bytes:
    """The PDF of one of these documents; some need fonts that are not bundled."""
    if name not in _SAMPLE_OF:
        return write(STRESS[name], theme).data
    needs_fonts(_SAMPLE_OF[name])
    with fonts_of_samples():
        return write(STRESS[name], theme).data


def with_photo(folder: Path) -> Document:
    """A document with a picture, which is put into ``folder``."""
    from PIL import Image

    Image.new("RGB", (60, 80), "navy").save(folder / "me.jpg")
    return replace(FULL, header=replace(HEADER, photo="me.jpg", photo_alt="Portrait of Ada"))
