"""A document of a few words, made ahead of the first real one.

The first document of a process takes a quarter longer than the next: fonts are opened, modules and
declarations are loaded when first used, stylesheets are read. A process that waits for its first
task does that meanwhile, in steps, so that it can leave off when the task comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.assets.files import Assets
from cvgen.document import Bullets, Document, DocumentSection, Entry, Header, When
from cvgen.errors import CvgenError
from cvgen.markup.inline import parse_inline
from cvgen.themes import load_theme
from cvgen.writers.pdf.writer import lay_out, styles_of, write_laid


def warm_up(theme: str) -> Iterator[None]:
    """Make a document with the bundled ``theme``, and stop after each step; what is wrong with it
    shows with a real one.
    """
    text = parse_inline("Words")
    entry = Entry(text, text, when=When("2020"), body=(Bullets((text,)),))
    section = DocumentSection("experience", "experience", "Words", (entry,))
    document = Document(Header("Words"), (section,), title="Words")
    try:
        look = load_theme(theme)
        styles_of(document, look)
        yield
        laid = lay_out(document, look, Assets())
        yield
        write_laid(laid)
    except CvgenError:
        return
