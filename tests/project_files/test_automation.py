"""Files for pre-commit, GitHub and GitLab are valid, and their commands work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.helpers_cli import SOURCE, run
from tests.helpers_docs import ROOT, CodeBlock, blocks_in
from tests.helpers_precommit import OF_CVS, offered
from tests.helpers_project import files_below, write

SCHEMAS = {
    "action.yml": "github-actions",
    ".github/workflows/": "github-workflows",
    ".gitlab-ci.yml": "gitlab-ci",
}
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
OWN: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTED = blocks_in("YAML")


def valid(name: str, path: Path) -> bool:
    """Whether the file at ``path`` may be the file ``name`` of GitHub, GitLab or pre-commit."""
    schema = next((SCHEMAS[start] for start in SCHEMAS if name.startswith(start)), "")
    if not schema:
        hooks = import_module("pre_commit.commands.validate_config")
        return bool(hooks.validate_config([str(path)]) == 0)
    words = ["--builtin-schema", f"vendor.{schema}", str(path)]
    made = CliRunner().invoke(import_module("check_jsonschema").main, words)
    assert made.exit_code in (0, 1), made.output
    return made.exit_code == 0


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_the_files_of_github_are_valid(path: Path) -> None:
    assert valid(path.relative_to(ROOT).as_posix(), path)


@pytest.mark.parametrize("block", DOCUMENTED, ids=lambda block: block.name)
def test_the_files_of_the_documentation_are_valid(block: CodeBlock, tmp_path: Path) -> None:
    name = re.match(r"# (\S+\.yml)\n", block.text)
    assert valid(name[1] if name else "", write(tmp_path / "file.yml", block.text))


def test_problems_are_annotated(tmp_path: Path) -> None:
    texts = ("jobs: 3\n", "runs: {using: composite}\n", "pages: {script: 3}\n", "repos: 3\n")
    for name, text in zip((".github/workflows/", *list(SCHEMAS)[::2], ""), texts, strict=True):
        assert not valid(name, write(tmp_path / "file.yml", text))


def test_github_tests_the_version_ranges_every_week() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "test-range"), "nosuch"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    names = re.findall(r"scripts/test-range (\w+)", refused.stderr)
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "range.yml").read_text("utf-8"))
    sweeps, job = (workflow["jobs"][name] for name in ("sweeps", "range"))
    assert sweeps["steps"][-1]["run"] == ".ci/run --sweeps=full"
    assert job["strategy"]["matrix"]["versions"] == names
    run = "scripts/test-range ${{ matrix.versions }} --sweeps=full"
    assert job["steps"][-1]["run"].endswith(run)
    (start,) = workflow[True]["schedule"]  # YAML reads the key "on" as true
    assert re.fullmatch(r"\d+ \d+ \* \* \d", start["cron"])
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f"scripts/test-range {name}`" in guide for name in names)


def test_this_repository_uses_its_own_hooks() -> None:
    own = {hook["id"]: hook for repo in OWN["repos"] for hook in repo["hooks"]}
    for hook in offered():
        if hook["id"] not in OF_CVS:  # there are no applications here
            continue
        used = own[hook["id"]]
        assert used["entry"] == f".venv/bin/{hook['entry']}"
        same = ("files", "always_run", "pass_filenames", "require_serial")
        assert [used.get(key) for key in same] == [hook.get(key) for key in same]


def test_the_docs_name_every_input_of_the_action() -> None:
    table = (ROOT / "docs" / "cv-in-git.md").read_text("utf-8")
    for name, told in ACTION["inputs"].items():
        default = f"`{told['default']}`" if told["default"] else ""
        assert re.search(rf"^\| `{name}` \| *{re.escape(default)} *\|", table, re.MULTILINE), name


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter project as working folder, in a folder of a repository."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "docs/cv").code == 0
    return tmp_path


def shell(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """``script`` run as GitHub runs it, where ``cvgen`` is the one under test."""
    shim = f'#!/bin/sh\nPYTHONPATH={SOURCE} exec {sys.executable} -m cvgen "$@"\n'
    write(folder / "bin" / "cvgen", shim).chmod(0o755)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True,
        timeout=600, check=False, env={**os.environ, **variables, "PATH": path},
    )  # fmt: skip


@pytest.mark.sweep("action.yml", "docs", "cvgen/cli", keep=0)
def test_the_steps_of_the_action_check_render_and_make_a_site(starter: Path) -> None:
    steps = {step["name"]: step["run"] for step in ACTION["runs"]["steps"] if "run" in step}
    variables = {
        "PROJECT": "docs/cv", "ARGUMENTS": "--format md,html -V public", "NAME": "alex-example",
        "RUNNER_TEMP": str(starter / "temp"), "GITHUB_OUTPUT": str(starter / "out"),
    }  # fmt: skip
    for name in ("Check", "Render", "Build the site"):
        made = shell(starter, steps[name], **variables)
        assert made.returncode == 0, made.stderr
    folder = Path((starter / "out").read_text("utf-8").strip().removeprefix("folder="))
    names = [f"alex-example/alex-example-public.{end}" for end in ("html", "md")]
    assert files_below(folder) == names
    assert files_below(starter / "temp" / "site") == ["alex-example-public.pdf", "index.html"]
    assert "alex-example-public.pdf" in (starter / "temp/site/index.html").read_text("utf-8")
    committed = steps["Compare committed outputs"]
    assert shell(starter, committed, **variables).returncode == 1
    assert run("render", "--project", "docs/cv", "--quiet").code == 0
    assert shell(starter, committed, **variables).returncode == 0


def test_a_problem_is_shown_at_its_line_in_the_repository(starter: Path) -> None:
    cv = starter / "docs/cv/cv_data/alex-example.yaml"
    write(cv, cv.read_text("utf-8").replace("headline:", "hedline:"))
    step = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "Check")
    made = shell(starter, step["run"], PROJECT="docs/cv")
    assert made.returncode == 1
    assert "::error file=docs/cv/cv_data/alex-example.yaml,title=E201,line=" in made.stdout


@pytest.mark.sweep("action.yml", "docs", "cvgen/cli", keep=0)
def test_the_jobs_for_gitlab_make_documents_and_a_site(starter: Path) -> None:
    (block,) = [block for block in DOCUMENTED if block.text.startswith("# .gitlab-ci.yml")]
    jobs = yaml.safe_load(block.text)
    for job in ("cv", "pages"):
        made = shell(starter / "docs" / "cv", "\n".join(jobs[job]["script"]))
        assert (made.returncode, made.stderr) == (0, "")
    assert files_below(starter / "docs/cv/public") == ["alex-example-public.pdf", "index.html"]
