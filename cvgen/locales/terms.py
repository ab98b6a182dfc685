"""English words that a CV in any language may use, such as `internship`, in its own language."""

from __future__ import annotations

import functools

from cvgen.locales.cldr import FALLBACK
from cvgen.locales.tags import data_files_of, data_of

_SAME = {
    "intern": "internship",
    "forthcoming": "to appear",
    "in review": "under review",
    "under submission": "submitted",
    "invited talk": "invited",
    "invited lecture": "invited",
    "keynote talk": "keynote",
    "keynote speech": "keynote",
    "plenary talk": "plenary",
    "program committee": "programme committee",
    "masters": "master's",
    "bachelors": "bachelor's",
}
"""Other English forms of the words in the data files."""


def known_term(text: str, tag: str) -> str:
    """``text`` in the language ``tag`` if it is one of the known words; else as it is."""
    if data_files_of(tag)[-1:] in ((), (FALLBACK,)):
        return text
    key = _key(text)
    found = _terms(tag).get(_SAME.get(key, key))
    if found is None:
        return text
    return found[:1].upper() + found[1:] if text.strip()[:1].isupper() else found


@functools.lru_cache
def _terms(tag: str) -> dict[str, str]:
    return {_key(str(word)): str(own) for word, own in data_of(tag)["terms"].items()}


def _key(text: str) -> str:
    """``text`` in lower case, with plain spaces for hyphens."""
    return " ".join(text.casefold().replace("’", "'").replace("-", " ").split())
