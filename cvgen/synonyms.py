"""The names that other formats and people use, and the names that cvgen uses for the same things.

The words come from RenderCV, JSON Resume, YAMLResume, Europass, LinkedIn, BibTeX and people's first
tries. Each row of a table has names of cvgen, and words for them. A word means the first name of
its row that is allowed in its place; a name that is not allowed there means another of its row.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from cvgen.errors import did_you_mean, name_hint


@functools.lru_cache
def read_data_file(path: Path) -> Any:
    """The mappings and texts in cvgen's own YAML file ``path``, which is read once."""
    import yaml  # few runs meet a word that cvgen does not know

    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def rows_of(table: str) -> dict[str, str]:
    """The rows of a table of ``synonyms.yaml``: names of cvgen, and words for each."""
    rows: dict[str, str] = read_data_file(Path(__file__).with_suffix(".yaml"))[table]
    return rows


KEYS, SECTIONS, OPTIONS = "keys", "sections", "options"
FORMATS, PUBLICATIONS = "formats", "publications"
_ALIKE = 3
"""Rows with more names than this have words with several meanings."""
WRAPPERS = frozenset({"basics", "cv", "resume", "content", "header", "personalinfo", "person"})
"""Keys of other formats around the content that is at the top of a CV; see :func:`plain`."""


def plain(word: str) -> str:
    """``word`` in lower case, without separators."""
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "").replace(".", "")


def meaning_of(word: str, table: str, known: Collection[str]) -> str | None:
    """The name among ``known`` that ``word`` means, by a ``table`` such as ``KEYS``."""
    names = words_of(table).get(plain(word), ())
    return next((name for name in names if name in known), None)


def is_first_meaning(word: str, name: str, table: str) -> bool:
    """True if ``name`` is the first meaning of ``word``."""
    return words_of(table).get(plain(word), ())[:1] == (name,)


def hint_for(word: str, known: Iterable[str], table: str) -> str:
    """A hint with the meaning of ``word`` by ``table``, or the nearest or all of ``known``."""
    names = list(known)
    return near_hint(word, names, table) or name_hint(word, names)


def near_hint(word: str, known: Iterable[str], table: str) -> str | None:
    """A hint with the meaning of ``word`` by ``table``, or the nearest of ``known``, if any."""
    names = list(known)
    name = meaning_of(word, table, names)
    return f"did you mean '{name}'?" if name else did_you_mean(word, names)


def format_hint(word: str, known: Iterable[str]) -> str:
    """A hint for a ``word`` that is not a format: a format to use instead, or all ``known``."""
    return _hint_in("no_formats", word) or hint_for(word, known, FORMATS)


def option_elsewhere(word: str) -> str | None:
    """Where to set ``word``, which is not an option of a theme."""
    return _hint_in("not_options", word)


def _hint_in(table: str, word: str) -> str | None:
    rows = rows_of(table).items()
    return next((hint for words, hint in rows if plain(word) in map(plain, words.split())), None)


@functools.lru_cache
def words_of(table: str) -> Mapping[str, tuple[str, ...]]:
    """The names that each word of ``table`` may mean; words are :func:`plain`."""
    rows = rows_of(table)
    meanings = {
        plain(word): tuple(names.split()) for names, words in rows.items() for word in words.split()
    }
    for name, others in _beside(rows).items():
        found = (*meanings.get(plain(name), ()), *others)
        meanings[plain(name)] = tuple(other for other in dict.fromkeys(found) if other != name)
    return meanings


def _beside(rows: Iterable[str]) -> dict[str, list[str]]:
    """The other meanings of each name, where the name itself is not allowed.

    In a row of more than ``_ALIKE`` names, only the first name means the others.
    """
    beside: dict[str, list[str]] = {}
    groups = [names.split() for names in rows if len(names.split()) > 1]
    for names in groups:
        beside.setdefault(names[0], []).extend(names[1:])
    for names in groups:
        for name in names[1:] if len(names) <= _ALIKE else ():
            beside.setdefault(name, []).extend(names)
    return beside
