"""CSL-JSON files, as Zotero, Pandoc and Crossref write them."""
