"""`cvgen match`: its output, and its errors for wrong names and files."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE, codes, process, run
from tests.helpers_project import make_project, write
from tests.helpers_waiting import PATIENCE

CV = """\
name: Ada Example
headline: Systems engineer
variants:
  short: {sections: [experience]}
sections:
  experience:
    - {role: Engineer, organization: Mill, highlights: [Wrote Haskell.]}
  skills:
    - {items: [Rust]}
"""
JOB = "Engineer\n\nRequirements\n- Haskell\n- Rust is required\n- Elm and queueing theory\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the CV of Ada and a job text, as working folder."""
    monkeypatch.chdir(make_project(tmp_path, None, ada=CV))
    write(tmp_path / "job.txt", JOB)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_the_three_parts_are_printed() -> None:
    made = run("match", "job.txt", "ada", "--variant", "short")
    assert (made.code, made.err) == (0, "")
    assert made.out == (
        "ada as short: shows 1 of 4 terms\n"
        "\nShown\n"
        "  Haskell: experience: Engineer, Mill (line 7)\n"
        "\nLeft out\n"
        "  Rust: skills: Rust (line 9); sections: the variant does not name it; "
        "`sections: [..., skills]`, or shown by full, record, public, academic, academic-short, "
        "industry, industry-short\n"
        "\nNot in the CV\n"
        "  Elm, queueing theory\n"
    )


@pytest.mark.usefixtures("here")
def test_the_same_as_json() -> None:
    (made,) = json.loads(run("match", "job.txt", "-V", "short", "-f", "json").out)
    assert (made["cv"], made["variant"], made["language"], made["terms"]) == (
        "ada",
        "short",
        "en",
        4,
    )
    assert [one["places"][0]["line"] for one in made["shown"]] == [7]
    (left,) = made["left_out"]
    assert (left["term"], left["must"], left["change"]) == ("Rust", True, "sections: [..., skills]")
    assert [one["term"] for one in made["missing"]] == ["Elm", "queueing theory"]


def test_every_cv_is_matched_if_none_is_named(here: Path) -> None:
    write(here / "cv_data" / "bob.yaml", CV.replace("Ada", "Bob"))
    lines = run("match", "job.txt").out.splitlines()
    assert [line for line in lines if " as " in line] == [
        "ada as full: shows 2 of 4 terms", "bob as full: shows 2 of 4 terms",
    ]  # fmt: skip


def test_the_job_text_may_be_piped_in(here: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "cvgen", "match", "-", "ada"], cwd=here, input=JOB, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, timeout=600, check=True,
    )  # fmt: skip
    assert made.stdout.startswith("ada as full: shows 2 of 4 terms\n")


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("job.txt", "adda"), 3, "E301"),
        (("job.txt", "ada", "-V", "shrot"), 3, "E301"),
        (("nosuch.txt", "ada"), 1, "E101"),
        (("cv_data", "ada"), 1, "E101"),
        (("empty.txt", "ada"), 1, "E105"),
        (("binary.pdf", "ada"), 1, "E102"),
        (("huge.txt", "ada"), 1, "E103"),
    ],
)
def test_what_cannot_be_used_is_a_problem_with_a_code(
    here: Path, words: tuple[str, ...], code: int, problem: str
) -> None:
    write(here / "empty.txt", " \n")
    (here / "binary.pdf").write_bytes(b"%PDF-1.7 \xff\xfe\x00")
    (here / "huge.txt").write_bytes(b"a " * 100_001)
    made = run("match", *words)
    assert (made.code, codes(made.err)[:1]) == (code, [problem])


def test_a_text_without_terms_shows_no_terms(here: Path) -> None:
    write(here / "job.txt", "We are a great team.")
    assert run("match", "job.txt").out == "ada as full: shows 0 of 0 terms\n"


def test_on_a_terminal_tables_have_its_width(here: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("there are no terminals here")
    with subprocess.Popen(
        [sys.executable, "-m", "cvgen", "match", "job.txt", "ada", "-V", "short"], cwd=here,
        stdout=theirs, env={**os.environ, "PYTHONPATH": str(SOURCE), "COLUMNS": "60"},
    ) as running:  # fmt: skip
        assert running.wait(PATIENCE) == 0
    os.close(theirs)
    lines = re.sub(r"\x1b\[[\d;]*m|\r", "", read_all(ours)).splitlines()
    assert any(line.split() == ["Term", "Where"] for line in lines)
    assert max(map(len, lines)) <= 60
    assert "`sections: [..." in "\n".join(lines)


def read_all(descriptor: int) -> str:
    """All that was written to a terminal whose other end is closed."""
    taken = io.BytesIO()
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:  # Linux says so that there is no more
            break
        if not piece:
            break
        taken.write(piece)
    os.close(descriptor)
    return taken.getvalue().decode()


@pytest.mark.parametrize("command", ["match", "timeline"])
def test_help_imports_nothing_heavy(command: str, here: Path) -> None:
    script = (
        "import sys\nfrom cvgen.cli.main import cli\n"
        f"try: cli(['{command}', '--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic', 'yaml', 'rich', 'jinja2', 'babel', 'snowballstemmer',"
        " 'stop_words', 'cvgen.match.match', 'cvgen.timeline.timeline'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    made = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(SOURCE)}, cwd=here,
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    assert made.stderr == "[]\n"


@pytest.mark.sweep("cvgen/match", "cvgen/selection", "cvgen/rendering", kinds=(), keep=0)
def test_the_same_text_gives_the_same_bytes(here: Path) -> None:
    first, second = (
        process("match", "job.txt", "-f", "json", cwd=here, PYTHONHASHSEED=seed) for seed in "12"
    )
    assert first == second
