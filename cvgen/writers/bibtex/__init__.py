"""BibTeX and biblatex: the publications of a CV as a ``.bib`` file."""

from cvgen.writers.base import Writer
from cvgen.writers.bibtex.writer import write_bibtex

PART = Writer(".bib", write_bibtex, of="cv", noun="BibTeX")
"""Selected Cv → UTF-8 BibTeX, for biber and for new versions of BibTeX."""
