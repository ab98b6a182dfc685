"""What a variant hides is nowhere in its documents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import cvgen
from cvgen.hidden.patterns import words_of
from cvgen.loading.load import LoadedCv, load_cv
from cvgen.lowering.lower import lower
from cvgen.model.cv import Cv
from cvgen.model.marks import MARK_KEYS
from cvgen.project import find_project
from cvgen.selection import select
from tests.helpers_audit import attached
from tests.helpers_cli import SOURCE, run
from tests.helpers_sweeps import few
from tests.helpers_traces import everything_in
from tests.strategies import secrets
from tests.test_properties import CASES, Case, quick

PATHS = sorted((SOURCE / "cv_data").glob("*.yaml"))
VARIANTS = ["public", "full", "record", "academic", "industry", "biosketch"]
SILENT = {*MARK_KEYS, "for_", "key", "type", "network", "currency", "label", "country"}
slow = settings(quick, max_examples=few(4))


def loaded(path: Path) -> LoadedCv:
    """A CV of the repository."""
    return load_cv(path, find_project(SOURCE))


def value_at(cv: Cv, path: tuple[str | int, ...]) -> Any:
    """What stands at a path of selection; a place in a list of alternatives is one of them."""
    value: Any = cv.person
    if path[0] == "sections":
        value = next(section for section in cv.sections if section.key == path[1])
        path = path[2:]
    for step in path:
        if isinstance(step, str):
            value = getattr(value, step)
        else:
            value = value[step] if isinstance(value, tuple) else value.choices[step]
    return value


def texts(value: Any) -> Iterator[str]:
    """The contents of plain data: no marks, keys and labels."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in SILENT:
                yield from texts(item)


def plain(value: Any) -> Any:
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def solid(text: str) -> str:
    return "".join(words_of(text))


@lru_cache
def left_out(path: Path, variant: str) -> list[str]:
    """What ``variant`` leaves out of the CV at ``path`` and says nowhere else.

    Letters and digits alone. ShortForm texts turn up in compressed bytes by chance.
    """
    one = loaded(path)
    selection = select(one.cv, one.rules(variant))
    shown = "|".join(solid(text) for text in texts(plain(selection.cv)))
    gone = (
        solid(text)
        for omission in selection.omissions
        for text in texts(plain(value_at(one.cv, omission.path)))
    )
    return sorted({text for text in gone if len(text) > 5 and text not in shown})


@pytest.mark.sweep(
    "cvgen/hidden",
    "cvgen/selection",
    "cvgen/lowering",
    "cvgen/writers",
    "cv_data",
    kinds=("form", "path"),
    keep=4,
)
@pytest.mark.parametrize("form", ["pdf", "html", "md"])
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_variant_hides_values_completely(
    path: Path, variant: str, form: str, outputs: Callable[[str], Path]
) -> None:
    file = outputs(variant) / path.stem / f"{path.stem}-{variant}.{form}"
    bare = solid(everything_in(file.read_bytes()))
    assert [text for text in left_out(path, variant) if text in bare] == []


@pytest.mark.sweep("cvgen/hidden", "cvgen/selection", "cvgen/writers", "cv_data", keep=0)
def test_a_hidden_value_is_found_where_another_variant_shows_it(
    outputs: Callable[[str], Path],
) -> None:
    found = 0
    for path in PATHS:
        hidden = left_out(path, "public")
        for form in ("pdf", "html", "md"):
            file = outputs("record") / path.stem / f"{path.stem}-record.{form}"
            bare = solid(everything_in(file.read_bytes()))
            found += sum(text in bare for text in hidden)
    assert found >= 15


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", "cvgen/writers", kinds=())
@pytest.mark.parametrize("variant", ["public", "industry"])
def test_the_audit_finds_nothing_in_what_is_made_for_a_variant(
    variant: str, outputs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SOURCE)
    files = sorted(map(str, outputs(variant).glob(f"*/*-{variant}.*")))
    made = run("audit", "--variant", variant, *files)
    assert (made.code, made.err) == (0, "")
    assert made.out.count("nothing that") == len(files)


@slow
@given(case=CASES)
def test_no_secret_is_in_any_byte_of_a_picture(case: Case) -> None:
    data = everything_in(cvgen.render(lower(case.seen("public").cv), "png"))
    assert [word for word, rank in secrets(case.data) if rank > 0 and word in data] == []


def pdf_with(where: str) -> bytes:
    """A PDF that says ``w000001x`` in one of the ways that there are."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    secret = "w000001x"
    if where == "info":
        pdf.docinfo["/Custom"] = secret
    elif where == "wide":
        pdf.docinfo["/Title"] = f"– {secret}"  # which makes it UTF-16
    elif where == "hex":
        page.Contents = pdf.make_stream(f"BT <{secret.encode().hex()}> Tj ET".encode())
    elif where == "kerned":
        page.Contents = pdf.make_stream(b"BT [(w0000) -20 (01x)] TJ ET")
    elif where == "xmp":
        with pdf.open_metadata() as xmp:
            xmp["dc:title"] = secret
    elif where == "attachment":
        return attached(secret.encode())
    elif where == "orphan":
        page.Orphan = pdf.make_indirect(pikepdf.Dictionary(Alt=pikepdf.String(secret)))
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@pytest.mark.parametrize("where", ["info", "wide", "hex", "kerned", "xmp", "attachment", "orphan"])
def test_the_search_looks_everywhere_in_a_pdf(where: str) -> None:
    assert "w000001x" in everything_in(pdf_with(where))


@pytest.mark.parametrize(
    "page",
    [
        "<p title='w00&#48;001x'>", "<a href='mailto:w%30000%301x'>",
        "<p>w000<b>001x</b>", "<img src='data:text/plain;base64,dzAwMDAwMXg='>",
        '<script type="application/ld+json">{"a": "w00\\u0030001x"}</script>',
    ],
)  # fmt: skip
def test_the_search_looks_everywhere_in_a_page(page: str) -> None:
    assert "w000001x" in everything_in(page.encode())


def test_the_search_looks_into_the_texts_of_a_picture() -> None:
    notes, out = PngInfo(), io.BytesIO()
    notes.add_text("Comment", "w000001x", zip=True)
    Image.new("L", (4, 4)).save(out, "PNG", pnginfo=notes)
    assert "w000001x" in everything_in(out.getvalue())
