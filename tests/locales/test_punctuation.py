"""The marks between parts of a text, behind what already ends with a mark."""

from __future__ import annotations

import pytest

from cvgen.document import LATIN, Punctuation
from cvgen.locales import load_locale
from cvgen.markup.inline import literal, plain_text
from cvgen.themes import load_theme, theme_names
from cvgen.themes.render import render_body
from tests.helpers_cv import document_of

ZH = load_locale("zh").punctuation


@pytest.mark.parametrize(
    ("marks", "parts", "shown"),
    [
        (LATIN, ("Who spins?", "Loom", "2020"), "Who spins? Loom, 2020"),
        (LATIN, ("Spin!", "Loom"), "Spin! Loom"),
        (LATIN, ("Who spins.", "Loom"), "Who spins., Loom"),
        (LATIN, ("“Who spins?”", "Loom"), "“Who spins?”, Loom"),
        (ZH, ("谁在纺纱？", "织机"), "谁在纺纱？织机"),
    ],
)
def test_a_question_has_no_comma_behind_it(
    marks: Punctuation, parts: tuple[str, ...], shown: str
) -> None:
    assert plain_text(marks.join(map(literal, parts))) == shown


@pytest.mark.parametrize("theme", theme_names())
def test_no_theme_puts_a_comma_behind_a_question(theme: str) -> None:
    document = document_of(
        "name: Ada\nsections: {talks: [{title: Who spins?, event: Are we?, place: Rome}]}\n"
    )
    body = render_body(document, load_theme(theme))
    assert "Who spins?" in body
    assert not any(f"?{tag}," in body.replace("\n", "") for tag in ("", "</h3>", "</span>"))


@pytest.mark.parametrize(("tag", "gap"), [("zh", ""), ("ja", ""), ("de", " "), ("fr", " ")])
def test_a_label_has_a_space_behind_its_colon_where_the_language_has_one(
    tag: str, gap: str
) -> None:
    document = document_of(f"name: Ada\nlanguage: {tag}\naddresses: {{postal: 滨湖区1800号}}\n")
    body = render_body(document, load_theme("classic"))
    assert f'</span>{gap}<span class="p-adr">滨湖区' in body
