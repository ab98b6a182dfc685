"""The names that other formats and people use, and the names that cvgen uses for the same things.

The words come from RenderCV, JSON Resume, YAMLResume, Europass, LinkedIn and BibTeX, and from what
people try first. Each row of a table has names of cvgen, and other words for them. A word means the
first name of its row that is allowed in its place. A name that is not allowed in its place means
another name of its row.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cvgen.errors import did_you_mean, name_hint


@functools.lru_cache
def texts_in(path: Path) -> Any:
    """The mappings and texts in cvgen's own YAML file ``path``, which is read once."""
    import yaml  # few runs meet a word that cvgen does not know

    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


class Rows:
    """A table of ``synonyms.yaml``, read on first use: names of cvgen, and other words for them."""

    def __init__(self, name: str) -> None:
        self.name = name

    @functools.cached_property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The rows: names and words, each separated by spaces."""
        return tuple(texts_in(Path(__file__).with_suffix(".yaml"))[self.name].items())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.rows)


KEYS = Rows("keys")
SECTIONS = Rows("sections")
OPTIONS = Rows("options")
FORMATS = Rows("formats")
PUBLICATIONS = Rows("publications")

_NO_FORMATS = {
    **dict.fromkeys(("word", "docx", "doc", "odt", "rtf", "office"),
                    "cvgen makes no Word files; Word opens the format `html`"),
    **dict.fromkeys(("tex", "latex", "xelatex", "typst"),
                    "cvgen needs no LaTeX for PDFs: use the format `pdf`"),
}  # fmt: skip

_ALIKE = 3
"""Rows with more names than this have words with several meanings."""

WRAPPERS = frozenset({"basics", "cv", "resume", "content", "header", "personalinfo", "person"})
"""Keys of other formats around the content that is at the top of a CV; see :func:`plain`."""

_ELSEWHERE = {
    "pages": "`pages` is a key of a variant, not an option of a theme",
    "language": "`language` is a key of a CV or of a variant, not an option of a theme",
    "theme": "name the theme with `--theme`, or with the key `theme` of a CV or variant",
    "variant": "name the variant with `--variant`",
    "format": "name the format with `--format`",
    "visibility": "`visibility` is a key of a variant, not an option of a theme",
    "sections": "`sections` is a key of a variant, not an option of a theme",
}
_NOT_OPTIONS = {
    **{name: name for name in _ELSEWHERE},
    "max_pages": "pages", "page_limit": "pages", "page_count": "pages", "lang": "language",
    "locale": "language", "template": "theme", "design": "theme", "formats": "format",
    "output_format": "format", "audience": "variant",
}  # fmt: skip


def plain(word: str) -> str:
    """``word`` in lower case, without separators."""
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "").replace(".", "")


def meant(word: str, rows: Rows, known: Collection[str]) -> str | None:
    """The name among ``known`` that ``word`` means, by ``rows``."""
    names = words_of(rows).get(plain(word), ())
    return next((name for name in names if name in known), None)


def is_first_meaning(word: str, name: str, rows: Rows) -> bool:
    """Whether ``name`` is the first meaning of ``word``."""
    return words_of(rows).get(plain(word), ())[:1] == (name,)


def hint_for(word: str, known: Iterable[str], rows: Rows) -> str:
    """A hint with the meaning of ``word`` by ``rows``, or the nearest or all of ``known``."""
    names = list(known)
    return near_hint(word, names, rows) or name_hint(word, names)


def near_hint(word: str, known: Iterable[str], rows: Rows) -> str | None:
    """A hint with the meaning of ``word`` by ``rows``, or the nearest of ``known``, if any."""
    names = list(known)
    name = meant(word, rows, names)
    return f"did you mean '{name}'?" if name else did_you_mean(word, names)


def format_hint(word: str, known: Iterable[str]) -> str:
    """A hint for a ``word`` that is not a format: a format to use instead, or all ``known``."""
    return _NO_FORMATS.get(plain(word)) or hint_for(word, known, FORMATS)


def option_elsewhere(word: str) -> str | None:
    """Where to set ``word``, which is not an option of a theme."""
    found = {plain(name): key for name, key in _NOT_OPTIONS.items()}.get(plain(word))
    return _ELSEWHERE[found] if found else None


@functools.lru_cache
def words_of(rows: Rows) -> Mapping[str, tuple[str, ...]]:
    """The names that each word of ``rows`` may mean; words are :func:`plain`."""
    table = {plain(word): tuple(names.split()) for names, words in rows for word in words.split()}
    for name, others in _beside(rows).items():
        found = (*table.get(plain(name), ()), *others)
        table[plain(name)] = tuple(other for other in dict.fromkeys(found) if other != name)
    return table


def _beside(rows: Rows) -> dict[str, list[str]]:
    """The other meanings of each name, where the name itself is not allowed.

    In a row of more than ``_ALIKE`` names, only the first name means the others.
    """
    beside: dict[str, list[str]] = {}
    groups = [names.split() for names, _ in rows if len(names.split()) > 1]
    for names in groups:
        beside.setdefault(names[0], []).extend(names[1:])
    for names in groups:
        for name in names[1:] if len(names) <= _ALIKE else ():
            beside.setdefault(name, []).extend(names)
    return beside
