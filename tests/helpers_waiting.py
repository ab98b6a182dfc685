"""Waits for events. Only this module reads the clock, and only to end a hanging test.

``test_no_clock.py`` keeps all other tests from it. No result depends on how fast a machine is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 300.0
"""After so many seconds what should have come is taken to hang; it comes at once where the machine
is idle.
"""
BRIEF = 0.2
"""Seconds as the limit of a job that never ends: it meets any limit, however fast the machine is.
No job that is to be done gets so little.
"""

AT_ONCE = 0.00001
"""Seconds as a limit that no job meets."""


def until(condition: Callable[[], object]) -> bool:
    """Whether ``condition`` comes to hold; asks again and again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


def is_there(pid: object) -> bool:
    """Whether a process is there, be it that it only waits for somebody to ask how it ended."""
    return Path(f"/proc/{pid}").exists()


def is_at_work(pid: int | str) -> bool:
    """Whether a process is there and does not only wait for somebody to ask how it ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False
    return bool(status) and "\nState:\tZ" not in status


def descendants(pid: int) -> list[int]:
    """The living processes that ``pid`` has started, and those that these have; needs /proc."""
    try:
        children = [
            int(child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text("utf-8").split()
        ]
    except OSError:
        return []
    return [one for child in children for one in (child, *descendants(child))]
