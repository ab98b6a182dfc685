"""The lines of an old CV, in order, as sections to be sorted by hand: no structure is guessed.

A heading, or a line that is exactly a title that cvgen knows in any of its languages, begins a
section. Contacts are found by patterns that nothing else fits.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from cvgen.errors import Span
from cvgen.importing.clean import item
from cvgen.importing.imported import Imported, Out, Value, joined
from cvgen.importing.links import as_url
from cvgen.importing.other_sections import key_of
from cvgen.importing.view import View
from cvgen.locales.tags import locale_names, section_titles
from cvgen.markup.passages import may_start_item, starts_item
from cvgen.patterns import pattern
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Listing, Mapping, Node, Scalar, point
from cvgen.synonyms import SECTIONS, meaning_of

_EMAIL = pattern(r"(?:e-?mail:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", 2)
_PHONE = pattern(r"(?:(?:phone|tel|mobile|cell)\.?:?\s*)?\+\d[\d\s().-]{6,18}\d", 2)
_WEB = pattern(r"https?://\S+|(?:www\.|linkedin\.com/|github\.com/)\S+", 2)
_NAME = pattern(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
_PARTS = pattern(r"\s*[|•·∙⋅◦]\s*|\t+|\s{3,}")
_CONTACT = pattern(rf"({_EMAIL.pattern}|{_PHONE.pattern}|{_WEB.pattern})", 2)
_LETTER = pattern(r"\w")
_NO_NAMES = ("curriculum vitae", "vita", "cv", "resume", "résumé", "lebenslauf")
_FIRST = "To be sorted"


@dataclass(frozen=True)
class Line:
    """A paragraph of a DOCX or a line of a PDF: its text, its number or page, and what it is.

    ``is_item`` is set for items of lists, ``part`` names the part of the file.
    """

    text: str
    number: int
    is_heading: bool = False
    is_item: bool = False
    part: str = ""


def import_lines(lines: Iterable[Line]) -> Imported:
    """``lines`` as bullets of sections, in order."""
    nodes: list[tuple[Line, list[Scalar]]] = []
    at_top = True
    for line in lines:
        at_top = at_top and not is_title(line.text)
        span = Span(line.number, 1, line.number, 2, line.part)
        pieces = _pieces(line.text) if at_top else [line.text]
        found = [Scalar(piece, span, plain=False) for piece in pieces if piece.strip()]
        nodes.append((line, found))
    made: list[Node] = [Listing([*found], point(1, 1)) for _, found in nodes]
    imported = Imported(Mapping({"lines": Listing(made, point(1, 1))}, point(1, 1)))
    sorter = _Sorter(imported)
    for line, scalars in nodes:
        sorter.add(line, scalars)
    return imported


def _pieces(text: str) -> list[str]:
    """``text`` apart at contacts and at the signs between them; as it is without contacts."""
    if not _CONTACT.search(text):
        return [text]
    found = [piece for part in _PARTS.split(text) for piece in _CONTACT.split(part)]
    return [piece for piece in found if piece and _LETTER.search(piece)]


class _Sorter:
    """Adds lines to the section that was begun last."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.entries: list[Out] | None = None
        self.has_heading = False

    def add(self, line: Line, found: list[Scalar]) -> None:
        """Add a line, which may be in pieces."""
        values = [one for one in map(View(None, markdown=False).value_of, found) if one]
        if not values:
            return
        if len(values) == 1 and (line.is_heading or is_title(values[0].text)):
            self._begin(values[0])
        elif self.entries is None:
            self._at_the_top(values)
        else:
            self._to_section(line, joined(values, " | ") or values[0])

    def _begin(self, title: Value) -> None:
        name = title.map(lambda text: text.strip(" :"))
        person = self.imported.person
        if self.entries is None and not self.has_heading and _may_be_name(name.text):
            self.has_heading = True  # the title of the document
            guess = person.get("name")
            if isinstance(guess, Value) and guess.sources:
                self._to_first(guess)
            person["name"] = name
            return
        self._section(name)

    def _section(self, title: Value) -> None:
        key, number = key_of(title.text), 2
        while key in self.imported.sections:
            key, number = f"{key_of(title.text)}_{number}", number + 1
        self.entries = self.imported.section(key, "bullets", title).entries

    def _at_the_top(self, values: list[Value]) -> None:
        """The name, if the first line looks like one, and contacts; all else is to be sorted."""
        person = self.imported.person
        for value in values:
            if "name" not in person and _may_be_name(value.text):
                person["name"] = value
            elif not self._is_contact(value):
                person.setdefault("name", Value("Your Name"))
                self._to_first(value)

    def _is_contact(self, value: Value) -> bool:
        for key, form in (("email", _EMAIL), ("phone", _PHONE), ("links", _WEB)):
            if form.fullmatch(value.text) and (contact := _contact(key, value)):
                self.imported.person[key] = [*_listed(self.imported.person.get(key)), contact]
                return True
        return False

    def _to_first(self, value: Value) -> None:
        section = self.imported.section(key_of(_FIRST), "bullets", Value(_FIRST))
        section.entries.append(value.map(item))

    def _to_section(self, line: Line, value: Value) -> None:
        assert self.entries is not None
        last = self.entries[-1] if self.entries else None
        goes_on = not line.is_item and value.text[:1].islower() and not _is_item(value.text)
        if goes_on and isinstance(last, Value):
            self.entries[-1] = joined([last, value], " ") or last
        else:
            self.entries.append(value.map(item))


def _may_be_name(text: str) -> bool:
    is_word = is_title(text) or text.casefold() in _NO_NAMES
    return _NAME.fullmatch(text) is not None and not is_word


def _contact(key: str, value: Value) -> Value | None:
    if key == "links":
        return as_url(value)
    if key == "email":
        return value.map(lambda text: text.split()[-1].rpartition(":")[2])
    return value.map(lambda text: text[text.index("+") :])


def _listed(out: Out | None) -> list[Out]:
    return out if isinstance(out, list) else []


def _is_item(text: str) -> bool:
    return starts_item(text) or may_start_item(text)


def is_title(text: str) -> bool:
    """True if ``text`` is exactly a title of a section in any language of cvgen."""
    text = text.strip(" :").casefold()
    if len(text) > 40:
        return False
    return text in _titles() or meaning_of(text, SECTIONS, SECTION_TYPES.names()) is not None


@functools.cache
def _titles() -> frozenset[str]:
    """The titles of all languages, in small letters."""
    tags = locale_names()
    return frozenset(title.casefold() for tag in tags for title in section_titles(tag).values())
