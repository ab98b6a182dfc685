"""Waiting in the main thread, which a signal always ends."""

from __future__ import annotations

from queue import Empty, SimpleQueue

_SECONDS = 0.5


def wait_for_item(queue: SimpleQueue[None]) -> None:
    """Wait for an item in ``queue`` and take it.

    Python runs the handler of a signal once the main thread goes on. A signal that comes right
    before a wait begins does not interrupt it, so no wait may be without an end.
    """
    while True:
        try:
            return queue.get(timeout=_SECONDS)
        except Empty:
            continue
