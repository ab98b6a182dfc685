"""Schedules the renders of views, always from the newest state of the files.

A change makes all views that depend on it stale, and stops renders of an older state. A view that
no page shows waits until one does.
"""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from cvgen.paths import DATA_FOLDER
from cvgen.processes.limits import SECONDS
from cvgen.serve.channel import BUSY, Blob, Channel, Queue
from cvgen.serve.fork_client import ForkClient
from cvgen.serve.preview import Preview
from cvgen.serve.view import Crash, Needs, View, ViewOutcome
from cvgen.serve.watch import Changes

_KEPT = 12
"""The number of views to keep that no page shows."""
_WAIT = 60.0
_GRACE = 5.0
"""The seconds for a slow render to stop itself after its limit."""


class Scheduler:
    """All views of one project. Any thread may call its methods."""

    def __init__(
        self, root: Path, client: ForkClient, given: Path | None = None, timeout: float = SECONDS
    ) -> None:
        self.root = root
        self.client = client
        self.given = given
        self.timeout = timeout
        self._lock = threading.RLock()
        self._generation = 0
        self._channels: dict[View, Channel] = {}
        self._closed = False

    def folders(self) -> frozenset[Path]:
        """The folders to watch; one that ends in ``**`` with all that is below it."""
        needs = Needs(folders=frozenset({self.root / "themes"}))
        with self._lock:
            for channel in self._channels.values():
                needs |= channel.needs
        return needs.places | {self.root, self.root / DATA_FOLDER}

    def changed(self, changes: Changes) -> None:
        """Re-render the views that a page shows and that depend on ``changes``."""
        with self._lock:
            self._generation += 1
            for channel in self._channels.values():
                if not _concerns(changes, channel):
                    if channel.generation == self._generation - 1 and channel.order is None:
                        channel.generation = self._generation
                elif channel.readers:
                    self._render(channel)

    def subscribe(self, view: View) -> Queue:
        """A queue of events on ``view``; the first one comes with the first outcome."""
        queue: Queue = SimpleQueue()
        with self._lock:
            channel = self._channels.pop(view, None) or Channel(view)
            self._channels[view] = channel  # the last view is the latest requested
            channel.readers.append(queue)
            idle = [one for one, channel in self._channels.items() if not channel.readers]
            for one in idle[:-_KEPT]:
                del self._channels[one]
            if channel.generation == self._generation and channel.event:
                queue.put(channel.event)
            elif channel.order is None:
                self._render(channel)
            if self._closed:
                queue.put(None)
        return queue

    def unsubscribe(self, view: View, queue: Queue) -> None:
        """Stop putting events into ``queue``."""
        with self._lock:
            channel = self._channels[view]
            channel.readers.remove(queue)
            if not channel.readers and channel.order is not None:
                self._drop(channel)

    def outcome(self, view: View) -> ViewOutcome | None:
        """The outcome of ``view`` for the current files; None if that takes too long."""
        queue = self.subscribe(view)
        try:
            while queue.get(timeout=_WAIT):
                with self._lock:
                    channel = self._channels[view]
                    if channel.order is None:
                        return channel.outcome
        except Empty:
            return None
        finally:
            self.unsubscribe(view, queue)
        return None

    def blob(self, name: str) -> Blob | None:
        """The part of a document with this name; None if it was dropped."""
        with self._lock:
            found = (channel.find(name) for channel in self._channels.values())
            return next((blob for blob in found if blob), None)

    def close(self) -> None:
        """End all queues."""
        with self._lock:
            self._closed = True
            for channel in self._channels.values():
                for queue in channel.readers:
                    queue.put(None)

    def _render(self, channel: Channel) -> None:
        """Start to render ``channel``, and stop its current render."""
        self._drop(channel)
        job = Preview(self.root, channel.view, self.given, self.timeout, self.client.kept)
        first = ("first", channel.view.format)
        look = (channel.good.look if channel.good else first) if not channel.crashes else None
        then = partial(self._done, channel, channel.ticket, self._generation)
        channel.order = self.client.submit(job, look, then, self.timeout + _GRACE)
        for queue in channel.readers:
            queue.put(BUSY)

    def _drop(self, channel: Channel) -> None:
        """Stop the current render of ``channel``."""
        channel.ticket += 1
        if channel.order is not None:
            self.client.drop(channel.order)
            channel.order = None

    def _done(self, channel: Channel, ticket: int, generation: int, outcome: object) -> None:
        """Show the outcome of a render; after a crash, try once more in a child."""
        assert isinstance(outcome, ViewOutcome | Crash)
        with self._lock:
            if ticket != channel.ticket:
                return
            channel.order = None
            crashed = isinstance(outcome, Crash)
            again = isinstance(outcome, Crash) and outcome.may_be_tried_again
            channel.crashes = channel.crashes + 1 if crashed else 0
            if channel.crashes == 1 and again and channel.readers and not self._closed:
                self._render(channel)
                return
            channel.take(outcome, generation)
            for queue in channel.readers:
                queue.put(channel.event)


def _concerns(changes: Changes, channel: Channel) -> bool:
    """True if ``changes`` may affect ``channel``; any change may fix a failure."""
    if channel.outcome is None or channel.outcome.data is None:
        return True
    needs = channel.needs
    touched = changes.files | changes.came_or_went
    if touched & needs.files or any(path.parent in needs.names_in for path in changes.came_or_went):
        return True
    return any(path.is_relative_to(folder) for path in touched for folder in needs.folders)
