"""`cvgen render --watch`: a run at the start and one after every change, until told to end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from cvgen.paths import bundled_folder
from cvgen.rendering.request import Request
from cvgen.serve.fork_client import Warm
from cvgen.serve.outcome import Crash
from cvgen.serve.rerender import Rerender, Rerendered
from cvgen.serve.waiting import wait_for_item
from cvgen.serve.watch import Watcher

Say = Callable[[Rerendered], None]


class Loop:
    """The runs, one after the other; changes that come during a run are for the next one."""

    def __init__(self, request: Request, say: Say) -> None:
        self._request = request
        self._say = say
        self._output = request.output or request.project / "output"
        self._changed: set[Path] = set()
        self._all = True
        self._stirred: SimpleQueue[None] = SimpleQueue()  # `end` may be called by a signal handler
        self._ended = False
        self._watcher = Watcher(self._folders, self._skipped)
        self._warm = Warm()

    def run(self) -> None:
        """Render and watch until :meth:`end` is called."""
        watching = threading.Thread(target=self._watch, daemon=True)
        watching.start()
        try:
            self._stirred.put(None)
            while True:
                wait_for_item(self._stirred)
                while not self._stirred.empty():
                    self._stirred.get()
                if self._ended:
                    return
                self._once()
        finally:
            self._watcher.stop.set()
            self._warm.close()
            watching.join(2)

    def end(self) -> None:
        """End :meth:`run` after what is under way, at once where that is nothing."""
        self._ended = True
        self._stirred.put(None)

    def _once(self) -> None:
        changed, self._changed = self._changed, set()
        job = Rerender(self._request, frozenset() if self._all else frozenset(changed))
        inbox: SimpleQueue[object] = SimpleQueue()
        self._warm.submit(job, "render", inbox.put)
        outcome = inbox.get()
        if isinstance(outcome, Crash):
            outcome = Rerendered(problems=outcome.problems, exit_code=4)
        assert isinstance(outcome, Rerendered)
        # After an error anything may mend it, so everything is looked at.
        self._all = outcome.exit_code != 0
        self._output = outcome.output or self._output
        self._request = replace(self._request, force=False)
        self._say(outcome)

    def _watch(self) -> None:
        for changes in self._watcher.changes():
            if changes.came_or_went:
                self._all = True
            self._changed |= changes.files
            self._stirred.put(None)

    def _folders(self) -> list[Path]:
        """All of the project, the themes that come with cvgen, and what was named by its path."""
        theme = Path(self._request.theme) if self._request.theme else None
        named = [theme.absolute() / "**"] if theme is not None and theme.is_dir() else []
        cvs = [Path(name).absolute().parent for name in self._request.cvs if Path(name).is_file()]
        return [self._request.project / "**", bundled_folder() / "**", *named, *cvs]

    def _skipped(self) -> frozenset[Path]:
        return frozenset({self._output.absolute()})
