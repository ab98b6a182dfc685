"""Finds terms in the texts of a CV and of a document."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from cvgen.document import Document, When
from cvgen.markup.inline import Run, parse_inline, plain_text
from cvgen.match.terms import MAX_WORDS, Term
from cvgen.match.vocabulary import Vocabulary, Word, split_rows
from cvgen.model.cv import Cv, leaves_of
from cvgen.model.fields import NO_WORDS
from cvgen.source.tree import Path

_MAX_WORDS = 5
_SILENT = frozenset({"kind", "key", "type", "href", "role", "language", "direction", "photo"})


class Index:
    """An index of the phrases of one text, to look up terms."""

    def __init__(self, text: str, known: Vocabulary) -> None:
        self._keys: set[str] = set()
        self._bags: set[tuple[str, ...]] = set()
        for phrase in split_rows(known.words(text), lambda word: word.gap == ","):
            self._add(phrase, known)

    def __contains__(self, term: Term) -> bool:
        """True if the text has ``term``, a synonym, or its words in any order, but stop words."""
        if term.keys & self._keys:
            return True
        return len(term.words) > 1 and term.words in self._bags

    def _add(self, words: list[Word], known: Vocabulary) -> None:
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _MAX_WORDS) + 1):
                part = words[start:end]
                self._keys.add(known.joined_key(part))
                self._keys.add(known.group(part) or "")
        content = [word.key for word in words if not known.is_stop(word)]
        for size in range(2, MAX_WORDS + 1):
            for start in range(len(content) - size + 1):
                self._bags.add(tuple(sorted(content[start : start + size])))


def texts_of(cv: Cv) -> Iterator[tuple[Path, str]]:
    """Every text of ``cv`` that a document may show, with its path."""
    for leaf in leaves_of(cv):
        if isinstance(leaf.value, str) and not leaf.is_short and not leaf.meanings & NO_WORDS:
            yield leaf.path, plain_text(parse_inline(leaf.value))


def texts_in(document: Document) -> Iterator[tuple[str, str]]:
    """Every text of ``document`` with the title of its section; empty for the header."""
    for text in _shown(document.header):
        yield "", text
    for section in document.sections:
        for text in _shown(section):
            yield section.title, text


def _shown(value: Any) -> Iterator[str]:
    """The texts in a part of a document."""
    if isinstance(value, str | When):
        yield value.text if isinstance(value, When) else value
    elif isinstance(value, tuple) and value and isinstance(value[0], Run):
        yield plain_text(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _shown(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _SILENT:
                yield from _shown(getattr(value, field.name))
