"""Words of other formats and everyday words lead to cvgen's own keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from cvgen.building.validate import keys_of
from cvgen.errors import nearest
from cvgen.loading.options import parse_settings
from cvgen.model.cv import Settings
from cvgen.model.person import Link, Person, WorkAuthorization
from cvgen.model.variant import SectionRule, Variant
from cvgen.sections import SECTION_TYPES
from cvgen.synonyms import (
    FORMATS,
    KEYS,
    OPTIONS,
    SECTIONS,
    hint_for,
    meaning_of,
    plain,
    rows_of,
    words_of,
)
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from tests.helpers import problems_of
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project
from tests.helpers_sweeps import Sample

TOP = [*keys_of(Person), *keys_of(Settings), "sections", "variants"]
PLACES: dict[str, tuple[str, Sequence[str]]] = {
    "top": ("name: A\n{}: x\n", TOP),
    "variant": ("name: A\nvariants: {{v: {{{}: x}}}}\n", keys_of(Variant)),
    "rule": (
        "name: A\nvariants: {{v: {{sections: [awards: {{{}: x, only: y}}]}}}}\n",
        keys_of(SectionRule),
    ),
    "link": ("name: A\nlinks: [{{url: 'https://a.example', {}: x}}]\n", keys_of(Link)),
    "right": ("name: A\nwork_authorization: [{{status: A, {}: x}}]\n", keys_of(WorkAuthorization)),
}


def entry_place(kind: str) -> tuple[str, Sequence[str]]:
    """A CV with one entry that has a key to fill in, and the keys that it may have."""
    return f"name: A\nsections:\n  {kind}:\n    - {{{{{{}}: x, note: y}}}}\n", keys_of(
        SECTION_TYPES[kind].entry
    )


PLACES |= {kind: entry_place(kind) for kind in SECTION_TYPES.names()}


@pytest.mark.sweep(
    "cvgen/synonyms.py", "cvgen/synonyms.yaml", "cvgen/building", "cvgen/model", kinds=(), keep=8
)
@pytest.mark.parametrize("place", PLACES)
def test_each_synonym_leads_to_an_allowed_key(place: str) -> None:
    text, known = PLACES[place]
    for word, names in words_of(KEYS).items():
        wanted = next((name for name in names if name in known), None)
        if word in map(plain, known) or wanted is None or (place, wanted) == ("variant", "name"):
            continue
        hints = [p.hint for p in problems_of(text.format(word)) if p.code == "E201"]
        assert [hint.partition(" Add")[0] for hint in hints if hint] == [
            f"did you mean '{wanted}'?"
        ], word


@pytest.mark.sweep("cvgen/synonyms.py", "cvgen/building", "cvgen/sections", "cvgen/model")
@pytest.mark.parametrize("place", PLACES)
def test_no_hint_names_a_key_that_is_not_allowed_there(place: str, sample: Sample) -> None:
    text, known = PLACES[place]
    words = sample([*words_of(KEYS), *words_of(SECTIONS)], keep=3)
    for word in [*words, "zzz", "updatd", "enddate1"]:
        for problem in problems_of(text.format(word)):
            named = re.findall(r"did you mean '(\w+)'", problem.hint or "")
            assert set(named) <= {*known, *SECTION_TYPES.names()}, (word, problem)


@pytest.mark.parametrize(
    ("place", "word", "key"),
    [
        ("experience", "end_date", "end"), ("experience", "endDate", "end"),
        ("experience", "website", "url"), ("top", "website", "links"), ("top", "cell", "phone"),
        ("experience", "employer", "organization"), ("experience", "jobTitle", "role"),
        ("top", "title", "headline"), ("education", "studyType", "degree"),
        ("education", "graduation", "end"), ("publications", "booktitle", "venue"),
        ("publications", "journal", "venue"), ("skills", "keywords", "items"),
        ("skills", "label", "group"), ("skills", "details", "items"),
        ("interests", "label", "group"), ("experience", "details", "highlights"),
        ("projects", "keywords", "technologies"), ("top", "social_networks", "links"),
        ("experience", "from", "start"), ("talks", "name", "title"),
        ("supervision", "name", "person"), ("languages", "fluency", "level"),
        ("experience", "until", "end"), ("patents", "role", "title"), ("link", "title", "label"),
        ("publications", "inventors", "authors"), ("rule", "limit", "entries"),
        ("variant", "max_pages", "pages"), ("top", "dob", "born"),
    ],
)  # fmt: skip
def test_what_people_try_first_leads_to_the_right_key(place: str, word: str, key: str) -> None:
    (hint,) = [p.hint for p in problems_of(PLACES[place][0].format(word)) if p.code == "E201"]
    assert hint
    assert hint.partition(" Add")[0] == f"did you mean '{key}'?"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("work: []", "write it as `experience:` below the key `sections`, indented"),
        ("basics: {name: A}", "move what is below `basics` to the top, as in `name: Your Name`"),
        ("awards: []", "put sections below the key `sections`, indented"),
    ],
)
def test_what_other_formats_have_around_the_person(line: str, hint: str) -> None:
    assert [p.hint for p in problems_of(f"name: A\n{line}\n")] == [hint]


@pytest.mark.parametrize("table", [KEYS, SECTIONS, OPTIONS, FORMATS])
def test_each_word_is_in_only_one_row(table: str) -> None:
    words = [plain(word) for words in rows_of(table).values() for word in words.split()]
    assert sorted(set(words)) == sorted(words)


def test_each_name_of_the_tables_exists() -> None:
    models: list[type[BaseModel]] = [Person, Settings, Variant, SectionRule, WorkAuthorization]
    models += [Link, *[SECTION_TYPES[kind].entry for kind in SECTION_TYPES.names()]]
    keys = {key for model in models for key in keys_of(model)} | {"value"}
    options = {o.name for t in theme_names(()) for o in load_theme(t, ()).options}
    tables = ((KEYS, keys), (SECTIONS, set(SECTION_TYPES.names())), (OPTIONS, options),
              (FORMATS, set(WRITERS.names())))  # fmt: skip
    for table, known in tables:
        assert {name for names in rows_of(table) for name in names.split()} <= known


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("pages=1", "`pages` is a key of a variant, not an option of a theme"),
        ("font_size=11", "did you mean 'base_size'?"), ("margin=2cm", "did you mean 'margins'?"),
        ("color=teal", "did you mean 'accent'?"), ("papersize=a4", "did you mean 'page'?"),
    ],
)  # fmt: skip
def test_options_of_other_programs(
    setting: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parse_settings([setting])
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=ADA)
    assert f"hint: {hint}" in run("render", "-f", "md", "-s", setting).err


@pytest.mark.parametrize(
    ("word", "name"), [("plain", "text"), ("rst", "markdown"), ("jpg", "png"), ("web", "html")]
)
def test_formats_by_other_names(word: str, name: str) -> None:
    assert hint_for(word, WRITERS.names(), FORMATS) == f"did you mean '{name}'?"


def test_a_word_that_only_shares_an_ending_is_not_near() -> None:
    assert nearest("end_date", ["date", "note"]) is None
    assert meaning_of("end_date", KEYS, ["date", "note"]) is None
    assert nearest("dtae", ["date"]) == "date"
