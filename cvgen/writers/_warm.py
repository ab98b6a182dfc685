"""A document of a few words, made ahead of the first real one.

The first document of a process takes a quarter longer than the next: fonts are opened, modules and
declarations are loaded when first used, stylesheets are read. A process that waits for its first
task does that meanwhile.
"""

from __future__ import annotations

from cvgen.document import Bullets, Document, DocumentSection, Entry, Header, When
from cvgen.errors import CvgenError
from cvgen.inline import parse_inline
from cvgen.themes import load_theme
from cvgen.writers._paper import write_pdf
from cvgen.writers.base import Assets


def warm_up(theme: str) -> None:
    """Make a document with the bundled ``theme``; what is wrong with it shows with a real one."""
    text = parse_inline("Words")
    entry = Entry(text, text, when=When("2020"), body=(Bullets((text,)),))
    section = DocumentSection("experience", "experience", "Words", (entry,))
    try:
        write_pdf(Document(Header("Words"), (section,), title="Words"), load_theme(theme), Assets())
    except CvgenError:
        return
