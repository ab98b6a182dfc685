"""A document in another theme than its variant's overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, forget, make_project, write

RENDER = ["render", "-f", "md,html"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, "variants: {lab: {extends: full, theme: harbour}}", ada=ADA)
    write(tmp_path / "themes/harbour/theme.yaml", "extends: industry\nvariant: industry\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outputs(folder: Path) -> set[str]:
    return {Path(name).stem for name in files_below(folder / "output")}


@pytest.mark.sweep("cvgen/rendering", kinds=(), keep=2)
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("-t harbour", "ada-industry-harbour"), ("-t themes/harbour", "ada-industry-harbour"),
        ("-t industry", "ada-industry"), ("-t academic", "ada-academic"),
        ("-V industry", "ada-industry"), ("-V industry -t academic", "ada-industry-academic"),
        ("-V full -t modern", "ada-full-modern"), ("-V full -t academic", "ada-full"),
        ("-V lab", "ada-lab"), ("-V lab -t harbour", "ada-lab"), ("", "ada-full"),
    ],
)  # fmt: skip
def test_a_name_has_the_theme_only_where_it_is_not_that_of_the_variant(
    here: Path, words: str, name: str
) -> None:
    assert run(*RENDER, *words.split()).code == 0
    assert outputs(here) == {name}
    made = run(*RENDER, *words.split(), "--check")
    assert (made.code, made.err) == (0, "")


@pytest.mark.sweep("cvgen/rendering", "cvgen/project", keep=0)
def test_nothing_is_overwritten_and_nothing_left_over(here: Path) -> None:
    run(*RENDER, "-V", "industry")
    before = {path: path.read_bytes() for path in here.glob("output/ada/*")}
    run(*RENDER, "-t", "harbour")
    assert all(path.read_bytes() == data for path, data in before.items())
    assert run(*RENDER, "--prune").err == ""
    assert outputs(here) == {"ada-industry", "ada-industry-harbour", "ada-full"}
    for gone in (True, False):  # known from the record, or in a new clone by their names
        run(*RENDER, "-t", "harbour")
        write(here / "cv_data/bob.yaml", ADA)
        run(*RENDER, "bob", "-t", "harbour")
        (here / "cv_data/bob.yaml").unlink()
        if not gone:
            forget(here)
        assert "W506" in run(*RENDER).err
        run(*RENDER, "--prune")
        assert not list(here.glob("output/bob/*"))


def test_a_variant_of_the_same_name_has_another_file(here: Path) -> None:
    write(here / "cvgen.yaml", "variants: {full-plain: {extends: full}}")
    run(*RENDER, "-V", "full-plain")
    run(*RENDER, "-V", "full", "-t", "plain")
    assert outputs(here) == {"ada-full-plain", "ada-full--plain"}
