"""The base of all entries: marks, dates, and the fields that every kind of entry may have."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, SerializeAsAny, model_validator

from cvgen.dates import DateError, DateRange, checked_range
from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.marks import Marks
from cvgen.model.text import Date, EndDate, Text, Url, When, problem


class Dated(Marks):
    """Something that happened at a date or from a start to an end."""

    start: Date | None = Field(None, description="When it began.")
    end: EndDate | None = Field(None, description="When it ended, or `present`.")
    date: When | None = Field(
        None, description="One date or a range 2022..2024, not start and end."
    )
    year: When | None = Field(None, description="The same as `date`.")

    @property
    def when(self) -> DateRange | None:
        """The dates, however they were given; None where there are none."""
        single = self.date or self.year
        if single is not None:
            return single
        if self.start is None and self.end is None:
            return None
        return DateRange(self.start, self.end)

    @model_validator(mode="after")
    def _in_order(self) -> Any:
        given = [name for name in ("date", "year") if getattr(self, name) is not None]
        if given and (len(given) == 2 or self.start or self.end):
            other = "year" if len(given) == 2 else "start and end"
            raise problem(
                "E210", f"both '{given[0]}' and '{other}' are given", "keep one", given[0]
            )
        try:
            if self.when is not None:
                checked_range(self.when)
        except DateError as error:
            at = given[0] if given else "end"
            raise problem("E209", str(error), error.hint, at) from None
        return self


class Entry(Dated):
    """One item of a section."""

    location: Text | None = Field(None, description="Where: city, country.")
    url: Url | None = Field(None, description="A page about it.")
    summary: PassageText | None = Field(
        None, description="A sentence or two, set before the highlights."
    )
    highlights: BulletTexts = Field((), description="Bullets.")
    note: Text | None = Field(None, description="A remark, set small.")


class Section(Marks):
    """A section with its entries, all of one type. ``group`` is what a variant puts them under,
    ``group_order`` the types whose groups it puts first, ``total`` how many entries there would be
    without its caps and page limit, where these cut some.
    """

    key: str
    type: str
    title: Text | None = None
    note: Text | None = None
    group: Literal["type", "year", "none"] | None = None
    group_order: tuple[str, ...] = ()
    total: int | None = None
    entries: tuple[SerializeAsAny[Entry], ...] = ()
