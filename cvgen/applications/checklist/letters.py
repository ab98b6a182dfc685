"""Rules about what letters say: this position and organization, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.applications.checklist.items import At, Facts, Item, State
from cvgen.applications.matching import words_of
from cvgen.document import Document, Lines
from cvgen.match.occurrence import texts_in
from cvgen.patterns import pattern

_WORD = pattern(r"\w+")


def names(facts: Facts) -> Iterator[Item]:
    """Letters name this position and organization, and no other opening's organization."""
    opening = facts.loaded.opening
    for one in facts.of_kind("letter"):
        letter = one.document
        if letter is None:
            continue
        text, own = _text_of([letter]), _text_of([_without_recipient(letter)])
        at = At(facts.loaded, (*one.plan.place, "letter"), in_opening=False)
        for what, name in (("position", opening.position), ("organization", opening.organization)):
            is_named = all(word in own for word in words_of(name))
            state: State = "pass" if is_named else "not checked"
            found = (
                f"the letter names the {what}" if is_named else f"the letter does not name '{name}'"
            )
            yield Item("Letter", f"{what}: {name}", state, found, at.name)
        yield from _others(facts, text, at)


def _others(facts: Facts, text: str, at: At) -> Iterator[Item]:
    """The other openings' organizations in the ``text`` of a letter; the CV may name them, too."""
    own = facts.loaded.opening.organization
    demand = "names no other opening's organization"
    of_cv = _text_of([one.document for one in facts.made if one.plan.job and one.document])
    seen = {_plain(own)}
    for organization, where in facts.others:
        name = _plain(organization)
        if name in seen or name not in text or name in _plain(own):
            continue
        seen.add(name)
        if name in of_cv:
            found = f"{organization}, which the CV names, too"
            yield Item("Letter", demand, "not checked", found, at.name)
            continue
        message = f"the letter names '{organization}', which is from {where}"
        problem = at.problem("E733", message, f"this application is for {own}")
        yield Item("Letter", demand, "fail", organization, at.name, problem)


def _without_recipient(letter: Document) -> Document:
    """``letter`` without the address, which comes from the opening and says nothing of its text."""
    (section,) = letter.sections
    blocks = tuple(
        block
        for block in section.blocks
        if not (isinstance(block, Lines) and block.role == "recipient")
    )
    return replace(letter, sections=(replace(section, blocks=blocks),))


def _text_of(documents: Iterable[Document]) -> str:
    return _plain(" ".join(text for one in documents for _, text in texts_in(one)))


def _plain(text: str) -> str:
    """The words of ``text`` with spaces around each, so that no name is found inside of a word."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
