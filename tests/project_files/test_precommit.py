"""The hooks in another repository, run by the real pre-commit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.helpers_cli import SOURCE, Ran
from tests.helpers_cv import ADA
from tests.helpers_precommit import OF_CVS, Repository, local_config, offered
from tests.helpers_project import files_below, make_project, write

TWO = {"ada": ADA, "bob": ADA.replace("Ada", "Bob")}
CONFIG = "theme: ours\nformats: [markdown, pdf]\n"
THEME = "extends: plain\ndescription: Ours\n"
pytestmark = pytest.mark.sweep(
    ".pre-commit-hooks.yaml",
    "cvgen/cli/check.py",
    "cvgen/cli/render.py",
    "cvgen/rendering",
    kinds=(),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with two CVs, their outputs committed; not to be changed."""
    folder, scratch = tmp_path_factory.mktemp("repository"), tmp_path_factory.mktemp("scratch")
    repository = Repository(folder, scratch)
    make_project(folder, CONFIG, **TWO)
    write(folder / "themes" / "ours" / "theme.yaml", THEME)
    write(folder / "themes" / "ours" / "theme.css", "p { color: #111 }\n")
    write(folder / ".pre-commit-config.yaml", local_config())
    repository.start()
    failed = repository.commit()
    assert failed.code == 1
    assert outcomes(failed) == {"cvgen check": "Passed", "cvgen render": "Failed"}
    assert "4 files changed: add the changes to the commit" in failed.err
    assert repository.commit().code == 0
    return repository


@pytest.fixture
def repository(made: Repository, tmp_path: Path) -> Repository:
    """A copy of it to be changed."""
    return made.copied(tmp_path / "copy")


def outcomes(ran: Ran) -> dict[str, str]:
    """How each hook ended, by its name."""
    lines = (line for line in (ran.out + ran.err).splitlines() if "...." in line)
    return {line.split("...")[0].strip("."): line.rsplit(".", 1)[1] for line in lines}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    write(path, text.replace(old, new))


def outputs(repository: Repository) -> dict[str, bytes]:
    """The bytes of the outputs by name."""
    folder = repository.folder / "output"
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def fails_once(repository: Repository) -> Ran:
    """The run of a commit that fails, after which the same commit with all files goes through."""
    failed = repository.commit()
    assert failed.code == 1
    assert repository.commit().code == 0
    assert repository.status() == []
    return failed


@pytest.mark.sweep(".pre-commit-hooks.yaml", keep=0)
def test_the_hooks_follow_the_schema_of_pre_commit(repository: Repository) -> None:
    assert (
        repository.pre_commit("validate-manifest", str(SOURCE / ".pre-commit-hooks.yaml")).code == 0
    )
    assert {hook["id"]: hook["language"] for hook in offered()} == {
        "cvgen-check": "python", "cvgen-render": "python", "cvgen-apply": "python",
    }  # fmt: skip


def test_nothing_changed_nothing_said(repository: Repository) -> None:
    passed = repository.hooks()
    assert (passed.code, set(outcomes(passed).values())) == (0, {"Passed"})
    assert len(passed.out.splitlines()) == 2
    assert repository.status() == []


def test_in_a_fresh_clone_all_outputs_are_up_to_date(made: Repository, tmp_path: Path) -> None:
    made.git("clone", "--quiet", str(made.folder), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone", made.scratch)
    assert not (clone.folder / "output" / ".cvgen").exists()
    assert clone.hooks().code == 0
    assert (clone.folder / "output" / ".cvgen").exists()
    assert clone.status() == []


def test_a_changed_bullet_fails_once_and_leaves_fresh_files(repository: Repository) -> None:
    edit(repository.folder / "cv_data/ada.yaml", "40 %", "50 %")
    before = outputs(repository)
    failed = fails_once(repository)
    assert outcomes(failed) == {"cvgen check": "Passed", "cvgen render": "Failed"}
    after = outputs(repository)
    assert {name for name in after if after[name] != before[name]} == {
        "ada/ada-full.pdf", "ada/ada-full.md",
    }  # fmt: skip
    assert b"50" in after["ada/ada-full.md"]


def test_a_change_of_the_theme_reaches_all_pages(repository: Repository) -> None:
    edit(repository.folder / "themes/ours/theme.css", "#111", "#222")
    assert "2 files written" in fails_once(repository).err


def test_a_change_without_effect_passes(repository: Repository) -> None:
    edit(repository.folder / "cv_data/ada.yaml", "name:", "# who\nname:")
    assert repository.commit().code == 0
    assert repository.status() == []


def test_broken_yaml_is_reported_with_its_place_and_old_files_stay(repository: Repository) -> None:
    edit(repository.folder / "cv_data/ada.yaml", "role: Engineer", "role: [Engineer")
    before = outputs(repository)
    failed = repository.commit()
    assert (failed.code, set(outcomes(failed).values())) == (1, {"Failed"})
    assert "cv_data/ada.yaml:6:13: E104" in failed.err
    assert outputs(repository) == before


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: write(path, "mine")])
def test_an_output_that_is_edited_or_deleted_comes_back(
    repository: Repository, damage: Callable[[Path], object]
) -> None:
    before = outputs(repository)
    damage(repository.folder / "output/ada/ada-full.pdf")
    assert repository.commit().code == 1
    assert outputs(repository) == before


class TestGone:
    """Outputs of a CV that is gone: told of at every commit, removed only if asked."""

    def test_a_deleted_cv(self, repository: Repository) -> None:
        (repository.folder / "cv_data/bob.yaml").unlink()
        for _ in range(2):
            failed = repository.commit()
            assert failed.code == 1
            assert "W506 output/bob/bob-full.md and 1 more" in failed.err
            assert "add what changed" not in failed.err
        assert "bob/bob-full.md" in outputs(repository)
        repository.git("rm", "-q", "-r", "--force", "output/bob")
        assert repository.commit().code == 0

    def test_a_renamed_cv_with_prune(self, repository: Repository) -> None:
        config = local_config(cvgen_render=["--prune"])
        write(repository.folder / ".pre-commit-config.yaml", config)
        (repository.folder / "cv_data/bob.yaml").rename(repository.folder / "cv_data/rob.yaml")
        fails_once(repository)
        assert {name.split("/")[0] for name in outputs(repository)} == {"ada", "rob"}

    def test_in_a_clone_where_no_record_tells(self, repository: Repository) -> None:
        shutil.rmtree(repository.folder / "output" / ".cvgen")
        (repository.folder / "cv_data/bob.yaml").unlink()
        write(repository.folder / "output/bob/bob-letter.md", "mine")
        failed = repository.commit()
        assert "W506 output/bob/bob-full.md and 1 more" in failed.err


def test_ignored_outputs_are_made_and_never_fail(repository: Repository) -> None:
    write(repository.folder / ".gitignore", "output/\n")
    repository.git("rm", "-q", "-r", "--cached", "output")
    shutil.rmtree(repository.folder / "output")
    assert repository.commit().code == 0
    edit(repository.folder / "cv_data/ada.yaml", "40 %", "50 %")
    assert repository.commit().code == 0
    assert b"50" in outputs(repository)["ada/ada-full.md"]
    assert repository.status() == []


def test_a_new_cv_has_outputs_that_git_does_not_know(repository: Repository) -> None:
    write(repository.folder / "cv_data/cy.yaml", ADA.replace("Ada", "Cy"))
    repository.git("add", "cv_data")
    assert repository.git("commit", "-qm", "x").code == 1
    assert "?? output/cy/cy-full.pdf" in repository.status()
    assert repository.commit().code == 0


def test_a_project_in_a_folder_of_the_repository(repository: Repository) -> None:
    inside = repository.folder / "docs" / "cv"
    inside.mkdir(parents=True)
    for name in ("cvgen.yaml", "cv_data", "themes", "output"):
        (repository.folder / name).rename(inside / name)
    assert repository.commit().code == 1
    place = ["--project", "docs/cv"]
    config = local_config(cvgen_check=place, cvgen_render=place)
    write(repository.folder / ".pre-commit-config.yaml", config)
    assert repository.commit().code == 0
    edit(inside / "cv_data/ada.yaml", "role: Engineer", "rol: Engineer")
    assert "docs/cv/cv_data/ada.yaml:6:7: E201" in repository.commit().err
    assert repository.status()[0].startswith("M  docs/cv")


@pytest.mark.sweep(".pre-commit-hooks.yaml", "cvgen/__init__.py", keep=0)
@pytest.mark.skipif("CVGEN_CI" not in os.environ, reason="installs cvgen from the package index")
def test_the_hooks_in_an_environment_that_pre_commit_makes(
    repository: Repository, tmp_path: Path
) -> None:
    source = Repository(tmp_path / "cvgen", tmp_path / "scratch")
    source.folder.mkdir()
    names = [".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "cvgen", "themes"]
    source.git("init", "-q")
    for name in names:
        here = SOURCE / name
        copy = shutil.copytree if here.is_dir() else shutil.copy
        copy(here, source.folder / name)
    source.git("add", "--all")
    source.git("-c", "user.name=K", "-c", "user.email=k@example.org", "commit", "-qm", "x")
    revision = source.git("rev-parse", "HEAD").out.strip()
    hooks = [{"id": name} for name in OF_CVS]
    repos = [{"repo": str(source.folder), "rev": revision, "hooks": hooks}]
    write(repository.folder / ".pre-commit-config.yaml", yaml.safe_dump({"repos": repos}))
    edit(repository.folder / "cv_data/ada.yaml", "40 %", "50 %")
    fails_once(Repository(repository.folder, source.scratch))
    assert b"50" in outputs(repository)["ada/ada-full.md"]
