"""The state of one view, and its outcomes in the form that the page needs."""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from queue import SimpleQueue
from typing import Any

from cvgen.errors import Problem, format_problem, in_order
from cvgen.serve.menu import Menu
from cvgen.serve.view import Crash, Needs, View, ViewOutcome

Queue = SimpleQueue[str | None]
"""Events for one page, each a line of JSON; None at the end."""

BUSY = '{"busy": true}'
"""The event at the start of a render."""
_KEPT_BLOBS = 2
"""A page may still request parts of the previous outcome."""


@dataclass(frozen=True)
class Blob:
    """A part of a document that a page fetches: its media type and bytes."""

    kind: str
    data: bytes


@dataclass
class Channel:
    """The state of a view.

    ``outcome`` belongs to the state ``generation`` of the files. ``order`` is the running job, and
    ``ticket`` identifies its outcome.
    """

    view: View
    readers: list[Queue] = field(default_factory=list)
    order: int | None = None
    ticket: int = 0
    generation: int = -1
    outcome: ViewOutcome | None = None
    good: ViewOutcome | None = None
    good_at: float = 0.0
    crashes: int = 0
    needs: Needs = field(default_factory=Needs)
    event: str = ""
    blobs: deque[dict[str, Blob]] = field(default_factory=lambda: deque(maxlen=_KEPT_BLOBS))

    def take(self, result: ViewOutcome | Crash, generation: int) -> None:
        """Keep the outcome of a render."""
        self.order = None
        self.generation = generation
        menu = self.outcome.menu if self.outcome else Menu()
        outcome = result if isinstance(result, ViewOutcome) else ViewOutcome(
            result.problems, menu, self.needs
        )  # fmt: skip
        if outcome.data is None:
            # The dependencies of a broken CV are unknown, so keep the earlier ones.
            self.needs |= outcome.needs
        else:
            self.needs = outcome.needs
            if self.good is None or self.good.data != outcome.data:
                self.good_at = time.time()
            self.good = outcome
        self.outcome = outcome
        self.event = json.dumps(self._state(outcome), ensure_ascii=False)

    def find(self, name: str) -> Blob | None:
        """The blob of that name, or None."""
        return next((blobs[name] for blobs in self.blobs if name in blobs), None)

    def _state(self, outcome: ViewOutcome) -> dict[str, Any]:
        good = self.good
        menu = outcome.menu.after(good.menu) if good and outcome is not good else outcome.menu
        return {
            "ok": outcome.data is not None,
            "menu": menu.as_data(),
            "problems": [_as_data(one) for one in in_order(outcome.problems)],
            "notes": outcome.notes,
            "document": self._document(good) if good else None,
            "seconds": round(outcome.seconds, 3),
            "saved": self.good_at,
            "command": good.command if good else "",
        }

    def _document(self, outcome: ViewOutcome) -> dict[str, Any]:
        """The addresses of the last good document for the page; its blobs are kept."""
        assert outcome.data is not None
        blobs: dict[str, Blob] = {}
        pages = []
        for picture in outcome.pictures:
            name = _digest_name(picture.data, ".png", blobs, "image/png")
            pages.append({"url": name, "width": picture.width, "height": picture.height})
        document = {"name": outcome.name, "format": self.view.format, "pages": pages}
        if self.view.format == "html":
            document["url"] = _digest_name(outcome.data, ".html", blobs, "text/html; charset=utf-8")
        elif self.view.format == "markdown":
            document["text"] = outcome.data.decode("utf-8")
        if not self.blobs or self.blobs[0] != blobs:
            self.blobs.appendleft(blobs)
        return document


def _digest_name(data: bytes, suffix: str, blobs: dict[str, Blob], kind: str) -> str:
    """The name of ``data``, a digest of its content."""
    name = sha256(data).hexdigest()[:32] + suffix
    blobs[name] = Blob(kind, data)
    return name


def _as_data(problem: Problem) -> dict[str, str]:
    """``problem``, and in ``text`` as in the terminal."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "where": problem.where,
        "hint": problem.hint or "",
        "text": format_problem(problem),
    }
