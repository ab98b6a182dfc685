"""Documents of fictitious people, for tests of themes and writers."""

from __future__ import annotations

from dataclasses import replace

from cvgen.document import (
    Block,
    Bullets,
    Contact,
    Document,
    DocumentSection,
    EntryBlock,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
    When,
)
from cvgen.markup.inline import Inline, Run, literal, parse_inline

t = parse_inline

HEADER = Header(
    name="Ada Example",
    headline=t("Professor of *Calculating* Machinery"),
    affiliation=t("Department of Engines, University of Nowhere"),
    contacts=(
        Contact("email", literal("ada@example.org", href="mailto:ada@example.org")),
        Contact("phone", literal("+00 123 456", href="tel:+00123456")),
        Contact("location", t("Nowhere, NL")),
        Contact("link", literal("ada.example.org", href="https://ada.example.org/")),
        Contact("link", literal("github.com/ada", href="https://github.com/ada")),
        Contact("fact", t("permit until 6 Dec 2030"), "Right to work"),
        Contact("address", t("Engine Hall 4, 12 Long Analytical Street, 1234 Nowhere"), "Postal"),
    ),
    summary=(Paragraph(t("Builds **engines** that weave algebra, as looms weave leaves.")),),
)

POSITION = EntryBlock(
    title=t("Chief Engineer"),
    organization=t("Analytical Engines Ltd"),
    unit=t("Mill Group"),
    place=t("Nowhere"),
    when=When("Sep 2023 – present", "2023-09"),
    details=(t("Supervisor: Dr. C. Babel"),),
    body=(Bullets((t("Cut the cycle time by 40 %."), t("Led six people at `mill` level."))),),
)

SEVERAL_ROLES = EntryBlock(
    title=t("Difference Works"),
    place=t("Elsewhere"),
    when=When("2015–2023", "2015", "2023"),
    body=(
        Paragraph(t("Two roles in one place.")),
        EntryBlock(
            t("Senior Fitter"), when=When("2019–2023"), body=(Bullets((t("Fitted axles."),)),)
        ),
        EntryBlock(t("Fitter"), when=When("2015–2019")),
    ),
)

GRANT = EntryBlock(
    title=t("Weaving Algebra: Looms for Equations"),
    organization=t("Council of Nowhere"),
    when=When("2024–2026", "2024", "2026"),
    details=(t("Principal investigator"),),
    aside=literal("€546,079", role="amount"),
)


def reference(number: int = 1, authors: int = 2) -> Reference:
    """A publication with everything a publication may have."""
    names: list[Run] = [Run("Ada Example*", role="self")]
    for other in range(1, authors):
        names += [Run(", "), Run(f"Author Number{other}")]
    return Reference(
        title=t(f"On the Motion of Wheels in Engine {number}"),
        authors=tuple(names),
        venue=(
            Run("ENG", role="acronym"),
            Run(" · "),
            Run("Symposium on Engines", role="venue"),
            Run(", Nowhere"),
        ),
        notes=(literal("to appear", role="status"), literal("CORE A*", role="rank")),
        links=(literal("doi:10.1000/182", href="https://doi.org/10.1000/182", role="url"),),
        when=When("2024", "2024"),
    )


SKILLS = Pairs(((t("Languages"), t("Python, C++")), (t("Tools"), t("looms, cards"))))
TABLE = Table((t("Student"), t("Topic")), ((t("Bea Sample"), t("Cards")), (t("Carl"), t("Looms"))))


def section(key: str, *blocks: Block, title: str = "", note: Inline = ()) -> DocumentSection:
    """A section whose title is its key unless given."""
    return DocumentSection(key, "entries", title or key.capitalize(), blocks, note)


def document(*sections: DocumentSection, header: Header = HEADER) -> Document:
    """A document of ``sections``."""
    return Document(
        header, sections, title=f"CV of {header.name}", updated="Updated Aug 2024",
    )  # fmt: skip


FULL = document(
    section("experience", POSITION, SEVERAL_ROLES),
    section("funding", GRANT, note=t("1 grant")),
    section(
        "publications",
        Group(t("Conference papers"), (reference(1), reference(2))),
        Group(t("Journal articles"), (reference(3),)),
    ),
    section("skills", SKILLS),
    section("people", TABLE),
    section("about", Paragraph(t('Likes <b> & "quotes".')), Bullets((t("A point"),))),
)

_EMPTY: tuple[Block, ...] = (
    Paragraph(()),
    Bullets(()),
    Bullets(((),)),
    Pairs(()),
    Pairs((((), ()),)),
    Pairs((((), t("only a value")),)),
    EntryBlock(()),
    EntryBlock((), place=t("Somewhere")),
    EntryBlock((), when=When("2020")),
    EntryBlock((), aside=t("€1")),
    EntryBlock((), body=(EntryBlock(()),)),
    Reference(()),
    Reference((), venue=t("Only a venue")),
    Group((), ()),
    Group((), (EntryBlock(t("In a group without a title")),)),
    Table((), ()),
    Table((), ((t("cell"),),)),
)
EMPTY = Document(
    Header(""),
    (
        DocumentSection("none", "text", "", ()),
        DocumentSection("blank", "text", "", _EMPTY),
        DocumentSection("titled", "text", "Title", _EMPTY),
    ),
)


def long_document(entries: int = 12, bullets: int = 9) -> Document:
    """A document of several pages."""
    items = tuple(
        t(f"Point {n} that says what was done and what came of it.") for n in range(bullets)
    )
    many = (
        replace(POSITION, title=t(f"Engineer {n}"), body=(Bullets(items),)) for n in range(entries)
    )
    return document(section("experience", *many))
