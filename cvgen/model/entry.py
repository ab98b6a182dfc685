"""The base of all entries: marks, dates, and the fields that every kind of entry may have."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.dated import Dated
from cvgen.model.fields import Meaning
from cvgen.model.marks import Marks
from cvgen.model.text import Text, Url


class Entry(Dated):
    """One item of a section."""

    location: Annotated[Text, Meaning.PLACE, Meaning.COMMON] | None = Field(
        None, description="Where: city, country."
    )
    url: Url | None = Field(None, description="A page about it.")
    summary: PassageText | None = Field(
        None, description="A sentence or two, set before the highlights."
    )
    highlights: BulletTexts = Field((), description="Bullets.")
    note: Text | None = Field(None, description="A remark, set small.")


class Section(Marks):
    """A section with its entries, all of one type.

    A variant sets ``group``, what entries stand under; ``group_order``, the types that come first;
    and ``total``, the number of entries before its caps and page limit cut some.
    """

    key: Annotated[str, Meaning.CODE]
    type: Annotated[str, Meaning.CODE]
    title: Text | None = None
    note: Text | None = None
    group: Annotated[Literal["type", "year", "none"], Meaning.CODE] | None = None
    group_order: Annotated[tuple[str, ...], Meaning.CODE] = ()
    total: Annotated[int, Meaning.CODE] | None = None
    entries: tuple[SerializeAsAny[Entry], ...] = ()
