"""Files are written completely or not at all, and system errors become plain messages."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from cvgen.errors import OutputError
from cvgen.paths import display_path
from cvgen.project import read_bytes, write_atomic
from tests.helpers_project import files_below, needs_permissions, write


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.md"
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert files_below(tmp_path) == ["a/b/c.md"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    assert write_atomic(path, b"same")
    before = path.stat()
    assert not write_atomic(path, b"same")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_atomic(path, b"else")


def test_a_reader_keeps_the_old_file_whole_while_a_new_one_comes(tmp_path: Path) -> None:
    path = write(tmp_path / "c.md", "old content")
    with path.open("rb") as reader:
        assert reader.read(3) == b"old"
        write_atomic(path, b"new")
        assert reader.read() == b" content"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("content", ["file inside", None])
def test_a_folder_in_the_way_stays_and_nothing_is_left_behind(
    tmp_path: Path, content: str | None
) -> None:
    target = tmp_path / "c.md"
    target.mkdir()
    if content:
        write(target / "x", content)
    before = files_below(tmp_path)
    with pytest.raises(OutputError, match="E501"):
        write_atomic(target, b"new")
    assert files_below(tmp_path) == before


def test_a_file_where_a_folder_is_needed_is_an_output_problem(tmp_path: Path) -> None:
    write(tmp_path / "a", "a file")
    with pytest.raises(OutputError) as error:
        write_atomic(tmp_path / "a" / "b" / "c.md", b"new")
    assert error.value.exit_code == 5
    assert error.value.problems[0].message.endswith("not a directory")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_device_in_the_way_is_replaced_and_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    path.symlink_to("/dev/full")
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


@needs_permissions
def test_a_folder_that_may_not_be_written_keeps_the_old_file(tmp_path: Path) -> None:
    path = write(tmp_path / "c.md", "old")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="permission denied"):
            write_atomic(path, b"new")
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("length", [200, 240, 248])
def test_a_long_name_that_the_system_takes_is_written(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("a" * length + ".md")
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_name_that_the_system_does_not_take_is_an_output_problem(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_atomic(tmp_path / ("a" * 300), b"new")


def test_a_link_planted_under_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    victim = write(tmp_path / "victim", "precious")
    for name in (f".c.md.{os.getpid()}.tmp", f".cvgen-{os.getpid()}.tmp", f".{os.getpid()}.tmp"):
        (tmp_path / name).symlink_to(victim)
    with suppress(OutputError):
        write_atomic(tmp_path / "c.md", b"new")
    assert victim.read_text("utf-8") == "precious"


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_atomic(tmp_path / "c.md", b"new")
    usual = write(tmp_path / "usual", "x").stat().st_mode
    assert (tmp_path / "c.md").stat().st_mode == usual


def test_a_path_is_shown_as_a_user_would_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "a" / "b.md") == str(Path("a/b.md"))
    assert display_path(tmp_path.parent / "b.md") == str(Path("../b.md"))
    assert display_path(Path(os.fsdecode(b"caf\xe9.yaml"))).isprintable()


def test_bytes_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\r\n\xff\0")
    assert read_bytes(tmp_path / "x") == b"\r\n\xff\0"
