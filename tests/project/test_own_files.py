"""No command overwrites its own sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, write

CV = "cv_data/ada.yaml"


@pytest.mark.sweep("cvgen/project", "cvgen/cli", kinds=(), keep=3)
@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("explain ada", CV), ("explain ada", "cvgen.yaml"), ("explain ada", "themes/own/theme.css"),
        ("timeline ada", CV), ("diff full public ada --visual", CV), ("themes --gallery", CV),
    ],
)  # fmt: skip
def test_an_output_is_not_a_source(
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


def test_a_file_elsewhere_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for target in ("why.json", "more/why.json"):
        assert run("explain", "ada", "-o", target).code == 0
        assert target in files_below(tmp_path)
        assert ADA.split()[1] in (tmp_path / target).read_text("utf-8")


PLACES = [".git", ".git/hooks", "cv_data", "cv_data/out", "themes", "themes/x", "CV_DATA", ".GIT/x",
          "x/../cv_data", "to-data", "to-git", "cvgen.yaml", "x/.git"]  # fmt: skip


@pytest.mark.sweep("cvgen/project", "cvgen/cli", kinds=())
@pytest.mark.parametrize("place", PLACES)
def test_no_output_goes_where_sources_are(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path, "variants: {}\n")
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "to-data").symlink_to("cv_data")
    (tmp_path / "to-git").symlink_to(".git")
    monkeypatch.chdir(tmp_path)
    before = files_below(tmp_path)
    if place != "cvgen.yaml":
        made = run("render", "-f", "html", "-o", place)
        assert (made.code, codes(made.err)[-1:]) == (5, ["E508"])
        for command in ("explain ada", "timeline ada", "themes --gallery"):
            made = run(*command.split(), "-o", f"{place}/x.html")
            assert (made.code, codes(made.err)[-1:]) == (5, ["E508"]), command
    write(tmp_path / "cvgen.yaml", f"output: {place}\n")
    for command in ("check", "render -f html"):
        made = run(*command.split())
        assert (made.code, codes(made.err)) == (1, ["E442"])
    assert made.err.startswith("cvgen.yaml:1:9: E442 ")
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("name", ["cvgen.yaml", "cv_data", "themes", "cv_data/ada.yaml", "output"])
def test_nothing_is_read_through_a_link_out_of_the_project(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "project", "variants: {}\n")
    (project / "output").mkdir()
    (project / "themes").mkdir()
    place = project / name
    outside = tmp_path / "outside"
    if place.is_dir():
        place.rename(outside)
    else:
        place.unlink()
        outside.write_text("kept-secret:x\n  - y\n", "utf-8")
    place.symlink_to(outside)
    monkeypatch.chdir(project)
    for command in ("check", "render -f html", "explain ada", "themes"):
        made = run(*command.split())
        if command == "themes" and name not in ("cvgen.yaml", "themes"):
            continue
        assert (made.code, codes(made.err)) == (1, ["E401"]), command
        assert "kept-secret" not in made.err + made.out
        assert made.err.startswith((name, "cvgen: "))
