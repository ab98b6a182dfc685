"""The watcher reports every way of saving a file as one change.

It looks at the files only while it is asked for the next change. So nobody meets a half of what a
test does, however slow the machine is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cvgen.serve.watch import Changes, Watcher, difference, snapshot
from tests.helpers_project import write
from tests.helpers_waiting import PATIENCE


class Watched:
    """Folders that a watcher looks at; more may be added. ``away`` is what happens while it waits
    for a file to come back.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders = list(folders)
        self.away: Callable[[], object] = lambda: None
        self.watcher = Watcher(lambda: [*self.folders, self._marks / "**"], self._skipped)
        self.watcher.pause = lambda _seconds: self.away()
        self._marks = folders[0] / ".marks"
        self._looks = 0
        self._changes = self.watcher.changes()
        next(self._changes)

    def _skipped(self) -> frozenset[Path]:
        """What is not watched, which is asked for before each look. At the second time the first
        look is over, and what changes from now on is to be told.
        """
        self._looks += 1
        if self._looks == 2:
            self._mark()
        return frozenset({self.folders[0] / "output"})

    def _mark(self) -> Path:
        """A change that no test is about; a new folder is looked at without waiting."""
        return write(self._marks / f"{self._looks}" / "mark", "")

    def all(self) -> list[Changes]:
        """All changes since it was last asked: those that are told up to the one that it makes."""
        mark, found = self._mark(), []
        for told in self._changes:
            told_of = (told.files, told.came_or_went)
            others = Changes(*(frozenset(p for p in of if p.name != mark.name) for of in told_of))
            found += [others] if others else []
            if mark in told.came_or_went:
                return found
        raise AssertionError("the watcher has stopped, or never told of a change")

    def one(self) -> Changes:
        """The one change that there is."""
        (found,) = self.all()
        return found


@contextlib.contextmanager
def watching(*folders: Path) -> Iterator[Watched]:
    """The watched ``folders``."""
    watched = Watched(*folders)
    hang = threading.Timer(PATIENCE, watched.watcher.stop.set)
    hang.start()
    yield watched
    hang.cancel()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """``tmp_path`` and all below it but ``output``, watched; ``a.yaml`` is there."""
    write(tmp_path / "a.yaml", "a")
    with watching(tmp_path, tmp_path / "**") as made:
        yield made


def in_place(path: Path) -> None:
    path.write_text("b", "utf-8")


def by_rename(path: Path) -> None:
    write(path.with_name("new"), "b").replace(path)


def by_hidden_rename(path: Path) -> None:
    write(path.with_name(".a.yaml.swp"), "b").replace(path)


def with_backup(path: Path) -> None:
    path.rename(path.with_name("a.yaml~"))
    path.write_text("b", "utf-8")


def in_a_burst(path: Path) -> None:
    for number in range(10):
        path.write_text(f"b{number}", "utf-8")


@pytest.mark.parametrize("save", [in_place, by_rename, by_hidden_rename, with_backup, in_a_burst])
def test_every_way_to_save_is_one_change(
    watched: Watched, tmp_path: Path, save: Callable[[Path], None]
) -> None:
    save(tmp_path / "a.yaml")
    assert watched.all() == [Changes(files=frozenset({tmp_path / "a.yaml"}))]
    assert watched.all() == []


@pytest.mark.parametrize("begin", [Path.unlink, lambda path: path.write_text("", "utf-8")])
def test_a_file_that_is_away_or_empty_while_it_is_saved_is_waited_for(
    watched: Watched, tmp_path: Path, begin: Callable[[Path], object]
) -> None:
    path = tmp_path / "a.yaml"
    watched.away = lambda: path.write_text("b", "utf-8")
    begin(path)
    assert watched.all() == [Changes(files=frozenset({path}))]
    assert path.read_text("utf-8") == "b"  # for it was waited for


def test_a_file_that_stays_empty_is_a_change(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("", "utf-8")
    assert watched.all() == [Changes(files=frozenset({tmp_path / "a.yaml"}))]


def test_files_come_and_go(watched: Watched, tmp_path: Path) -> None:
    path = write(tmp_path / "b.yaml", "b")
    assert watched.one() == Changes(came_or_went=frozenset({path}))
    path.unlink()
    assert watched.one() == Changes(came_or_went=frozenset({path}))


def test_a_new_folder_is_watched_at_once(watched: Watched, tmp_path: Path) -> None:
    path = write(tmp_path / "new" / "deep" / "b.yaml", "b")
    assert watched.one() == Changes(came_or_went=frozenset({path}))
    path.write_text("c", "utf-8")
    assert watched.one() == Changes(files=frozenset({path}))


def test_a_folder_may_go_come_back_and_be_another(watched: Watched, tmp_path: Path) -> None:
    path = write(tmp_path / "d" / "b.yaml", "b")
    watched.one()
    path.parent.rename(tmp_path / "e")
    assert watched.one().came_or_went == {path, tmp_path / "e" / "b.yaml"}
    (tmp_path / "e").rename(path.parent)
    watched.one()
    shutil.copytree(path.parent, tmp_path / "copy")
    watched.one()
    shutil.rmtree(path.parent)
    (tmp_path / "copy").rename(path.parent)
    watched.one()
    path.write_text("in the new folder", "utf-8")
    assert watched.one() == Changes(files=frozenset({path}))


@pytest.mark.parametrize("name", [".hidden", "a.yaml~", "b.swp", "#a#", "output/a.html",
                                  ".git/index", "node_modules/a.yaml"])  # fmt: skip
def test_some_names_are_nobodys_business(watched: Watched, tmp_path: Path, name: str) -> None:
    write(tmp_path / name, "b")
    assert watched.all() == []


def test_a_folder_that_does_not_exist_yet_is_waited_for(tmp_path: Path) -> None:
    with watching(tmp_path, tmp_path / "later") as watched:
        path = write(tmp_path / "later" / "b.yaml", "b")
        assert watched.one() == Changes(came_or_went=frozenset({path}))
        path.write_text("c", "utf-8")
        assert watched.one() == Changes(files=frozenset({path}))


def test_what_lay_in_a_folder_watched_from_now_on_has_not_changed(tmp_path: Path) -> None:
    old = write(tmp_path / "there" / "old", "a")
    young = write(tmp_path / "there" / "young", "a")
    os.utime(old, (5, 5))
    os.utime(young, (9_000_000_000,) * 2)
    write(tmp_path / "here" / "any", "")
    with watching(tmp_path / "here") as watched:
        watched.folders.append(tmp_path / "there")
        assert watched.one() == Changes(came_or_went=frozenset({young}))
        old.write_text("b", "utf-8")
        assert watched.one() == Changes(files=frozenset({old}))


def test_watching_nothing_does_not_end(tmp_path: Path) -> None:
    asked: list[Path] = []

    def folders() -> list[Path]:
        asked.append(tmp_path / "no")
        if len(asked) == 4:
            watcher.stop.set()
        return asked

    watcher = Watcher(folders)
    assert list(watcher.changes()) == []
    assert len(asked) >= 4


def test_a_snapshot_distinguishes_files_of_the_same_size(tmp_path: Path) -> None:
    path = write(tmp_path / "a", "1")
    before = snapshot([tmp_path])
    path.write_text("2", "utf-8")
    os.utime(path, ns=(5, 5))
    now = snapshot([tmp_path])
    assert difference(before, now) == Changes(files=frozenset({path}))
    assert not difference(now, snapshot([tmp_path]))


def test_links_to_nothing_and_folders_without_rights_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nothing")
    (tmp_path / "d").mkdir(0)
    assert snapshot([tmp_path, tmp_path / "d", tmp_path / "no"]) == {}
