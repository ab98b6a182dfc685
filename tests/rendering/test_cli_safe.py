"""No mistake loses a file, and nothing hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers_cli import SOURCE, codes, process, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, needs_permissions, write

OUTPUTS = ["output/ada/ada-full.html", "output/ada/ada-full.md"]
FORMS = ["-f", "html,md"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which all is up to date."""
    monkeypatch.chdir(make_project(tmp_path))
    assert run("render", *FORMS).code == 0
    return tmp_path


def outputs(here: Path) -> list[str]:
    return [name for name in files_below(here) if name in OUTPUTS]


@pytest.mark.parametrize("gone", ["moved", "empty", "nowhere"])
def test_a_run_that_finds_no_cv_removes_nothing(here: Path, gone: str) -> None:
    (here / "cv_data").rename(here / "elsewhere")
    if gone != "moved":
        (here / "cv_data").mkdir()
    if gone == "nowhere":
        (here / "cv_data" / "ada.yaml").symlink_to("nothing.yaml")
    made = run("render", "--prune", *FORMS)
    assert made.code != 0
    assert "E101" in codes(made.err)
    assert outputs(here) == OUTPUTS


def test_a_part_is_not_a_cv_because_its_name_is_mistyped(here: Path) -> None:
    write(here / "cv_data" / "base.yaml", "name: Base\nphone: '+44 20 7946 0000'\n")
    write(here / "cv_data" / "kid.yaml", "from: base.yml\nsections: {awards: [A]}\n")
    made = run("render", *FORMS)
    assert (made.code, codes(made.err)) == (1, ["E115"])
    assert outputs(here) == OUTPUTS
    assert not [name for name in files_below(here) if "base-full" in name]
    write(here / "cv_data" / "kid.yaml", "from: base.yaml\nsections: {awards: [A]}\n")
    assert run("render", *FORMS).code == 0
    assert not [name for name in files_below(here) if "base-full" in name]


def test_a_pipe_in_the_place_of_an_output_is_not_waited_for(here: Path) -> None:
    path = here / OUTPUTS[1]
    path.unlink()
    os.mkfifo(path)
    assert process("render", *FORMS, cwd=here).code == 0
    assert path.is_file()


@needs_permissions
def test_a_folder_that_may_not_be_read_is_reported(here: Path) -> None:
    for name, words in (("cv_data", ["render"]), ("output", ["render", "--check"])):
        (here / name).chmod(0)
        made = run(*words, *FORMS)
        (here / name).chmod(0o755)
        assert made.code != 0


@needs_permissions
def test_what_is_up_to_date_may_be_read_only(here: Path) -> None:
    write(here / "cv_data" / "ada.yaml", ADA + "# a remark\n")
    folders = [here / "output", here / "output" / ".cvgen", here / "output" / "ada"]
    for folder in folders:
        folder.chmod(0o555)
    made = run("render", *FORMS)
    for folder in folders:
        folder.chmod(0o755)
    assert (made.code, made.err) == (0, "")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGINT); input()", b"interrupted\n"),
        ("raise RuntimeError('while a class is made') from KeyboardInterrupt()", b""),
    ],
)
def test_an_interrupt_ends_with_the_code_that_shells_know_it_by(
    here: Path, how: str, said: bytes
) -> None:
    code = (  # a shell has programs in the background ignore the signal
        "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"import cvgen.rendering.make as r\ndef stop(*a, **k): {how}\n"
        "r.render = stop\nfrom cvgen.cli import main; main()"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, "render", "--force", *FORMS], cwd=here, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, timeout=600,
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (128 + signal.SIGINT, said)
