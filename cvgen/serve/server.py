"""`cvgen serve`: combines the fork client, the watcher and the web server."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from cvgen.errors import Problem, UsageError
from cvgen.processes.limits import SECONDS
from cvgen.serve.fork_client import ForkClient
from cvgen.serve.scheduler import Scheduler
from cvgen.serve.view import View
from cvgen.serve.watch import Watcher
from cvgen.serve.web import Server


@dataclass(frozen=True)
class Running:
    """A preview that runs in its own threads."""

    server: Server
    scheduler: Scheduler
    client: ForkClient

    def address(self, view: View) -> str:
        """The address of the page that shows ``view``."""
        names = {"cv": view.cv, "variant": view.variant, "theme": view.theme}
        asked = {name: value for name, value in names.items() if value}
        if view.format != "html":
            asked["format"] = view.format
        asked |= {f"set.{name}": value for name, value in view.settings}
        return "&".join(filter(None, (self.server.address, urlencode(asked))))


@contextlib.contextmanager
def running(
    root: Path, given: Path | None = None, port: int = 0, timeout: float = SECONDS
) -> Iterator[Running]:
    """Run a preview of the project in ``root`` for the duration of the context.

    ``given`` is a CV that may be outside the project; a document may take ``timeout`` seconds.
    UsageError (E507) if the port is taken.
    """
    client = ForkClient()
    scheduler = Scheduler(root, client, given, timeout)
    try:
        server = Server(scheduler, port)
    except OSError as error:
        message = f"port {port} cannot be used: {(error.strerror or str(error)).lower()}"
        hint = "omit --port to get a free one"
        raise UsageError(Problem("E507", message, hint=hint)) from error
    client.start()
    watcher = Watcher(scheduler.folders)
    threads = [
        threading.Thread(target=_follow, args=(watcher, scheduler), daemon=True),
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield Running(server, scheduler, client)
    finally:
        watcher.stop.set()
        scheduler.close()
        server.shutdown()
        server.server_close()
        client.close()
        for thread in threads:
            thread.join(2)


def _follow(watcher: Watcher, scheduler: Scheduler) -> None:
    for changes in watcher.changes():
        scheduler.changed(changes)
