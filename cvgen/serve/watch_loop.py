"""`cvgen render --watch`: renders at the start and after every change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from cvgen.paths import bundled_folder
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.serve.fork_client import ForkClient
from cvgen.serve.rerender import Rerender, RerenderResult
from cvgen.serve.view import Crash
from cvgen.serve.watch import Watcher, wait_for_item


class WatchLoop:
    """Runs ``request`` now and after every change until :meth:`end`; ``say`` gets each result."""

    def __init__(self, request: Request, say: Callable[[RerenderResult], None]) -> None:
        self._request = request
        self._say = say
        self._output = request.output or request.project / "output"
        self._changed: set[Path] = set()
        self._all = True
        self._events: SimpleQueue[None] = SimpleQueue()  # a signal handler may call `end`
        self._ended = False
        self._watcher = Watcher(self._folders, lambda: frozenset({self._output.absolute()}))
        self._client = ForkClient()

    def run(self) -> None:
        """Render and watch until :meth:`end` is called."""
        watching = threading.Thread(target=self._watch, daemon=True)
        watching.start()
        try:
            self._events.put(None)
            while True:
                wait_for_item(self._events)
                while not self._events.empty():
                    self._events.get()
                if self._ended:
                    return
                self._once()
        finally:
            self._watcher.stop.set()
            self._client.close()
            watching.join(2)

    def end(self) -> None:
        """End :meth:`run` after the current render."""
        self._ended = True
        self._events.put(None)

    def _once(self) -> None:
        changed, self._changed = self._changed, set()
        job = Rerender(self._request, frozenset() if self._all else frozenset(changed))
        inbox: SimpleQueue[object] = SimpleQueue()
        self._client.submit(job, "render", inbox.put)
        outcome = inbox.get()
        if isinstance(outcome, Crash):
            outcome = RerenderResult(Report(problems=list(outcome.problems), exit_code=4))
        assert isinstance(outcome, RerenderResult)
        # Any change may fix an error, so the next run checks everything.
        self._all = outcome.report.exit_code != 0
        self._output = outcome.output or self._output
        self._request = replace(self._request, force=False)
        self._say(outcome)

    def _watch(self) -> None:
        for changes in self._watcher.changes():
            if changes.came_or_went:
                self._all = True
            self._changed |= changes.files
            self._events.put(None)

    def _folders(self) -> list[Path]:
        """The project, the bundled themes, and everything that the request names by path."""
        theme = Path(self._request.theme) if self._request.theme else None
        named = [theme.absolute() / "**"] if theme is not None and theme.is_dir() else []
        cvs = [Path(name).absolute().parent for name in self._request.cvs if Path(name).is_file()]
        return [self._request.project / "**", bundled_folder() / "**", *named, *cvs]
