"""Lists what a variant may show or leave out, with short labels of words that it does not hide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.bullets import BulletChoice
from cvgen.model.cv import Cv, text_choices
from cvgen.model.entry import Dated, Entry, Section
from cvgen.model.fields import Meaning, meanings_of
from cvgen.model.marks import MARK_KEYS, Marks, StrictModel, Visibility, facts_of
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.source.tree import Path, is_in

Kind = Literal["person", "section", "entry", "highlight", "text"]
_FRAME = {*Dated.model_fields, *Entry.model_fields, *MARK_KEYS, "for_"}
_WORDS = 3
_INSTEAD = ("summary", "note", "url")
_Allows = Callable[[Path, Marks, Visibility], bool]
"""Decides from its path, marks and default visibility whether a label may contain a value."""


@dataclass(frozen=True, slots=True)
class CvItem:
    """One item: its path in the source, its kind, and its label.

    ``default`` is its visibility if its ``marks`` name none.
    """

    path: Path
    kind: Kind
    text: str
    marks: Marks | None = None
    default: Visibility = Visibility.PUBLIC


def items_of(cv: Cv, left_out: Set[Path] = frozenset()) -> Iterator[CvItem]:
    """Every item of ``cv``, outer ones first.

    The items are fields of the person, sections, entries and their parts, highlights, alternatives
    of texts, and anything with its own marks or visibility. Items that a variant has ``left_out``
    are included, but no other label contains their words.
    """
    walk = _Walk(left_out)
    for name, field in facts_of(Person).items():
        if Meaning.CODE not in field.meanings:
            yield from walk.person(getattr(cv.person, name), (name,), field.visibility)
    for section in cv.sections:
        yield from walk.section(section)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Visits the parts of a CV, some of which are ``left_out``."""

    left_out: Set[Path]

    def person(self, value: Any, path: Path, default: Visibility) -> Iterator[CvItem]:
        """The items of one field of the person; a list has an item for each of its parts."""
        if isinstance(value, Text):
            yield from self.text(value, path, "person", default)
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                yield from self.person(part, (*path, number), default)
        elif isinstance(value, StrictModel):
            yield self.whole(value, path, "person", default)
            yield from self.within(value, path)
        elif value:
            yield CvItem(path, "person", str(value))

    def section(self, section: Section) -> Iterator[CvItem]:
        """A section, its title and note if these are items, and its entries."""
        path: Path = ("sections", section.key)
        title = visible_title(section.title, (*path, "title"), self.left_out)
        yield CvItem(path, "section", title or section.key, section)
        yield from self.within(section, path)

    def whole(self, item: StrictModel, path: Path, kind: Kind, default: Visibility) -> CvItem:
        """A part that may have marks as one item."""
        marks = item if isinstance(item, Marks) else None
        return CvItem(path, kind, label(item, path, self.left_out), marks, default)

    def within(self, item: StrictModel, path: Path) -> Iterator[CvItem]:
        """The items inside ``item``: entries and roles, highlights, and others."""
        for name, field in facts_of(type(item)).items():
            value, place, default = getattr(item, name), (*path, name), field.visibility
            if isinstance(value, tuple):
                for number, part in enumerate(value):
                    yield from self.part(part, (*place, number), default)
            else:
                yield from self.part(value, place, default)

    def part(self, part: Any, path: Path, default: Visibility) -> Iterator[CvItem]:
        """One value of a field, if it is an item, and the items inside it."""
        own = default is not Visibility.PUBLIC or path in self.left_out
        if isinstance(part, Text):
            if path[-2:-1] == ("highlights",) and isinstance(path[-1], int):
                yield from self.text(part, path, "highlight", default)
            elif own or len(part.choices) > 1 or is_marked(part.choices[0]):
                yield from self.text(part, path, "text", default)
            else:
                for place, choice in text_choices(part, path):
                    yield from self.bullets(choice, place)
        elif isinstance(part, StrictModel):
            if isinstance(part, Dated):
                yield self.whole(part, path, "entry", default)
            elif own or (isinstance(part, Marks) and is_marked(part)):
                yield self.whole(part, path, "text", default)
            yield from self.within(part, path)

    def text(self, text: Text, path: Path, kind: Kind, default: Visibility) -> Iterator[CvItem]:
        """Each alternative of a text."""
        for place, choice in text_choices(text, path):
            yield CvItem(place, kind, plain(choice.text), choice, default)
            yield from self.bullets(choice, place)

    def bullets(self, choice: TextChoice, path: Path) -> Iterator[CvItem]:
        """The bullets below one alternative of a bullet."""
        if isinstance(choice, BulletChoice):
            for number, item in enumerate(choice.items):
                place = (*path, "items", number)
                yield from self.text(item, place, "highlight", Visibility.PUBLIC)


def full_label(item: StrictModel) -> str:
    """A label for ``item``: its first texts, as in ``Engineer, Acme``."""
    return _words(item, (), lambda *_: True) or type(item).__name__.lower()


def label(item: StrictModel, path: Path, left_out: Set[Path]) -> str:
    """The label of the item at ``path``, without the texts that are ``left_out``.

    If the item itself is left out, the label has its texts without marks, or else all texts.
    """
    if is_in(path, left_out):
        return _words(item, path, _is_open) or full_label(item)
    shown = _words(item, path, lambda place, *_: not is_in(place, left_out))
    return shown or type(item).__name__.lower()


def visible_title(title: Text | None, path: Path, left_out: Set[Path]) -> str:
    """The title at ``path`` without ``left_out`` parts; all of it if its item is left out."""
    if title is None:
        return ""
    if is_in(path[:-1], left_out):
        return plain(title.text)
    return _text(title, path, lambda place, *_: not is_in(place, left_out), Visibility.PUBLIC)


def is_marked(marks: Marks) -> bool:
    """True if it has a mark."""
    return bool(marks.for_ or marks.not_for or marks.tags or marks.visibility or marks.priority)


def plain(text: str) -> str:
    """A typed text as it reads."""
    return plain_text(parse_inline(text))


def _is_open(_path: Path, marks: Marks, default: Visibility) -> bool:
    return not is_marked(marks) and default is Visibility.PUBLIC


def _words(item: StrictModel, path: Path, allows: _Allows) -> str:
    """Its title and first texts, else its summary, note or address; empty without any of them."""
    found: list[str] = []
    meanings = meanings_of(type(item))
    for name in sorted(meanings, key=lambda name: Meaning.TITLE not in meanings[name]):
        value = getattr(item, name)
        is_part = isinstance(value, StrictModel) and not isinstance(value, Text)
        if name not in _FRAME and len(found) < _WORDS and not (is_part and found):
            found += filter(None, [_field(item, name, path, allows)])
    others = (_field(item, n, path, allows) for n in _INSTEAD if not found and hasattr(item, n))
    return ", ".join(found) or next(filter(None, others), "")


def _field(item: StrictModel, name: str, path: Path, allows: _Allows) -> str:
    """The words of one field; empty if none may be named."""
    value, place = getattr(item, name), (*path, name)
    facts = facts_of(type(item))[name]
    default = facts.visibility
    if isinstance(value, Text):
        return _text(value, place, allows, default)
    if isinstance(value, tuple):
        parts = ((part, (*place, n)) for n, part in enumerate(value) if isinstance(part, Text))
        return ", ".join(filter(None, (_text(*part, allows, default) for part in parts)))
    if isinstance(value, Marks) and not allows(place, value, default):
        return ""
    if isinstance(value, StrictModel):
        return _words(value, place, allows)
    return value if isinstance(value, str) and Meaning.CODE not in facts.meanings else ""


def _text(text: Text, path: Path, allows: _Allows, default: Visibility) -> str:
    """The first alternative that may be named."""
    choices = (
        choice for place, choice in text_choices(text, path) if allows(place, choice, default)
    )
    return next((plain(choice.text) for choice in choices), "")
