"""The speed patches change no byte of any document.

A process of its own renders the documents without patches, because patches cannot be removed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from cvgen.assets.files import Assets
from cvgen.themes import Theme, load_theme, theme_names
from cvgen.writers.pdf import writer as _paper
from cvgen.writers.pdf.engine import parse as _parse
from cvgen.writers.pdf.engine.load import weasyprint
from cvgen.writers.pdf.engine.speed import skip_unused_pseudo_elements
from cvgen.writers.pdf.engine.standards import pdf_bytes
from cvgen.writers.pdf.kit import font_list
from tests.helpers_stress import STRESS

ROOT = Path(__file__).resolve().parents[4]
RARE = """
p { margin-inline-start: 3mm; border-inline-end: 1pt solid red; text-indent: inherit }
.section { padding: initial; inline-size: auto; direction: ltr; border-block-style: dotted }
p { font-size: 1.9vw; line-height: 2.3vw; border-inline-start-style: solid }
dd { overflow-wrap: anywhere }
h2 { float: none; position: relative; top: 1pt; border-top-width: 3pt; font-kerning: none }
li { font: italic 2ex/1.2lh serif; max-lines: 2; font-variant: small-caps; word-spacing: 1ch }
dt { display: list-item; list-style: square }
.note { float: footnote }
::footnote-call { content: "(" counter(footnote) ")" }
"""
LAYOUTS = """
li { text-align: justify; letter-spacing: .02em; width: 80%; min-width: 10mm; max-width: 90% }
body { background: linear-gradient(#eee, #fff) } .section { background: #eef; border-radius: 2% }
h2 { border-radius: 2mm; border: 1pt solid; box-sizing: border-box; padding: 1% }
p::first-line { font-variant-caps: small-caps }
p::first-letter { font-size: 2em; color: red }
a { text-decoration: underline overline }
address { white-space: pre-line } .head { display: flex; min-width: auto }
.card { display: flex; flex-direction: column }
.content { display: grid; grid-template-columns: 1fr 2fr }
.detail { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 30mm }
.authors { line-clamp: 1; border-collapse: collapse }
.photo { float: right; position: relative; top: 2mm } .title { position: absolute }
.skill { display: inline-block; width: calc(10mm + 20%); height: 5mm }
b { font-size: 300%; vertical-align: super } em { font-size: .4pt } i { font-size: 0 }
"""
STYLES = {"": "", "rare": RARE, "layouts": LAYOUTS}
PLAIN = """
import json, sys
from cvgen.writers.pdf.engine import load as _engine
from cvgen.writers.pdf import kit, writer
_engine.apply_speed_patches = lambda: None
kit.parse_by_rules = lambda *parts: None
writer.skip_unused_pseudo_elements = lambda html, *texts: html
from tests.writers.pdf.engine.test_speed import digests
print(json.dumps(digests(*sys.argv[1:])))
"""


def made(theme: Theme, name: str = "everything") -> bytes:
    """The PDF of one of these documents, though some styles hide words of it."""
    laid = _paper.lay_out(STRESS[name], theme, Assets())
    return pdf_bytes(laid.pages, laid.options)


def digests(theme: str, style: str = "") -> dict[str, str]:
    """The hash of the PDF of each document."""
    look = replace(load_theme(theme), extra_css=STYLES[style])
    names = ["everything"] if style else [name for name in STRESS if name != "signs of parts"]
    return {name: sha256(made(look, name)).hexdigest() for name in names}


def without_patches(*arguments: str) -> dict[str, str]:
    """The same hashes, from a process without patches."""
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, *arguments], cwd=ROOT, capture_output=True, check=True
    )
    return dict(json.loads(done.stdout))


@pytest.mark.sweep("cvgen/writers/pdf/engine", kinds=(), keep=0)
@pytest.mark.parametrize(
    ("name", "style"),
    [*((name, "") for name in theme_names()), ("classic", "layouts"), ("classic", "rare")],
)
def test_every_look_comes_out_the_same(name: str, style: str) -> None:
    assert digests(name, style) == without_patches(name, style)


@pytest.mark.sweep("cvgen/writers/pdf", kinds=())
@pytest.mark.parametrize("style", ["rare", "layouts"])
def test_unusual_rules_are_not_lost(style: str) -> None:
    plain, unusual = (replace(load_theme("classic"), extra_css=STYLES[one]) for one in ("", style))
    assert made(plain) != made(unusual)


def styled_pseudo_elements(*texts: str) -> int:
    """How many pseudo-elements WeasyPrint looks up rules for, for each element of a page."""
    sheet = sys.modules["weasyprint"].UA_STYLESHEET
    html = SimpleNamespace(_ua_stylesheets=lambda forms=False: [sheet])
    (found,) = skip_unused_pseudo_elements(html, *texts)._ua_stylesheets()
    return sum(rule[3] is not None for rule in found.matcher.other_selectors)


def test_footnotes_and_markers_are_styled_where_a_text_may_use_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made(load_theme("classic"))
    assert styled_pseudo_elements("p { color: red }", "<p>") == 0
    for text in (
        "p { float: footnote }", "::note-call {}", "a { display: LIST-ITEM }", "@import",
        "<link rel='stylesheet' href='own.css'>",
    ):  # fmt: skip
        assert styled_pseudo_elements("", text) == 6, text
    monkeypatch.setattr(sys.modules["weasyprint"], "__version__", "71.0")
    assert styled_pseudo_elements("") == 6


def test_the_patched_engine_gives_the_same_page() -> None:
    engine = weasyprint(font_list(load_theme("academic").settings.fonts, set()))
    ours = _parse._from_xml(engine, "<html><body>A</body></html>", None)
    assert vars(ours).keys() == vars(engine.HTML(string="<p>A</p>")).keys()


OTHER_VERSION = """
import sys, weasyprint
from cvgen.writers.pdf.engine import speed as _speed
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.draw import text
from weasyprint.layout import block, percent, table
from weasyprint.text import line_break
for version in sys.argv[1:]:
    weasyprint.__version__ = version
    _speed.apply_speed_patches()
    _speed.apply_speed_patches()
    found = [
        ComputedStyle.__missing__, ComputedStyle.__init__, AnonymousStyle.__missing__,
        AnonymousStyle.__init__, line_break.strut,
        percent.resolve_percentages, block.resolve_percentages,
        table.resolve_percentages, text.draw_first_line,
        line_break.Layout.reactivate, line_break.Layout.deactivate,
    ]
    print(version, {hasattr(one, "__wrapped__")
        + hasattr(getattr(one, "__wrapped__", 0), "__wrapped__") for one in found})
"""


def test_another_version_is_left_alone() -> None:
    command = [sys.executable, "-c", OTHER_VERSION, "71.0", "70.9", "70.0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["71.0 {0}", "70.9 {0}", "70.0 {1}"]
