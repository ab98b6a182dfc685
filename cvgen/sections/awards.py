"""Prizes, scholarships and honours."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.text import Name, Number, Organization, Subject
from cvgen.sections.base import Context, PersonFact, SectionType, each, entry_block, inline
from cvgen.sections.funding import Currency


class Award(Entry):
    """An award."""

    shorthand = "title"
    lasts = False
    title: Subject = Field(..., description="The name of the award.")
    awarder: Organization | None = Field(None, description="Who awarded it.")
    rank: Name | None = Field(None, description="The rank: 1st of ~60 teams ...")
    amount: Number | None = Field(None, description="The prize.")
    currency: Currency | None = Field(None, description="EUR, GBP, USD ...")
    times: int | None = Field(None, ge=2, description="How many times the amount was awarded.")


def lower(entry: Award, context: Context) -> EntryBlock:
    """One award, with its amount on the right."""
    locale = context.locale
    amount = locale.money(entry.amount, entry.currency) if entry.amount is not None else ""
    if entry.times:
        amount = locale.word("times", amount=amount, times=entry.times) if amount else ""
        amount = amount or f"{entry.times}×"
    return entry_block(entry, context, inline(entry.rank), aside=literal(amount, role="amount"))


PART = SectionType(Award, each(lower), person=PersonFact("award", "title"))
