"""Properties of every format: no secret in the file, no word lost, the same words in all."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

import cvgen
from cvgen.lowering.lower import lower
from cvgen.selection import select
from tests.helpers_cv import cv_of, rules_of, text_of_document
from tests.helpers_golden import FOLDER
from tests.helpers_sweeps import few
from tests.helpers_traces import everything_in, joined
from tests.strategies import WORD, secrets
from tests.test_properties import CASES, Case, quick

LARGE = (FOLDER / "large.yaml").read_text("utf-8")
THEMES = ["academic", "industry"]
slow = settings(quick, max_examples=few(8))


def made(case: Case, variant: str, form: str, theme: str = "academic") -> bytes:
    """The document of ``case`` for ``variant`` as a file."""
    return cvgen.render(lower(case.seen(variant).cv), form, theme=theme)


@pytest.mark.parametrize(("variant", "most"), [("full", 1), ("industry", 1), ("public", 0)])
@slow
@given(case=CASES)
def test_no_secret_is_in_any_byte_of_the_html(case: Case, variant: str, most: int) -> None:
    data = everything_in(made(case, variant, "html"))
    assert [word for word, rank in secrets(case.data) if rank > most and word in data] == []


@pytest.mark.parametrize(("variant", "most"), [("full", 1), ("public", 0)])
@settings(slow, max_examples=few(4))
@given(case=CASES)
def test_no_secret_is_in_any_byte_of_the_pdf(case: Case, variant: str, most: int) -> None:
    data = everything_in(made(case, variant, "pdf"))
    assert [word for word, rank in secrets(case.data) if rank > most and word in data] == []


@pytest.mark.parametrize("theme", THEMES)
@slow
@given(case=CASES)
def test_every_word_of_the_document_is_in_the_html(case: Case, theme: str) -> None:
    document = lower(case.seen("record").cv)
    data = cvgen.render(document, "html", theme=theme).decode()
    words = WORD.findall(text_of_document(document).casefold())
    assert [word for word in words if word not in data.casefold()] == []


@pytest.mark.sweep("cvgen/writers", "cvgen/lowering", "cvgen/themes", "themes", kinds=(), keep=0)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("variant", ["full", "academic", "industry", "public", "record"])
def test_a_large_cv_says_the_same_in_every_format(theme: str, variant: str) -> None:
    cv = cv_of(LARGE)
    document = lower(select(cv, rules_of(cv, variant)).cv)
    pages = PdfReader(io.BytesIO(cvgen.render(document, "pdf", theme=theme))).pages
    html = cvgen.render(document, "html", theme=theme).decode()
    markdown = cvgen.render(document, "markdown", theme=theme).decode()
    read = {
        "pdf": "".join(page.extract_text() for page in pages),
        "html": re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL),
        "markdown": markdown,
    }
    words = set(re.findall(r"[^\W_]{3,}", text_of_document((document.header, document.sections))))
    lost = {
        form: {w for w in words if joined(w) not in joined(text)} for form, text in read.items()
    }
    assert lost == {"pdf": set(), "html": set(), "markdown": set()}


HIDDEN = """\
name: Ada Example
photo: {text: secretphoto.png, visibility: private}
email: [{text: secretmail@example.org, visibility: private}]
links: [{url: "https://secretlink.example", visibility: private}]
headline: {text: open, short: secretshort, visibility: public}
sections:
  experience:
    - role: Engineer
      tags: [secrettag]
      highlights:
        - "[open](https://open.example)"
        - {text: "[x](https://secrethref.example)", visibility: private}
  secret_section: {title: secrettitle, type: bullets, visibility: private, entries: [secretitem]}
  references: [{name: Kim, email: secretkim@example.org, phone: secretphone}]
variants:
  secretvariant: {description: secretdescription, sections: [experience: {title: secretrule}]}
"""


@pytest.mark.parametrize("form", ["markdown", "text", "html", "pdf"])
@pytest.mark.parametrize("variant", ["full", "academic", "industry", "public", "biosketch"])
def test_marks_tags_variants_and_hidden_items_leave_no_trace(form: str, variant: str) -> None:
    cv = cv_of(HIDDEN)
    document = lower(select(cv, rules_of(cv, variant)).cv)
    data = everything_in(cvgen.render(document, form))
    assert "secret" not in data.replace("secret-section", "")
    assert "engineer" in joined(data)
