"""Grants: the funder, the scheme, the own share and the total."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cvgen.document import EntryBlock
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.text import Number, Organization, Position, Text, Title, problem
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


def _currency(value: Any) -> Any:
    if isinstance(value, str) and not (len(value) == 3 and value.isascii() and value.isalpha()):
        signs = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
        hint = f"write {signs[value]}" if value in signs else "a code of three letters, as in EUR"
        raise problem("E206", f"'{value}' is not a currency code", hint)
    return value.upper() if isinstance(value, str) else value


Currency = Annotated[str, BeforeValidator(_currency), Meaning.CODE]


class Grant(Entry):
    """A grant."""

    title: Title = Field(..., description="The title of the project.")
    agency: Organization | None = Field(None, description="Who funds it.")
    scheme: Text | None = Field(None, description="The programme or call.")
    role: Position | None = Field(None, description="Principal investigator, co-investigator ...")
    amount: Number | None = Field(None, description="Your own share.")
    total: Number | None = Field(None, description="The total sum, if it is larger.")
    currency: Currency | None = Field(None, description="EUR, GBP, USD ...")


def lower(entry: Grant, context: Context) -> EntryBlock:
    """One grant, with its own share on the right, which says so beside a total."""
    locale = context.locale
    amount = locale.money(entry.amount, entry.currency) if entry.amount is not None else ""
    total = ""
    if entry.total is not None:
        total = locale.word("total", amount=locale.money(entry.total, entry.currency))
        amount = locale.word("share", amount=amount) if amount else ""
    role = context.marks.join([inline(entry.role), literal(total)], "semicolon")
    made = entry_block(entry, context, role, aside=literal(amount, role="amount"))
    return replace(made, unit=inline(entry.scheme))


PART = SectionType(Grant, each(lower))
