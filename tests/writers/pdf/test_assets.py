"""What a PDF takes in (characters, photos, stylesheets), and what it must not read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.assets.fetcher import make_fetcher
from cvgen.assets.files import Assets
from cvgen.document import Paragraph
from cvgen.errors import RenderError
from cvgen.markup.inline import Run
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from cvgen.writers.pdf.fonts import uncovered
from tests.helpers_pdf import text, write
from tests.samples import (
    FULL,
    HEADER,
    document,
    section,
)

pytestmark = pytest.mark.sweep("cvgen/assets", "cvgen/writers", "cvgen/themes", kinds=(), keep=2)


def test_missing_characters_are_named_once() -> None:
    odd = "\ue124\ue123"
    written = write(document(section("x", Paragraph((Run(f"a {odd} {odd}"),)))))
    assert written.missing == ("\ue123", "\ue124")
    assert written.warnings == ()
    assert write(FULL).missing == ()


def test_coverage() -> None:
    faces = load_theme("academic").settings.fonts
    assert uncovered("Ärger – “naïve” Ωμέγα Привет\u00ad", faces) == set()
    assert uncovered("東 a京", faces) == {"東", "京"}


def test_photo_does_not_bring_its_folder_into_the_file(tmp_path: Path) -> None:
    from PIL import Image

    header = replace(HEADER, photo="me.jpg", photo_alt="Portrait of Ada")
    data = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (30, 40), "navy").save(tmp_path / name / "me.jpg")
        data.append(write(document(header=header), folder=tmp_path / name).data)
    assert data[0] == data[1]
    assert b"/Image" in data[0]
    assert b"/Image" not in write(document(header=header)).data


def test_stylesheet_of_a_stranger_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("body::before { content: 'secret' }", "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.yaml").write_text("extends: industry\n", "utf-8")
    (tmp_path / "mine" / "theme.css").write_text(
        f"@import '{(tmp_path / 'secret.css').as_uri()}'; @import '../secret.css';"
        "@import 'http://127.0.0.1:9/x.css'; h1 { background: url(../../etc/passwd) }"
        "h2 { colour: red }",
        "utf-8",
    )
    theme = load_theme(tmp_path / "mine")
    written = WRITERS["pdf"].write(FULL, theme, Assets())
    assert "secret" not in text(written)
    remarks = [p.message for p in written.warnings]
    assert {p.code for p in written.warnings} <= {"W403", "W405"}
    assert any("colour" in remark for remark in remarks)
    assert any("is not a file of the theme" in remark for remark in remarks)
    again = WRITERS["pdf"].write(FULL, theme, Assets())
    assert {p.message for p in again.warnings} >= {r for r in remarks if "colour" in r}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "file:///theme/../../etc/passwd", "file:///theme/%2e%2e/secret.css",
        "file:///theme/link.css", "file://host/theme/theme.css", "FILE:///etc/passwd",
        "http://127.0.0.1:9/x", "https://example.org/x", "ftp://example.org/x", "theme.css",
        "asset:../secret.css", "asset:/etc/passwd", "asset:%2e%2e/secret.css", "asset:", "data",
    ],
)  # fmt: skip
def test_fetcher_refuses(tmp_path: Path, url: str) -> None:
    mine, cv = tmp_path / "mine", tmp_path / "cv"
    mine.mkdir()
    cv.mkdir()
    (tmp_path / "secret.css").write_text("secret", "utf-8")
    (mine / "theme.yaml").write_text("extends: industry\n", "utf-8")
    (mine / "link.css").symlink_to(tmp_path / "secret.css")
    fetcher = make_fetcher(load_theme(mine), Assets(cv))
    with pytest.raises(ValueError, match="only files"):
        fetcher.fetch(url)


def test_fetcher_serves(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_text("mine", "utf-8")
    theme = load_theme("academic")
    photo = ("me.webp", (b"picture", "image/png"))
    fetcher = make_fetcher(theme, Assets(tmp_path), photo)
    assert fetcher.fetch("asset:me.webp").read() == b"picture"
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"
    for address in ("asset:a%20b.png", "file:///theme/theme.css", "file:///theme/theme.yaml"):
        with pytest.raises(ValueError, match="only files"):
            fetcher.fetch(address)
    own = replace(
        theme.with_values({"css": "own.css"}), extra_css="p { color: url(asset:a%20b.png)"
    )
    assert make_fetcher(own, Assets(tmp_path)).fetch("asset:a%20b.png").read() == b"mine"


@pytest.mark.parametrize("name", ["ada.yaml", "passport.png"])
def test_a_theme_takes_nothing_from_beside_the_cv(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / name).write_text("kept-secret", "utf-8")
    (tmp_path / "mine" / "theme.yaml").write_text("extends: industry\n", "utf-8")
    (tmp_path / "mine" / "theme.css").write_text(f"h1 {{ background: url(asset:{name}) }}", "utf-8")
    base = (load_theme("academic").folders[-1] / "cv.html.j2").read_text("utf-8")
    links = f'<a rel="attachment" href="asset:{name}">x</a><img src="asset:{name}">'
    (tmp_path / "mine" / "cv.html.j2").write_text(
        base.replace("</header>", f"{links}</header>"), "utf-8"
    )
    theme = load_theme(tmp_path / "mine")
    try:
        data = WRITERS["pdf"].write(FULL, theme, Assets(tmp_path)).data
    except RenderError:
        return
    assert b"/EmbeddedFile" not in data
    assert b"kept-secret" not in data


def test_engine_failure_is_reported_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import Document as Rendered

    def fail(*_args: object, **_options: object) -> None:
        raise AssertionError("nothing to draw")

    monkeypatch.setattr(Rendered, "write_pdf", fail)
    with pytest.raises(RenderError, match="E422 the PDF engine cannot lay out the pages"):
        WRITERS["pdf"].write(FULL, load_theme("academic"), Assets())
