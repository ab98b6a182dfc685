"""The choices about the text of a Document, besides its language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cvgen.sections.base import PublicationStyle


@dataclass(frozen=True)
class Choices:
    """How a Cv becomes text.

    ``group_roles`` shows consecutive positions at one organization under its name.

    ``labels`` are (section, title) pairs, and ``order`` names the sections that come first, by key
    or type. ``notes`` shows notes beside section titles, ``updated`` is the precision of the date
    of the last update, and ``contact_words`` puts words before the email and phone.
    """

    date_style: Literal["month-year", "year", "iso", "numeric"] = "month-year"
    publications: PublicationStyle = field(default_factory=PublicationStyle)
    group_roles: bool = True
    labels: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    notes: bool = True
    updated: Literal["off", "month", "day"] = "off"
    photo: bool = True
    contact_words: bool = False
