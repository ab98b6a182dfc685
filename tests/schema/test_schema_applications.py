"""The JSON Schemas of applications and openings mark what the reader refuses, and nothing else."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cvgen.applications.application import Application, Part
from cvgen.applications.loading import as_model
from cvgen.applications.opening import Opening
from cvgen.applications.schema import schema_of, schema_text
from cvgen.building.validate import keys_of
from cvgen.errors import InputError
from cvgen.model.marks import StrictModel
from cvgen.schema import options_schema
from cvgen.sections import SECTION_TYPES
from tests.helpers import as_editors_load, read
from tests.helpers_cli import run
from tests.helpers_schema import jsonschema

ROOT = Path(__file__).resolve().parents[2]
MODELS: dict[str, type[StrictModel]] = {"application": Application, "opening": Opening}
OPENING = "position: Engineer\norganization: Harbour Analytics\n"
HEAD = "cv: ada\nopening: engineer\ndate: 2026-11-29\n"
APPLICATION = f"{HEAD}documents: [{{cv: full}}]\n"


@functools.cache
def schema(name: str) -> dict[str, Any]:
    return schema_of(name, options_schema())


def marked(name: str, text: str) -> bool:
    """Whether an editor marks something in ``text``."""
    validator = jsonschema.Draft202012Validator(schema(name))
    return any(True for _ in validator.iter_errors(as_editors_load(text)))


def refused(name: str, text: str) -> bool:
    """Whether cvgen finds an error in ``text``."""
    try:
        as_model(read(text), MODELS[name], name)
    except InputError:
        return True
    return False


@pytest.mark.parametrize("name", MODELS)
def test_the_schema_is_a_schema_in_which_all_is_used(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    used = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema(name))))
    assert used == set(schema(name)["$defs"])


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_in_the_schema_in_the_order_of_the_model(name: str) -> None:
    assert list(schema(name)["properties"]) == [*keys_of(MODELS[name]), "from"]


def test_a_document_has_its_keys_and_the_sections_by_name() -> None:
    properties = schema("application")["$defs"]["Part"]["properties"]
    sections = [name for name in SECTION_TYPES.names() if name != "entries"]
    assert list(properties) == [*keys_of(Part), *sections, "from"]


def test_every_model_is_described_without_the_marks_of_a_docstring() -> None:
    for name in MODELS:
        texts = [one.get("description", "") for one in schema(name)["$defs"].values()]
        assert [text for text in texts if "``" in text or "\n" in text] == []


@pytest.mark.parametrize("name", MODELS)
def test_the_command_prints_it(name: str) -> None:
    made = run("schema", "--for", name)
    assert (made.code, made.err) == (0, "")
    assert json.loads(made.out) == schema(name)
    assert schema_text(name) == schema_text(name)


OPENINGS = sorted((ROOT / "cv_data" / "openings").glob("*.yaml"))


@pytest.mark.parametrize("path", OPENINGS, ids=[path.stem for path in OPENINGS])
def test_the_openings_of_this_repository_are_taken(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not marked("opening", text)
    assert not refused("opening", text)


TAKEN = [
    "unit: 7", "place: null", "place:", "number: 1-2", "number: 2", "deadline: 2026-12-15",
    "deadline: 15 December 2026", "language: pt-BR", "projects: one", "projects: [one, two]",
    "contact: Prof. Ada Example", "contact: {name: Ada, address: 'A, B', email: a@b.example}",
    "contact: {address: [A, B]}", "tasks: Work", "tasks:", "documents:", "documents: []",
    "documents: [CV, {name: letter, pages: 2}]", "documents: [{name: a, pages: 3-5, count: 2}]",
    "documents: [{name: a, words: 300 to 500, optional: true}]", "salary: 4000 EUR",
    "salary: {from: 4021, to: 4201.5, currency: EUR, per: month}", "rules:",
    "rules: {size: 5 MB, file_size: 8.3MiB, files: 15, name: A_B, type: 11 pt, margins: 2.5 cm}",
    "rules: {paper: a4, password: no}", "rules: {paper: letter, password: 'no'}",
]  # fmt: skip
REFUSED = [
    "positon: a", "deadline: [2026]", "language: english", "projects: {a: b}",
    "contact: [a]", "contact: {mail: a}", "documents: {a: b}", "documents: [{pages: 2}]",
    "documents: [{name: a, pages: two}]", "documents: [{name: a, pages: 0}]",
    "documents: [{name: a, count: 0}]", "documents: [{name: a, count: x}]",
    "documents: [{name: a, optional: perhaps}]", "salary: {per: decade}", "salary: {from: much}",
    "rules: {size: 5}", "rules: {size: big}", "rules: {files: 0}", "rules: {type: 11}",
    "rules: {margins: wide}", "rules: {paper: a5}", "rules: {password: yes}", "rules: [a]",
]  # fmt: skip


@pytest.mark.parametrize("line", TAKEN)
def test_an_opening_is_taken_by_both(line: str) -> None:
    assert not refused("opening", OPENING + line)
    assert not marked("opening", OPENING + line)


@pytest.mark.parametrize("line", REFUSED)
def test_an_opening_is_refused_by_both(line: str) -> None:
    assert refused("opening", OPENING + line)
    assert marked("opening", OPENING + line)


LINES = [
    "status: sent", "deadline: 2026-12-15", "language: de", "layout: din", "theme: academic",
    "options: {accent: teal}", "recipient: The committee", "signature: me.png",
    "recipient: {name: Jane, address: [A, B]}", "text: {why: Because.}", "text:",
    "send: files", "send: {as: both, name: A, size: 5 MB, numbers: true}", "send: {numbers: yes}",
    "fields: [{label: Why, text: why.md, characters: 1500}]", "fields:",
    "fields: [{label: Why, text: Because., words: 100-200}]",
]  # fmt: skip
WRONG_LINES = [
    "state: sent", "status: lost", "language: german", "layout: us-letter", "text: why",
    "options: [a]", "send: post", "send: {as: post}", "send: {size: 5}", "send: {numbers: many}",
    "fields: [{label: a}]", "fields: [{text: a}]", "fields: [{label: a, text: b, words: few}]",
]  # fmt: skip
PARTS = [
    "letter: a.md", "cv: academic", "section: publications", "statement: a.md", "file: a.pdf",
    "references: {entries: 3}", "publications: {entries: all, title: Papers, variant: full}",
    "letter: a.md\n    subject: a\n    salutation: b\n    closing: c\n    variant: d",
    "statement: a.md\n    title: a\n    words: 500\n    characters: 100-200\n    pages: 3-5",
    "file: a.pdf\n    description: a\n    for: b\n    name: c", "section: talks\n    entries: 5",
    "cv: full\n    pages: 2", "letter: a.md\n    subject:", "cv: full\n    letter:",
]  # fmt: skip
WRONG_PARTS = [
    "title: a", "cv: full\n    letter: a.md", "cv: full\n    references: {}", "cv:",
    "cv: full\n    subject: a", "file: a.pdf\n    words: 5", "letter: a.md\n    entries: 2",
    "statement: a.md\n    description: a", "references: {entries: 0}", "references: 3",
    "references: {entries: some}", "reference: {entries: 3}", "talks: {}\n    awards: {}",
    "references: {number: 3}",
]  # fmt: skip


@pytest.mark.parametrize("text", [
    APPLICATION,
    *(APPLICATION + line for line in LINES),
    *(f"{HEAD}documents:\n  - {part}\n" for part in PARTS),
    APPLICATION.replace("engineer", "{position: Engineer, organization: Harbour}"),
])  # fmt: skip
def test_an_application_is_taken_by_both(text: str) -> None:
    assert not refused("application", text)
    assert not marked("application", text)


@pytest.mark.parametrize("text", [
    "", "- a\n", HEAD, f"{HEAD}documents: []\n", f"{HEAD}documents: cv\n",
    APPLICATION.replace("engineer", "{position: Engineer}"),
    APPLICATION.replace("date: 2026-11-29\n", ""),
    *(APPLICATION + line for line in WRONG_LINES),
    *(f"{HEAD}documents:\n  - {part}\n" for part in WRONG_PARTS),
])  # fmt: skip
def test_an_application_is_refused_by_both(text: str) -> None:
    assert refused("application", text)
    assert marked("application", text)
