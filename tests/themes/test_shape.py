"""Layout that depends on the document: room for long dates and labels, lines for contacts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.document import Contact, Document, EntryBlock, Header, Pairs, When
from cvgen.themes import Theme, load_theme
from tests.helpers_boxes import LaidOutPages, Piece, lay_out
from tests.helpers_breaks import line_count
from tests.samples import document, section, t

SUMMERS = When("Summer 2015 – Summer 2017")
MONTHS = When("September 2015 – September 2017")
LABELS = Pairs(((t("Programming languages"), t("Rust")), (t("Tools"), t("git"))))
REACH = (
    Contact("email", t("ada.of.the.engines@example.org")),
    Contact("phone", t("+00 123 456 789")),
    Contact("location", t("Nowhere, NL")),
    Contact("link", t("ada.example.org")),
    Contact("link", t("linkedin.example/in/ada-example")),
    Contact("link", t("github.example/ada-of-the-engines")),
)


def dated(when: When) -> Document:
    """Posts at these and at usual dates, the former inside of another one, too."""
    inner = EntryBlock(t("Visitor"), when=when)
    entries = (EntryBlock(t("Visitor"), when=when), EntryBlock(t("Works"), body=(inner, inner)))
    return document(section("experience", *entries, EntryBlock(t("Fitter"), when=When("2019"))))


def rows(laid: LaidOutPages, *names: str) -> list[int]:
    """Of each element with one of these classes or tags how many lines it takes."""
    pieces: dict[int, list[Piece]] = {}
    for piece in laid.pieces:
        if part := piece.inside(*names):
            pieces.setdefault(part.number, []).append(piece)
    return [line_count(found) for found in pieces.values()]


@pytest.mark.parametrize(
    ("theme", "lines"), [("classic", 2), ("academic", 2), ("industry", 1), ("modern", 1)]
)
def test_long_dates_take_two_lines_at_the_left_and_one_at_the_right(theme: str, lines: int) -> None:
    assert max(rows(lay_out(dated(MONTHS), theme), "when")) == lines


@pytest.mark.parametrize(
    ("theme", "lines"), [("classic", 1), ("academic", 2), ("industry", 1), ("modern", 1)]
)
def test_dates_of_seasons_take_one_line_of_small_type(theme: str, lines: int) -> None:
    assert max(rows(lay_out(dated(SUMMERS), theme), "when")) == lines


@pytest.mark.parametrize("density", ["compact", "normal", "airy"])
def test_a_column_is_of_one_width(density: str) -> None:
    laid = lay_out(dated(MONTHS), load_theme("classic").with_values({"density": density}))
    starts = {
        (sum(part.tag == "article" for part in p.parts), round(p.x))
        for p in laid.pieces
        if p.inside("what") and not p.inside("when")
    }
    assert len(starts) == 2  # one for roles within an organization


@pytest.mark.parametrize("theme", ["article", "industry", "modern"])
def test_a_long_label_takes_one_line(theme: str) -> None:
    assert rows(lay_out(document(section("skills", LABELS)), theme), "dt") == [1, 1]


def tops(theme: Theme, contacts: tuple[Contact, ...]) -> list[set[int]]:
    """The lines on which ways to write and call stand, and those of links."""
    head = Header("Ada Example", headline=t("Engineer"), contacts=contacts)
    laid = lay_out(document(section("a", EntryBlock(t("One"))), header=head), theme)
    found: list[set[int]] = [set(), set()]
    for piece in laid.pieces:
        if part := piece.inside("contact"):
            found[part.is_a("contact--link")].add(round(piece.y / 4))
    return found


@pytest.mark.parametrize("name", ["industry", "modern", "classic"])
def test_links_begin_a_line_of_their_own_where_not_all_fit_on_one(name: str) -> None:
    theme = load_theme(name).with_values({"margins": (15.0, 20.0, 15.0)})
    reach, links = tops(theme, REACH)
    assert len(reach) == len(links) == 1 and reach != links
    reach, links = tops(theme, REACH[:4])
    assert reach == links


def test_a_list_of_short_entries_takes_a_line_each_where_they_fit() -> None:
    short = tuple(
        EntryBlock(t("Looms"), details=(t("Assistant"),), when=When("2019")) for _ in range(3)
    )
    assert rows(lay_out(document(section("a", *short)), "academic"), "article") == [1, 1, 1]
    longer = replace(short[0], details=(t("Assistant " + "of many words " * 5),))
    laid = lay_out(document(section("a", *short[1:], longer)), "academic")
    assert rows(laid, "article") == [2, 2, 2]
