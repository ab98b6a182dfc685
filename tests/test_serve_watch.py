"""What the watcher tells of: every way to save a file, as one change."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from cvgen.serve.watch import Changes, Watcher, difference, snapshot
from tests.helpers_project import write
from tests.helpers_serve import PATIENCE

Told = SimpleQueue[Changes]
SETTLED = 0.4
AT_ONCE = 0.05


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """What is told of ``tmp_path`` and all below it but ``output``; ``a.yaml`` is there."""
    write(tmp_path / "a.yaml", "a")
    yield from watching(lambda: [tmp_path, tmp_path / "**"], tmp_path / "output")


def watching(folders: Callable[[], list[Path]], skipped: Path) -> Iterator[Told]:
    """The changes in ``folders``, from the time when they are watched."""
    watcher = Watcher(folders, lambda: frozenset({skipped}))
    queue: Told = SimpleQueue()
    started = threading.Event()

    def follow() -> None:
        for changes in watcher.changes():
            if any(path.name == "started" for path in changes.came_or_went):
                started.set()
            else:
                queue.put(changes)

    thread = threading.Thread(target=follow)
    thread.start()
    time.sleep(0.3)
    write(folders()[0] / "started", "")
    assert started.wait(PATIENCE)
    yield queue
    watcher.stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def only(told: Told) -> Changes:
    """The one change that there is."""
    (found,) = all_of(told)
    return found


def all_of(told: Told) -> list[Changes]:
    """All changes that there are."""
    found = [told.get(timeout=PATIENCE)]
    with contextlib.suppress(Empty):
        while True:
            found.append(told.get(timeout=SETTLED))
    return found


def in_place(path: Path) -> None:
    path.write_text("b")


def by_rename(path: Path) -> None:
    write(path.with_name("new"), "b").replace(path)


def by_hidden_rename(path: Path) -> None:
    write(path.with_name(".a.yaml.swp"), "b").replace(path)


def with_backup(path: Path) -> None:
    path.rename(path.with_name("a.yaml~"))
    path.write_text("b")


def emptied_first(path: Path) -> None:
    path.write_text("")
    time.sleep(0.03)
    path.write_text("b")


def removed_first(path: Path) -> None:
    path.unlink()
    time.sleep(0.03)
    path.write_text("b")


def in_a_burst(path: Path) -> None:
    for number in range(10):
        path.write_text(f"b{number}")


WAYS = [in_place, by_rename, by_hidden_rename, with_backup, emptied_first, removed_first,
        in_a_burst]  # fmt: skip


@pytest.mark.parametrize("save", WAYS)
def test_every_way_to_save_is_one_change(
    told: Told, tmp_path: Path, save: Callable[[Path], None]
) -> None:
    path, found = tmp_path / "a.yaml", []
    for _ in range(5):
        began = time.monotonic()
        save(path)
        at_once = time.monotonic() - began < AT_ONCE
        found = all_of(told)
        if at_once:  # on a busy machine it may come in parts
            break
    assert found == [Changes(files=frozenset({path}))]


def test_files_come_and_go(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "b.yaml", "b")
    assert only(told) == Changes(came_or_went=frozenset({path}))
    path.unlink()
    assert only(told) == Changes(came_or_went=frozenset({path}))


def test_a_new_folder_is_watched_at_once(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "new" / "deep" / "b.yaml", "b")
    assert path in told.get(timeout=PATIENCE).came_or_went
    path.write_text("c")
    assert path in told.get(timeout=PATIENCE).files


def test_a_folder_may_go_come_back_and_be_another(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "d" / "b.yaml", "b")
    told.get(timeout=PATIENCE)
    path.parent.rename(tmp_path / "e")
    found = only(told)
    assert found.came_or_went == {path, tmp_path / "e" / "b.yaml"}
    (tmp_path / "e").rename(path.parent)
    only(told)
    shutil.copytree(path.parent, tmp_path / "copy")
    only(told)
    shutil.rmtree(path.parent)
    (tmp_path / "copy").rename(path.parent)
    only(told)
    path.write_text("in the new folder")
    assert only(told) == Changes(files=frozenset({path}))


@pytest.mark.parametrize("name", [".hidden", "a.yaml~", "b.swp", "#a#", "output/a.html",
                                  ".git/index", "node_modules/a.yaml"])  # fmt: skip
def test_some_names_are_nobodys_business(told: Told, tmp_path: Path, name: str) -> None:
    write(tmp_path / name, "b")
    with pytest.raises(Empty):
        told.get(timeout=SETTLED)


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    watched = watching(lambda: [tmp_path, tmp_path / "later"], tmp_path / "output")
    told = next(watched)
    path = write(tmp_path / "later" / "b.yaml", "b")
    assert told.get(timeout=PATIENCE) == Changes(came_or_went=frozenset({path}))
    path.write_text("c")
    assert told.get(timeout=PATIENCE) == Changes(files=frozenset({path}))
    list(watched)


def test_what_lay_in_a_folder_watched_from_now_on_has_not_changed(tmp_path: Path) -> None:
    folders = [tmp_path / "here"]
    old = write(tmp_path / "there" / "old", "a")
    young = write(tmp_path / "there" / "young", "a")
    os.utime(old, (5, 5))
    write(tmp_path / "here" / "any", "")
    watched = watching(lambda: list(folders), tmp_path / "output")
    told = next(watched)
    folders.append(tmp_path / "there")
    assert only(told) == Changes(came_or_went=frozenset({young}))
    old.write_text("b")
    assert only(told) == Changes(files=frozenset({old}))
    list(watched)


def test_nothing_to_watch_is_no_end(tmp_path: Path) -> None:
    watcher = Watcher(lambda: [tmp_path / "no"])
    thread = threading.Thread(target=lambda: list(watcher.changes()))
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    watcher.stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_snapshot_tells_files_of_the_same_size_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "a", "1")
    before = snapshot([tmp_path])
    path.write_text("2")
    os.utime(path, ns=(5, 5))
    now = snapshot([tmp_path])
    assert difference(before, now) == Changes(files=frozenset({path}))
    assert not difference(now, snapshot([tmp_path]))


def test_links_to_nothing_and_folders_without_rights_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nothing")
    (tmp_path / "d").mkdir(0)
    assert snapshot([tmp_path, tmp_path / "d", tmp_path / "no"]) == {}
