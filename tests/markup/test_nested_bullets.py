"""Bullets below bullets: the forms that people type, and everything that handles bullets."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import cvgen
from cvgen.diff.outline import outline
from cvgen.document import Bullets, Document
from cvgen.errors import InputError
from cvgen.explain.explain import decisions
from cvgen.fitting.cuts import cuts
from cvgen.lowering.lower import lower
from cvgen.markup.inline import plain_text
from cvgen.model.cv import Cv
from cvgen.selection import select
from tests.helpers_cli import run
from tests.helpers_cv import cv_of, rules_of
from tests.helpers_pdf_tags import tree
from tests.helpers_project import make_project
from tests.helpers_schema import complaints
from tests.helpers_sweeps import few

THEMES = ["academic", "article", "classic", "folio", "industry", "modern", "plain"]
HEAD = """\
name: Ada Lind
sections:
  experience:
    - role: Fitter
      highlights:
"""
FORMS = {
    "as typed": "- Published at\n  - MILLS 2022,\n    main\n  - LOOMS 2023",
    "a colon": "- Published at:\n    - MILLS 2022, main\n    - LOOMS 2023",
    "keys": "- text: Published at\n  items:\n    - MILLS 2022, main\n    - text: LOOMS 2023",
    "a block": "- |\n  Published at\n  * MILLS 2022, main\n  * LOOMS 2023",
    "folded": "- >\n  Published at\n  - MILLS 2022,\n    main\n  - LOOMS 2023",
    "signs": "- Published at\n  • MILLS 2022, main\n  • LOOMS 2023",
    "quotes": "- 'Published at\n  - MILLS 2022, main\n  - LOOMS 2023'",
    "numbers": "- |\n  Published at\n  1. MILLS 2022, main\n  2. LOOMS 2023",
    "pasted": "- • Published at\n  ◦ MILLS 2022, main\n  ◦ LOOMS 2023",
    "pasted from Word": "|\n  • Published at\n  o\tMILLS 2022, main\n  o\tLOOMS 2023",
    "a letter": "- • Published at\n  o MILLS 2022, main\n  o LOOMS 2023",
    "symbols": "|\n  \uf0b7 Published at\n  \uf0a7 MILLS 2022, main\n  \uf0a7 LOOMS 2023",
    "section signs": "- Published at\n  § MILLS 2022, main\n  § LOOMS 2023",
    "dashes": "|\n  - Published at\n  – MILLS 2022, main\n  – LOOMS 2023",
    "one folded": ">\n  • Published at\n  ◦ MILLS 2022, main\n  ◦ LOOMS 2023",
    "a block of all": "|\n  - Published at\n    - MILLS 2022, main\n    - LOOMS 2023",
}


def with_highlights(yaml: str) -> Cv:
    return cv_of(HEAD + "".join(f"        {line}\n" for line in yaml.splitlines()))


def bullets_of(cv: Cv) -> Bullets:
    (entry,) = lower(cv).sections[0].blocks
    return next(block for block in entry.body if isinstance(block, Bullets))  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_bullet_with_two_below_it(form: str) -> None:
    found = bullets_of(with_highlights(FORMS[form]))
    ((text, below),) = found.rows
    assert plain_text(text).rstrip(":") == "Published at"
    assert [plain_text(item) for item in below.items] == ["MILLS 2022, main", "LOOMS 2023"]
    assert below.start == (1 if form == "numbers" else None)


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_takes_the_forms(form: str) -> None:
    text = HEAD + "".join(f"        {line}\n" for line in FORMS[form].splitlines())
    assert complaints(text) == []


@pytest.mark.parametrize("key", ["highlights", "bullets", "subitems", "itmes", "interests"])
def test_other_names_lead_to_items(key: str) -> None:
    with pytest.raises(InputError) as caught:
        with_highlights(f"- text: Published\n  {key}: [a, b]")
    assert [p.hint for p in caught.value.problems] == ["did you mean 'items'?"]


ITEMS = """\
- text: Published at
  items:
    - MILLS
    - {text: LOOMS, visibility: private}
    - {text: GEARS, for: academic}
- Shown at:
  - {text: FAIR, visibility: private}
"""


def test_items_have_marks_and_reasons() -> None:
    cv, full = with_highlights(ITEMS), rules_of(with_highlights(ITEMS), "full")
    ((text, below),) = bullets_of(select(cv, full).cv).rows
    assert [plain_text(part) for part in (text, *below.items)] == ["Published at", "MILLS", "GEARS"]
    told = {one.item.text: (one.shown, one.rule) for one in decisions(cv, full, select(cv, full))}
    assert told["LOOMS"] == (False, "visibility: it is private")
    assert told["Shown at:"] == (False, "empty: nothing of it is shown")
    assert told["MILLS"][0]
    record = bullets_of(select(cv, rules_of(cv, "record")).cv)
    assert [len(part.items) for part in record.below] == [3, 1]


def test_the_number_of_highlights_counts_the_upper_ones() -> None:
    text = HEAD + "        - a\n          - b\n          - c\n        - d\n        - e\n"
    text += "variants: {brief: {sections: [experience: {highlights: 2}]}}\n"
    found = bullets_of(select(cv_of(text), rules_of(cv_of(text), "brief")).cv)
    assert [plain_text(item) for item in found.items] == ["a", "d"]
    assert len(found.below[0].items) == 2


def test_a_page_limit_drops_items_before_their_bullet() -> None:
    cv = with_highlights("- a\n  - b\n  - c\n- text: d\n  items: [{text: e, priority: 5}, f]")
    rules = rules_of(cv, "full")
    found = [cut.path[4:] for cut in cuts(select(cv, rules), rules)]
    first = ("highlights", 0)
    assert found.index((*first, "items", 1)) < found.index((*first, "items", 0))
    assert found.index((*first, "items", 0)) < found.index(first)
    assert ("highlights", 1) not in found
    assert ("highlights", 1, "items", 0) not in found


WORD = st.text("abcdefgh", min_size=4, max_size=9)
GROUPS = st.lists(st.lists(WORD, min_size=1, max_size=3), min_size=1, max_size=3)


@given(groups=GROUPS, numbered=st.booleans())
@settings(max_examples=few(15), deadline=None)
def test_no_item_is_lost_in_any_format(groups: list[list[str]], numbered: bool) -> None:
    lines: list[str] = []
    wanted: list[str] = []
    for n, group in enumerate(groups):
        lines += ["- |", f"  lead{n}x"]
        for k, word in enumerate(group):
            wanted.append(f"{word}{n}x{k}")
            lines.append(f"  {f'{k + 1}.' if numbered else '-'} {wanted[-1]}")
    document = lower(with_highlights("\n".join(lines)))
    html = cvgen.render(document, "html").decode()
    markdown = cvgen.render(document, "markdown").decode()
    told = " ".join(node.text for top in outline(document) for node in top.walk())
    for word in wanted:
        assert html.count(word) == markdown.count(word) == told.count(word) == 1


SAMPLE = """\
name: Ada Lind
summary: |
  Mill Street
  Milltown

  Cares for
  1. safety
     - of people
  2. speed
sections:
  experience:
    - role: Fitter
      note: |
        c/o Mills
        Street 2
      highlights:
        - Published at
          - MILLS 2022
          - LOOMS 2023
"""


def sample() -> Document:
    return lower(cv_of(SAMPLE))


@pytest.mark.sweep("themes", "cvgen/writers", kinds=(), keep=2)
@pytest.mark.parametrize("theme", THEMES)
def test_lists_and_lines_are_in_every_theme(theme: str) -> None:
    html = re.sub("</?span[^>]*>", "", cvgen.render(sample(), "html", theme=theme).decode())
    assert "Mill Street<br>Milltown" in html
    assert "c/o Mills<br>Street 2" in html
    assert '<ol class="steps" start="1"' in html
    assert html.count("<ul>") == 3
    data = cvgen.render(sample(), "pdf", theme=theme)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert text.index("Published at") < text.index("MILLS 2022") < text.index("LOOMS 2023")
    assert text.index("1.") < text.index("safety") < text.index("2.") < text.index("speed")


def test_the_tags_of_a_pdf_have_lists_in_items() -> None:
    root = tree(cvgen.render(sample(), "pdf"))
    inner = [
        [item.kids[-1].whole().strip() for item in tag.kids]
        for body in root.all("LBody")
        for tag in body.kids
        if tag.kind == "L"
    ]
    assert inner == [["of people"], ["MILLS 2022", "LOOMS 2023"]]
    labels = [tag.text.strip() for tag in root.all("Lbl")]
    assert labels == ["1.", "–", "2.", "•", "–", "–"]


def test_markdown_has_nested_lists_and_hard_breaks() -> None:
    markdown = cvgen.render(sample(), "markdown").decode()
    assert "Mill Street\\\nMilltown\n\nCares for\n\n1. safety\n   - of people\n2. speed" in markdown
    assert "c/o Mills\\\nStreet 2" in markdown
    assert "- Published at\n  - MILLS 2022\n  - LOOMS 2023" in markdown


def test_explain_names_an_item_by_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, "", ada=SAMPLE)
    monkeypatch.chdir(tmp_path)
    made = run("explain", "ada", "18", "-f", "json")
    assert [item["text"] for item in json.loads(made.out)["items"]] == ["MILLS 2022"]


@pytest.mark.parametrize(
    ("yaml", "row", "code"),
    [
        ("|\n  • A\n  o B\n  § C\n  • D", 4, "E231"),
        ("|\n  • A\n    o B\n      § C", 4, "E231"),
        ("- |\n  Lead\n  • A\n  ◦ B", 4, "E231"),
        ("- |\n  • A\n  • B", 2, "E232"),
        ("1. A\n2. B", 1, "E232"),
        ("1) A\n  a\n2) B", 1, "E232"),
        ("|\n  • A\n  1. B\n  2. C", 3, "E203"),
    ],
)
def test_pasted_levels_that_cannot_be_shown_are_refused_at_their_line(
    yaml: str, row: int, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        with_highlights(yaml)
    (problem,) = caught.value.problems
    assert problem.span
    assert (problem.span.line - HEAD.count("\n"), problem.code) == (row, code)
    assert problem.hint


def test_items_with_a_sign_each_are_one_list() -> None:
    found = bullets_of(with_highlights("- • A\n- o Bold\n- o Cold\n- § Dew\n- • E"))
    assert [plain_text(item) for item in found.items] == ["A", "Bold", "Cold", "Dew", "E"]


def test_a_place_below_a_pasted_bullet_is_its_line() -> None:
    cv = "- • Published at\n  ◦ MILLS\n  ◦ [LOOMS](ftp://x)"
    with pytest.raises(InputError) as caught:
        with_highlights(cv)
    assert [p.span.line - HEAD.count("\n") for p in caught.value.problems if p.span] == [3]


@pytest.mark.parametrize("text", ["• A\n  of B", "'• A of B'", "- • A\n  of B", "• A\nof B"])
def test_a_single_bullet_has_no_sign_of_its_own(text: str) -> None:
    assert "•" not in str(lower(with_highlights(text)))
    assert "A of B" in str(lower(with_highlights(text)))


def test_a_sign_within_a_single_bullet_stays() -> None:
    assert "File ▸ Open ✓" in str(lower(with_highlights("• File ▸ Open ✓")))
