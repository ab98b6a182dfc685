"""The command line as a separate process: streams, encodings, completion, no tracebacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE, Ran, codes, process
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, files_below, make_project, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the CV of Ada."""
    return make_project(tmp_path)


def safe(made: Ran) -> Ran:
    """``made``, which did not end in a traceback."""
    assert "Traceback" not in made.out + made.err
    assert made.code in range(6)
    return made


def test_all_formats_agree_on_exit_code_and_streams(project: Path) -> None:
    made = safe(process("render", cwd=project))
    assert (made.code, made.err) == (0, "")
    assert [line.split()[0] for line in made.out.splitlines()[:-1] if line[0] != " "] == [
        f"output/ada/ada-full.{suffix}" for suffix in ("pdf", "html", "md")
    ]
    assert ", 1 page\n" in made.out
    assert (project / "output/ada/ada-full.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.sweep("cvgen/rendering", "cvgen/project", "cvgen/cli", keep=0)
def test_the_same_project_gives_the_same_bytes_in_another_folder(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = shutil.copytree(project, tmp_path_factory.mktemp("other") / "a folder")
    safe(process("render", cwd=project, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C"))
    safe(process("render", cwd=other, PYTHONHASHSEED="2", SOURCE_DATE_EPOCH=""))
    for name in files_below(project / "output"):
        assert (project / "output" / name).read_bytes() == (other / "output" / name).read_bytes()


@pytest.mark.sweep("cvgen/cli", "cvgen/__main__.py", kinds=("code",))
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 1),
        (["render", "-f", "md", "-t", "nope"], 3),
        (["render", "bad", "-f", "md"], 1),
        (["--version"], 0),
        (["nope"], 2),
        ([], 2),
    ],
)
def test_exit_codes_reach_the_shell(project: Path, words: list[str], code: int) -> None:
    write(project / "cv_data" / "bad.yaml", BROKEN)
    assert safe(process(*words, cwd=project)).code == code


NAME = os.fsdecode(b"caf\xe9")


@pytest.mark.sweep("cvgen/cli", kinds=(), keep=2)
@pytest.mark.parametrize("encoding", ["utf-8:strict", "ascii:strict", "latin-1:strict"])
@pytest.mark.parametrize("name", ["zoë", "日本", NAME])
def test_a_name_that_the_terminal_cannot_show_is_no_reason_to_fail(
    tmp_path: Path, encoding: str, name: str
) -> None:
    make_project(tmp_path, None, **{name: ADA})
    words = ("render", "-f", "markdown")
    made = safe(process(*words, cwd=tmp_path, PYTHONIOENCODING=encoding))
    assert made.code == 0
    assert len(files_below(tmp_path / "output")) == 1


def test_a_working_folder_that_is_gone_is_a_problem_in_words(tmp_path: Path) -> None:
    script = f"mkdir gone && cd gone && rmdir ../gone && exec {sys.executable} -m cvgen check"
    made = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert "Traceback" not in made.stderr
    assert codes(made.stderr) == ["E101"]


def completed(project: Path, words: str, shell: str = "bash") -> list[str]:
    """What a shell offers for the last of ``words``, through click's protocol."""
    last = len(words.split(" ")) - 1
    environment = {"COMP_WORDS": words, "COMP_CWORD": str(last)}
    made = process(cwd=project, _CVGEN_COMPLETE=f"{shell}_complete", **environment)
    assert made.err == ""
    return [line.partition(",")[2] for line in made.out.splitlines() if line]


@pytest.mark.sweep("cvgen/cli/completers.py", "cvgen/cli/completion.py", kinds=(), keep=3)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("cvgen re", ["read", "render"]),
        ("cvgen render a", ["ada", "al"]),
        ("cvgen check z", ["zoë"]),
        ("cvgen render --variant ac", ["academic", "academic-short"]),
        ("cvgen render -V public,a", ["public,academic", "public,academic-short"]),
        ("cvgen render -V l", ["lab"]),
        ("cvgen render -t ind", ["industry"]),
        ("cvgen render -f ma", ["markdown"]),
        ("cvgen completion z", ["zsh"]),
        ("cvgen apply h", ["harbour", "hill"]),
        ("cvgen apply harbour h", ["hill"]),
        ("cvgen apply -f ma", ["markdown"]),
        ("cvgen apply --new mill --opening e", ["engineer"]),
    ],
)
def test_a_shell_completes_names(tmp_path: Path, words: str, offered: list[str]) -> None:
    make_project(tmp_path, "variants: {lab: {extends: industry}}", ada=ADA, al=ADA, zoë=ADA)
    for name in ("applications/harbour", "applications/hill", "openings/engineer"):
        write(tmp_path / f"{name}.yaml", "")
    assert completed(tmp_path, words) == offered


def test_completion_is_silent_where_the_project_is_broken(project: Path) -> None:
    write(project / "cvgen.yaml", "theem: [")
    assert completed(project, "cvgen render a") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_the_name_of_a_cv_with_the_printed_script(tmp_path: Path) -> None:
    make_project(tmp_path, None, ada=ADA, zoë=ADA)
    command = write(tmp_path / "bin" / "cvgen", f'#!/bin/sh\nexec {sys.executable} -m cvgen "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(cvgen completion bash)"
        COMP_WORDS=(cvgen render z); COMP_CWORD=2
        _cvgen_completion cvgen; printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{command.parent}:{os.environ['PATH']}"
    made = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, timeout=600, check=False,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert made.stdout.decode().splitlines() == ["zoë"]
