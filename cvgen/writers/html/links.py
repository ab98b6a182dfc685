"""Adds links to a web page: past the head, to its sections, and to the PDF.

They are added to the finished body, so the PDF and the theme's template do not have them.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from cvgen.document import Document
from cvgen.patterns import pattern

NAV_FROM = 4
"""The number of titled sections from which a page has a list of links."""
PRINT_CSS = "@media print { .web { display: none } .head { print-color-adjust: exact } }"
_ID = pattern(r"""<main\b[^>]*\sid=["']?([^\s"'>]+)""")
_START = "CV"  # sections have lower-case ids


def with_links(document: Document, body: str, pdf: str = "", nav: bool = True) -> str:
    """``body`` with links to the sections (if it has enough and ``nav`` is on) and to the file
    ``pdf`` (if it is given). They follow the head, or stand at the top.
    """
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
