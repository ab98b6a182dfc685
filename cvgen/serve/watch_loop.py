"""`cvgen render --watch`: a run at the start and one after every change, until told to end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from cvgen.paths import bundled_folder
from cvgen.rendering.asked import Asked, Mode
from cvgen.serve.fork_client import Warm
from cvgen.serve.outcome import Crash
from cvgen.serve.render_run import Rewrite, Rewritten
from cvgen.serve.waiting import wait_for_item
from cvgen.serve.watch import Watcher

Say = Callable[[Rewritten], None]


class Loop:
    """The runs, one after the other; changes that come during a run are for the next one."""

    def __init__(self, root: Path, asked: Asked, mode: Mode, say: Say) -> None:
        self._job = Rewrite(root, asked, mode)
        self._say = say
        self._root = root
        self._output = asked.output or root / "output"
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
        job = self._job if self._all else replace(self._job, changed=frozenset(changed))
        inbox: SimpleQueue[object] = SimpleQueue()
        self._warm.submit(job, "render", inbox.put)
        outcome = inbox.get()
        if isinstance(outcome, Crash):
            outcome = Rewritten(problems=outcome.problems, exit_code=4)
        assert isinstance(outcome, Rewritten)
        # After an error anything may mend it, so everything is looked at.
        self._all = outcome.exit_code != 0
        self._output = outcome.output or self._output
        if self._job.mode.force:
            self._job = replace(self._job, mode=replace(self._job.mode, force=False))
        self._say(outcome)

    def _watch(self) -> None:
        for changes in self._watcher.changes():
            if changes.came_or_went:
                self._all = True
            self._changed |= changes.files
            self._stirred.put(None)

    def _folders(self) -> list[Path]:
        """All of the project, the themes that come with cvgen, and what was named by its path."""
        theme = Path(self._job.asked.theme) if self._job.asked.theme else None
        named = [theme.absolute() / "**"] if theme is not None and theme.is_dir() else []
        cvs = [Path(name).absolute().parent for name in self._job.asked.cvs if Path(name).is_file()]
        return [self._root / "**", bundled_folder() / "**", *named, *cvs]

    def _skipped(self) -> frozenset[Path]:
        return frozenset({self._output.absolute()})
