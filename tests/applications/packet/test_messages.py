"""The messages about files of others are those on the page docs/errors.md.

No command gives them yet. ``pytest --accept`` writes them into the page.
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Name, Stream

from cvgen.applications.packet import prepare
from cvgen.errors import InputError, Problem, format_problem
from tests.docs.test_errors_page import PAGE, entries
from tests.helpers_foreign import REFUSED, annotate, bytes_of, changed, scanned, with_text

EXAMPLES: dict[str, Callable[[], bytes]] = {
    **dict(reversed(REFUSED.values())),
    "E711": REFUSED["a text"][1],
    "W711": lambda: bytes_of(with_text(pages=2)),
    "W712": lambda: bytes_of(scanned(1, (300, 400))),
    "W713": lambda: changed(lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 90)),
    "W714": lambda: bytes_of(scanned(1, dpi=600)),
    "W715": lambda: changed(_draw_for_printers),
    "W716": lambda: changed(lambda pdf: annotate(pdf, Subtype=Name.FreeText, Contents="void")),
}


def _draw_for_printers(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = Stream(pdf, b"0 0 0 1 k 9 9 99 99 re f")


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        return prepare(data, "scans/transcripts.pdf", "Transcripts", "en", "").problems
    except InputError as error:
        return tuple(error.problems)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_message_is_on_the_page(code: str, request: pytest.FixtureRequest) -> None:
    (problem,) = problems_of(EXAMPLES[code]())
    assert problem.code == code
    message = f"{format_problem(problem)}\n"
    if request.config.getoption("--accept"):
        page, match = PAGE.read_text("utf-8"), entries()[code]
        start, end = match.span("message")
        PAGE.write_text(page[:start] + message + page[end:], "utf-8")
    assert message == entries()[code]["message"]


def test_every_code_about_applications_has_an_example() -> None:
    """W717 is about a letter."""
    assert set(EXAMPLES) == {code for code in entries() if code[1:3] == "71"} - {"W717"}
