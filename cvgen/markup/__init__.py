"""Markup of texts: inline Markdown, paragraphs and lists, LaTeX and HTML."""
