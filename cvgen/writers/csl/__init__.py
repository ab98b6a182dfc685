"""CSL-JSON: the publications of a CV for Zotero, Pandoc and other programs."""

from cvgen.writers.base import Writer
from cvgen.writers.csl.writer import write_csl

PART = Writer(".csl.json", write_csl, of="cv", noun="CSL-JSON")
"""Selected Cv → a list of items."""
