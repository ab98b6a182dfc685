"""Waiting in the main thread so that a signal always ends it."""

from __future__ import annotations

from queue import Empty, SimpleQueue

_SECONDS = 0.5


def wait_for_item(queue: SimpleQueue[None]) -> None:
    """Wait for an item in ``queue`` and take it.

    Python runs the handler of a signal when the main thread goes on. A signal right before a wait
    does not interrupt it, so every wait has a timeout.
    """
    while True:
        try:
            return queue.get(timeout=_SECONDS)
        except Empty:
            continue
