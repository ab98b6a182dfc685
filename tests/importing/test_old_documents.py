"""Old DOCX and PDF files as text to be sorted: words in = words out, in order."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import docx
import pytest

from tests.helpers_cli import run
from tests.helpers_importing import check_law, cv_in, law_or_refusal


def document() -> bytes:
    """A DOCX with headings, a list, a table, a header, and a title known by its words."""
    made = docx.Document()
    made.add_heading("Ada Example", 0)
    made.add_paragraph("London | ada@example.org | +44 20 7946 0000 | github.com/ada-example")
    made.add_heading("Deeds of mine", 1)
    made.add_paragraph("Engineer, Analytical Engines\t2019 – present")
    made.add_paragraph("Cut *the* cycle time", style="List Bullet")
    made.add_paragraph("of the mill")
    made.add_paragraph("Ausbildung:")
    row = made.add_table(rows=1, cols=2).rows[0].cells
    row[0].text, row[1].text = "BSc Engines", "2018"
    made.sections[0].header.paragraphs[0].text = "Curriculum vitae"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_document_becomes_bullets_in_order() -> None:
    cv = cv_in(check_law(document(), "old.docx"))
    assert cv == {
        "name": "Ada Example",
        "email": "ada@example.org",
        "phone": "+44 20 7946 0000",
        "links": ["https://github.com/ada-example"],
        "sections": {
            "to_be_sorted": {"title": "To be sorted", "type": "bullets",
                             "entries": ["Curriculum vitae", "London"]},
            "deeds_of_mine": {
                "title": "Deeds of mine", "type": "bullets",
                "entries": ["Engineer, Analytical Engines 2019 – present",
                            r"Cut \*the\* cycle time of the mill"]},
            "ausbildung": {"title": "Ausbildung", "type": "bullets",
                           "entries": ["BSc Engines", "2018"]},
        },
    }  # fmt: skip


def test_a_pdf_keeps_its_words_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new")
    assert run("render", "-f", "pdf,text", "-V", "academic").code == 0
    (pdf,) = tmp_path.glob("output/*/*.pdf")
    made = check_law(pdf.read_bytes(), "old.pdf")
    assert made.account.unplaced == ()
    cv = cv_in(made)
    assert (cv["name"], cv["email"]) == ("Alex Example", "alex@example.org")
    assert list(cv["sections"])[:2] == ["to_be_sorted", "experience"]
    first = cv["sections"]["experience"]["entries"]
    assert any("Senior Data Engineer" in line for line in first)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.pdf", b"%PDF-1.7\nnothing"),
        ("old.pdf", b"%PDF-" + bytes(range(256)) * 20),
        ("old.docx", document()[:2000]),
    ],
)
def test_damaged_documents_are_refused(name: str, data: bytes) -> None:
    kind = name.rpartition(".")[2]
    assert law_or_refusal(data, name, kind=kind) == {"E766"}


def with_document(text: bytes) -> bytes:
    """A DOCX whose text is the XML ``text``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"<a>" * 100_000, "E766"),
        (b"<a>" * 5000 + b"</a>" * 5000, "E767"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "E766"),
        (b"\xff\xfe", "E766"),
    ],
)
def test_hostile_documents_are_refused(xml: bytes, code: str) -> None:
    assert law_or_refusal(with_document(xml), "old.docx") == {code}


def test_mutated_documents_are_read_or_refused() -> None:
    data = document()
    dice = random.Random(11)
    for _ in range(40):
        changed = bytearray(data)
        for _ in range(dice.randint(1, 30)):
            changed[dice.randrange(len(data))] = dice.randrange(256)
        assert law_or_refusal(bytes(changed), "old.docx", kind="docx") <= {"E766", "E767"}
