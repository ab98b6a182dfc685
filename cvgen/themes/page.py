"""The HTML page around a document's body; its head is never the theme's to write."""

from __future__ import annotations

from html import escape

from cvgen.document import Document
from cvgen.themes import Theme
from cvgen.themes.shape import shape
from cvgen.themes.styles import classes


def html_page(document: Document, theme: Theme, body: str, head: str = "") -> str:
    """A whole HTML5 page; ``head`` is more HTML for the inside of ``<head>``."""
    title = escape(document.title or document.header.name)
    author = escape(document.header.name)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}" dir="{document.direction}"'
        f' class="{classes(theme)}{shape(document)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta name="author" content="{author}">\n'
        '<meta name="generator" content="cvgen">\n'
        f"{head}"
        "</head>\n"
        '<body class="h-resume">\n'
        f"{body}"
        "</body>\n"
        "</html>\n"
    )
