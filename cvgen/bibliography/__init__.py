"""Bibliographies: BibTeX, CSL-JSON and RIS files → publications, with the place of each value."""
