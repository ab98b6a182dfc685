"""No command writes over what documents are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, write

CV = "cv_data/ada.yaml"


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("explain ada", CV), ("explain ada", "cvgen.yaml"), ("explain ada", "themes/own/theme.css"),
        ("timeline ada", CV), ("diff full public ada --visual", CV), ("themes --gallery", CV),
    ],
)  # fmt: skip
def test_an_output_is_none_of_the_sources(
    command: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path, "variants: {}\n")
    write(tmp_path / "themes" / "own" / "theme.css", "p { color: red }")
    before = (tmp_path / target).read_bytes()
    monkeypatch.chdir(tmp_path)
    told = run(*command.split(), "-o", target)
    assert (told.code, codes(told.err)[-1:]) == (5, ["E508"])
    assert "nothing was written" in told.err
    assert (tmp_path / target).read_bytes() == before


def test_a_file_beside_them_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for target in ("why.json", "cv_data/why.json"):
        assert run("explain", "ada", "-o", target).code == 0
        assert target in files_below(tmp_path)
        assert ADA.split()[1] in (tmp_path / target).read_text()
