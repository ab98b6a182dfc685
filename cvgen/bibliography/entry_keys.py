"""The keys of entries that are written: author, year and a word of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SMALL_WORDS = (
    "the and for with from into onto over under about between towards toward using via its our "
    "der die das ein eine und mit von les des une del los las con para sur dans pour"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LEAST = 3
_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


class Keys:
    """Gives each entry a key that no other has: ``example2021mills``, ``example2021millsb``."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def key(self, family: str, year: str, title: str) -> str:
        """The key for the surname of the first author, the year and the title."""
        word = next(_words(title), "")
        return self.keep(f"{_plain(family) or 'anonymous'}{year}{word}")

    def keep(self, base: str) -> str:
        """``base``, or with a letter after it if it is taken; capitals do not tell keys apart."""
        name, number = base, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{base}{_letters(number)}"
        self._taken.add(name.lower())
        return name


def _words(title: str) -> Iterator[str]:
    """The words of a title that say something, in ASCII."""
    for word in re.findall(r"[^\W_]+", title):
        plain = _plain(word)
        if len(plain) >= _LEAST and plain not in _SMALL:
            yield plain


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
    return re.sub(r"[^a-z0-9]", "", folded)


def _letters(number: int) -> str:
    """``b`` for 2, ``z`` for 26, and then ``27``."""
    return "abcdefghijklmnopqrstuvwxyz"[number - 1] if number <= 26 else f"-{number}"
