"""Entries of BibTeX that are pasted into a CV as they are."""

from __future__ import annotations

import re

from cvgen.patterns import pattern

IS_BIBTEX = "this is a BibTeX entry"
AS_KEYS = "write its fields as keys: `title`, `authors`, `venue`, `year`"
_START = pattern(r"^[ \t]*(@[A-Za-z]{2,20}[ \t]*[{(][^\s,{}=\"]*\s*,)", re.MULTILINE)


def bibtex_at(text: str) -> int | None:
    """Where the first entry of BibTeX starts in ``text``, if there is any: ``@article{key,``."""
    match = _START.search(text) if "@" in text else None
    return match.start(1) if match else None
