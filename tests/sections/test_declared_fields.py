"""A section type added at run time: the declarations of its fields are all that commands need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.marks import PRIVATE
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.sections.base import PersonFact, each, entry_block
from tests.helpers_cli import run
from tests.helpers_project import make_project, write

CV = """
name: Ada Example
updated: 2024-06
sections:
  voyages:
    - {crew: [Kim Muster], harbour: Bergen, owner: Nordic Shipping, ship: Sea Gull, berth: Q7,
       pay: 123456, call_sign: "+47 22 33 44 55", start: 2019-01, end: 2020-12,
       summary: Steered with Kubernetes and a sextant.}
    - {ship: Tern, owner: Southern Lines, start: 2022-01, tags: [short]}
variants:
  long: {exclude: [short]}
"""


class Voyage(Entry):
    """A voyage; its title is not its first field."""

    crew: Annotated[tuple[Text, ...], Meaning.PEOPLE] = ()
    harbour: Annotated[Text, Meaning.PLACE] | None = None
    owner: Annotated[Text, Meaning.ORGANIZATION] | None = None
    ship: Annotated[Text, Meaning.TITLE]
    berth: Annotated[str, Meaning.CODE] | None = None
    pay: Annotated[int, PRIVATE] | None = None
    call_sign: Annotated[Text, PRIVATE, Meaning.PHONE] | None = None


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project whose one CV has a section of the added type."""
    monkeypatch.chdir(tmp_path)
    fact = PersonFact("worksFor", "owner", "Organization", "present")
    SECTION_TYPES.add("voyages", SectionType(Voyage, each(entry_block), time="work", person=fact))
    project = make_project(tmp_path)
    write(project / "cv_data" / "ada.yaml", CV)
    yield project
    SECTION_TYPES.remove("voyages")


def test_a_document_has_each_text_where_its_meaning_puts_it(here: Path) -> None:
    assert run("render", "-V", "full", "-f", "md").code == 0
    made = (here / "output/ada/ada-full.md").read_text("utf-8")
    assert "### Sea Gull, Nordic Shipping\n\nJan 2019 – Dec 2020 · Bergen\n" in made


def test_audit_finds_what_is_private(here: Path) -> None:
    write(here / "a.txt", "Ada Example, 22334455")
    made = run("audit", "a.txt", "--visibility", "personal")
    assert (made.code, made.err) == (1, "")
    assert "shows 'call_sign' in the section 'voyages' of Ada Example, which is private" in made.out


def test_explain_calls_an_entry_by_its_title_and_finds_it_by_its_words() -> None:
    made = json.loads(run("explain", "ada", "sextant", "--format", "json").out)
    assert [item["text"] for item in made["items"]] == ["Sea Gull, Kim Muster, Bergen"]
    assert run("explain", "ada", "Q7").code == 3  # a code is no word of it


def test_diff_names_an_entry_with_its_place_in_the_file() -> None:
    made = run("diff", "full", "long")
    assert "Tern, Southern Lines" in made.out
    assert "ada.yaml:9" in made.out


def test_match_finds_its_words_and_not_its_codes(here: Path) -> None:
    write(here / "job.txt", "Navigator\n\nRequirements:\n- Kubernetes\n- Experience with Q7\n")
    made = json.loads(run("match", "job.txt", "ada", "--format", "json").out)[0]
    assert {"text": "voyages: Sea Gull, Kim Muster, Bergen", "file": None, "line": 8} in [
        place for term in made["shown"] for place in term["places"]
    ]
    assert [term["term"] for term in made["missing"]] == ["Navigator", "Q7"]


def test_its_dates_are_on_the_timeline_with_title_and_organization() -> None:
    made = json.loads(run("timeline", "ada", "--format", "json").out)
    found = [(bar["title"], bar["place"], bar["kind"]) for bar in made["bars"]]
    assert found == [("Sea Gull", "Nordic Shipping", "work"), ("Tern", "Southern Lines", "work")]
    assert [(gap["from"], gap["to"]) for gap in made["gaps"]] == [("2021-01", "2021-12")]


def test_the_data_for_search_engines_have_what_it_says_of_the_person(here: Path) -> None:
    assert run("render", "-V", "public", "-f", "html").code == 0
    made = (here / "output/ada/ada-public.html").read_text("utf-8")
    assert '"worksFor": {"@type": "Organization", "name": "Southern Lines"}' in made
