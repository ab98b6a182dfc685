"""Markdown that reads well as plain text and on GitHub, and passes the usual linters."""

from cvgen.writers.base import Writer
from cvgen.writers.markdown.writer import write_markdown

PART = Writer(".md", write_markdown, noun="Markdown")
