"""`cvgen new --with application`: a sample application that works at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvgen.applications.application import Application
from cvgen.applications.opening import Opening
from cvgen.applications.schema import schema_text
from tests.helpers import as_editors_load
from tests.helpers_cli import codes, run
from tests.helpers_project import files_below, write
from tests.helpers_schema import jsonschema

SAMPLE = [
    "applications/application.schema.json", "applications/lighthouse.yaml",
    "letters/industry.md", "openings/lighthouse-data-engineer.yaml",
    "openings/opening.schema.json",
]  # fmt: skip


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter project with the sample, as working folder."""
    monkeypatch.chdir(tmp_path)
    made = run("new", "--with", "application")
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines()[-1].endswith("cvgen apply")
    return tmp_path


def test_it_is_written_beside_the_starter_project(sample: Path) -> None:
    plain = ["cv_data/alex-example.yaml", "cv_data/cv.schema.json", "cvgen.yaml"]
    assert files_below(sample) == sorted([*plain, *SAMPLE])


def test_it_passes_its_checklist_without_a_warning(sample: Path) -> None:
    made = run("apply")
    assert (made.code, made.err) == (0, "")
    (one,) = json.loads(run("apply", "--check", "--json").out)
    states = {item["demand"]: item["state"] for item in one["checklist"]}
    assert {demand: state for demand, state in states.items() if state != "pass"} == {
        "Five years with Python and SQL": "not checked",
        "Experience with Airflow or dbt": "not checked",
        "Experience with PostgreSQL": "not checked",
        "Send one PDF by e-mail.": "not checked",
    }
    packet = sample / "output" / "applications" / "lighthouse" / "Example_LM-2026-017.pdf"
    assert packet.is_file()
    assert run("check").out == "1 CV checked: no problems\n"


@pytest.mark.parametrize(("name", "model"), [("application", Application), ("opening", Opening)])
def test_its_files_name_their_schema_which_takes_them(
    sample: Path, name: str, model: type[Application | Opening]
) -> None:
    (path,) = (sample / f"{name}s").glob("*.yaml")
    text = path.read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={name}.schema.json\n")
    schema = (sample / f"{name}s" / f"{name}.schema.json").read_text("utf-8")
    assert schema == schema_text(name)
    validator = jsonschema.Draft202012Validator(json.loads(schema))
    assert [error.message for error in validator.iter_errors(as_editors_load(text))] == []


def test_all_people_and_places_are_examples(sample: Path) -> None:
    text = "".join((sample / name).read_text("utf-8") for name in SAMPLE if "schema" not in name)
    addresses = [word for word in text.split() if "@" in word]
    assert [word for word in addresses if not word.endswith(".example")] == []


@pytest.mark.parametrize("name", SAMPLE)
def test_it_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / name, "mine")
    made = run("new", "--with", "application")
    assert (made.code, codes(made.err)) == (5, ["E504"])
    assert files_below(tmp_path) == [name]


def test_it_can_be_the_start_of_another(sample: Path) -> None:
    made = run("apply", "--new", "second", "--opening", "lighthouse-data-engineer")
    assert (made.code, made.err) == (0, "")
    assert (sample / "applications" / "second.yaml").is_file()
