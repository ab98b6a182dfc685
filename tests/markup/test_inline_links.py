"""Addresses in texts: bare ones, in angle brackets, with titles, and what stays literal."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

import cvgen
from cvgen.lowering.lower import lower
from cvgen.markup.inline import parse_inline, plain_text, refused_in
from tests.helpers_cv import cv_of


def links(text: str) -> dict[str, str]:
    return {run.text: run.href for run in parse_inline(text) if run.href}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://x.org/a_(b), please", {"https://x.org/a_(b)": "https://x.org/a_(b)"}),
        ("(www.x.org).", {"www.x.org": "https://www.x.org"}),
        ("Mail ada@x.org!", {"ada@x.org": "mailto:ada@x.org"}),
        ("**https://x.org/q?a=b&c=d**", {"https://x.org/q?a=b&c=d": "https://x.org/q?a=b&c=d"}),
        ("見る https://x.org/。次", {"https://x.org/": "https://x.org/"}),
        ("<https://x.org/a> ok", {"https://x.org/a": "https://x.org/a"}),
        ("<a@b.org>", {"a@b.org": "mailto:a@b.org"}),
        ("<mailto:a@b.org>", {"a@b.org": "mailto:a@b.org"}),
        ('[a](https://x.org "Title")', {"a": "https://x.org"}),
        ("[a](https://x.org/b_(c) 'Title')", {"a": "https://x.org/b_(c)"}),
        ("[a](<https://x.org>)", {"a": "https://x.org"}),
        ("[https://a.org](https://b.org)", {"https://a.org": "https://b.org"}),
        ("`https://x.org`", {}), ("SysML@ICL", {}), ("http://", {}), ("www.", {}),
        ("<b>bold</b> Map<String>", {}), ("<javascript:alert(1)>", {}),
    ],
)  # fmt: skip
def test_addresses_are_links(text: str, found: dict[str, str]) -> None:
    assert links(text) == found


@pytest.mark.parametrize(
    "text", ["[a][1]", "[a]: b", "x[^1]", "~~x~~", "__x__ _y_", "&amp; <b>x</b>", "A![1]"]
)
def test_other_marks_of_markdown_stay_literal(text: str) -> None:
    assert plain_text(parse_inline(text)) == text


def test_pictures_are_found_outside_of_code() -> None:
    assert refused_in("a ![b](c.png) `![d](e)` ![](f.png)").pictures == [
        "![b](c.png)",
        "![](f.png)",
    ]


def test_a_bare_address_is_a_link_in_every_format() -> None:
    cv = cv_of("name: Ada\nsections: {bullets: [See https://x.org/a_(b).]}\n")
    html = cvgen.render(lower(cv), "html").decode()
    assert 'href="https://x.org/a_(b)"' in html
    assert "https://x.org/a_(b)" in cvgen.render(lower(cv), "markdown").decode()
    (page,) = PdfReader(io.BytesIO(cvgen.render(lower(cv), "pdf"))).pages
    assert [note["/A"]["/URI"] for note in page.annotations or ()] == ["https://x.org/a_(b)"]
