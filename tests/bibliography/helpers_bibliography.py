"""Bibliographies for tests, and the law about their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cvgen.bibliography.bibtex.read import read_bibtex
from cvgen.bibliography.csl.read import read_csl
from cvgen.bibliography.draft import Draft
from cvgen.bibliography.found import Found
from cvgen.bibliography.kinds import FIELDS
from cvgen.bibliography.ris.read import read_ris
from cvgen.source.tree import to_plain

READERS = {"bib": read_bibtex, "json": read_csl, "ris": read_ris}


def found_in(text: str, kind: str = "bib") -> Found:
    """What the reader of ``kind`` finds in ``text``."""
    return READERS[kind](f"refs.{kind}", text.encode())


def entry_of(text: str, kind: str = "bib") -> dict[str, Any]:
    """The only publication in ``text``, as plain data."""
    (draft,) = found_in(text, kind).entries
    return plain(draft)


def plain(draft: Draft) -> dict[str, Any]:
    """The publication of ``draft`` as plain data."""
    made = to_plain(draft.node(FIELDS))
    assert isinstance(made, dict)
    return made


def words_of(text: str) -> list[str]:
    """The words and numbers of ``text`` in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


def lost_words(draft: Draft) -> Iterator[str]:
    """The words of placed values that the publication does not have."""
    shown = set(words_of(str(plain(draft))))
    for given in draft.placed:
        yield from (word for word in words_of(given.text) if word not in shown)
