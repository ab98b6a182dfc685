"""Chooses the language of texts for a variant, and collects missing translations."""

from __future__ import annotations

from collections.abc import Set

from cvgen.model.fields import NAMES, NONE, Meaning
from cvgen.model.text import TextChoice
from cvgen.patterns import pattern
from cvgen.source.tree import Path

_EXACT, WANTED, _ANY, _OWN, _OTHER = range(5)
_SIGNS = "()[]{}*+-–—.,;:!?%°/&|~<>=≈±€$£¥'\"`"
_WORDLESS = pattern(r"|[^\W\d_]{0,3}\d[\w.,:/+–-]*|[A-Z]{1,5}|https?:.*|www\..*|\S+@\S+")
"""A part of a text that needs no translation: `1,7`, `C1`, `A+`, `2:1`, `3.9/4.0`, `IELTS`."""


class Languages:
    """The ``wanted`` language (by default the CV's), with the CV's language as fallback.

    ``missing`` collects the paths of texts that are not in the wanted language, except names and
    numbers, and except titles in the sections with the keys ``cited``.
    """

    def __init__(self, wanted: str | None, own: str, cited: Set[str] = frozenset()) -> None:
        self.cited = cited
        self.wanted = wanted or own
        self.own = own
        self.missing: list[Path] = []

    def rank(self, choice: TextChoice) -> int:
        """The distance from the wanted language; a text without a language is in the CV's own."""
        if choice.language == self.wanted:
            return _EXACT
        if choice.language is None:
            return WANTED if _base(self.wanted) == _base(self.own) else _ANY
        if _base(choice.language) == _base(self.wanted):
            return WANTED
        return _OWN if _base(choice.language) == _base(self.own) else _OTHER

    def are_same(self, one: TextChoice, other: TextChoice) -> bool:
        """True if two texts are in the same language; a text without one is in the CV's."""
        return _base(one.language or self.own) == _base(other.language or self.own)

    def note(
        self, rank: int, path: Path, choice: TextChoice, meanings: frozenset[Meaning] = NONE
    ) -> TextChoice:
        """Note the text at ``path`` if its ``rank`` says that it is not in the wanted language.

        Texts with the same form in all languages are not noted. Returns it with its language.
        """
        if rank <= WANTED:
            return choice
        is_declared = choice.language is not None
        if not is_declared and is_wordless(choice.text):
            return choice
        is_cited = Meaning.TITLE in meanings and len(path) > 3 and path[1] in self.cited
        if is_declared or not (is_cited or meanings & NAMES):
            self.missing.append(path)
        return choice if is_declared else choice.model_copy(update={"language": self.own})


def is_wordless(text: str) -> bool:
    """True if ``text`` is only numbers, grades, levels and acronyms, the same in every language."""
    return all(_WORDLESS.fullmatch(part.strip(_SIGNS)) for part in text.split())


def _base(tag: str) -> str:
    return tag.split("-")[0].lower()
