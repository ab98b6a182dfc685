"""Watches files: the system reports that something changed, and two snapshots tell what.

So it does not matter how an editor saves (in place, or by renaming a new file), or whether the
system reports a change twice or, if its queue overflows, not at all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

_SETTLE_MS = 10
_MAX_SETTLE_MS = 60
_LOOK_ANYWAY_MS = 1000
_GAP_SECONDS = 0.06
"""The seconds that a file may be missing or empty during a save."""
_CATCH_UP_SECONDS = 5.0
_MAX_FOLDERS = 500
_WAIT_SECONDS = 0.5
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})

State = tuple[int, int, int]
Snapshot = Mapping[Path, State]
Tree = Mapping[Path, int]


@dataclass(frozen=True)
class Changes:
    """The files whose content changed, and those that were added or removed."""

    files: frozenset[Path] = frozenset()
    came_or_went: frozenset[Path] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.files or self.came_or_went)


@dataclass
class Watcher:
    """Watches the files in the folders that ``folders`` currently returns.

    A folder that ends in ``**`` is watched with its subfolders, except ``skipped`` ones. ``pause``
    waits for a number of seconds.
    """

    folders: Callable[[], Iterable[Path]]
    skipped: Callable[[], frozenset[Path]] = frozenset
    stop: Event = field(default_factory=Event)
    pause: Callable[[float], object] = time.sleep

    def changes(self) -> Iterator[Changes]:
        """The changes until ``stop`` is set. Changes in quick succession are merged."""
        roots = frozenset(self.folders())
        before = snapshot(self._tree(roots))
        while not self.stop.is_set():
            watched = self._tree(roots)
            for _ in self._ticks(watched):
                now = self._stable_snapshot(before, roots)
                found = difference(before, now)
                before = now
                if found:
                    yield found
                if self.stop.is_set() or self._tree(frozenset(self.folders())) != watched:
                    break
            known, roots = roots, frozenset(self.folders())
            # A file in a new folder that is younger than the last render counts as changed.
            youngest = (time.time() - _CATCH_UP_SECONDS) * 1e9
            new = snapshot(self._tree(roots - known)).items()
            before = {path: state for path, state in new if state[0] < youngest} | dict(before)

    def _stable_snapshot(self, before: Snapshot, roots: frozenset[Path]) -> Snapshot:
        """A snapshot, repeated after a moment if a file is missing or empty."""
        now = snapshot(self._tree(roots))
        if any(path not in now or (now[path][1] == 0 and old[1]) for path, old in before.items()):
            self.pause(_GAP_SECONDS)
            now = snapshot(self._tree(roots))
        return now

    def _tree(self, roots: frozenset[Path]) -> Tree:
        """The existing folders with their inodes."""
        found: dict[Path, int] = {}
        for path in _below(roots, self.skipped()):
            try:
                if path not in found and path.is_dir():
                    found[path] = path.stat().st_ino
            except OSError:
                continue
        return found

    def _ticks(self, folders: Tree) -> Iterator[object]:
        """An item when the system reports a change in ``folders``, and one every second."""
        from watchfiles import watch

        yield None  # changes before the system began to watch
        if not folders:
            self.stop.wait(_LOOK_ANYWAY_MS / 1000)
            return
        for polling in (None, True):  # if the system cannot watch more folders, poll
            try:
                yield from watch(
                    *folders, watch_filter=None, step=_SETTLE_MS, debounce=_MAX_SETTLE_MS,
                    rust_timeout=_LOOK_ANYWAY_MS, yield_on_timeout=True, stop_event=self.stop,
                    raise_interrupt=False, recursive=False, force_polling=polling,
                )  # fmt: skip
            except FileNotFoundError:  # a folder disappeared just now
                return
            except (OSError, RuntimeError):
                continue
            return


def _below(folders: Iterable[Path], skipped: frozenset[Path]) -> Iterator[Path]:
    """``folders``, and the subfolders of those with a trailing ``**``."""
    count = 0
    for folder in folders:
        if folder.name != "**":
            yield folder
            continue
        for path, inner, _ in os.walk(folder.parent):
            here = Path(path)
            inner[:] = [n for n in inner if not _is_ignored(n) and here / n not in skipped]
            count += 1
            if count > _MAX_FOLDERS:
                return
            yield here


def _is_ignored(name: str) -> bool:
    """True for the name of a hidden file, or of a file that editors create during a save."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or name in _SKIPPED


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """Each file in ``folders`` with its time, size and inode."""
    found: dict[Path, State] = {}
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    with suppress(OSError):  # a broken link, or removed meanwhile
                        if not _is_ignored(entry.name) and not entry.is_dir():
                            stat = entry.stat()
                            state = stat.st_mtime_ns, stat.st_size, stat.st_ino
                            found[Path(entry.path)] = state
        except OSError:
            continue
    return found


def difference(before: Snapshot, now: Snapshot) -> Changes:
    """The changes between two snapshots."""
    other = frozenset(path for path in now if path in before and now[path] != before[path])
    return Changes(other, frozenset(before.keys() ^ now.keys()))


def wait_for_item(queue: SimpleQueue[None]) -> None:
    """Wait for an item in ``queue`` and take it.

    Python runs a signal handler only when the main thread continues. A signal right before a wait
    does not interrupt the wait, so every wait has a timeout.
    """
    while True:
        try:
            return queue.get(timeout=_WAIT_SECONDS)
        except Empty:
            continue
