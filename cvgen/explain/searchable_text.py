"""The words by which each item of a CV can be found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvgen.hidden.patterns import normal
from cvgen.model.cv import Cv
from cvgen.model.fields import Meaning
from cvgen.model.walk import leaves_of
from cvgen.selection.items import plain
from cvgen.source.tree import Path


def texts_by_item(cv: Cv, paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The texts of ``cv``, names, numbers and dates among them, by the innermost of ``paths`` that
    they are in.
    """
    found: dict[Path, list[str]] = {path: [] for path in paths}
    for leaf in leaves_of(cv):
        places = (leaf.path[:length] for length in range(len(leaf.path), 0, -1))
        place = next((one for one in places if one in found), None)
        if place is not None and Meaning.CODE not in leaf.meanings:
            found[place].append(plain(str(leaf.value)))
    return found


def has_words(texts: Iterable[str], wanted: str) -> bool:
    """Whether one of ``texts`` has ``wanted`` in it, whatever its case, accents and spaces.

    A number is found where no other digits are next to it.
    """
    words = _normal(wanted)
    if not words.isdecimal():
        return bool(words) and any(words in _normal(text) for text in texts)
    number = re.compile(rf"(?<!\d){words}(?!\d)")
    return any(number.search(_normal(text)) for text in texts)


def _normal(text: str) -> str:
    return " ".join(normal(text).split())
