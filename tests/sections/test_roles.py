"""Roles at one organization: under its name, with dates from the first start to the last end."""

from __future__ import annotations

from textwrap import indent
from typing import Any

import pytest

from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from cvgen.themes import load_theme
from tests.helpers_boxes import NEAR, LaidOutPages, Piece, lay_out
from tests.helpers_cv import blocks_of, cv_of, document_of, markdown_of, shape, with_sections

_LONG = [f"Wove pattern {n} from cards." for n in range(9)]
_TWO = f"""\
    experience:
      - {{role: Lead, organization: Looms, location: Rome, start: 2020-05, end: present}}
      - {{role: Weaver, organization: looms, location: Rome, unit: Mill, start: 2017-03,
         end: 2020-04, highlights: {_LONG}}}
      - {{role: Clerk, organization: Mills, start: 2014, end: 2017}}
    """


def spans(*roles: str) -> Any:
    """The dates of an organization with these roles."""
    listed = indent("\n".join(f"- {{role: r, {role}}}" for role in roles), " " * 8)
    text = f"    experience:\n    - organization: Looms\n      roles:\n{listed}\n"
    return shape(blocks_of(text))[0].get("when")


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        (("start: 2020-05, end: present", "start: 2017, end: 2020-05"), "2017 – present"),
        (("start: 2019-06, end: 2022-05", "start: 2016-02, end: 2019"), "Feb 2016 – May 2022"),
        (("start: 2016, end: 2018", "start: 2015-03, end: 2021"), "Mar 2015 – 2021"),
        (("start: 2020, end: 2020", "date: 2020"), "2020"),
        (("start: 2020-03, end: 2020-09", "date: 2020-12"), "Mar – Dec 2020"),
        (("start: 2020, expected: 2027", "start: 2018, end: 2020"), "2018 – expected 2027"),
        (("start: 2018, end: 2020", "end: 2016"), "until 2020"),
        (("start: 2018, end: 2020", "end: 2019"), "2018–2020"),
        (("start: 2018, end: 2020", "unit: Mill"), "2018–2020"),
        (("unit: Mill", "unit: Loom"), None),
    ],
)
def test_an_organization_has_the_dates_of_its_roles(roles: tuple[str, ...], shown: str) -> None:
    assert spans(*roles) == shown


def test_an_organization_keeps_its_own_dates() -> None:
    role = "{role: Weaver, start: 2018, end: 2020}"
    text = f"experience: [{{organization: Looms, start: 2010, end: 2021, roles: [{role}]}}]"
    assert shape(blocks_of(text))[0]["when"] == "2010–2021"


def test_consecutive_entries_of_one_organization_are_its_roles() -> None:
    looms, mills = shape(blocks_of(_TWO))
    assert (looms["title"], looms["place"], looms["when"]) == (
        "Looms",
        "Rome",
        "Mar 2017 – present",
    )
    assert looms["body"][0] == {"title": "Lead", "when": "May 2020 – present"}
    assert looms["body"][1]["unit"] == "Mill"
    assert mills["organization"] == "Mills"


def test_what_roles_do_not_share_stays_with_them() -> None:
    entries = "{role: A, organization: X, location: Rome}, {role: B, organization: X}"
    (made,) = shape(blocks_of(f"experience: [{entries}]"))
    assert made["body"] == [{"title": "A", "place": "Rome"}, {"title": "B"}]
    assert "place" not in made


@pytest.mark.parametrize(
    "entries",
    [
        "{role: A, organization: X}, {role: B, organization: Y}, {role: C, organization: X}",
        "{role: A}, {role: B}",
        "{organization: X}, {role: B, organization: X}",
        "{role: A, organization: X}, {organization: X, roles: [{role: B}]}",
        "{role: A, organization: X, date: 2020}, {role: B, organization: X, end: 2018}",
        "{role: A, organization: X, end: 2018}, {role: B, organization: X, start: 2020}",
    ],
)
def test_other_entries_stay_apart(entries: str) -> None:
    made = shape(blocks_of(f"experience: [{entries}]"))
    assert len(made) == entries.count("{") - entries.count("[{")
    assert all("organization" in one for one in made if "A" in one["title"] and "X" in entries)


def test_a_theme_may_leave_entries_apart() -> None:
    made = lower(cv_of(with_sections(_TWO)), Choices(group_roles=False))
    assert len(made.sections[0].blocks) == 3


def test_roles_are_below_their_organization_in_markdown() -> None:
    text = markdown_of(document_of(with_sections(_TWO)))
    assert "### Looms\n\nMar 2017 – present · Rome\n\n#### Lead\n\nMay 2020 – present\n" in text


def starts(laid: LaidOutPages, *words: str) -> dict[str, Piece]:
    return {
        word: next(piece for piece in laid.pieces if piece.text.startswith(word)) for word in words
    }


@pytest.mark.parametrize("theme", ["academic", "classic", "industry", "modern", "plain"])
@pytest.mark.parametrize("dates", ["left", "right"])
def test_roles_are_indented_and_their_dates_are_not(theme: str, dates: str) -> None:
    style = load_theme(theme).with_values({"date_position": dates, "date_style": "year"})
    laid = lay_out(document_of(with_sections(_TWO)), style)
    at = starts(laid, "Looms", "Lead", "Weaver", "Clerk")
    assert at["Lead"].x > at["Looms"].x + 5
    assert at["Weaver"].x == pytest.approx(at["Lead"].x, abs=NEAR)
    if theme != "plain":
        edges: dict[int, list[float]] = {}
        for piece in laid.pieces:
            if (column := piece.inside("when")) and piece.text.strip():
                edges.setdefault(column.number, []).extend((piece.x, piece.x + piece.width))
        outer = [min(one) if dates == "left" else max(one) for one in edges.values()]
        assert len(outer) == 4
        assert outer == pytest.approx([outer[0]] * 4, abs=NEAR)


@pytest.mark.parametrize("theme", ["academic", "classic", "industry", "modern"])
def test_a_rule_is_beside_roles(theme: str) -> None:
    laid = lay_out(document_of(with_sections(_TWO)), theme)
    roles = {starts(laid, word)[word].inside("main") for word in ("Lead", "Weaver")}
    rules = [
        box
        for page in laid.rendered.pages
        for box in page._page_box.children[0].descendants()
        if box.element is not None and "main" in (box.element.get("class") or "").split()
        and box.style["border_left_width"]
    ]  # fmt: skip
    assert len(rules) >= len(roles) == 2
