"""A bibliography → the source of a list that a CV includes."""

from __future__ import annotations

from cvgen.bibliography.found import Found
from cvgen.errors import InputError
from cvgen.source.encodings import NO_TEXT
from cvgen.source.tree import Labelled, Mapping, Scalar, Source


def source_of(found: Found) -> Source:
    """The entries of ``found`` as a list of publications.

    InputError with all of its problems if an entry cannot be read: nothing is left out in silence.
    """
    for given in (given for draft in found.entries for given in draft.placed):
        if match := NO_TEXT.search(given.text):
            message = f"the text contains the control character U+{ord(match.group()):04X}"
            found.tell("E104", message, given.span, "remove it")
    if any(problem.severity == "error" for problem in found.problems):
        raise InputError(found.problems)
    if not found.entries:
        hint = "each begins with @ and its type, as in @article{key,"
        found.warn("W782", "the file has no entries", found.places.span(0, 0), hint)
    listing = found.listing()
    source = Source(found.name, found.text, listing, warnings=found.problems)
    labelled: list[Labelled] = []
    for draft, node in zip(found.entries, listing.items, strict=True):
        assert isinstance(node, Mapping)
        if draft.key:
            node.items["key"] = Scalar(draft.key, draft.span, plain=False)
            node.keys["key"] = draft.span
        labelled.append(Labelled(draft.key, draft.words, node))
    source.labelled = labelled
    return source
