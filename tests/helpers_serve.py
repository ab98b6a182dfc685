"""A preview of a scratch project, and requests to it without a browser."""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cvgen.serve.fork_client import ForkClient
from cvgen.serve.view import Crash, ViewJob
from cvgen.serve.web import Running, running
from tests.helpers_waiting import PATIENCE


@contextlib.contextmanager
def serving(folder: Path, given: Path | None = None) -> Iterator[Running]:
    """A preview of the project in ``folder``, on a free port."""
    with running(folder, given) as preview:
        yield preview


def server_pids(client: ForkClient) -> list[int]:
    """The process ids of the servers of ``client``."""
    with client._lock:
        return [one.popen.pid for one in (client._server, client._replacement) if one]


def done(client: ForkClient, job: ViewJob, look: str | None = None) -> object:
    """What becomes of ``job``."""
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    client.submit(job, look, inbox.put)
    return inbox.get(timeout=PATIENCE)


def ended(outcome: object) -> bool:
    """Whether the process of a job ended without an outcome."""
    return isinstance(outcome, Crash)


class Client:
    """Requests with a cookie, as a browser sends them."""

    def __init__(self, preview: Running) -> None:
        self.port = preview.server.guard.port
        self.cookie = preview.server.guard.cookie().partition(";")[0]

    def get(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        """The answer; header names are given with ``_`` for ``-``. Its body has been read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Cookie": self.cookie} | given
        connection.putrequest(method, path, skip_host="Host" in sent)
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
        connection.close()
        return answer

    @contextlib.contextmanager
    def events(self, query: str) -> Iterator[queue.SimpleQueue[dict[str, Any]]]:
        """The events of a view, without those that only say that something is under way."""
        found: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/events?{query}", headers={"Cookie": self.cookie})
        sock = connection.sock
        answer = connection.getresponse()

        def read() -> None:
            with contextlib.suppress(OSError, ValueError, AttributeError):
                for line in answer:
                    if line.startswith(b"data: "):
                        data = json.loads(line.removeprefix(b"data: "))
                        if "busy" not in data:
                            found.put(data)

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            sock.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE)
            answer.close()


def body(answer: http.client.HTTPResponse) -> str:
    """The text of an answer."""
    return str(answer.text)  # type: ignore[attr-defined]
