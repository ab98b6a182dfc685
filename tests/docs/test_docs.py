"""Runs or checks the commands, programs, examples and tables of the documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Command

from cvgen.applications.application import KINDS, Application, Part
from cvgen.applications.loading import as_model
from cvgen.applications.opening import Opening
from cvgen.applications.schema import schema_of
from cvgen.building.validate import keys_of
from cvgen.cli.main import cli
from cvgen.model.cv import Settings
from cvgen.model.entry import SINGLE
from cvgen.model.marks import Marks, StrictModel
from cvgen.model.person import Person
from cvgen.sections import SECTION_TYPES
from cvgen.selection import builtin_variants
from cvgen.themes import load_theme
from tests.helpers import as_editors_load, read
from tests.helpers_cli import SOURCE, run
from tests.helpers_cv import cv_of
from tests.helpers_docs import (
    FILE,
    GUIDES,
    PAGES,
    ROOT,
    CodeBlock,
    anchors_of,
    blocks_in,
    code_in,
    commands_of,
    rows_of,
)
from tests.helpers_fields import fields_of
from tests.helpers_project import make_project, write
from tests.helpers_schema import jsonschema

FORMAT = ROOT / "docs" / "format.md"
README = ROOT / "README.md"
LINK = re.compile(r"(?<!\[text)\]\((?!https?:|mailto:|url\)|y\))([^)#\s…]*)(?:#([\w-]+))?\)")
WITH_COMMANDS = sorted(
    (page for page in PAGES if commands_of(page) and page.name not in ("README.md", *GUIDES)),
    key=lambda page: len(commands_of(page)),
)
"""The pages with commands, shortest first; test_tutorial.py runs the README and the guides."""
COINED = re.compile(
    r"\b(?:made anew|of itself|tells|whom it is for|ends with 1|upkeep|freshness|told)\b",
    re.IGNORECASE,
)
"""Words that readers do not use: re-rendered, default, reports, audience, exits with 1."""
SHIM = """#!/bin/sh -e
case " $* " in
*" serve "*|*" --watch "*) # these go on until they are told to end
    said=$(mktemp)
    {python} -m cvgen "$@" >"$said" &
    until [ -s "$said" ]; do kill -0 $!; done
    kill -TERM $!
    wait $! ;;
*) exec {python} -m cvgen "$@" ;;
esac
"""


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter project as working folder."""
    monkeypatch.chdir(tmp_path)
    assert run("new").code == 0
    return tmp_path


@pytest.mark.sweep("docs", "cvgen/cli", kinds=(), keep=0)
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path) -> None:
    shim = write(tmp_path / "bin" / "cvgen", SHIM.format(python=sys.executable))
    shim.chmod(0o755)
    path = f"{shim.parent}:{os.environ['PATH']}"
    commands = commands_of(page)
    if "cvgen new" not in " ".join(commands):
        commands = ["cvgen new project", "cd project", *commands]
    made = subprocess.run(
        ["sh", "-ec", "\n".join(commands)], cwd=tmp_path, capture_output=True, text=True,
        timeout=600, check=False,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(SOURCE), "BROWSER": "true"},
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")


@pytest.mark.parametrize("block", blocks_in("python"), ids=lambda block: block.name)
@pytest.mark.usefixtures("starter")
def test_a_program_of_the_documentation_runs(
    block: CodeBlock, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(block.text, block.name, "exec"), {"__name__": "example"})
    assert capsys.readouterr().err == ""


def project_for(block: CodeBlock, folder: Path) -> None:
    """A project with the YAML of ``block`` in the file that it is for."""
    file = FILE.match(block.text)
    tags = "facts: {a: {text: b, tags: [research, teaching, rust]}}\n"
    if block.text.startswith("variants:") or (file and file["path"] == "cvgen.yaml"):
        make_project(folder, block.text, ada=f"name: Ada Example\n{tags}")
    else:
        name = "" if "name:" in block.text else "name: Ada Example\n"
        make_project(folder, None, ada=f"{block.text}{name}")
    for part in re.findall(r"\bfrom: ([\w/]+\.yaml)", block.text):
        write(folder / "cv_data" / part, "[]\n")
    for part in re.findall(r"\bfrom: ([\w/]+\.bib)", block.text):
        write(folder / "cv_data" / part, BIBLIOGRAPHY)


BIBLIOGRAPHY = """\
@article{example2021, title = {A}, author = {Ada Example}, year = 2021, keywords = {robotics}}
@book{example2019, title = {B}, author = {Ada Example}, year = 2019, keywords = {internal}}
@book{muster2018, title = {C}, author = {Ada Example and Ben Muster}, year = 2018}
"""
"""What the bibliographies of examples have."""


OF_APPLICATIONS = re.compile(r"# (application|opening)s/")
"""How a block begins that is the file of an application or an opening, or some of its keys."""
NEEDED: dict[str, dict[str, Any]] = {
    "application": {"cv": "ada", "opening": "postdoc", "date": "2026-04-20",
                    "documents": [{"cv": "academic"}]},
    "opening": {"position": "Postdoc", "organization": "University of Ada"},
}  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [block for block in blocks_in("yaml") if OF_APPLICATIONS.match(block.text)],
    ids=lambda block: block.name,
)
def test_an_example_of_an_application_is_taken_by_cvgen_and_by_editors(block: CodeBlock) -> None:
    found = OF_APPLICATIONS.match(block.text)
    assert found
    given = as_editors_load(block.text)
    needed = {key: value for key, value in NEEDED[found[1]].items() if key not in given}
    text = block.text + yaml.safe_dump(needed) if needed else block.text
    models: dict[str, type[StrictModel]] = {"application": Application, "opening": Opening}
    as_model(read(text), models[found[1]], found[1])
    validator = jsonschema.Draft202012Validator(schema_of(found[1]))
    assert [error.message for error in validator.iter_errors(as_editors_load(text))] == []


@pytest.mark.parametrize(
    "block",
    [block for block in blocks_in("yaml") if not OF_APPLICATIONS.match(block.text)],
    ids=lambda block: block.name,
)
def test_an_example_of_the_documentation_has_no_problem(
    block: CodeBlock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project_for(block, tmp_path)
    for words in (["check"], ["render", "-f", "html"]):
        made = run(*words)
        assert (made.code, made.err) == (0, "")


@pytest.mark.parametrize(
    "page", [README, ROOT / "docs" / "first-cv.md"], ids=lambda page: page.name
)
def test_the_mistake_on_a_page_gives_the_message_on_that_page(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = [block for block in blocks_in("text", "yaml") if block.page == page]
    message = next(block.text for block in blocks if block.text.startswith("cv_data/"))
    lines = next(block.text for block in blocks if block.language == "yaml").splitlines()
    place, mistake = re.findall(r"^(\d+) \| (.*)$", message, re.MULTILINE)[0]
    lines[int(place) - 1] = mistake
    make_project(tmp_path, None, ada="\n".join(lines))
    assert message in run("check").err


def test_every_key_of_every_section_type_is_in_the_table() -> None:
    rows = {
        code_in(row[0])[0]: code_in(" ".join(row[1:])) for row in rows_of(FORMAT) if code_in(row[0])
    }
    common = {"start", "end", "expected", "location", "url", "summary", "highlights", "note"}
    common |= set(SINGLE)
    assert [key for key in common if f"`{key}`" not in FORMAT.read_text("utf-8")] == []
    for kind in SECTION_TYPES.names():
        own = set(fields_of(SECTION_TYPES[kind].entry)) - common - {"text"}
        shared = set(rows["experience"]) if kind == "volunteering" else set()
        named = {word for cell in rows[kind] for word in re.findall(r"\w+", cell)}
        assert own - named - shared == set(), kind


def test_every_key_of_the_person_and_every_mark_is_in_the_table() -> None:
    named = {
        word
        for row in rows_of(FORMAT)
        for cell in code_in(row[0])
        for word in re.findall(r"\w+", cell)
    }
    keys = {*Person.model_fields, *Settings.model_fields, *Marks.model_fields, "for", "variants"}
    assert keys - {"for_"} - named == set()


@pytest.mark.parametrize("model", [Opening, Application, Part])
def test_every_key_of_an_application_and_of_an_opening_is_in_a_table(
    model: type[StrictModel],
) -> None:
    cells = (row[0] for row in rows_of(ROOT / "docs" / "applications.md"))
    named = {word for cell in cells for word in re.findall(r"[\w.]+", " ".join(code_in(cell)))}
    # The kinds of documents are in the example above their table.
    assert set(keys_of(model)) - named - set(KINDS) == set()


def test_every_built_in_variant_is_in_the_table() -> None:
    names = [name for row in rows_of(ROOT / "docs" / "variants.md") for name in code_in(row[0])]
    named = {name for name in names if ":" not in name}  # the others are rules of a section
    assert {variant.name for variant in builtin_variants()} == named


def prose_of(page: Path) -> str:
    """The text of a page without its fenced blocks."""
    return re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_to_a_file_and_a_heading(page: Path) -> None:
    for name, anchor in LINK.findall(prose_of(page)):
        target = page.parent / name if name else page
        assert target.exists(), name
        assert not anchor or anchor in anchors_of(target), f"{name}#{anchor}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached = {(README.parent / name).resolve() for name, _ in LINK.findall(prose_of(README))}
    assert [page.name for page in PAGES if page.parent != ROOT and page not in reached] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_uses_plain_words(page: Path) -> None:
    assert COINED.findall(prose_of(page)) == []


@pytest.mark.parametrize("command", cli.commands.values(), ids=lambda command: str(command.name))
def test_every_command_is_in_the_documentation(command: Command) -> None:
    texts = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert f"cvgen {command.name}" in texts


def test_a_cv_of_the_format_page_is_a_cv() -> None:
    (first, *_) = [block for block in blocks_in("yaml") if block.page == FORMAT]
    assert cv_of(first.text).person.name == "Ada Example"


@pytest.mark.parametrize("block", blocks_in("yml"), ids=lambda block: block.name)
def test_an_example_of_a_theme_file_can_be_loaded(block: CodeBlock, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    text = block.text if "extends" in block.text else f"extends: base\n{block.text}"
    (folder / "theme.yaml").write_text(text, "utf-8")
    assert load_theme(folder).name == "example"


def test_every_folder_of_the_code_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.partition("## Folders")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)/`", "".join(row for row in table.splitlines() if row[:1] == "|"))
    folders = {path.parent.name for path in (ROOT / "cvgen").glob("*/__init__.py")}
    assert sorted(named) == sorted(folders)


@pytest.mark.parametrize("feature", ["audit", "diff", "gallery", "importing", "match", "timeline"])
def test_a_feature_is_imported_by_its_command_and_by_applications_only(feature: str) -> None:
    outside = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "cvgen").rglob("*.py")
        if f"cvgen.{feature}" in path.read_text("utf-8") and feature not in path.parent.parts
    ]
    users = ("cvgen/cli/", "cvgen/applications/")
    assert [name for name in outside if not name.startswith(users)] == []
