"""Hidden values are found in every format that a CV is sent in, whatever its notation."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.helpers_cli import run
from tests.helpers_project import make_project

TITLE = "Über die Größe der Ähren im Öl"
CV = f"""
name: Jörg Müller
phone: "+49 30 1234 5678"
sections:
  publications: [{{type: journal, title: {TITLE}, visibility: private, year: 2020}}]
  text: [Hello]
"""


def word(change: Callable[[Any], object]) -> bytes:
    """A DOCX after ``change``."""
    made, data = docx.Document(), io.BytesIO()
    change(made)
    made.save(data)
    return data.getvalue()


def in_runs(made: Any) -> None:
    """Write the title in several runs, as word processors do."""
    paragraph = made.add_paragraph()
    for part in (TITLE[:9], TITLE[9:21], TITLE[21:]):
        paragraph.add_run(part).bold = part == TITLE[9:21]


def in_the_header(made: Any) -> None:
    """Write the phone number into the page header."""
    made.sections[0].header.paragraphs[0].text = "+49 (0)30 12345678"


BIBTEX = r"""@article{a, title = {{\"U}ber die Gr{\"o}{\ss}e der {\"A}hren im {\"O}l}}"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Über die Größe der\nÄhren im Öl"),
        ("phone.txt", "Tel. 030/12345678"),
        ("a.json", json.dumps({"publications": [{"name": TITLE}]})),
        ("phone.json", json.dumps({"x-cvgen": {"person": {"phone": ["+49 30 1234 5678"]}}})),
        ("a.bib", BIBTEX),
        ("b.bib", f"@article{{a, title = {{{TITLE}}}}}"),
        ("a.ris", f"TY  - JOUR\nTI  - {TITLE}\nER  -"),
        ("a.docx", word(in_runs)),
        ("phone.docx", word(in_the_header)),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_a_hidden_value_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: str | bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, joerg=CV)
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    made = run("audit", name, "--cv", "joerg")
    what = "the phone number" if name.startswith("phone") else "an entry in the section"
    assert (made.code, what in made.out) == (1, True), made.out
