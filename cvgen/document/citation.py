"""A reference as sentences, for writers that set it as one paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.document import LATIN, Punctuation, Reference
from cvgen.markup.inline import Inline, Run, join_inline, literal, plain_text

_SHORT_NOTES = ("status", "rank", "award")


def sentences(reference: Reference, marks: Punctuation = LATIN) -> Iterator[tuple[str, Inline]]:
    """The parts of a reference, each with its name: title, authors, published, remark, links.

    As in ``Title. Authors. Venue, 2024 (to appear). Note. Links``, or with the authors first. Links
    end without a stop. In a house style, all but remarks and links is one part, ``whole``.
    """
    first = [("title", reference.title), ("authors", reference.authors)]
    if reference.authors_first:
        first.reverse()
    short = [note for note in reference.notes if note[0].role in _SHORT_NOTES]
    when = literal(reference.when.text if reference.when else "")
    published = marks.join([reference.venue, when])
    published = marks.remarked(published, marks.join(short))
    remarks = [("remark", note) for note in reference.notes if note not in short]
    rest = "published" if reference.title or reference.authors else "whole"
    for name, text in (*first, (rest, published), *remarks):
        if text:
            stop = marks.ended(plain_text(text))
            yield name, (*text, Run(stop)) if stop else text
    if reference.links:
        yield "links", join_inline(reference.links, ", ")
