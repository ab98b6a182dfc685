"""`cvgen serve`: preview a CV in the browser."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from types import FrameType

import click

from cvgen.cli import completers
from cvgen.cli.options import Once, in_project, root_of, with_timeout


@click.command()
@click.argument("cv", required=False, metavar="[CV]", shell_complete=completers.cvs)
@click.option("-t", "--theme", cls=Once, default="", shell_complete=completers.themes,
              metavar="NAME", help="The theme to start with.")  # fmt: skip
@click.option("-V", "--variant", cls=Once, default="", shell_complete=completers.variants,
              metavar="NAME", help="The variant to start with.")  # fmt: skip
@click.option("-f", "--format", "form", cls=Once, default="html", metavar="NAME",
              type=click.Choice(("html", "pdf", "markdown")),
              help="The format to start with: html, pdf or markdown.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="NUMBER",
              help="The port to listen on; a free one by default.")  # fmt: skip
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@in_project
@with_timeout
def serve(
    cv: str | None, project: Path | None, no_open: bool, port: int, timeout: float, **view: str
) -> None:
    """Preview a CV in the browser; every save updates the page.

    \b
    cvgen serve                   the first CV; choose another in the page
    cvgen serve ada -f pdf        the pages of ada's PDF
    cvgen serve --no-open         only print the address
    """
    import webbrowser

    from cvgen.project import find_project
    from cvgen.serve.view import View
    from cvgen.serve.watch import wait_for_item
    from cvgen.serve.web import running

    root = root_of((cv,) if cv else (), project)
    given = find_project(root).find_cv(cv).absolute() if cv else None
    ended: SimpleQueue[None] = SimpleQueue()
    on_termination(lambda: ended.put(None))
    with running(root, given, port, timeout) as preview:
        address = preview.address(View("", view["variant"], view["theme"], view["form"]))
        click.echo(f"{address}\nCtrl-C ends the preview.")
        if not no_open:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        wait_for_item(ended)


def on_termination(action: Callable[[], None]) -> None:
    """Call ``action`` on SIGINT (Ctrl-C) and SIGTERM.

    The handler can interrupt the main thread anywhere. So ``action`` must not take a lock that this
    thread may hold: ``SimpleQueue.put`` is safe, ``Event.set`` is not.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        action()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
