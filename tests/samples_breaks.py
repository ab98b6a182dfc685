"""A long CV with everything that a page break may meet."""

from __future__ import annotations

from dataclasses import replace

from cvgen.document import Bullets, Document, EntryBlock, Group, Pairs, Paragraph, When
from tests.samples import GRANT, POSITION, TABLE, document, reference, section, t

_WORDS = "that weaves algebra from cards as looms weave leaves from silk at the mill of Nowhere, "
_AWARDS = tuple(
    EntryBlock(t(f"Prize of {year}"), t("Society of Looms"), when=When(str(year)))
    for year in range(2010, 2016)
)


def _points(*lengths: int) -> Bullets:
    """Bullets of about so many lines each."""
    return Bullets(tuple(t(f"Point {n} " + _WORDS * length) for n, length in enumerate(lengths)))


def _role(name: str, when: str, *lengths: int) -> EntryBlock:
    return EntryBlock(t(name), when=When(when), body=(_points(*lengths),))


def _positions() -> tuple[EntryBlock, ...]:
    long = replace(POSITION, title=t("Long position"), body=(_points(1, 2, 1, 3, 2, 1, 5, 1, 2),))
    text = (Paragraph(t("Text " + _WORDS * 6)), _points(1, 1, 2, 1))
    several = EntryBlock(
        t("Difference Works"), place=t("Elsewhere"), when=When("Jan 2015 – Aug 2023"),
        body=(
            _role("Senior fitter", "2019–2023", 1, 2, 3, 1, 2, 2, 1),
            _role("Fitter", "2017–2019", 1, 2),
            _role("Apprentice", "2015–2017", 1),
        ),
    )  # fmt: skip
    return long, several, POSITION, replace(POSITION, title=t("With text"), body=text)


def varied(lines: int) -> Document:
    """The CV, where all but its first section stands ``lines`` lines further down."""
    works = Group(t("Conference papers"), tuple(reference(n, 2 + n % 9) for n in range(6)))
    more = Group(t("Journal articles"), tuple(reference(n) for n in range(3)))
    pairs = tuple((t(f"Label {n}"), t(_WORDS * (n % 3))) for n in range(1, 7))
    rows = tuple((t(f"Student {n}"), t("Cards and looms")) for n in range(12))
    one_line = tuple(
        EntryBlock(t(f"Student {n}"), when=When("Sep 2019 – present")) for n in range(5)
    )
    return document(
        section("lines", *[Paragraph(t("A line."))] * (lines + 1)),
        section("experience", *_positions()),
        section("awards", *_AWARDS),
        section("publications", works, more, note=t("9 items")),
        section("funding", *(replace(GRANT, title=t(f"Grant {n} {_WORDS}")) for n in range(3))),
        section("skills", Pairs(pairs)),
        section("text", *(Paragraph(t(_WORDS * n)) for n in (6, 2, 9))),
        section("supervision", Group(t("Doctoral"), one_line), Group(t("Master"), one_line)),
        section("bullets", _points(1, 2, 3, 1, 1)),
        section("people", replace(TABLE, rows=rows)),
        section("one", Paragraph(t("One line."))),
        section("last", *_positions()[::-1]),
    )
