"""One entry of a bibliography on its way to a publication.

Each value of the file ends in a field of the publication, or in the list of those without one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cvgen.bibliography.name_parts import split_name
from cvgen.errors import Span
from cvgen.markup.latex import Converted
from cvgen.source.tree import Listing, Mapping, Node, Scalar


class Name(NamedTuple):
    """A name, given names first; ``starred`` means equal contribution, ``group`` no person.

    ``family`` is the surname, if it is known.
    """

    name: str
    starred: bool = False
    family: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A value as the file has it: the name of its field, its text and its place."""

    name: str
    text: str
    span: Span


@dataclass
class Draft:
    """A publication in the making: its ``items``, and the values that have no place in one.

    ``placed`` are the values in ``items``; ``listed`` the others. ``words`` are its keywords.
    """

    key: str
    span: Span
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    placed: list[Given] = field(default_factory=list)
    listed: list[Given] = field(default_factory=list)
    words: tuple[str, ...] = ()

    def put(self, name: str, text: str, given: Given) -> bool:
        """Set the field ``name`` to Markdown; list the value if it is empty or a second one."""
        if not text.strip() or name in self.items:
            self.leave(given)
            return False
        self.items[name] = Scalar(Converted(text), given.span, plain=False)
        self.keys[name] = given.span
        self.placed.append(given)
        return True

    def derive(self, name: str, text: str, span: Span) -> None:
        """Set the field ``name``, if it is not set, to what no value of the file says in words."""
        if name not in self.items:
            self.items[name] = Scalar(text, span, plain=False)
            self.keys[name] = span

    def put_in(self, outer: str, name: str, text: str, given: Given) -> bool:
        """Set ``name`` of the mapping ``outer``, such as the acronym of the venue."""
        found = self.items.get(outer)
        within = found if isinstance(found, Mapping) else Mapping({}, given.span, {})
        if not text.strip() or name in within.items:
            self.leave(given)
            return False
        within.items[name] = Scalar(Converted(text), given.span, plain=False)
        within.keys[name] = given.span
        self.items[outer] = within
        self.keys.setdefault(outer, given.span)
        self.placed.append(given)
        return True

    def put_people(self, name: str, people: Iterable[Name], given: Given) -> bool:
        """Set the field ``name`` to names."""
        nodes: list[Node] = [_person(one, given.span) for one in people if one.name]
        if not nodes or name in self.items:
            self.leave(given)
            return False
        self.items[name] = Listing(nodes, given.span)
        self.keys[name] = given.span
        self.placed.append(given)
        return True

    def put_typed(self, name: str, text: str, given: Given) -> bool:
        """Set ``name`` to a text that the fields of a CV read, such as names with commas."""
        if not self.put(name, text, given):
            return False
        self.items[name] = Listing([Scalar(text, given.span, plain=False)], given.span)
        return True

    def leave(self, given: Given) -> None:
        """List a value that has no place."""
        if given.text.strip():
            self.listed.append(given)

    def text(self, name: str) -> str:
        """The text of the field ``name`` so far; empty if it has none."""
        node = self.items.get(name)
        return node.text if isinstance(node, Scalar) else ""

    def node(self, order: Iterable[str]) -> Mapping:
        """The publication, with its fields in ``order``."""
        names = [name for name in dict.fromkeys((*order, *self.items)) if name in self.items]
        keys = {name: self.keys[name] for name in names}
        return Mapping({name: self.items[name] for name in names}, self.span, keys)


def _person(person: Name, span: Span) -> Node:
    """A name alone, or with what cannot be seen from it."""
    text = Scalar(Converted(person.name), span, plain=False)
    items: dict[str, Node] = {"name": text}
    parts = split_name(person.name)
    if person.starred:
        items["equal"] = Scalar("true", span)
    if person.group and parts.given:
        items["corporate"] = Scalar("true", span)
    elif person.family and person.family != parts.family:
        items["family"] = Scalar(person.family, span, plain=False)
    return Mapping(items, span, dict.fromkeys(items, span)) if len(items) > 1 else text
