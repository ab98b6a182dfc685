"""Which document of an application is for which document that the opening asks for."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvgen.applications.opening import Required
from cvgen.patterns import pattern
from cvgen.synonyms import read_data_file

_WORD = pattern(r"[^\W\d_]+")
_ASIDE = pattern(r"\([^)]*\)|,.*")
_LEAST = 3  # letters of a word that says something
_COMMON = frozenset(
    {"and", "for", "the", "with", "from", "your", "und", "der", "die", "des", "les", "one",
     "ein", "eine", "une", "una", "max", "page", "pages"}
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """A document of an application: its kind, its title, and what `for` says.

    ``kind`` is ``letter``, ``cv``, ``statement``, ``file`` or the type of a section.
    """

    kind: str
    title: str
    wanted: str | None = None


def matches(given: Sequence[Given], required: Sequence[Required]) -> dict[int, int]:
    """The number of the required document for each of ``given`` that is for one.

    What `for` says comes first, then the kind, then the words of the titles. Only files may share a
    required document, such as the transcripts of several degrees.
    """
    found = {
        number: place
        for number, one in enumerate(given)
        if one.wanted and (place := named(one.wanted, required)) is not None
    }
    for is_match in (_is_of_kind, _shares_words):
        for number, one in enumerate(given):
            if number in found or one.wanted:
                continue
            free = [n for n, _ in enumerate(required) if n not in found.values()]
            place = next((n for n in free if is_match(one, required[n])), None)
            if place is not None:
                found[number] = place
    return found


def named(name: str, required: Sequence[Required]) -> int | None:
    """The number of the required document of that name, or of the only one with its words."""
    wanted = name.casefold().strip()
    exact = [n for n, one in enumerate(required) if one.name.casefold() == wanted]
    part = [n for n, one in enumerate(required) if wanted and wanted in one.name.casefold()]
    return exact[0] if exact else part[0] if len(part) == 1 else None


def is_kind(kind: str, required: Required) -> bool:
    """True if ``required`` is a document of this kind: ``letter``, ``cv``, ``references`` …"""
    name = f" {' '.join(_WORD.findall(required.name.casefold()))} "
    words = _kinds().get(kind, ())
    return f"={_alone(required.name)}" in words or any(f" {word} " in name for word in words)


def _alone(name: str) -> str:
    """``name`` without articles, limits and asides: ``A letter (one page)`` is a letter."""
    return " ".join(words_of(_ASIDE.sub(" ", name)))


def _is_of_kind(one: Given, required: Required) -> bool:
    return is_kind(one.kind, required)


def _shares_words(one: Given, required: Required) -> bool:
    """True for a statement or a file whose title has a word of the required document."""
    if one.kind not in ("statement", "file"):
        return False
    name = required.name.casefold()
    if any(is_kind(kind, required) for kind in ("letter", "cv")):
        return False
    return any(word in name or word.rstrip("s") in name for word in words_of(one.title))


def words_of(title: str) -> list[str]:
    """The words of ``title`` that say something."""
    found = _WORD.findall(title.casefold())
    return [word for word in found if len(word) >= _LEAST and word not in _COMMON]


@functools.lru_cache(maxsize=1)
def _kinds() -> Mapping[str, tuple[str, ...]]:
    data = read_data_file(Path(__file__).with_suffix(".yaml"))
    return {kind: tuple(map(_key, words)) for kind, words in data.items()}


def _key(word: str) -> str:
    """A word of the file as names are compared with it, with its mark ``=``."""
    return ("=" if word.startswith("=") else "") + " ".join(_WORD.findall(word))
