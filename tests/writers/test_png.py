"""Pictures of pages: one file per page, like the PDF, the same bytes, none stale."""

from __future__ import annotations

import importlib
import io
from pathlib import Path

import pytest
from PIL import Image

from cvgen.assets.files import Assets
from cvgen.errors import OutputError, RenderError
from cvgen.rendering.report import save
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Written
from cvgen.writers.png import DPI, page_images, png
from tests.helpers_cli import process, run
from tests.helpers_cv import ADA, document_of
from tests.helpers_project import files_below, make_project

THEME = load_theme("academic")
LONG = ADA + "  awards:\n" + "".join(f"    - Prize number {n}\n" for n in range(60))
A4_INCHES = 8.27, 11.69
by_command = pytest.mark.sweep("cvgen/writers/png.py", "cvgen/rendering")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a CV of several pages, as working folder."""
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path, None, ada=LONG)


def made(text: str) -> tuple[Written, Written]:
    """The PDF and the pictures of the CV ``text``."""
    document = document_of(text)
    pdf, pictures = (WRITERS[name].write(document, THEME, Assets()) for name in ("pdf", "png"))
    return pdf, pictures


def opened(data: bytes) -> Image.Image:
    """The picture, all of it read."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_there_is_a_picture_of_each_page_and_each_looks_like_it() -> None:
    pdf, pictures = made(LONG)
    pdfium = importlib.import_module("pypdfium2")
    pages = pdfium.PdfDocument(pdf.data)
    assert len(pages) == pictures.pages == 1 + len(pictures.more) > 1
    for number, data in enumerate((pictures.data, *pictures.more)):
        image, page = opened(data), pages[number]
        assert image.size == tuple(round(side * DPI + 0.49) for side in A4_INCHES)
        expected = page.render(scale=DPI / 72).to_pil().convert("RGB")
        assert image.convert("RGB").tobytes() == expected.tobytes()
        assert sum(image.convert("L").histogram()[:60]) > 100  # there is ink


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made(ADA)[1] == made(ADA)[1]


def test_a_picture_contains_its_resolution_and_the_title_and_nothing_else() -> None:
    image = opened(made(ADA)[1].data)
    title = document_of(ADA).title
    dpi = image.info.pop("dpi")
    assert [round(value) for value in dpi] == [DPI, DPI]
    assert (image.info, title != "") == ({"Title": title}, True)


def test_a_file_that_is_not_a_pdf_is_a_problem() -> None:
    with pytest.raises(RenderError, match="E426"):
        page_images(b"%PDF-1.7 nothing", 72)


def test_pages_that_are_too_large_for_a_picture_are_a_problem() -> None:
    pdf, _ = made(ADA)
    with pytest.raises(RenderError, match="E433 a page has 387 million pixels, more than 100"):
        page_images(pdf.data, 2000)


def test_only_as_many_pages_as_wanted_are_drawn() -> None:
    pdf, _ = made(LONG)
    (page,) = page_images(pdf.data, 36, most=1)
    assert page.size == (298, 421)
    assert opened(png(page)).size == page.size


@by_command
def test_the_command_writes_a_file_for_each_page(here: Path) -> None:
    told = run("render", "-f", "png,pdf")
    assert (told.code, told.err) == (0, "")
    names = [f"ada/ada-full-{n}.png" for n in (1, 2)]
    assert files_below(here / "output") == [*names, "ada/ada-full.pdf"]
    assert "ada-full-1.png" in told.out.splitlines()[0]
    assert told.out.splitlines()[0].endswith(" kB, 2 pages, 2 files")
    assert told.out.splitlines()[-1] == "3 files written"
    assert run("render", "-f", "png").out.splitlines()[-1] == "1 document up to date"


@by_command
def test_pages_of_an_earlier_longer_document_go_and_nothing_else(here: Path) -> None:
    run("render", "-f", "png", "-V", "full,public")
    folder = here / "output" / "ada"
    others = ["ada-full-2.png.bak", "ada-full-02.png", "ada-full-x.png", "ada-full.png", "2.png"]
    for name in others:
        (folder / name).write_text("mine", "utf-8")
    make_project(here, None, ada=ADA)
    told = run("render", "-f", "png", "-V", "full")
    assert told.out.splitlines()[0].endswith("1 page, 1 of an earlier, longer one removed")
    kept = {"ada-full-1.png", "ada-public-1.png", "ada-public-2.png", *others}
    assert {path.name for path in folder.iterdir()} == kept


def test_what_is_in_the_way_of_removing_is_reported(tmp_path: Path) -> None:
    (tmp_path / "ada-2.png").mkdir()
    with pytest.raises(OutputError, match="E501"):
        save(tmp_path / "ada.png", Written(b"x"), paged=True)


@by_command
def test_workers_make_the_same_pictures(here: Path) -> None:
    run("render", "-f", "png", "-o", "plain")
    told = process("render", "-f", "png", "-o", "workers", cwd=here)
    assert (told.code, told.err) == (0, "")
    for name in ("ada-full-1.png", "ada-full-2.png"):
        plain, other = (here / folder / "ada" / name for folder in ("plain", "workers"))
        assert plain.read_bytes() == other.read_bytes()
