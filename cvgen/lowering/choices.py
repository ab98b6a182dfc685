"""What may be chosen about the text of a Document, beside its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cvgen.sections.base import PublicationStyle

_STYLE = PublicationStyle()


@dataclass(frozen=True)
class Choices:
    """How a Cv becomes text.

    ``labels`` are (section, title) pairs and ``order`` names the sections that come first; a
    section goes by its key, else by its type. ``notes`` are remarks in the heads of sections,
    ``updated`` how exactly the date of the last change ends the document, ``contact_words`` whether
    e-mail and phone are called so.
    """

    date_style: Literal["month-year", "year", "iso", "numeric"] = "month-year"
    publications: PublicationStyle = _STYLE
    labels: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    notes: bool = True
    updated: Literal["off", "month", "day"] = "off"
    photo: bool = True
    contact_words: bool = False
