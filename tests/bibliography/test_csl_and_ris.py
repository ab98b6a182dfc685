"""CSL-JSON and RIS: what each entry becomes, and what is told about it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bibliography.helpers_bibliography import entry_of, found_in

ITEM = {
    "id": "ex2021", "type": "article-journal", "title": "On <i>E. coli</i> & H<sub>2</sub>O *",
    "author": [{"family": "Example", "given": "Ada"}, {"literal": "The Friends"},
               {"family": "Beta", "given": "C.", "non-dropping-particle": "van"}],
    "issued": {"date-parts": [[2021, 5, "3"]]}, "container-title": "Journal", "volume": 3,
    "page": "1-9", "DOI": "10.1145/1.2", "ISSN": "1234-5678",
}  # fmt: skip


def test_an_item_of_csl() -> None:
    assert entry_of(json.dumps([ITEM]), "json") == {
        "type": "journal", "title": r"On *E. coli* & H₂O \*",
        "authors": ["Ada Example", {"name": "The Friends", "corporate": "true"}, "C. van Beta"],
        "venue": {"name": "Journal"}, "volume": "3", "pages": "1–9", "date": "2021-05-03",
        "doi": "10.1145/1.2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"date-parts": [["2019"]]}, {"date": "2019"}),
        ({"date-parts": [[2019, 2], [2020, 1]]}, {"date": "2019-02..2020-01"}),
        ({"raw": "2019-05"}, {"date": "2019-05"}),
        ({"raw": "May 2020"}, {"date": "May 2020"}),
        ({"date-parts": [[2019]], "season": "2"}, {"date": "summer 2019"}),
        ({"literal": "in press"}, {"status": "in press"}),
        ("2018", {"date": "2018"}),
    ],
)
def test_dates_of_csl(value: Any, wanted: dict[str, str]) -> None:
    made = entry_of(json.dumps([{"type": "book", "title": "T", "issued": value}]), "json")
    assert {key: made[key] for key in made if key not in ("type", "title")} == wanted


@pytest.mark.parametrize("wrap", ["[{}]", '{{"items": [{}]}}', "{}", '{{"message": {}}}'])
def test_csl_in_several_wrappings(wrap: str) -> None:
    text = wrap.format(
        '{"type": "thesis", "title": "T", "publisher": "Uni", "genre": "PhD thesis"}'
    )
    wanted = {"type": "thesis", "title": "T", "genre": "PhD thesis", "institution": "Uni"}
    assert entry_of(text, "json") == wanted


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('[{"title": "a"},\n {"title" "b"}]', 2, 11),
        ('[{"title": "a"}', 1, 16),
        ("[" * 100, 1, 41),
        ('["a"]', 1, 2),
        ("{}", 1, 1),
        ('[{"title": "a"}] x', 1, 18),
    ],
)
def test_what_is_no_csl_is_told_with_its_place(text: str, line: int, column: int) -> None:
    (told,) = found_in(text, "json").problems
    assert told.span is not None
    assert (told.code, told.span.line, told.span.column) == ("E776", line, column)


RIS = """\
TY  - JOUR
AU  - Example, Ada
AU  - Muster, Ben, Jr.
TI  - On *mills*
  continued
JO  - J. Mill.
T2  - Journal of Mills
PY  - 2021
DA  - 2021/05/03
SP  - 1
EP  - 9
DO  - https://doi.org/10.1145/1.2
UR  - https://doi.org/10.1145/1.2
KW  - water
AB  - About mills
ER  -
"""


def test_a_record_of_ris() -> None:
    (draft,) = found_in(RIS, "ris").entries
    assert entry_of(RIS, "ris") == {
        "type": "journal", "title": r"On \*mills\* continued",
        "authors": ["Ada Example", "Ben Muster Jr."], "venue": {"name": "Journal of Mills"},
        "pages": "1–9", "date": "2021-05-03", "doi": "10.1145/1.2",
    }  # fmt: skip
    assert sorted(given.name for given in draft.listed) == ["AB", "JO", "KW"]
    assert draft.words == ("water",)


@pytest.mark.parametrize("other", ["DO  - 10.1145/1.2\n", ""])
def test_a_doi_at_m3_is_no_genre(other: str) -> None:
    text = f"TY  - JOUR\nTI  - T\n{other}M3  - doi: 10.1145/1.2\nUL  - https://example.org\nER  -\n"
    wanted = {"type": "journal", "title": "T", "doi": "10.1145/1.2", "url": "https://example.org"}
    assert entry_of(text, "ris") == wanted


def test_lines_outside_of_a_record_are_told() -> None:
    found = found_in("TI  - Mills\nTY  - BOOK\nTI  - T\nPY  - soon\n", "ris")
    assert [(one.code, one.severity) for one in found.problems] == [
        ("E777", "error"), ("W779", "warning"),
    ]  # fmt: skip
