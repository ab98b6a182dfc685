"""Numbers of things in messages, in plain English."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 4


def counted(number: int, word: str) -> str:
    """``number`` and ``word``, which is singular: ``1 file``, ``2 files``."""
    return f"{number} {plural(word, number)}"


def plural(word: str, number: int) -> str:
    """``word`` as it is after ``number``; its plural has an ``s``."""
    return word if number == 1 else f"{word}s"


def numbered(word: str, numbers: Iterable[int]) -> str:
    """``page 2``, ``pages 2 and 3`` or ``pages 1, 2, 3, 4 and more``."""
    found = [str(number) for number in numbers]
    if len(found) == 1:
        return f"{word} {found[0]}"
    first, last = (found[:-1], found[-1]) if len(found) <= _SHOWN else (found[:_SHOWN], "more")
    return f"{word}s {', '.join(first)} and {last}"
