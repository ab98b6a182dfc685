"""A mapping of an imported file, whatever is in it: numbers for texts, one value for a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cvgen.importing.clean import clean, item, literal, one_line, parts_in, passage
from cvgen.importing.imported import Out, Value, joined
from cvgen.source.tree import Listing, Mapping, Node, Scalar
from cvgen.synonyms import plain

_NAMES = ("name", "title", "text", "label", "value", "description", "keyword", "item", "content")
"""Keys of a mapping in a list of texts that only say that it is a text."""


@dataclass
class View:
    """The values of ``node`` by key, however the key is written: `startDate` is `start_date`.

    ``markdown`` says that the texts of the file may contain Markdown; in others, its signs are
    literal. ``change`` is applied to each text first.
    """

    node: Node | None
    markdown: bool = True
    change: Callable[[str], str] = str
    _keys: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if isinstance(self.node, Mapping):
            for key, inner in self.node.items.items():
                self._keys.setdefault(plain(key), inner)

    def find(self, *names: str) -> Node | None:
        """The first of the values ``names`` that is not empty."""
        found = (self._keys.get(plain(name)) for name in names)
        return next((node for node in found if node is not None and not is_empty(node)), None)

    def line(self, *names: str) -> Value | None:
        """The first of the values ``names``, on one line; a list with commas."""
        value = self.text(*names)
        return value.map(one_line) if value else None

    def text(self, *names: str) -> Value | None:
        """The first of the values ``names``, with its lines."""
        return self._joined(self.find(*names))

    def _joined(self, node: Node | None) -> Value | None:
        if isinstance(node, Scalar):
            value = self.value_of(node)
            return value.map(passage) if value else None
        if isinstance(node, Listing):
            return joined(self._joined(inner) for inner in node.items)
        return None

    def value_of(self, node: Scalar) -> Value | None:
        """``node`` as a value; None if it says nothing."""
        text = "" if node.is_null else self.change(node.text)
        text = clean(text if self.markdown else literal(text))
        return Value(text, (node,)) if text else None

    def items(self, *names: str) -> list[Value]:
        """The texts of a list; a text of several lines or items counts as a list."""
        return [value for _, value in self._items(self.find(*names), 0)]

    def bullets(self, *names: str) -> list[Out]:
        """The texts of a list, with lists in it as items of the text before them."""
        return nested(self._items(self.find(*names), 0))

    def _items(self, node: Node | None, depth: int) -> Iterator[tuple[int, Value]]:
        """Each text below ``node`` and how deep it is in lists."""
        if isinstance(node, Scalar):
            if value := self.value_of(node):
                for below, text in parts_in(value.text):
                    yield depth + below, Value(text, value.sources)
        elif isinstance(node, Listing):
            for inner in node.items:
                yield from self._items(inner, depth + isinstance(inner, Listing))
        elif node is not None and (value := self.sentence(node)):
            yield depth, value.map(item)

    def sentence(self, node: Mapping) -> Value | None:
        """The values of a mapping as one text, ``x – level: 3`` for name and level."""
        parts: list[Value | None] = []
        for key, inner in node.items.items():
            value = self._joined(inner) or (
                self.sentence(inner) if isinstance(inner, Mapping) else None
            )
            if value and plain(key) not in _NAMES:
                value = Value(f"{one_line(clean(key))}: {value.text}", value.sources)
            parts.append(value)
        return joined(parts, " – ")

    def view(self, *names: str) -> View:
        """The mapping at the first of ``names``; one without values if it is something else."""
        found = self.find(*names)
        return View(found if isinstance(found, Mapping) else None, self.markdown)

    def views(self, *names: str) -> list[View]:
        """The mappings in a list; one mapping counts as a list."""
        return views_of(self.find(*names), self.markdown)

    @property
    def given(self) -> frozenset[str]:
        """The keys that have a value, in lower case and without separators."""
        return frozenset(key for key, node in self._keys.items() if not is_empty(node))

    @property
    def keys(self) -> Iterable[tuple[str, Node]]:
        """The keys as written, with their values."""
        return self.node.items.items() if isinstance(self.node, Mapping) else ()


def nested(rows: Iterable[tuple[int, Value]]) -> list[Out]:
    """Texts with their depths as bullets, the deeper ones as items of the one before them."""
    out: list[Out] = []
    for depth, value in rows:
        last = out[-1] if out else None
        if depth == 0 or last is None:
            out.append(value)
        elif isinstance(last, Value):
            out[-1] = {"text": last, "items": [value]}
        elif isinstance(last, dict) and isinstance(last["items"], list):
            last["items"].append(value)
    return out


def views_of(node: Node | None, markdown: bool = True) -> list[View]:
    """The mappings in the list ``node``, also in lists in it."""
    if isinstance(node, Listing):
        return [view for inner in node.items for view in views_of(inner, markdown)]
    return [View(node, markdown)] if isinstance(node, Mapping) else []


def is_empty(node: Node) -> bool:
    """True if ``node`` holds no text."""
    if isinstance(node, Scalar):
        return node.is_null or not node.text.strip()
    inner = node.items if isinstance(node, Listing) else node.items.values()
    return all(map(is_empty, inner))
