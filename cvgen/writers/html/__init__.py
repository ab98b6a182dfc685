"""One HTML file that needs nothing else: styles, fonts and the photo are inside."""

from cvgen.writers.base import Writer
from cvgen.writers.html.writer import write_html

PART = Writer(".html", write_html, of="web", noun="HTML page")
