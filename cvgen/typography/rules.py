"""The typographic rules of a language, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Typography:
    """The rules of a language.

    ``quotes`` has the outer opening and closing quote, then the inner ones, with any spaces inside.
    A line never breaks between a word of ``before_number`` and a number, a word of ``pages`` and a
    range, a word of ``before_name`` and a name, a day and a word of ``months``, or a number and a
    word of ``after_number``, nor after a word of ``before_word``. All words but those of
    ``before_name`` are in lower case. A narrow no-break space precedes the marks in ``spaced``.
    """

    quotes: tuple[str, ...] = ("“", "”", "‘", "’")
    before_number: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    before_word: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    spaced: str = ""
    months: Callable[[], frozenset[str]] = frozenset

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The words of ``before_name`` without a full stop."""
        return tuple(sorted(word for word in self.before_name if not word.endswith(".")))

    @cached_property
    def short_word(self) -> re.Pattern[str] | None:
        """The space behind a word of ``before_word``; None if the language has none."""
        if not self.before_word:
            return None
        words = "|".join(map(re.escape, sorted(self.before_word)))
        return re.compile(rf"(?<![^ (\[„“«‚‘])(?:{words})( )(?=\S)", re.IGNORECASE)
