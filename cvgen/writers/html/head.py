"""The metadata in the head of a web page, for search engines and link previews."""

from __future__ import annotations

import json
from html import escape

from cvgen.document import Document


def machine_head(document: Document) -> str:
    """HTML for the inside of ``<head>``.

    A page with non-public content asks search engines not to index it, and has no link preview.
    The data about the person are public in any case.
    """
    web = document.web
    if not web.public:
        return '<meta name="robots" content="noindex">\n' + _person(document)
    lines = [_meta("name", "description", web.description)] if web.description else []
    lines += [
        _meta("property", "og:type", "profile"),
        _meta("property", "og:title", document.title or document.header.name),
    ]
    if web.description:
        lines.append(_meta("property", "og:description", web.description))
    return "".join(lines) + _person(document)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">\n'


def _person(document: Document) -> str:
    """The person as JSON-LD, a data block that browsers do not run."""
    if not document.web.person:
        return ""
    # `<` could end the block or begin a comment in it.
    data = json.dumps(document.web.person, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{data}</script>\n'
