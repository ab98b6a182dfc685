"""`cvgen serve`: the web server, with the watcher and the processes that render for it."""

from __future__ import annotations

import contextlib
import mimetypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty
from urllib.parse import parse_qs, quote, urlencode

from cvgen.errors import Problem, UsageError, format_problem, system_reason
from cvgen.processes.limits import SECONDS
from cvgen.serve import guard
from cvgen.serve.fork_client import ForkClient
from cvgen.serve.guard import Guard
from cvgen.serve.scheduler import Scheduler
from cvgen.serve.view import EXPLAIN, View
from cvgen.serve.watch import Watcher

_OWN_FILES = Path(__file__).parent / "page"
_HEARTBEAT = 15.0
_FOREVER = "private, max-age=31536000, immutable"
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NAMES = {"": "page.html", "favicon.ico": "icon.svg"}
_KINDS = {
    ".html": "text/html; charset=utf-8", ".pdf": "application/pdf",
    ".md": "text/plain; charset=utf-8",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """An answer to a request."""

    body: bytes
    kind: str = "text/plain; charset=utf-8"
    policy: str = guard.PAGE_POLICY
    status: HTTPStatus = HTTPStatus.OK
    forever: bool = False
    headers: tuple[tuple[str, str], ...] = ()


_MISSING = Answer(b"There is nothing here.\n", status=HTTPStatus.NOT_FOUND)


class Server(ThreadingHTTPServer):
    """The web server of a preview, on this machine only; port 0 is any free port."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, scheduler: Scheduler, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.scheduler = scheduler
        self.guard = Guard(self.server_address[1])

    @property
    def address(self) -> str:
        """The address that admits a browser."""
        return f"http://{self.guard.hosts[0]}/?key={self.guard.key}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Do nothing: a browser that closes its connection is not an error."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30
    server_version = "cvgen"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:
        """Do nothing: the terminal is for the CV."""

    def do_GET(self) -> None:
        """Answer, or refuse."""
        path, _, query = self.path.partition("?")
        headers = dict(self.headers.items())
        rules = self.server.guard
        if not rules.is_own_page(headers):
            self._refuse("This address is only for the page of `cvgen serve` itself.")
        elif rules.has_cookie(headers):
            self._route(path, query)
        elif path == "/" and rules.is_key(parse_qs(query).get("key", [""])[0]):
            self._answer(_admit(rules, query))
        else:
            self._refuse("Open the address that `cvgen serve` printed in the terminal.")

    def _refuse(self, why: str) -> None:
        self._answer(Answer(f"{why}\n".encode(), status=HTTPStatus.FORBIDDEN))

    def _route(self, path: str, query: str) -> None:
        if path == "/events":
            self._events(View.parse(query))
        elif path == "/" and "key=" in query:
            self._answer(_admit(self.server.guard, query))
        else:
            self._answer(self._find_answer(path, query) or _MISSING)

    def _find_answer(self, path: str, query: str) -> Answer | None:
        first, _, name = path.removeprefix("/").partition("/")
        if first == "blob":
            blob = self.server.scheduler.blob(name)
            if blob is None:
                return None
            return Answer(blob.data, blob.kind, guard.FRAME_POLICY, forever=True)
        if first == "open":
            return self._document(View.parse(query))
        if first == "explain":
            return self._document(replace(View.parse(query), format=EXPLAIN))
        return _own_file(_NAMES.get(first, first)) if not name else None

    def _document(self, view: View) -> Answer:
        """A document in a separate tab, or its problems."""
        outcome = self.server.scheduler.outcome(view)
        if outcome is None or outcome.data is None:
            problems = outcome.problems if outcome else ()
            text = "\n\n".join(map(format_problem, problems)) or "This took too long."
            return Answer(text.encode(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        kind = _KINDS.get(Path(outcome.name or "explain.html").suffix, "text/plain; charset=utf-8")
        policy = guard.PDF_POLICY if kind == _KINDS[".pdf"] else guard.DOCUMENT_POLICY
        name = quote(outcome.name)
        headers = (("Content-Disposition", f"inline; filename*=UTF-8''{name}"),) if name else ()
        return Answer(outcome.data, kind, policy, headers=headers)

    def _answer(self, answer: Answer) -> None:
        self._head(
            answer.status,
            {
                "Content-Type": answer.kind,
                "Content-Length": str(len(answer.body)),
                "Content-Security-Policy": answer.policy,
                "Cache-Control": _FOREVER if answer.forever else "no-store",
                **dict(answer.headers),
            },
        )
        self.wfile.write(answer.body)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | _COMMON).items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self, view: View) -> None:
        """Send every outcome to a page until it closes."""
        self.close_connection = True
        kind = "text/event-stream; charset=utf-8"
        headers = {"Content-Type": kind, "Cache-Control": "no-store", "Connection": "close"}
        self._head(HTTPStatus.OK, headers)
        queue = self.server.scheduler.subscribe(view)
        try:
            self.wfile.write(b"retry: 1000\n\n")
            while True:
                try:
                    event = queue.get(timeout=_HEARTBEAT)
                except Empty:
                    self.wfile.write(b": still here\n\n")
                    continue
                if event is None:
                    return
                self.wfile.write(b"data: " + event.encode() + b"\n\n")
        except OSError:
            return
        finally:
            self.server.scheduler.unsubscribe(view, queue)


def _admit(rules: Guard, query: str) -> Answer:
    """The cookie, and the page without the key in its address."""
    rest = "&".join(part for part in query.split("&") if not part.startswith("key="))
    target = "/?" + quote(rest, safe="=&.%+,-_~") if rest else "/"
    headers = (("Set-Cookie", rules.cookie()), ("Location", target))
    return Answer(b"", status=HTTPStatus.SEE_OTHER, headers=headers)


def _own_file(name: str) -> Answer | None:
    """A file of the page by name; other paths do not exist."""
    names = {path.name: path for path in _OWN_FILES.iterdir()}
    if name not in names:
        return None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind += "; charset=utf-8" if kind.startswith("text/") else ""
    return Answer(names[name].read_bytes(), kind)


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
        message = f"port {port} cannot be used: {system_reason(error)}"
        hint = "omit --port to get a free one"
        raise UsageError(Problem("E507", message, hint=hint)) from error
    client.start()
    watcher = Watcher(scheduler.folders)

    def follow() -> None:
        for changes in watcher.changes():
            scheduler.changed(changes)

    threads = [
        threading.Thread(target=follow, daemon=True),
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
