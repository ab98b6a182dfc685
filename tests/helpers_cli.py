"""Runs the command line: in this process for speed, or as a separate process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from click.testing import CliRunner

import cvgen
from cvgen.cli.main import cli
from cvgen.writers.pdf.writer import load_engine, warm_up

SOURCE = Path(cvgen.__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@lru_cache
def _load_engine() -> None:
    """Load what PDFs need once for all runs: the workers, which are forked, have it then."""
    load_engine()
    deque(warm_up("academic"), maxlen=0)


def run(*words: str) -> Ran:
    """``cvgen`` with ``words``, in the working folder of this process."""
    if {"render", "apply"} & set(words):
        _load_engine()
    result = CliRunner().invoke(cli, list(words), prog_name="cvgen")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(*words: str, cwd: Path, **variables: str) -> Ran:
    """``python -m cvgen`` with ``words`` as a process of its own in the folder ``cwd``."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **variables}
    command = [sys.executable, "-m", "cvgen", *words]
    made = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, timeout=600, check=False
    )
    out, err = (stream.decode(errors="backslashreplace") for stream in (made.stdout, made.stderr))
    return Ran(made.returncode, out, err)


def codes(text: str) -> list[str]:
    """The codes of the problems in a report."""
    words = text.replace(":", " ").split()
    return [word for word in words if len(word) == 4 and word[0] in "EW" and word[1:].isdigit()]
