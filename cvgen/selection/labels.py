"""What an item is called: a few of its words, and none that a variant hides."""

from __future__ import annotations

from collections.abc import Callable, Set

from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.entry import Dated, Entry
from cvgen.model.marks import MARK_KEYS, Marks, Strict, Visibility
from cvgen.model.text import Text
from cvgen.model.walk import choices_of
from cvgen.selection.marks import default_visibilities
from cvgen.source.tree import Path, is_in

_FRAME = {*Dated.model_fields, *Entry.model_fields, *MARK_KEYS, "for_"}
_WORDS = 3
_INSTEAD = ("summary", "note", "url")
_Allows = Callable[[Path, Marks, Visibility], bool]
"""Whether a value may be named, by its path, its marks and the visibility that its field has."""


def words_of(item: Strict) -> str:
    """What ``item`` is about in a few words: its first texts, as in ``Engineer, Acme``."""
    return _words(item, (), _anything) or type(item).__name__.lower()


def label(item: Strict, path: Path, left_out: Set[Path]) -> str:
    """The same of the item at ``path`` without the texts that are ``left_out``.

    Of an item that is left out itself, those count that have no marks, and all if there are none.
    """
    if is_in(path, left_out):
        return _words(item, path, _is_open) or words_of(item)

    def is_shown(place: Path, _marks: Marks, _default: Visibility) -> bool:
        return not is_in(place, left_out)

    return _words(item, path, is_shown) or type(item).__name__.lower()


def title_of(title: Text | None, path: Path, left_out: Set[Path]) -> str:
    """The title at ``path`` as far as it is not ``left_out``; all of it where its item is."""
    if title is None:
        return ""
    if is_in(path[:-1], left_out):
        return plain(title.text)
    return _text(title, path, lambda place, *_: not is_in(place, left_out), Visibility.PUBLIC)


def is_marked(marks: Marks) -> bool:
    """Whether there is any mark."""
    return bool(marks.for_ or marks.not_for or marks.tags or marks.visibility or marks.priority)


def plain(text: str) -> str:
    """A typed text as it reads."""
    return plain_text(parse_inline(text))


def _anything(_path: Path, _marks: Marks, _default: Visibility) -> bool:
    return True


def _is_open(_path: Path, marks: Marks, default: Visibility) -> bool:
    return not is_marked(marks) and default is Visibility.PUBLIC


def _words(item: Strict, path: Path, allows: _Allows) -> str:
    """Its first texts, else its summary, note or address; empty where it has none of them."""
    found: list[str] = []
    for name in type(item).model_fields:
        value = getattr(item, name)
        is_part = isinstance(value, Strict) and not isinstance(value, Text)
        if name not in _FRAME and len(found) < _WORDS and not (is_part and found):
            found += filter(None, [_field(item, name, path, allows)])
    others = (name for name in _INSTEAD if not found and hasattr(item, name))
    return ", ".join(found) or next(
        filter(None, (_field(item, name, path, allows) for name in others)), ""
    )


def _field(item: Strict, name: str, path: Path, allows: _Allows) -> str:
    """The words of one field; empty where there are none that may be named."""
    value, place = getattr(item, name), (*path, name)
    default = default_visibilities(type(item)).get(name, Visibility.PUBLIC)
    if isinstance(value, Text):
        return _text(value, place, allows, default)
    if isinstance(value, tuple):
        parts = [(number, part) for number, part in enumerate(value) if isinstance(part, Text)]
        words = (_text(part, (*place, number), allows, default) for number, part in parts)
        return ", ".join(filter(None, words))
    if isinstance(value, Marks) and not allows(place, value, default):
        return ""
    if isinstance(value, Strict):
        return _words(value, place, allows)
    return value if isinstance(value, str) and name not in ("type", "key") else ""


def _text(text: Text, path: Path, allows: _Allows, default: Visibility) -> str:
    """The first alternative that may be named."""
    for place, choice in choices_of(text, path):
        if allows(place, choice, default):
            return plain(choice.text)
    return ""
