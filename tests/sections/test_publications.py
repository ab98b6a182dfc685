"""Long author lists, links, groups and numbers of publications."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from cvgen.building.build import build_cv
from cvgen.document import Group, Reference
from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from cvgen.markup.inline import plain_text
from cvgen.remarks.publications import publication_remarks
from cvgen.sections.base import PublicationStyle
from cvgen.source.yaml_source import read_yaml
from tests.helpers_cv import cv_of, document_of, says

NAMES = [f"{chr(65 + n // 26)}. {chr(65 + n % 26)}ton" for n in range(40)]


def section_of(entries: list[dict[str, Any]], style: PublicationStyle) -> Any:
    """The section of publications of Ada Example."""
    data = {"name": "Ada Example", "sections": {"publications": entries}}
    cv = cv_of(yaml.safe_dump(data, allow_unicode=True))
    (section,) = lower(cv, Choices(publications=style)).sections
    return section


PLAIN = PublicationStyle()


def one(style: PublicationStyle = PLAIN, **keys: Any) -> Reference:
    """A publication with these keys."""
    (block,) = section_of([{"title": "On tides", **keys}], style).blocks
    assert isinstance(block, Reference)
    return block


def row(count: int, own: int | None, most: int, last: str = "") -> str:
    """The authors of a paper of so many, the own name at a place, of whom ``most`` are shown."""
    names = NAMES[:count]
    if own:
        names[own - 1] = "Ada Example"
    made = one(PublicationStyle(authors=most), authors=[*names, last] if last else names)
    return " ".join(says(made.authors).split())


@pytest.mark.parametrize(
    ("count", "own", "most", "expected"),
    [
        (40, 2, 3, "A. Aton, self{Ada Example}, A. Cton et al. (40 authors)"),
        (40, 3, 3, "A. Aton, A. Bton, self{Ada Example} et al. (40 authors)"),
        (40, 33, 3, "A. Aton, A. Bton, …, self{Ada Example} et al. (author 33 of 40)"),
        (40, 40, 3, "A. Aton, A. Bton, …, self{Ada Example} (author 40 of 40)"),
        (40, 4, 4, "A. Aton, A. Bton, A. Cton, self{Ada Example} et al. (40 authors)"),
        (40, 4, 3, "A. Aton, A. Bton, …, self{Ada Example} et al. (author 4 of 40)"),
        (40, 2, 1, "A. Aton, self{Ada Example} et al. (author 2 of 40)"),
        (40, 1, 1, "self{Ada Example} et al. (40 authors)"),
        (40, None, 2, "A. Aton, A. Bton et al. (40 authors)"),
        (5, 5, 3, "A. Aton, A. Bton, A. Cton, A. Dton, self{Ada Example}"),
        (6, 6, 3, "A. Aton, A. Bton, …, self{Ada Example} (author 6 of 6)"),
        (4, 4, 1, "A. Aton, A. Bton, A. Cton, self{Ada Example}"),
        (3, 3, 3, "A. Aton, A. Bton, self{Ada Example}"),
    ],
)
def test_a_long_row_of_authors_keeps_the_own_name(
    count: int, own: int | None, most: int, expected: str
) -> None:
    assert row(count, own, most) == expected


def test_all_are_named_where_no_number_is_set() -> None:
    assert row(40, 33, 0).count(",") == 39
    assert row(27, 27, 25).count(",") == 26


def test_no_name_is_repeated_and_the_limit_holds() -> None:
    for own in range(1, 41, 3):
        for most in (2, 3, 7, 29):
            names = row(40, own, most).split(" et al.")[0].split(" (")[0].split(", ")
            shown = [name for name in names if name != "…"]
            assert len(set(shown)) == len(shown) == most
            assert "self{Ada Example}" in shown


@pytest.mark.parametrize("typed", ["et al.", "and others"])
def test_a_typed_et_al_appears_once(typed: str) -> None:
    assert row(3, 3, 3, typed) == f"A. Aton, A. Bton, self{{Ada Example}} {typed}"
    assert row(9, 9, 2, typed) == "A. Aton, …, self{Ada Example} et al. (author 9 of 9+)"
    assert row(9, 1, 2, typed) == "self{Ada Example}, A. Bton et al. (9+ authors)"


def test_the_count_of_authors_does_not_break() -> None:
    made = one(PublicationStyle(authors=2), authors=NAMES)
    assert plain_text(made.authors).endswith("et\u00a0al. (40\u00a0authors)")


ARXIV = "url{[arXiv:2410.06722](https://arxiv.org/abs/2410.06722)}"
DOI = "url{[doi:10.1145/12345](https://doi.org/10.1145/12345)}"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"doi": "https://doi.org/10.1145/12345"}, [DOI]),
        ({"doi": "doi: 10.1145/12345."}, [DOI]),
        ({"url": "https://doi.org/10.1145/12345."}, [DOI]),
        ({"arxiv": "arXiv:2410.06722."}, [ARXIV]),
        ({"doi": "10.1145/12345", "url": "https://doi.org/10.1145/12345"}, [DOI]),
        ({"url": "http://dx.doi.org/10.1145/12345"}, [DOI]),
        ({"doi": "10.1145/12345", "url": "https://dl.acm.org/doi/10.1145/12345"}, [DOI]),
        ({"url": "https://arxiv.org/abs/2410.06722"}, [ARXIV]),
        ({"url": "https://arxiv.org/pdf/2410.06722.pdf"}, [ARXIV]),
        ({"arxiv": "2410.06722", "url": "https://arxiv.org/pdf/2410.06722v2"}, [ARXIV]),
        ({"arxiv": "2410.06722", "doi": "10.48550/arXiv.2410.06722"}, [ARXIV]),
        ({"arxiv": "2410.06722", "doi": "10.1145/12345"}, [DOI, ARXIV]),
        (
            {"doi": "10.1145/12345", "url": "https://doi.org/10.1145/99"},
            [DOI, "url{[doi.org/10.1145/99](https://doi.org/10.1145/99)}"],
        ),
        ({"url": "https://x.example/a"}, ["url{[x.example/a](https://x.example/a)}"]),
        (
            {"url": f"https://x.example/{'a' * 60}.html"},
            [f"url{{[x.example/…](https://x.example/{'a' * 60}.html)}}"],
        ),
        (
            {"doi": "10.1002/(SICI)10:8<693::AID>3.0.CO;2-O"},
            [
                "url{[doi:10.1002/(SICI)10:8<693::AID>3.0.CO;2-O]"
                "(https://doi.org/10.1002/(SICI)10:8%3C693::AID%3E3.0.CO;2-O)}"
            ],
        ),
    ],
)
def test_each_place_is_linked_once_in_its_usual_form(
    keys: dict[str, Any], expected: list[str]
) -> None:
    assert [says(link) for link in one(**keys).links] == expected


def test_ranks_and_links_may_be_left_out() -> None:
    keys: dict[str, Any] = {"rank": "A*", "status": "to appear", "doi": "10.1145/1"}
    made = one(PublicationStyle(ranks=False, links=False), **keys)
    assert [says(note) for note in made.notes] == ["status{to appear}"]
    assert made.links == ()
    assert [plain_text(note) for note in one(**keys).notes] == ["to appear", "A*"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("3-9", "pp. 3–9"), ("12:1--12:9", "pp. 12:1–12:9"), ("S1-S9", "pp. S1–S9"), ("7", "p. 7")],
)
def test_pages_are_a_range(typed: str, expected: str) -> None:
    assert says(one(pages=typed).venue) == expected


@pytest.mark.parametrize("typed", ["2019.", "2019,", "March 2019;"])
def test_what_ends_a_reference_is_not_part_of_a_year(typed: str) -> None:
    when = one(year=typed).when
    assert when and when.text.endswith("2019")


ENTRIES: list[dict[str, Any]] = [
    {"title": "a", "type": "journal", "date": "2021"},
    {"title": "b", "type": "conference", "date": "2023-05"},
    {"title": "c", "type": "journal"},
    {"title": "d", "type": "conference", "start": "2019", "end": "2021"},
    {"title": "e", "date": "2023"},
]


def outline(style: PublicationStyle) -> list[Any]:
    """Headings with the labels, titles and dates below them."""

    def line(block: Any) -> str:
        when = block.when.text if block.when else ""
        return " ".join(part for part in (block.number, plain_text(block.title), when) if part)

    return [
        (plain_text(block.title), [line(item) for item in block.blocks])
        if isinstance(block, Group)
        else line(block)
        for block in section_of(ENTRIES, style).blocks
    ]


def test_by_type_in_a_fixed_order_with_numbers_through_all_groups() -> None:
    assert outline(replace(PLAIN, group="type", numbers="down")) == [
        ("Conference papers (2)", ["[5] b May 2023", "[4] d 2019–2021"]),
        ("Journal articles (2)", ["[3] a 2021", "[2] c"]),
        ("Other publications (1)", ["[1] e 2023"]),
    ]


def test_by_year_the_newest_first_and_those_without_one_last() -> None:
    assert outline(replace(PLAIN, group="year", numbers="up")) == [
        ("2023", ["[1] b May 2023", "[2] e"]),
        ("2021", ["[3] a", "[4] d 2019–2021"]),
        ("Undated", ["[5] c"]),
    ]


def test_a_year_that_is_part_of_a_sentence_stays_below_its_heading() -> None:
    groups = outline(replace(PLAIN, group="year", order="authors-first"))
    assert groups[0] == ("2023", ["b May 2023", "e 2023"])


@pytest.mark.parametrize("group", ["auto", "none"])
def test_a_short_list_or_one_without_groups_is_in_the_order_of_the_cv(group: Any) -> None:
    lines = ["a 2021", "b May 2023", "c", "d 2019–2021", "e 2023"]
    assert outline(replace(PLAIN, group=group)) == lines


def test_the_star_is_explained_once() -> None:
    starred = {"title": "a", "authors": ["Ada Example*", "Kim Muster*"]}
    entries: list[dict[str, Any]] = [starred, {"title": "b"}]
    assert plain_text(section_of(entries, PLAIN).note) == "* equal contribution"


@pytest.mark.parametrize(
    ("head", "authors", "codes", "note"),
    [
        ("", "[Ada Example*, B B]", ["W244"], "* equal contribution"),
        ("", "[Ada Example*, B B*]", [], "* equal contribution"),
        ("", "[Ada Example*, and others]", [], "* equal contribution"),
        ("note: '\\* corresponding author', ", "[Ada Example*, B B]", [], "* corresponding author"),
    ],
)
def test_a_star_of_one_author_alone_is_warned_of(
    head: str, authors: str, codes: list[str], note: str
) -> None:
    entry = f"{{title: x, authors: {authors}}}"
    text = f"name: Ada Example\nsections: {{publications: {{{head}entries: [{entry}]}}}}"
    source = read_yaml("ada.yaml", text.encode())
    found = publication_remarks(source, build_cv(source))
    assert [problem.code for problem in found] == codes
    assert [problem.where for problem in found] == ["ada.yaml:2:57"] * len(codes)
    assert plain_text(document_of(text).sections[0].note) == note


@pytest.mark.parametrize("end", ["....", "…", "….", ". . .", "....."])
def test_dots_at_the_end_stand_for_others(end: str) -> None:
    for authors in (f"Ada Example, Bob Muster, {end}", ["Ada Example", "Bob Muster", end]):
        said = says(one(authors=authors).authors)
        assert said.replace("\u00a0", " ") == f"self{{Ada Example}}, Bob Muster {end}"


@pytest.mark.parametrize(
    ("titles", "message"),
    [
        (["Example A, Muster B. Title. Journal 2020;3:1-9."], "a whole reference is shown as a"),
        (["Muster, B., & Example, A. (2020). Title."], "a whole reference"),
        (["A. Example and B. Muster. T, 2020", "On tides", "**Ada Example**: T"], "2 whole"),
        (["On tides", "For example, a method. A case", "A study of Ada Example's work"], ""),
    ],
)
def test_a_whole_reference_as_a_title_is_a_warning(titles: list[str], message: str) -> None:
    data = {"name": "Ada Example", "sections": {"publications": titles}}
    source = read_yaml("ada.yaml", yaml.safe_dump(data).encode())
    found = publication_remarks(source, build_cv(source))
    assert [problem.code for problem in found] == (["W246"] if message else [])
    assert all(message in problem.message for problem in found)
