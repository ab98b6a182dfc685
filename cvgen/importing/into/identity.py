"""What tells the entries of a CV from each other: the same entry may be written in many ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cvgen.dates import DateRange, PartialDate
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.cv import Cv, leaves_of
from cvgen.source.tree import Path

_FIELDS: dict[str, tuple[str, ...]] = {
    "experience": ("role", "organization"), "volunteering": ("role", "organization"),
    "education": ("institution",), "awards": ("title", "awarder"), "projects": ("name",),
    "certifications": ("name", "issuer"), "memberships": ("organization", "role"),
    "patents": ("title",), "funding": ("title", "agency"), "talks": ("title", "event"),
    "teaching": ("course", "institution"), "service": ("kind", "venue", "organization"),
    "supervision": ("person", "topic"), "references": ("name",), "languages": ("language",),
    "pairs": ("label",), "bullets": ("text",), "text": ("text",), "publications": ("title",),
    "entries": ("title", "subtitle"), "skills": ("group",), "interests": ("group",),
}  # fmt: skip
"""The fields that tell entries apart, together with their first date."""
_NUMBERS: dict[str, tuple[str, ...]] = {
    "publications": ("doi", "arxiv"), "patents": ("number",), "certifications": ("id",),
}  # fmt: skip
"""The fields of which one suffices."""
_WITHOUT_DATES = ("languages", "pairs", "skills", "interests")
_STUDIES = ("degree", "area")
"""What tells studies at one institution from each other if their dates do not."""
_DATES = ("start", "date", "year", "years", "dates", "term", "terms", "expected", "end")
_WITHIN = ("name", "text", "title")
"""Keys in a mapping that stands for a text, such as the name of a venue."""


@dataclass
class Row:
    """An entry, or a role in one: its texts by field, folded, and its first date."""

    path: Path
    texts: dict[str, set[str]] = field(default_factory=dict)
    dates: dict[str, PartialDate] = field(default_factory=dict)

    @property
    def date(self) -> PartialDate | None:
        """The date at which it begins, or the only one."""
        return next((self.dates[name] for name in _DATES if name in self.dates), None)

    @property
    def all_texts(self) -> set[str]:
        """The texts of all its fields."""
        return {text for found in self.texts.values() for text in found}


def rows_of(cv: Cv) -> dict[str, list[Row]]:
    """The entries of each section of ``cv``, by the key of the section.

    An entry with roles is followed by each of its roles, which take its organization.
    """
    found: dict[str, dict[Path, Row]] = {section.key: {} for section in cv.sections}
    for leaf in leaves_of(cv):
        if leaf.path[:1] != ("sections",) or leaf.path[2:3] != ("entries",):
            continue
        rows, length = found[str(leaf.path[1])], 4
        if leaf.path[4:5] == ("roles",) and len(leaf.path) > 6:
            length = 6
        row = rows.setdefault(leaf.path[:length], Row(leaf.path[:length]))
        _add(row, str((*leaf.path, leaf.field)[length]), leaf.path[length + 1 :], leaf.value)
    for rows in found.values():
        for path, row in rows.items():
            if len(path) == 6 and (owner := rows.get(path[:4])):
                row.texts.setdefault("organization", owner.texts.get("organization", set()))
                if row.date and not owner.date:
                    owner.dates["start"] = row.date  # of the first role
    return {key: list(rows.values()) for key, rows in found.items()}


def _add(row: Row, name: str, rest: Path, value: object) -> None:
    if isinstance(value, DateRange):
        value = value.start
    if isinstance(value, PartialDate):
        row.dates.setdefault(name, value)
    elif isinstance(value, str) and all(isinstance(s, int) or s in _WITHIN for s in rest):
        row.texts.setdefault(name, set()).add(folded(value))


def folded(text: str) -> str:
    """The letters and digits of ``text``, without case, accents and marks."""
    plain = unicodedata.normalize("NFKD", plain_text(parse_inline(text)).casefold())
    return "".join(char for char in plain if char.isalnum()) or text.strip()


def same(one: Row, other: Row, kind: str) -> bool:
    """True if both are the same entry of a section of type ``kind``."""
    numbers = _NUMBERS.get(kind, ())
    if any(_share(one.texts, other.texts, name) for name in numbers):
        return True
    names = _FIELDS.get(kind, ("title", "name"))
    both = [name for name in names if one.texts.get(name) and other.texts.get(name)]
    if not both:
        return (one.texts, one.dates) == (other.texts, other.dates)
    if not all(_share(one.texts, other.texts, name) for name in both):
        return False
    first, second = one.date, other.date
    if first and second and kind not in _WITHOUT_DATES:
        return first.first_day() <= second.last_day() and second.first_day() <= first.last_day()
    studies = [name for name in _STUDIES if one.texts.get(name) and other.texts.get(name)]
    return kind != "education" or all(_share(one.texts, other.texts, name) for name in studies)


def _share(one: Mapping[str, set[str]], other: Mapping[str, set[str]], name: str) -> bool:
    return bool(one.get(name, set()) & other.get(name, set()))


def twin(row: Row, others: Iterable[Row], kind: str) -> Row | None:
    """The one of ``others`` that is the same entry as ``row``."""
    return next((other for other in others if same(row, other, kind)), None)
