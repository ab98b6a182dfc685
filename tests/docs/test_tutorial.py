"""Follows the guides like a newcomer: each file and each command, from an empty folder.

A block whose first line is a comment with a path is the content of that file, and so is a block of
Markdown with a path after its language. Every line of an ``sh`` block runs. In a ``console`` block
the lines after a prompt run, and print the other lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_docs import FILE, GUIDES, ROOT, CodeBlock, blocks_of
from tests.helpers_project import files_below

README = ROOT / "README.md"
SETS_UP = ("./bootstrap ", "uv tool ", "docker ", "cvgen doctor")  # for the machine: CI runs them
COMMENT = re.compile(r"\s+#.*")
SIZE = re.compile(r" +\d+ kB")
"""The size of an output, which differs with the versions of libraries."""
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}:{os.defpath}", "BROWSER": "true",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip


def write_command(path: str, text: str) -> str:
    return f"mkdir -p $(dirname {path})\ncat > {path} <<'END'\n{text}END"


def steps_of(block: CodeBlock) -> list[str]:
    """What a newcomer does at ``block``, as commands of a shell."""
    file = FILE.match(block.text)
    if file and block.language in ("yaml", "yml", "css"):
        return [write_command(file["path"], block.text)]
    if block.language == "markdown" and block.path:
        return [write_command(block.path, block.text)]
    lines = block.text.splitlines()
    if block.language == "console":
        lines = [line[2:] for line in lines if line.startswith("$ ")]
        return [f"{line} | tee -a $PRINTED" for line in lines]
    if block.language == "sh":
        lines = [COMMENT.sub("", line) for line in lines]
        return [line for line in lines if not line.startswith(SETS_UP)]
    return []


def printed_by(page: Path) -> str:
    """What the commands of the console blocks of ``page`` print."""
    blocks = (block.text for block in blocks_of(page) if block.language == "console")
    lines = (line for text in blocks for line in text.splitlines(keepends=True))
    return "".join(line for line in lines if not line.startswith("$ "))


def follow(steps: list[str], folder: Path, **variables: str) -> str:
    """Do ``steps`` in ``folder``; what the console blocks printed."""
    script = "\n".join(steps).replace("cvgen serve", "cvgen serve --help && : cvgen serve")
    printed = folder / "printed"
    printed.touch()
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True,
        env={**os.environ, **ENVIRONMENT, "PRINTED": str(printed), **variables},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return printed.read_text("utf-8")


@pytest.mark.sweep("docs", "cvgen/cli", kinds=())
@pytest.mark.parametrize("name", GUIDES)
def test_every_step_of_a_guide_works_in_its_order(name: str, tmp_path: Path) -> None:
    page = ROOT / "docs" / name
    printed = follow([step for block in blocks_of(page) for step in steps_of(block)], tmp_path)
    assert SIZE.sub(" N kB", printed) == SIZE.sub(" N kB", printed_by(page))
    (project,) = (path.parent for path in tmp_path.glob("*/output"))
    assert set(GUIDES[name]) <= set(files_below(project / "output"))


@pytest.mark.sweep("README.md", "docs", "cvgen/new", "cvgen/cli", "cvgen/rendering", keep=0)
def test_every_step_of_the_readme_works_in_its_order(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    steps = []
    for block in blocks_of(README):
        if block.language == "yaml":  # a CV of ten lines replaces that of the starter project
            steps.append(write_command("cv_data/alex-example.yaml", block.text))
            steps.append("cvgen check\ncvgen render")
        steps += steps_of(block)
    script = "\n".join(steps)
    assert script.index("export PATH") < script.index("cvgen new") < script.index("cvgen render")
    follow(steps, tmp_path, PATH=os.defpath)
    made = files_below(tmp_path / "my-cv" / "output" / "alex-example")
    assert {Path(name).suffix for name in made} >= {".pdf", ".html", ".md"}
    public = tmp_path / "my-cv" / "output" / "alex-example" / "alex-example-public.md"
    assert public.read_text("utf-8").startswith("# Ada Example\n")


@pytest.mark.sweep("cvgen/new", "cvgen/cli", kinds=(), keep=0)
@pytest.mark.parametrize("called_as", ["cvgen", "path", "module"])
def test_the_command_that_new_prints_works(called_as: str, tmp_path: Path) -> None:
    folder = Path(sys.executable).parent
    command = {"cvgen": "cvgen", "path": f"{folder}/cvgen", "module": f"{sys.executable} -m cvgen"}
    path = f"{folder}:{os.defpath}" if called_as == "cvgen" else os.defpath
    script = f"{command[called_as]} new 'my cv' | sed -n 's/^Now run: //p' > next && sh -e ./next"
    done = subprocess.run(
        ["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert any(name.endswith(".pdf") for name in files_below(tmp_path / "my cv" / "output"))
