"""`cvgen explain`: every item once, with the rule that shows or hides it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from cvgen.explain.explain import SHOWN, decisions
from cvgen.model.cv import marked_items
from cvgen.selection import select
from cvgen.selection.items import items_of
from tests.helpers_cli import codes, run
from tests.helpers_cv import cv_of, rules_of
from tests.helpers_project import make_project, write
from tests.strategies import WORD
from tests.test_properties import CASES, VARIANTS, Case, quick, words_in

CV = """\
name: Ada Lind
phone: +00 1
headline: [{text: Smith, for: industry}, {text: Scholar}]
sections:
  experience:
    - role: Fitter
      organization: Mill
      start: 2020
      highlights: [{text: Looms, for: academic}, Gears, {text: Cogs, tags: iron}]
  awards: [{title: Prize, for: academic}, Medal]
"""


OWN = """\
name: Ada Lind
sections:
  education:
    - degree: PhD
      institution: Mill College
      grade: {value: Distinction, visibility: private}
      thesis: {title: Secret mills, visibility: private}
  publications:
    - title: [{text: Mills, for: industry}, Looms]
      venue: {name: {text: Journal of Mills, visibility: private}}
      highlights: [Told]
      note: Printed
  references:
    - name: R Ref
      email: {text: r@ref.example, visibility: public}
      phone: "+47 11 22 33 44"
    - {name: S Ref, email: s@ref.example}
variants:
  brief: {audience: x, sections: [publications: {detail: short, title: Papers}, ...]}
"""


def decided(variant: str, text: str = CV) -> dict[str, tuple[bool, str]]:
    cv = cv_of(text)
    rules = rules_of(cv, variant)
    made = decisions(cv, rules, select(cv, rules))
    return {decision.item.text: (decision.shown, decision.rule) for decision in made}


def test_each_item_has_its_rule() -> None:
    public = decided("public")
    assert public["+00 1"] == (False, "visibility: it is personal")
    assert public["Scholar"] == (False, "alternative: an earlier one is taken")
    assert public["Gears"] == (True, SHOWN)
    industry = decided("industry")
    assert industry["Smith"] == (True, "audience: it is for industry")
    assert industry["Looms"] == (False, "audience: it is for academic")
    assert industry["Prize"] == (False, "audience: it is for academic")
    assert decided("biosketch")["Gears"] == (False, "detail: short")


def test_fields_with_a_visibility_of_their_own_have_rows() -> None:
    hidden = (False, "visibility: it is private")
    full = decided("full", OWN)
    for text in ("Distinction", "Secret mills", "Journal of Mills", "s@ref.example"):
        assert full[text] == hidden
    assert full["+47 11 22 33 44"] == hidden
    assert full["r@ref.example"] == (True, SHOWN)
    record = decided("record", OWN)
    assert record["Secret mills"] == record["+47 11 22 33 44"] == (True, SHOWN)
    revealed = decided("v", f"{OWN}  v: {{reveal: references}}\n")
    assert revealed["s@ref.example"] == (
        True, "reveal: it is private, and the variant reveals it"
    )  # fmt: skip


def test_a_row_that_is_shown_is_called_by_what_is_shown() -> None:
    full = decided("full", OWN)
    assert {"PhD, Mill College", "Mills", "R Ref, r@ref.example", "S Ref"} <= set(full)
    assert decided("brief", OWN)["Looms"] == (True, SHOWN)
    left_out = decided("industry", OWN.replace("...", "skills"))
    assert left_out["R Ref, r@ref.example"][0]
    public = decided("v", f"{OWN}  v: {{sections: [education]}}\n")
    assert public["R Ref"] == (
        False, "with its section: sections: the variant does not name it"
    )  # fmt: skip


def test_what_a_rule_takes_from_an_entry_has_a_row() -> None:
    brief = decided("brief", OWN)
    assert brief["Told"] == brief["Printed"] == (False, "detail: short")
    assert "Printed" not in decided("full", OWN)
    head = "publications:\n    title: Mine\n    entries:\n"
    titled = decided("brief", OWN.replace("publications:\n", head, 1))
    assert titled["Mine"] == (False, "title: the variant has its own")


def test_an_earlier_alternative_in_the_same_language_is_why_a_later_one_is_not_taken() -> None:
    head = "name: Ada Lind\nsummary:\n  - {text: Smith, for: industry, language: en}\n"
    assert decided("industry", f"{head}  - Scholar\n")["Scholar"] == (
        False, "alternative: an earlier one is taken"
    )  # fmt: skip
    other = f"{head}  - {{text: Savant, language: fr}}\n"
    assert decided("industry", other)["Savant"] == (False, "language: another one is wanted")


@quick
@given(CASES, VARIANTS)
def test_every_item_is_accounted_for_once(case: Case, variant: str) -> None:
    selection = case.seen(variant)
    left_out = {omission.path for omission in selection.omissions}
    paths = [item.path for item in items_of(case.cv, left_out)]
    assert len(paths) == len(set(paths))
    made = list(decisions(case.cv, rules_of(case.cv, variant), selection))
    assert [decision.item.path for decision in made] == paths
    known = set(paths)
    assert {item.path for item in items_of(case.cv)} <= known
    hidden = [decision.item.path for decision in made if not decision.shown]
    for path in left_out:
        assert path in hidden or any(row[: len(path)] == path for row in hidden), path
    shown = set(words_in(selection.cv))
    for decision in made:
        if decision.shown:
            assert set(WORD.findall(decision.item.text)) <= shown, decision
    for path, marks in marked_items(case.cv):
        if marks.for_ or marks.not_for or marks.visibility or marks.tags or marks.priority:
            assert path in known


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = "variants: {one: {extends: industry, pages: 1}}"
    monkeypatch.chdir(make_project(tmp_path, config, ada=CV))
    return tmp_path


def test_the_command_shows_a_table(here: Path) -> None:
    made = run("explain", "ada", "-V", "industry")
    assert made.code == 0
    assert "audience: it is for academic" in made.out
    assert "items are shown." in made.out


@pytest.mark.parametrize("wanted", ["cogs", "9", "sections.experience.entries.0.highlights.2"])
def test_an_item_is_named_by_words_line_or_path(here: Path, wanted: str) -> None:
    made = run("explain", "ada", wanted, "-f", "json")
    texts = [item["text"] for item in json.loads(made.out)["items"]]
    assert "Cogs" in texts
    assert "Prize" not in texts


LINES = """\
name: Ada Lind
email:
  - ada@example.org
  - {text: own@example.org, visibility: private}

headline: {text: Fitter}
summary: |
  Looms since 1790.

  and gears
sections:
  # who asks for it
  experience:
    - role: Fitter
      organization: Mühlen AG
      highlights:
        - Looms of the
          first kind
        - text: Gears
          visibility: private
      supervisors: [Bo Ek]
      start: 2020-03
  publications:
    from: pubs.yaml
  reports: {type: publications, entries: {from: pubs.yaml}}
work_authorization:
  status: Settled
  country: UK
"""
PUBS = """\
- title: Mills
  authors: [Ada Lind, Eva Ström]
  venue: {acronym: TUG, name: TUGboat}
  date: 2019
"""


def found_by(wanted: str, folder: Path) -> list[str]:
    """The items, as texts with their places, that ``wanted`` names."""
    write(folder / "cv_data" / "ada.yaml", LINES)
    write(folder / "cv_data" / "pubs.yaml", PUBS)
    made = run("explain", "ada", wanted, "-f", "json")
    if made.code:
        assert codes(made.err) == ["E301"]
        return []
    return [f"{item['line']} {item['text']}" for item in json.loads(made.out)["items"]]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (1, ["1 Ada Lind"]), (2, ["3 ada@example.org", "4 own@example.org"]),
        (3, ["3 ada@example.org"]), (5, []), (6, ["6 Fitter"]),
        (8, ["7 Looms since 1790. and gears"]), (10, ["7 Looms since 1790. and gears"]),
        (11, []), (12, []), (13, ["13 experience"]), (14, ["14 Fitter, Mühlen AG, Bo Ek"]),
        (15, ["14 Fitter, Mühlen AG, Bo Ek"]), (16, ["14 Fitter, Mühlen AG, Bo Ek"]),
        (18, ["17 Looms of the first kind"]), (20, ["19 Gears"]),
        (22, ["14 Fitter, Mühlen AG, Bo Ek"]), (23, ["23 publications"]),
        (24, ["23 publications"]), (25, ["25 reports"]),
        (26, ["27 Settled, UK"]), (28, ["27 Settled, UK"]), (29, []), (99, []),
    ],
)  # fmt: skip
def test_any_line_finds_the_innermost_item_that_it_is_part_of(
    here: Path, line: int, found: list[str]
) -> None:
    assert found_by(str(line), here) == found


@pytest.mark.parametrize("file", ["pubs.yaml", "cv_data/pubs.yaml"])
def test_a_line_of_a_part_is_named_with_its_file(here: Path, file: str) -> None:
    assert found_by(f"{file}:3", here) == ["1 Mills", "1 Mills"]
    assert found_by("ada.yaml:18", here) == ["17 Looms of the first kind"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tugboat", ["1 Mills"] * 2), ("eva strom", ["1 Mills"] * 2), ("2019", ["1 Mills"] * 2),
        ("muhlen  ag", ["14 Fitter, Mühlen AG, Bo Ek"]), ("201", []), ("2020", ["14 Fitter"]),
        ("looms", ["7 Looms", "17 Looms"]),
    ],
)  # fmt: skip
def test_words_are_searched_in_all_texts_of_an_item(
    here: Path, words: str, found: list[str]
) -> None:
    made = found_by(words, here)
    assert len(made) == len(found)
    assert all(text.startswith(start) for text, start in zip(made, found, strict=True))


def test_an_item_that_does_not_exist(here: Path) -> None:
    made = run("explain", "ada", "nothing-like-it")
    assert (made.code, "E301" in made.err) == (3, True)


def test_the_page_strikes_through_what_is_left_out(here: Path) -> None:
    assert run("explain", "ada", "-V", "industry", "-f", "html", "-o", "why.html").code == 0
    page = (here / "why.html").read_text("utf-8")
    assert "<del>Looms</del>" in page
    assert "<del>Gears" not in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["-o", "why.txt"], " 1  +  Ada Lind"), (["-o", "why"], " 1  +  Ada Lind"),
        (["-f", "table", "-o", "why.json"], " 1  +  Ada Lind"), (["-o", "why.json"], "{\n"),
        (["-o", "why.html"], "<!DOCTYPE html>"), (["-f", "json", "-o", "why.txt"], "{\n"),
    ],
)  # fmt: skip
def test_a_file_has_the_format_that_is_asked_for_or_that_its_name_tells(
    here: Path, words: list[str], start: str
) -> None:
    assert run("explain", "ada", *words).code == 0
    text = (here / words[-1]).read_text("utf-8")
    assert text.startswith(start)
    assert not any(line != line.rstrip() or "\x1b" in line for line in text.splitlines())


def test_a_variant_with_a_page_limit_is_explained(here: Path) -> None:
    assert run("explain", "ada", "-V", "one").code == 0
