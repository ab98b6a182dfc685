"""The rule about the language of documents: what they declare, and what their words are."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.applications.checklist.items import At, Facts, Item, Made
from cvgen.match.vocabulary import languages as known_languages
from cvgen.match.vocabulary import stop_words_of

_LEAST = 10  # stop words, which a text of two or three sentences has
_CLEAR = 2  # times as many as of the language that is asked for


def languages(facts: Facts) -> Iterator[Item]:
    """All documents are in the language that the opening asks for, by their own account.

    Letters and statements also by their words, if cvgen knows the words of that language.
    """
    wanted = facts.loaded.opening.language
    if wanted is None:
        return
    at = At(facts.loaded, ("language",))
    for one in facts.made:
        if one.plan.path is not None:
            continue
        declared, problem = one.plan.language, None
        found = declared
        if _base(declared) != _base(wanted):
            message = f"'{one.plan.title}' is in '{declared}', not in '{wanted}'"
            own = facts.loaded.source.name
            hint = f"write `language: {wanted}` in {own}, or in the variant of the CV"
            problem = at.problem("E734", message, hint)
        elif (words := _written(one, _base(wanted))) and words != _base(wanted):
            found = f"written in '{words}'"
            message = f"'{one.plan.title}' is written in '{words}', not in '{wanted}'"
            file = one.plan.written
            assert file is not None
            hint = f"write it in the language of the opening, or correct `language` of {at.name}"
            problem = file.problem("E734", message, 0, 1, hint)
        yield at.item("Language", f"{one.plan.title}: {wanted}", found, problem)


def _base(tag: str) -> str:
    return tag.split("-")[0].casefold()


def _written(one: Made, wanted: str) -> str:
    """The language of the words of a letter or statement; empty if they do not show it."""
    if one.plan.written is None or wanted not in known_languages():
        return ""
    shares = stop_words_of(one.plan.written.text)
    best = max(shares, key=lambda name: shares[name])
    is_clear = shares[best] >= _LEAST and shares[best] >= _CLEAR * shares[wanted]
    return best if is_clear else ""
