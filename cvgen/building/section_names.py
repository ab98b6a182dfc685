"""The section type that a title, in any language, or the keys of the entries suggest."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from pathlib import Path

from cvgen.building.validate import keys_of
from cvgen.locales.tags import locale_names, section_titles
from cvgen.sections import SECTION_TYPES
from cvgen.synonyms import KEYS, SECTIONS, meant, plain, texts_in, words_of

_MOST = 3


def section_named(name: str, used: Collection[str] = ()) -> str | None:
    """The section type that the title ``name`` means in any language; ``used`` keys break ties."""
    known = SECTION_TYPES.names()
    if found := meant(name, SECTIONS, known):
        return found
    words = [part for part in re.split(r"[\s_&/,-]+", name) if part]
    types = _types_of(name) or [kind for word in reversed(words) for kind in _types_of(word)]
    return max(types, key=lambda kind: _fit(kind, used), default=None)


def types_fitting(used: Collection[str]) -> list[str]:
    """At most three section types that fit the keys ``used`` best; none if few keys fit."""
    scores = {kind: _fit(kind, used) for kind in SECTION_TYPES.names()}
    best = max(scores.values())
    found = [kind for kind in dict.fromkeys([*_words(), *scores]) if scores[kind] == best]
    return found[:_MOST] if 2 * len(_fitting_keys(found[0], used)) >= len(used) > 0 else []


def _types_of(word: str) -> list[str]:
    known, key = SECTION_TYPES.names(), plain(word)
    if word.casefold() in known:
        return [word.casefold()]
    named = (*words_of(SECTIONS).get(key, ()), *_types_by_word().get(key, ()))
    return [kind for kind in dict.fromkeys(named) if kind in known]


def _words() -> dict[str, str]:
    words: dict[str, str] = texts_in(Path(__file__).with_name("section_words.yaml"))
    return words


@functools.lru_cache(maxsize=1)
def _types_by_word() -> dict[str, tuple[str, ...]]:
    """The section types by title in each language that cvgen has words for, then by other words."""
    found: dict[str, tuple[str, ...]] = {}
    titles = [title for tag in locale_names() for title in section_titles(tag).items()]
    titles += [(kind, word) for kind, words in _words().items() for word in words.split()]
    for name, word in titles:
        kind = name.removeprefix("selected_")
        found[plain(word)] = (*found.get(plain(word), ()), kind)
    return found


def _fit(kind: str, used: Collection[str]) -> float:
    return round(sum(_fitting_keys(kind, used).values()), 3)


def _fitting_keys(kind: str, used: Collection[str]) -> dict[str, float]:
    """The keys of ``kind`` that ``used`` names, with how certain each is, up to 1."""
    keys = keys_of(SECTION_TYPES[kind].entry)
    found = {word: 1.0 for word in used if word in keys}
    for word in used:
        if word not in keys and (key := meant(word, KEYS, keys)):
            place = words_of(KEYS)[plain(word)].index(key)
            found.setdefault(key, max(0.1, 0.9 - 0.1 * place))
    return found
