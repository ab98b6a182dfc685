"""Why a variant shows what it shows: every item once, with the rule that decided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from cvgen.analysis.decisions import SHOWN, decisions
from cvgen.analysis.items import items_of
from cvgen.model.walk import marked_items
from cvgen.selection import select
from tests.helpers_cli import run
from tests.helpers_cv import cv_of, rules_of
from tests.helpers_project import make_project
from tests.test_laws import CASES, VARIANTS, Case, quick

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


def told(variant: str) -> dict[str, tuple[bool, str]]:
    cv = cv_of(CV)
    rules = rules_of(cv, variant)
    made = decisions(cv, rules, select(cv, rules))
    return {decision.item.text: (decision.shown, decision.rule) for decision in made}


def test_each_item_has_its_rule() -> None:
    public = told("public")
    assert public["+00 1"] == (False, "visibility: it is personal")
    assert public["Scholar"] == (False, "alternative: an earlier one is taken")
    assert public["Gears"] == (True, SHOWN)
    industry = told("industry")
    assert industry["Smith"] == (True, "audience: it is for industry")
    assert industry["Looms"] == (False, "audience: it is for academic")
    assert industry["Prize"] == (False, "audience: it is for academic")
    assert told("biosketch")["Gears"] == (False, "detail: short")


@quick
@given(CASES, VARIANTS)
def test_every_item_is_accounted_for_once(case: Case, variant: str) -> None:
    items = list(items_of(case.cv))
    paths = [item.path for item in items]
    assert len(paths) == len(set(paths))
    made = decisions(case.cv, rules_of(case.cv, variant), case.seen(variant))
    assert [decision.item.path for decision in made] == paths
    known = set(paths)
    for path, marks in marked_items(case.cv):
        if marks.for_ or marks.visibility or marks.tags:
            assert any(path[:length] in known for length in range(1, len(path) + 1))


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


def test_an_item_that_is_not_there(here: Path) -> None:
    made = run("explain", "ada", "nothing-like-it")
    assert (made.code, "E301" in made.err) == (3, True)


def test_the_page_strikes_through_what_is_left_out(here: Path) -> None:
    assert run("explain", "ada", "-V", "industry", "-f", "html", "-o", "why.html").code == 0
    page = (here / "why.html").read_text("utf-8")
    assert "<del>Looms</del>" in page
    assert "<del>Gears" not in page
    assert "<script" not in page


def test_a_variant_with_a_page_limit_is_explained(here: Path) -> None:
    assert run("explain", "ada", "-V", "one").code == 0
