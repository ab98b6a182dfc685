"""Texts in several languages: which one a variant takes, and what there is in none of its own."""

from __future__ import annotations

from cvgen.model.text import TextChoice
from cvgen.source.tree import Path

_EXACT, _WANTED, _ANY, _OWN, _OTHER = range(5)


class Languages:
    """The language that is ``wanted`` (the CV's own if none is), with the CV's own to fall back on.

    ``missing`` grows: the paths of the texts that are not in the wanted language.
    """

    def __init__(self, wanted: str | None, own: str) -> None:
        self.wanted = wanted or own
        self.own = own
        self.missing: list[Path] = []

    def rank(self, choice: TextChoice) -> int:
        """How far ``choice`` is from what is wanted; the lowest is taken.

        A text in no language in particular is in the CV's own, and before texts in any other.
        """
        if choice.language == self.wanted:
            return _EXACT
        if choice.language is None:
            return _WANTED if _base(self.wanted) == _base(self.own) else _ANY
        if _base(choice.language) == _base(self.wanted):
            return _WANTED
        return _OWN if _base(choice.language) == _base(self.own) else _OTHER

    def note(self, rank: int, path: Path, choice: TextChoice) -> TextChoice:
        """Remember a text of that rank at ``path`` if it is not in the wanted language.

        The ``choice`` that was taken is given back, and then says which language it is in.
        """
        if rank <= _WANTED:
            return choice
        self.missing.append(path)
        said = choice.language is not None
        return choice if said else choice.model_copy(update={"language": self.own})


def _base(tag: str) -> str:
    return tag.split("-")[0].lower()
