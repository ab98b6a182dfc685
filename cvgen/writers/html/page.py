"""What a web page has beyond the theme's body: metadata in its head, and links in its body.

Links lead past the head, to the sections, and to the PDF. They are added to the finished body, so
the PDF and the theme's template do not have them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from cvgen.document import Document
from cvgen.patterns import pattern

NAV_FROM = 4
"""The number of titled sections from which a page has a list of links."""
PRINT_CSS = "@media print { .web { display: none } .head { print-color-adjust: exact } }"
_ID = pattern(r"""<main\b[^>]*\sid=["']?([^\s"'>]+)""")
_START = "CV"  # sections have lower-case ids


def machine_head(document: Document) -> str:
    """HTML for the inside of ``<head>``.

    A page with non-public content asks search engines not to index it, and has no link preview.
    The data about the person are public in any case.
    """
    web = document.web
    if not web.public:
        return '<meta name="robots" content="noindex">\n' + _person(document)
    described = [_meta("name", "description", web.description)] if web.description else []
    return "".join((*described, *_card(document))) + _person(document)


def _card(document: Document) -> Iterator[str]:
    """The preview of a link to the page, for networks and messengers.

    A picture in it needs a web address of its own, and the page is a single file.
    """
    web = document.web
    yield _meta("property", "og:type", "profile")
    yield _meta("property", "og:title", document.title or document.header.name)
    if web.description:
        yield _meta("property", "og:description", web.description)
    if web.locale:
        yield _meta("property", "og:locale", web.locale)
    yield _meta("name", "twitter:card", "summary")


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">\n'


def _person(document: Document) -> str:
    """The person as JSON-LD, a data block that browsers do not run."""
    if not document.web.person:
        return ""
    # `<` could end the block or begin a comment in it.
    data = json.dumps(document.web.person, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{data}</script>\n'


def with_links(document: Document, body: str, pdf: str = "", nav: bool = True) -> str:
    """``body`` with links to its sections, if ``nav`` is on and they are enough, and to ``pdf``."""
    sections = _section_links(document, body) if nav else []
    goal = _ID.search(body)
    if sections and goal is None:
        body = body.replace("<main", f'<main id="{_START}"', 1)
    head, end, rest = body.partition("</header>")
    links = _nav(document, sections, pdf)
    body = f"{head}{end}\n{links}{rest}" if end else links + body
    if not sections or "<main" not in body:
        return body
    name = goal.group(1) if goal else _START
    return f'<a class="web skip" href="#{name}">{escape(document.web.skip)}</a>\n{body}'


def _section_links(document: Document, body: str) -> list[str]:
    """The list items; none if there are too few. Themes may omit sections."""
    shown = [part for part in document.sections if part.title and f'id="{part.key}"' in body]
    if len(shown) < NAV_FROM:
        return []
    return [f'<li><a href="#{part.key}">{escape(part.title)}</a></li>\n' for part in shown]


def _nav(document: Document, sections: list[str], pdf: str) -> str:
    if not sections and not pdf:
        return ""
    label = escape(document.web.sections if sections else "PDF")
    items = f"<ul>\n{''.join(sections)}</ul>\n" if sections else ""
    link = f'<a class="pdf" href="{quote(pdf)}" type="application/pdf">PDF</a>\n' if pdf else ""
    return f'<nav class="web nav" aria-label="{label}">\n{items}{link}</nav>\n'
