"""Prizes, scholarships and honours."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.text import Number, Text
from cvgen.sections.base import Context, SectionType, body, details, each, inline
from cvgen.sections.funding import Currency


class Award(Entry):
    """An award."""

    shorthand = "title"
    lasts = False
    title: Text
    awarder: Text | None = Field(None, description="Who gave it.")
    rank: Text | None = Field(None, description="1st of ~60 teams ...")
    amount: Number | None = Field(None, description="The prize.")
    currency: Currency | None = Field(None, description="EUR, GBP, USD ...")
    times: int | None = Field(None, ge=2, description="How often the amount was given.")


def lower(entry: Award, context: Context) -> EntryBlock:
    """One award, its amount at the right."""
    locale = context.locale
    amount = locale.money(entry.amount, entry.currency) if entry.amount is not None else ""
    if entry.times:
        amount = locale.word("times", amount=amount, times=entry.times).strip()
    return EntryBlock(
        title=inline(entry.title),
        organization=inline(entry.awarder),
        place=inline(entry.location),
        when=locale.when(entry.when),
        details=details(entry, inline(entry.rank)),
        aside=literal(amount, role="amount"),
        body=body(entry),
    )


PART = SectionType(Award, each(lower))
