"""The items of a CV: everything that a variant may show or leave out, each once."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.model.bullets import BulletChoice
from cvgen.model.cv import Cv
from cvgen.model.entry import Dated, Section
from cvgen.model.marks import Marks, Strict, Visibility
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.model.walk import choices_of
from cvgen.selection.labels import is_marked, label, plain, title_of, words_of
from cvgen.selection.marks import default_visibilities
from cvgen.source.tree import Path

Kind = Literal["person", "section", "entry", "highlight", "text"]
_NOT_SHOWN = ("aliases",)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: where it stands in the source, what kind of thing it is, and its words.

    ``default`` is the visibility that it has where its ``marks`` name none.
    """

    path: Path
    kind: Kind
    text: str
    marks: Marks | None = None
    default: Visibility = Visibility.PUBLIC


def items_of(cv: Cv, left_out: Set[Path] = frozenset()) -> Iterator[Item]:
    """Every item of ``cv``, outer ones first: fields of the person, sections, entries and what is
    in them, highlights, alternatives of texts, and what has marks or a visibility of its own.

    What a variant has ``left_out`` is an item, too, and no other one is called by its words.
    """
    walk = _Walk(left_out)
    defaults = default_visibilities(Person)
    for name in Person.model_fields:
        if name not in _NOT_SHOWN:
            default = defaults.get(name, Visibility.PUBLIC)
            yield from walk.person(getattr(cv.person, name), (name,), default)
    for section in cv.sections:
        yield from walk.section(section)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through the parts of a CV of which some are ``left_out``."""

    left_out: Set[Path]

    def person(self, value: Any, path: Path, default: Visibility) -> Iterator[Item]:
        """The items of one field of the person; a list has an item for each of its parts."""
        if isinstance(value, Text):
            yield from self.text(value, path, "person", default)
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                yield from self.person(part, (*path, number), default)
        elif isinstance(value, Strict):
            yield self.whole(value, path, "person", default)
            yield from self.within(value, path)
        elif value:
            yield Item(path, "person", str(value))

    def section(self, section: Section) -> Iterator[Item]:
        """A section, its title and note where these are items, and its entries."""
        path: Path = ("sections", section.key)
        title = title_of(section.title, (*path, "title"), self.left_out)
        yield Item(path, "section", title or section.key, section)
        yield from self.within(section, path)

    def whole(self, item: Strict, path: Path, kind: Kind, default: Visibility) -> Item:
        """A part that may have marks as one item."""
        marks = item if isinstance(item, Marks) else None
        return Item(path, kind, label(item, path, self.left_out), marks, default)

    def within(self, item: Strict, path: Path) -> Iterator[Item]:
        """What is in ``item``: entries and roles, highlights, and what else is an item there."""
        defaults = default_visibilities(type(item))
        for name in type(item).model_fields:
            value, place = getattr(item, name), (*path, name)
            default = defaults.get(name, Visibility.PUBLIC)
            if isinstance(value, tuple):
                for number, part in enumerate(value):
                    yield from self.part(part, (*place, number), default)
            else:
                yield from self.part(value, place, default)

    def part(self, part: Any, path: Path, default: Visibility) -> Iterator[Item]:
        """One value of a field, where it is an item, and what is in it."""
        own = default is not Visibility.PUBLIC or path in self.left_out
        if isinstance(part, Text):
            several = len(part.choices) > 1
            if path[-2:-1] == ("highlights",) and isinstance(path[-1], int):
                yield from self.text(part, path, "highlight", default)
            elif own or several or is_marked(part.choices[0]):
                yield from self.text(part, path, "text", default)
            else:
                yield from self.below(part, path)
        elif isinstance(part, Strict):
            if isinstance(part, Dated):
                yield self.whole(part, path, "entry", default)
            elif own or (isinstance(part, Marks) and is_marked(part)):
                yield self.whole(part, path, "text", default)
            yield from self.within(part, path)

    def text(self, text: Text, path: Path, kind: Kind, default: Visibility) -> Iterator[Item]:
        """Each alternative of a text."""
        for place, choice in choices_of(text, path):
            yield Item(place, kind, plain(choice.text), choice, default)
            yield from self.bullets(choice, place)

    def below(self, text: Text, path: Path) -> Iterator[Item]:
        """The bullets below a text that is no item itself."""
        for place, choice in choices_of(text, path):
            yield from self.bullets(choice, place)

    def bullets(self, choice: TextChoice, path: Path) -> Iterator[Item]:
        """The bullets below one alternative of a bullet."""
        if isinstance(choice, BulletChoice):
            for number, item in enumerate(choice.items):
                place = (*path, "items", number)
                yield from self.text(item, place, "highlight", Visibility.PUBLIC)


__all__ = ["Item", "Kind", "items_of", "words_of"]
