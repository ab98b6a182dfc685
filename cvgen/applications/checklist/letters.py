"""Rules about what letters say: this position and organization, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cvgen.applications.checklist.items import At, Facts, Item, State
from cvgen.applications.matching import words_of
from cvgen.applications.texts.placeholders import Filled
from cvgen.document import Document, Header, Lines
from cvgen.errors import Problem
from cvgen.match.occurrence import texts_in
from cvgen.patterns import pattern

_NOT_WRITTEN = ("sender", "recipient", "enclosures")
_WORD = pattern(r"\w+")


def names(facts: Facts) -> Iterator[Item]:
    """Letters name this position and organization, and nothing of another opening."""
    opening = facts.loaded.opening
    of_cv = _text_of(one.document for one in facts.made if one.plan.job and one.document)
    for one in facts.of_kind("letter"):
        letter = one.document
        if letter is None:
            continue
        written = _text_of([_as_written(letter)])
        at = At(facts.loaded, (*one.plan.place, "letter"), in_opening=False)
        for what, name in (("position", opening.position), ("organization", opening.organization)):
            words = words_of(name)
            is_named = all(word in written for word in words)
            if what == "organization":
                is_named = is_named and _stand_together(words, written)
            state: State = "pass" if is_named else "not checked"
            found = (
                f"the letter names the {what}" if is_named else f"the letter does not name '{name}'"
            )
            yield Item("Letter", f"{what}: {name}", state, found, at.name)
        other = _Others(at, of_cv, one.plan.written)
        yield from other.items(
            "organization", _text_of([letter]), opening.organization, facts.others
        )
        yield from other.items("position", written, opening.position, facts.positions)


@dataclass(frozen=True)
class _Others:
    """Finds what belongs to other openings in a letter at the place ``at``, with this ``text``.

    The text ``of_cv`` may name it, too.
    """

    at: At
    of_cv: str
    text: Filled | None = None

    def items(
        self, what: str, text: str, own: str, others: Iterable[tuple[str, str]]
    ) -> Iterator[Item]:
        """The organizations or positions of ``others``, with their files, in ``text``."""
        demand = f"names no other opening's {what}"
        seen = {_plain(own)}
        for other, where in others:
            name = _plain(other)
            if name in seen or name not in text or name in _plain(own):
                continue
            seen.add(name)
            is_told = name in self.of_cv or (what == "position" and len(name.split()) == 1)
            if is_told:  # an engineer may call herself one
                more = ", which the CV names, too" if name in self.of_cv else f", as in {where}"
                yield Item("Letter", demand, "not checked", f"{other}{more}", self.at.name)
                continue
            message = f"the letter names '{other}', which is from {where}"
            problem = self.problem(message, f"this application is for {own}", name.split())
            place = f"{problem.file}:{problem.span.line}" if problem.span else self.at.name
            yield Item("Letter", demand, "fail", other, place, problem)

    def problem(self, message: str, hint: str, words: list[str]) -> Problem:
        """An error (E733) at the ``words`` in the text; where the letter is named without them."""
        whole = self.text.text if self.text else ""
        found = re.search(r"\W+".join(map(re.escape, words)), whole, re.IGNORECASE)
        if found is None or self.text is None:
            return self.at.problem("E733", message, hint)
        return self.text.problem("E733", message, *found.span(), hint)


def _stand_together(words: list[str], text: str) -> bool:
    """True if ``words`` are in ``text`` in their order, with at most two others between them.

    An organization of which one word is here and another there is not named; its words may have
    endings.
    """
    between = r"\w*\s+(?:\w+\s+){0,2}"
    return re.search(between.join(map(re.escape, words)), text) is not None


def _as_written(letter: Document) -> Document:
    """``letter`` without the letterhead, the address and the list of enclosures.

    Those come from the CV, the opening and the application, and say nothing of its text.
    """
    (section,) = letter.sections
    blocks = tuple(
        block
        for block in section.blocks
        if not (isinstance(block, Lines) and block.role in _NOT_WRITTEN)
    )
    return replace(letter, header=Header(""), sections=(replace(section, blocks=blocks),))


def _text_of(documents: Iterable[Document]) -> str:
    return _plain(" ".join(text for one in documents for _, text in texts_in(one)))


def _plain(text: str) -> str:
    """The words of ``text`` with spaces around each, so that no name is found inside of a word."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
