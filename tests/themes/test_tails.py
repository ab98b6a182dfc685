"""The ends of lines: tails of entries, names of people, addresses, and languages in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.document import Bullets, Document, DocumentSection, EntryBlock, Pairs, When
from cvgen.markup.inline import literal, plain_text
from cvgen.themes import load_theme
from cvgen.themes.filters import inline
from cvgen.themes.wrapping import names
from tests.helpers_boxes import NEAR, LaidOutPages, lay_out
from tests.samples import HEADER, document, reference, section, t

THEMES = ["academic", "article", "classic", "folio", "industry", "modern", "plain"]
_NO_BREAK = "\N{NO-BREAK SPACE}"


def lines_of(laid: LaidOutPages, name: str) -> list[str]:
    """The lines of text in elements of the class ``name``."""
    lines: dict[tuple[int, int], str] = {}
    for piece in laid.pieces:
        part = piece.inside(name)
        if part is not None and not piece.generated and not piece.inside("when", "aside"):
            key = (part.number, round(piece.y + piece.height))
            lines[key] = lines.get(key, "") + piece.text
    return [line.replace(_NO_BREAK, " ").strip() for line in lines.values()]


def grades(number: int) -> list[EntryBlock]:
    """Entries of about one line, each a little longer than the one before."""
    return [
        EntryBlock(
            t(f"Degree in looms{' and mills' * (n % 5)}"),
            t("Polytechnic of Nowhere"),
            when=When(f"{1990 + n}–{1993 + n}"),
            details=(t(f"Grade: 110 with honours/1{n}"),),
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_tail_stands_whole_in_the_first_line_or_below_it(theme: str) -> None:
    lines = lines_of(lay_out(document(section("education", *grades(12))), theme), "entry")
    said = [line for line in lines if "Grade" in line]
    assert [line for line in lines if line.endswith("–")] == []
    assert [line.partition("Grade: 110 with honours/1")[2] for line in said] == [
        *map(str, range(12))
    ]
    assert {line.partition("Grade")[0][-2:] for line in said} <= {"", "– "}


def test_a_tail_beside_a_wide_amount_has_less_room() -> None:
    title, end = (
        "Degree in looms and mills, Polytechnic of Nowhere",
        "Lead of all mills, total £41,500",
    )
    grants = [
        replace(grades(2)[1], aside=t(amount), details=(t(end),))
        for amount in ("£9", "own share £1,234,567.50")
    ]
    look = load_theme("classic").with_values({"density": "normal", "base_size": 11})
    lines = lines_of(lay_out(document(section("funding", *grants)), look), "entry")
    assert lines == [f"{title} – {end}", title, end]


def test_the_text_beside_a_short_amount_takes_the_room_of_the_widest_one() -> None:
    title = t(
        "Large language models for the analysis of looms, mills and rails, and of all cards on land"
    )
    grants = [EntryBlock(title, aside=t(amount)) for amount in ("€9", "own share €1,234,567.50")]
    lines = lines_of(lay_out(document(section("funding", *grants)), "academic"), "what")
    assert lines[0] == plain_text(title)
    assert len(lines) == 3


def test_no_line_breaks_inside_a_name() -> None:
    people = [
        "Kim Prado",
        "Hye-jin Xu",
        "F. Mac Giolla Bríde",
        "Eszter van der Meer",
        "Ada Example",
    ]
    runs = [run for n in range(40) for run in (*literal(people[n % 5]), *literal(", "))][:-1]
    laid = lay_out(document(section("papers", replace(reference(), authors=tuple(runs)))), "folio")
    lines = lines_of(laid, "authors")
    assert len(lines) > 7
    assert {name for line in lines for name in line.rstrip(",").split(", ")} == set(people)


def test_a_very_long_name_and_the_words_between_names_can_be_broken() -> None:
    long = "Maximiliane-Alexandra von Hohenstein-Sigmaringen"
    runs = (
        *literal("佐々木 美咲"),
        *literal(", "),
        *literal(long),
        *literal(" and "),
        *literal(long),
    )
    assert names(runs, write=inline) == inline(runs)


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("handle/1842/22895-some-long-path/with/many/parts", "with/many/parts"),
        ("ada/the-spatial-loom-atlas-processing-pipe", "the-spatial-loom-atlas-processing-pipe"),
        ("project/of-the-analytical-society/looms/", "of-the-analytical-society/looms/"),
    ],
)
def test_the_last_line_of_an_address_has_more_than_a_few_letters(path: str, end: str) -> None:
    url = f"https://example.org/{path}"
    html = inline(literal(url, href=url))
    assert html.endswith(f'<span class="nb">{end}</span></a></span>')


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_line_of_a_name_never_ends_with_a_particle(theme: str) -> None:
    for name in (
        "Hannelore-Friederike Wilhelmine von Schwarzenfels-Oberleitner zu Wolkenstein-Beispiel",
        "Maria Antónia Esperança de los Ángeles Muster de la Fuente-Ejemplo y Ejemplar",
        "Wilhelmina-Alexandrina Theodora von Featherstonehaugh-Cholmondeley-Marjoribanks",
    ):
        laid = lay_out(document(header=replace(HEADER, name=name)), theme)
        first, last = lines_of(laid, "p-name")[:2]
        assert f"{first}{last}".replace(" ", "") == name.replace(" ", "")
        assert not first.endswith((" von", " zu", " de", " los", " la", " y", "-"))


_LANGUAGES = ((t("English"), t("native")), (t("French"), t("B2 (DELF 71/100)"))) * 3


def languages(rows: int) -> Document:
    """A document with so many languages."""
    return document(replace(section("languages", Pairs(_LANGUAGES[:rows])), type="languages"))


@pytest.mark.parametrize("theme", THEMES)
def test_languages_share_a_line_if_they_fit(theme: str) -> None:
    each = load_theme(theme).with_values({"languages": "lines"})
    for look, lines in ((theme, 1), (each, 2)):
        laid = lay_out(languages(2), look)
        assert len({round(p.y + p.height) for p in laid.pieces if p.inside("dd")}) == lines


def test_many_languages_have_a_line_each() -> None:
    laid = lay_out(languages(6), "academic")
    assert len({round(p.y + p.height) for p in laid.pieces if p.inside("dd")}) == 6


def test_languages_from_right_to_left_have_a_line_each() -> None:
    laid = lay_out(replace(languages(2), language="he", direction="rtl"), "academic")
    assert len({round(p.y + p.height) for p in laid.pieces if p.inside("dd")}) == 2


def test_a_colon_after_a_label_is_that_of_the_language() -> None:
    for language, colon in (("fr", "\u202f:"), ("ja", "："), ("de", ":")):
        doc = replace(document(section("skills", Pairs(_LANGUAGES[:2]))), language=language)
        drawn = [p.text for p in lay_out(doc, "plain").pieces if p.generated and p.inside("dt")]
        assert set(drawn) == {colon}


@pytest.mark.parametrize("theme", THEMES)
def test_a_bullet_that_is_hardly_wider_than_its_line_is_set_tighter(theme: str) -> None:
    words = (
        "Wove algebra from cards as looms weave leaves, and sent it over land by rail to all mills"
    )
    texts = [f"{words}{' of it' * (n // 3)} an{'n' * (n % 3)}." for n in range(33)]
    for place in (section("notes", Bullets(tuple(map(t, texts)))), bullets_of_an_entry(texts)):
        laid = lay_out(document(place), theme)
        right = laid.frames[0].right
        ends = [
            (piece.x + piece.width, piece.text.endswith("."))
            for piece in laid.pieces
            if piece.inside("li") and not piece.generated
        ]
        assert max(end for end, _ in ends) <= right + NEAR
        boxes = [box for page in laid.rendered.pages for box in page._page_box.descendants()]
        spaced = {id(b.element): b.element for b in boxes if b.element_tag == "li"}.values()
        tight = [item for item in spaced if "letter-spacing: -" in item.get("style", "")]
        assert 1 <= len(tight) <= 4
        for item in tight:
            assert len(lines_of_text(laid, "".join(item.itertext()))) == 1


def bullets_of_an_entry(texts: list[str]) -> DocumentSection:
    """A section with an entry of two roles, of which the second one has bullets."""
    role = EntryBlock(t("Fitter"), when=When("2020"), body=(Bullets(tuple(map(t, texts))),))
    return section("experience", EntryBlock(t("Mills"), body=(EntryBlock(t("Lead")), role)))


def lines_of_text(laid: LaidOutPages, text: str) -> list[str]:
    """The lines of the bullet with this text."""
    lines = lines_of(laid, "li")
    at = next(at for at, line in enumerate(lines) if text.replace(_NO_BREAK, " ").startswith(line))
    return (
        lines[at : at + 1]
        if lines[at] == text.replace(_NO_BREAK, " ").strip()
        else lines[at : at + 2]
    )
