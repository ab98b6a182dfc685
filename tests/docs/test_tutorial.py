"""The README as a newcomer follows it: its own commands and its own CV, from the first page on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_docs import ROOT, blocks_of
from tests.helpers_project import files_below

README = ROOT / "README.md"
SETS_UP = ("./bootstrap ", "uv tool ", "cvgen doctor")  # they change the machine: CI runs them


def steps() -> list[str]:
    """The README's commands in order, where a CV of ten lines is put into the starter project."""
    found = []
    for block in blocks_of(README):
        if block.language == "sh":
            lines = [re.sub(r"\s+#.*", "", line) for line in block.text.splitlines()]
            found += [line for line in lines if not line.startswith(SETS_UP)]
        elif block.language == "yaml":
            found.append(f"cat > cv_data/alex-example.yaml <<'END'\n{block.text}END")
            found.append("cvgen check\ncvgen render")
    return found


def test_every_step_of_the_readme_works_in_its_order(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    path = os.pathsep.join(os.defpath.split(os.pathsep))
    script = "\n".join(steps()).replace("cvgen serve", "cvgen serve --help && : cvgen serve")
    assert script.index("export PATH") < script.index("cvgen new") < script.index("cvgen render")
    done = subprocess.run(
        ["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PATH": path, "BROWSER": "true"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    made = files_below(tmp_path / "my-cv" / "output" / "alex-example")
    assert {Path(name).suffix for name in made} >= {".pdf", ".html", ".md"}
    public = tmp_path / "my-cv" / "output" / "alex-example" / "alex-example-public.md"
    assert public.read_text("utf-8").startswith("# Ada Example\n")


@pytest.mark.sweep("cvgen/new", "cvgen/cli", kinds=())
@pytest.mark.parametrize("called_as", ["cvgen", "path", "module"])
def test_what_new_says_at_its_end_works_from_there(called_as: str, tmp_path: Path) -> None:
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
