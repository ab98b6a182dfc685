"""What only people can judge: each requirement, beside what the CV says of it; how to apply."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.applications.checklist.items import At, Facts, Item
from cvgen.match.match import match_loaded
from cvgen.match.occurrence import Index
from cvgen.match.terms import Term
from cvgen.match.vocabulary import vocabulary


def requirements(facts: Facts) -> Iterator[Item]:
    """Each requirement: which of its terms the CV shows, leaves out and lacks; never a score."""
    loaded = facts.loaded
    required = loaded.opening.requirements
    if not required:
        return
    text = "\n".join([loaded.opening.position, "", *(f"- {one}" for one in required)])
    found = match_loaded(loaded.cv, text, loaded.variant)
    groups: tuple[tuple[str, list[Term]], ...] = (
        ("the CV shows", [one.term for one in found.shown]),
        ("the variant leaves out", [one.term for one in found.left_out]),
        ("not in the CV", list(found.missing)),
    )
    known = vocabulary(found.language)
    for number, one in enumerate(required):
        index = Index(one, known)
        rows = [(what, [term.text for term in terms if term in index]) for what, terms in groups]
        told = "; ".join(f"{what}: {', '.join(terms)}" for what, terms in rows if terms)
        at = At(loaded, ("requirements", number))
        yield Item("Requirements", one, "not checked", told or "no term to look for", at.name)


def sending(facts: Facts) -> Iterator[Item]:
    """How to apply and where, in the words of the opening."""
    opening = facts.loaded.opening
    for key, text in (("how_to_apply", opening.how_to_apply), ("portal", opening.portal)):
        if text:
            at = At(facts.loaded, (key,))
            yield Item("Sending", text, "not checked", "cvgen sends nothing", at.name)
