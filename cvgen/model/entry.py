"""The base of all entries: marks, dates, and the fields that every kind of entry may have."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, SerializeAsAny, model_validator

from cvgen.dates import DateRange, Dates
from cvgen.dates.parsing import checked_range
from cvgen.dates.reading import DateError
from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.date import Date, EndDate, StartDate, Whens
from cvgen.model.fields import Meaning
from cvgen.model.marks import Marks
from cvgen.model.text import Location, Text, Url, problem

SINGLE = ("date", "year", "years", "dates", "term", "terms")
"""The keys of dates other than start and end; all mean the same."""
_SAME = "The same as `date`."


class Dated(Marks):
    """Something that happened at a date, at several, or from a start to an end.

    ``lasts`` says what a start alone means: that it is ongoing, or that it was on that day.
    """

    lasts: ClassVar[bool] = True
    start: StartDate | None = Field(None, description="The start date.")
    end: EndDate | None = Field(None, description="The end date, or `present`.")
    expected: Date | None = Field(None, description="The expected end date.")
    date: Whens | None = Field(
        None,
        description="One date, a range (2022..2024) or several dates, instead of start and end.",
    )
    year: Whens | None = Field(None, description=_SAME)
    years: Whens | None = Field(None, description=_SAME)
    dates: Whens | None = Field(None, description=_SAME)
    term: Whens | None = Field(None, description=_SAME)
    terms: Whens | None = Field(None, description=_SAME)

    @property
    def when(self) -> Dates | None:
        """The dates, from any of the keys; None without any."""
        ranges = next((value for key in SINGLE if (value := getattr(self, key))), ())
        if self.start or self.end:
            end = self.end
            if end is None and self.expected is None and self.lasts:
                end = "present"
            ranges = (DateRange(self.start, end),)
        return Dates(ranges, self.expected) if ranges or self.expected else None

    @property
    def lasted(self) -> Dates | None:
        """The dates for sorting and choosing; those of its parts if it has none."""
        return self.when

    @model_validator(mode="after")
    def _one_form(self) -> Any:
        given = [key for key in SINGLE if getattr(self, key)]
        other = given[1] if len(given) > 1 else "start and end" if self.start or self.end else ""
        if given and other:
            raise problem(
                "E210", f"both '{given[0]}' and '{other}' are given", "keep one", given[0]
            )
        several = given and len(getattr(self, given[0])) > 1
        if self.expected and (several or self.end not in (None, "present")):
            other = given[0] if several else "end"
            hint = "keep one: what has ended is not expected to end"
            raise problem("E210", f"both '{other}' and 'expected' are given", hint, "expected")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Any:
        when = self.when
        begun = when.ranges[-1].start if when and when.ranges else None
        try:
            for one in when.ranges if when else ():
                checked_range(one)
            checked_range(DateRange(begun, self.expected))
        except DateError as error:
            at = next((key for key in SINGLE if getattr(self, key)), "end")
            at = "expected" if self.expected else at
            raise problem("E209", str(error), error.hint, at) from None
        return self


class Entry(Dated):
    """One item of a section."""

    location: Location | None = Field(None, description="City and country.")
    url: Url | None = Field(None, description="A web page about it.")
    summary: PassageText | None = Field(
        None, description="A sentence or two before the highlights."
    )
    highlights: BulletTexts = Field((), description="Bullets.")
    note: Text | None = Field(None, description="A remark in small print.")

    def says_only(self, *fields: str) -> bool:
        """True if it has nothing to show besides these ``fields``."""
        others = type(self).model_fields.keys() - Marks.model_fields.keys() - set(fields)
        return not any(getattr(self, name) for name in others)


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
