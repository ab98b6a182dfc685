"""Decides for each value of the files: it is in the CV already, or here is its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from cvgen.errors import Problem
from cvgen.importing.imported import Out, Value, leaves
from cvgen.importing.into.editing import Editor, NoPlaceError
from cvgen.importing.into.identity import Row, folded
from cvgen.importing.merging import SEVERAL
from cvgen.lowering.networks import profile_url
from cvgen.model.cv import Cv, Settings, leaves_of
from cvgen.model.person import Link, Person
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Path, Scalar, Source

_SCHEME = pattern(r"^(?:https?://)?(?:www\.)?|/+$")
_ABOUT_DOCUMENTS = "is about the documents, which the CV itself decides"
_NAMES = ("title", "name", "role", "degree", "course", "url")
THERE = "is in the CV already"


@dataclass
class Additions:
    """What is added, by its path in the new text; what was there already; the refusals.

    ``values`` are the values that are added; ``reasons`` say why others are not, by the id of the
    scalar in the file.
    """

    added: list[tuple[Path, Value]] = field(default_factory=list)
    known: list[tuple[str, Out, Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    values: list[Out] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)

    def leave(self, out: Out, reason: str) -> None:
        """Give ``reason`` for all values of ``out``."""
        for _, value in leaves(out):
            for source in value.sources:
                self.reasons[id(source)] = reason

    def add(self, path: Path, out: Out) -> None:
        """Note that ``out`` is added at ``path``."""
        self.values.append(out)
        self.added.append((path, name_of(out)))


@dataclass
class Adding:
    """The CV ``old``, the editor of its text, and what was done so far.

    ``whole`` is the tree with the files that it includes, ``source`` that of the text alone.
    """

    whole: Source
    source: Source
    old: Cv
    editor: Editor
    made: Additions = field(default_factory=Additions)

    def attempt(self, key: str, out: Out, change: Callable[[], None]) -> bool:
        """Do ``change``, which adds ``out``; False, and a problem (E770), if there is no place."""
        try:
            change()
        except NoPlaceError as error:
            span = error.node.span
            message = f"{name_of(out).text!r} cannot be added to `{key}` here"
            self.made.problems.append(self.source.problem("E770", message, span, error.hint))
            self.made.leave(out, f"`{key}` has no place for it: {error.hint}")
            return False
        return True


def name_of(out: Out) -> Value:
    """The text of ``out`` by which a person knows it: its title, or its first text."""
    found = [out.get(key) for key in _NAMES] if isinstance(out, dict) else []
    first = next((value for _, value in leaves(out)), Value(""))
    return next((value for value in found if isinstance(value, Value)), first)


def add_person(adding: Adding, data: dict[str, Out]) -> None:
    """Add what ``data`` says about the person and the CV does not."""
    for key, value in data.items():
        if key in Settings.model_fields:
            adding.made.leave(value, _ABOUT_DOCUMENTS)
        else:
            adding.attempt(key, value, partial(_add_value, adding, key, value))


def _add_value(adding: Adding, key: str, value: Out) -> None:
    root, made = adding.source.root, adding.made
    node = root.items.get(key) if isinstance(root, Mapping) else None
    if node is None:
        adding.editor.add_key((), key, value, _key_before(adding, key))
        made.add((key,), value)
    elif isinstance(node, Scalar) and node.is_null:
        adding.editor.fill((key,), value)
        made.add((key,), value)
    elif key in SEVERAL:
        _add_items(adding, key, value if isinstance(value, list) else [value])
    elif name_of(value).sources:
        known = _texts(adding.old, key)
        is_there = folded(name_of(value).text) in known
        made.leave(value, THERE if is_there else f"the CV has another `{key}`")


def _add_items(adding: Adding, key: str, items: list[Out]) -> None:
    """Add the new ones of ``items`` at ``key``, which becomes a list if it is a text."""
    known = _identities(adding.old, key)
    fresh: list[Out] = []
    for item in items:
        if _identity(key, item) in known:
            adding.made.leave(item, THERE)
        else:
            fresh.append(item)
    if not fresh:
        return
    node = adding.source.node_at((key,))
    if isinstance(node, Listing):
        paths = adding.editor.add_items((key,), [(len(node.items), item) for item in fresh])
    else:
        paths = adding.editor.make_list((key,), fresh)
    for path, item in zip(paths, fresh, strict=True):
        adding.made.add(path, item)


def _key_before(adding: Adding, key: str) -> str:
    """The key of the CV behind which ``key`` usually stands."""
    names = list(Person.model_fields)
    root = adding.source.root
    assert isinstance(root, Mapping)
    before = [one for one in names[: names.index(key)] if one in root.items]
    return before[-1] if before else next(iter(root.items))


def _texts(cv: Cv, key: str) -> set[str]:
    return {folded(str(leaf.value)) for leaf in leaves_of(cv) if leaf.path[0] == key}


def _identities(cv: Cv, key: str) -> set[str]:
    """What tells the values of the CV at ``key`` from others: of links, their addresses."""
    if key == "links":
        return {_address(*_parts(link)) for link in cv.person.links}
    return _texts(cv, key)


def _identity(key: str, item: Out) -> str:
    if key != "links":
        return folded(name_of(item).text)
    if not isinstance(item, dict):
        return _address(name_of(item).text, "", "")
    found = [item.get(name) for name in ("url", "network", "username")]
    url, network, username = (one.text if isinstance(one, Value) else "" for one in found)
    return _address(url, network, username)


def _parts(link: Link) -> tuple[str, str, str]:
    return str(link.url or ""), link.network or "", link.username or ""


def _address(url: str, network: str, username: str) -> str:
    whole = url or profile_url(network, username) or f"{network} {username}"
    return _SCHEME.sub("", whole.casefold())
