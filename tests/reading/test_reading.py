"""What programs see in finished files: text by two readers, fields, and a point for each need."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import cvgen
from cvgen.errors import CvgenError, InputError
from cvgen.lowering.lower import lower
from cvgen.reading.points import agreement
from cvgen.reading.read import as_data, as_page
from cvgen.selection import select
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA, cv_of, document_of, rules_of
from tests.helpers_foreign import bomb, bytes_of, scanned, with_text
from tests.helpers_golden import FOLDER
from tests.helpers_project import write
from tests.helpers_read import CV, advice, docx_of, failed, read_bytes

LARGE = (FOLDER / "large.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def large() -> bytes:
    """A long CV as PDF."""
    cv = cv_of(LARGE)
    return cvgen.render(lower(select(cv, rules_of(cv, "full")).cv), "pdf")


@pytest.mark.sweep("cvgen/reading", "cvgen/writers/pdf", "themes", keep=2)
@pytest.mark.parametrize("theme", ["academic", "article", "classic", "folio", "industry", "modern"])
def test_a_pdf_of_cvgen_passes_in_every_theme(tmp_path: Path, theme: str) -> None:
    cv = cv_of(LARGE)
    made = cvgen.render(lower(select(cv, rules_of(cv, "full")).cv), "pdf", theme=theme)
    found = read_bytes(tmp_path, made)
    assert failed(found) == set(), [advice(found, name) for name in failed(found)]
    assert len(found.points) == 17


def test_the_fields_of_a_cv_are_found(tmp_path: Path, large: bytes) -> None:
    fields = read_bytes(tmp_path, large).fields
    assert fields.name == "Dr. Robin Quill"
    assert fields.emails == ("robin@quill.example", "r.quill@examplia.example")
    assert fields.phones[0] == "+44 (0)20 7946 0001"
    assert "github.com/rquill" in fields.links
    keys = [heading.key for heading in fields.headings]
    assert {"experience", "education", "skills", "languages"} <= set(keys)
    first = next(one for one in fields.dated if one.when.startswith("Oct 2019"))
    assert first.when == "Oct 2019 – present"
    assert first.title.startswith("Reader, University of Examplia")


def test_two_readers_may_disagree() -> None:
    text = "\n".join(f"a long line with the number {number * 7919}" for number in range(40))
    lines = text.split("\n")
    assert agreement(text, text) == (1.0, 1.0)
    assert agreement(text, text.upper().replace(" ", "")) == (1.0, 1.0)
    share, order = agreement(text, "\n".join(reversed(lines)))
    assert (share, order < 0.1) == (1.0, True)
    assert agreement(text, "\n".join(lines[:20]))[0] < 0.6


@pytest.mark.sweep("cvgen/reading", "cvgen/writers/pdf", keep=2)
@pytest.mark.parametrize("script", ["arabic", "greek", "hebrew", "japanese", "korean", "russian"])
def test_every_script_is_read(tmp_path: Path, script: str) -> None:
    text = (Path(__file__).parents[1] / "samples_scripts" / f"{script}.yaml").read_text("utf-8")
    cv = cv_of(text)
    found = read_bytes(tmp_path, cvgen.render(lower(select(cv, rules_of(cv, "full")).cv), "pdf"))
    assert failed(found) == set(), [advice(found, name) for name in failed(found)]
    assert found.fields.name == cv.person.name
    assert len(found.fields.dated) > 3


def changed(data: bytes, change: Any) -> bytes:
    """The PDF ``data`` after ``change``."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return bytes_of(pdf)


def fonts_of(pdf: pikepdf.Pdf) -> list[Any]:
    """All fonts of the pages."""
    return [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]


def drop(pdf: pikepdf.Pdf, *keys: str) -> None:
    """Take keys out of the root."""
    for key in keys:
        if key in pdf.Root:
            del pdf.Root[key]


def without_title(pdf: pikepdf.Pdf) -> None:
    """Take out the title."""
    del pdf.docinfo["/Title"]


def without_letters(pdf: pikepdf.Pdf) -> None:
    """Take out the tables that say which letter a glyph is."""
    for font in fonts_of(pdf):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def without_fonts(pdf: pikepdf.Pdf) -> None:
    """Take out the font files."""
    for font in fonts_of(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


@pytest.mark.parametrize(
    ("change", "points"),
    [
        (lambda pdf: drop(pdf, "/StructTreeRoot", "/MarkInfo"), {"tags"}),
        (lambda pdf: drop(pdf, "/Lang"), {"language"}),
        (without_title, {"title"}),
        (without_fonts, {"fonts"}),
        (without_letters, {"letters", "order"}),
    ],
    ids=["tags", "language", "title", "fonts", "letters"],
)
def test_what_is_taken_away_is_missed(
    tmp_path: Path, large: bytes, change: Any, points: set[str]
) -> None:
    found = read_bytes(tmp_path, changed(large, change))
    assert points <= failed(found)
    assert all(advice(found, name).partition(" = ")[2] for name in failed(found))


def drawn(*lines: tuple[int, int, str]) -> bytes:
    """A page with lines of text at their places, in their order."""
    pdf = with_text("x")
    page = pdf.pages[0]
    parts = [f"BT /F1 9 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in lines]
    name = next(iter(page.Resources.Font.keys()))
    content = "\n".join(parts).replace("/F1", str(name))
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    return bytes_of(pdf)


LEFT = [(50, 760 - 14 * n, f"left line {n} of a long story about mills") for n in range(20)]
RIGHT = [(330, 760 - 14 * n, f"right line {n} of another story about looms") for n in range(20)]


def test_columns_that_are_read_across_are_a_fault(tmp_path: Path) -> None:
    across = [line for pair in zip(LEFT, RIGHT, strict=True) for line in pair]
    found = read_bytes(tmp_path, drawn(*across))
    assert "columns" in failed(found)
    assert "one column" in advice(found, "columns")
    assert "columns" not in failed(read_bytes(tmp_path, drawn(*LEFT, *RIGHT)))


def test_what_a_cv_lacks_is_said(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, drawn(*LEFT))
    assert {"e-mail", "sections", "dates", "tags", "language", "title"} <= failed(found)
    assert not found.passed


def encrypted(data: bytes, user: str, allowed: bool = True) -> bytes:
    """The PDF ``data`` with a password."""
    rights = pikepdf.Permissions(extract=allowed)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes_of(pdf, encryption=pikepdf.Encryption(owner="o", user=user, allow=rights))


def test_a_restriction_on_copying_is_a_fault(tmp_path: Path, large: bytes) -> None:
    found = read_bytes(tmp_path, encrypted(large, "", allowed=False))
    assert failed(found) == {"permissions"}


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, bytes_of(scanned()))
    assert advice(found, "text").startswith("no text at all: the pages are pictures = a program")
    assert found.points[0].name == "text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"hello", "E785"),
        (b"", "E785"),
        (b"PK\x03\x04word/ and nothing", "E786"),
        (b"%PDF-1.7\nnothing", "E786"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "E787"),
        (encrypted(bytes_of(with_text()), "secret"), "E787"),
    ],
    ids=["text", "empty", "docx", "pdf", "old", "locked"],
)
def test_files_that_cannot_be_read_have_a_reason(
    tmp_path: Path, data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "cv.pdf", "")
    (tmp_path / "cv.pdf").write_bytes(data)
    made = run("read", "cv.pdf")
    assert (made.code, codes(made.err)) == (1, [code])
    assert "hint:" in made.err
    assert made.err.startswith("cv.pdf: ")


@pytest.mark.parametrize("cut", range(5))
def test_cut_and_changed_files_never_end_in_a_traceback(
    tmp_path: Path, large: bytes, cut: int
) -> None:
    docx_data = docx_of(CV)
    for number, data in enumerate((large, docx_data)):
        at = len(data) * (cut + 1) // 6
        for broken in (data[:at], data[:at] + b"\0" * 64 + data[at + 64 :]):
            with contextlib.suppress(InputError):
                assert read_bytes(tmp_path, broken, f"{number}.bin").points


def test_a_bomb_is_read_within_limits(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, bomb())
    assert "text" in failed(found)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cvgen.reading.read.MAX_BYTES", 10)
    with pytest.raises(CvgenError, match="E788"):
        read_bytes(tmp_path, docx_of(CV), "cv.docx")


def test_the_command_prints_points_and_its_exit_code_is_1_if_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.pdf").write_bytes(cvgen.render(document_of(ADA), "pdf"))
    (tmp_path / "scan.pdf").write_bytes(bytes_of(scanned()))
    good, scan = run("read", "good.pdf"), run("read", "scan.pdf")
    assert (good.code, scan.code) == (1, 1)  # one section is too little for a CV
    assert "- sections " in good.out
    assert "+ name         Ada Example\n" in good.out
    assert "Jun 2019 – present: Engineer, Analytical Engines Ltd / " in good.out
    assert "- text         no text at all: the pages are pictures\n" in scan.out
    data = json.loads(run("read", "good.pdf", "-f", "json").out)
    assert data["fields"]["emails"] == ["ada@example.org"]
    assert {one["name"]: one["passed"] for one in data["points"]}["tags"] is True
    assert run("read", "good.pdf", "-o", "read.html").code == 1
    page = (tmp_path / "read.html").read_text("utf-8")
    assert '<td class="fail">fail</td>' in page
    assert "data:image/png;base64," in page
    assert run("read", "missing.pdf").code == 1


def test_the_page_and_the_data_say_the_same(tmp_path: Path, large: bytes) -> None:
    found = read_bytes(tmp_path, large, pictures=True)
    page, data = as_page(found), as_data(found)
    assert page.count("<img ") == len(found.contents.pages)
    assert data["passed"] is True
    assert list(data["text"]) == ["PDFium", "order of the file"]
    for point in data["points"]:
        assert f'<th scope="row">{point["name"]}</th>' in page
