"""The secrets of a CV: what an audience may not see, why, and patterns that find it in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from cvgen.hidden.patterns import Pattern, SearchableText, phone_patterns
from cvgen.hidden.value_patterns import (
    is_phone_fact,
    leaf_patterns,
    name_patterns,
    texts_of_leaf,
    typed_patterns,
)
from cvgen.locales.tags import locale_names
from cvgen.model.cv import Cv, Leaf, leaves_of
from cvgen.model.fields import Meaning, noun_for
from cvgen.model.marks import StrictModel, Visibility, facts_of
from cvgen.model.person import Person
from cvgen.selection import Rules, Selection, select
from cvgen.source.tree import Path

_PERSONAL, _PRIVATE = "visibility: it is personal", "visibility: it is private"
_FORBIDDEN = ("visibility", "audience", "tags", "empty", "anonymous")
NAMES = ("name", "aliases")
"""The fields with the names of the person."""
_CONTACTS = ("email", "phone")
_TELLING = 6  # letters of a word that is not in other texts by chance
_SILENT = frozenset({Meaning.CODE, Meaning.LABEL})


@dataclass(frozen=True, slots=True)
class Secret:
    """An item that must stay hidden: its path in the source, why, and patterns that find it."""

    path: Path
    reason: str
    patterns: tuple[Pattern, ...]

    @property
    def noun(self) -> str:
        """Its name, without its value: 'the phone number', "a bullet in the section 'talks'"."""
        if self.path[:1] != ("sections",):
            return noun_for(Person, str(self.path[0]))
        names = [step for step in self.path[2:] if isinstance(step, str)]
        if not names:
            return f"the section '{self.path[1]}'"
        what = "an entry" if names == ["entries"] else f"'{names[-1]}'"
        what = "a bullet" if "highlights" in names else what
        return f"{what} in the section '{self.path[1]}'"

    @property
    def why(self) -> str:
        """Why it must stay hidden, as a clause after the noun: 'which is private'."""
        rule, _, why = self.reason.partition(": ")
        if rule in ("visibility", "audience"):
            return f"which {why.removeprefix('it ')}"
        return "of which nothing may be shown" if rule == "empty" else f"which is left out ({why})"


def hidden_items(cv: Cv, rules: Rules, selection: Selection | None = None) -> dict[Path, str]:
    """The items that ``rules`` hide from the audience, each with the reason.

    An item is not a secret if only the order of sections, a limit on entries or the choice of an
    alternative leaves it out. ``selection`` is the result of the rules, if known.
    """
    if selection is None or rules.sections is not None or rules.cut:
        selection = select(cv, replace(rules, sections=None, cut=frozenset()))
    return {
        omission.path: omission.reason
        for omission in selection.omissions
        if omission.reason.startswith(_FORBIDDEN)
    }


def secrets_of(
    cvs: Iterable[tuple[Cv, Rules]], languages: Iterable[str] = ()
) -> list[list[Secret]]:
    """The secrets of each of ``cvs``; a value that one of the CVs may show is not a secret.

    Dates are patterns in every language of cvgen, of the CVs, and in ``languages``.
    """
    made = list(cvs)
    tags = sorted({*locale_names(), *languages, *(cv.settings.language for cv, _ in made)})
    hidden = [hidden_items(cv, rules) for cv, rules in made]
    leaves = [list(leaves_of(cv)) for cv, _ in made]
    known = SearchableText(
        *(
            text
            for (cv, rules), values, paths in zip(made, leaves, hidden, strict=True)
            for text in _known_texts(cv, rules, values, paths)
        )
    )
    return [
        list(_secrets(values, {**paths, **_private_inside(cv, rules, paths)}, tags, known))
        for (cv, rules), values, paths in zip(made, leaves, hidden, strict=True)
    ]


def not_public(cv: Cv, rules: Rules, selection: Selection, shown: Iterable[str]) -> list[Secret]:
    """The items of ``cv`` that marks of visibility hide from the ``selection`` of ``rules``.

    A value is not a secret if it is part of one of the texts ``shown``. The patterns cover dates in
    the language of the CV, in that of the rules, and in English.
    """
    reasons = hidden_items(cv, rules, selection)
    marked = ("visibility", "anonymous")
    hidden = {path: why for path, why in reasons.items() if why.startswith(marked)}
    if not hidden:
        return []
    tags = sorted({cv.settings.language, rules.language or "en", "en"})
    leaves = list(leaves_of(cv))
    known = SearchableText(*_known_texts(cv, rules, leaves, reasons), *shown)
    return list(_secrets(leaves, {**hidden, **_private_inside(cv, rules, hidden)}, tags, known))


def shown_elsewhere(cv: Cv, rules: Rules, selection: Selection) -> Iterator[tuple[Secret, Path]]:
    """The person's values that marks hide in one place and another place shows, with that place."""
    reasons = hidden_items(cv, rules, selection)
    if not any(path[0] != "sections" for path in reasons):
        return
    leaves = list(leaves_of(cv))
    shown = [leaf for leaf in leaves if not _guarding(leaf.path, reasons)]
    known = SearchableText(*(text for leaf in shown for text in texts_of_leaf(leaf)))
    for leaf in leaves:
        outer = None if leaf.path[0] == "sections" else _guarding(leaf.path, reasons)
        if outer is None or leaf.meanings & _SILENT or not isinstance(leaf.value, str):
            continue
        is_phone = is_phone_fact(leaf)
        made = phone_patterns(leaf.value) if is_phone else [*typed_patterns(leaf, leaf.value, ())]
        if reasons[outer] in (_PERSONAL, _PRIVATE) and all(p.weight > 1 for p in made):
            for other in shown if made and all(p.is_in(known) for p in made) else ():
                if all(p.is_in(SearchableText(*texts_of_leaf(other))) for p in made):
                    yield Secret(outer, reasons[outer], tuple(made)), other.path


def _visible_texts(leaves: Iterable[Leaf], hidden: dict[Path, str]) -> Iterator[str]:
    """The texts of a CV that may be shown."""
    for leaf in leaves:
        if not _guarding(leaf.path, hidden):
            yield from texts_of_leaf(leaf)


def _known_texts(
    cv: Cv, rules: Rules, leaves: Iterable[Leaf], hidden: dict[Path, str]
) -> Iterator[str]:
    """The texts that ``rules`` may show; in an anonymous variant, without the name in them."""
    if not rules.is_anonymous:
        yield from _visible_texts(leaves, hidden)
        return
    shown = select(cv, replace(rules, sections=None, cut=frozenset())).cv
    for leaf in leaves_of(shown):
        yield from texts_of_leaf(leaf)


def _private_inside(cv: Cv, rules: Rules, hidden: dict[Path, str]) -> dict[Path, str]:
    """The items inside a ``hidden`` personal item that their own marks make private."""
    if rules.visibility is not Visibility.PUBLIC or not any(
        _has_private(_part(cv, path)) for path, why in hidden.items() if why == _PERSONAL
    ):
        return {}
    stricter = hidden_items(cv, replace(rules, visibility=Visibility.PERSONAL))
    return {path: reason for path, reason in stricter.items() if reason == _PRIVATE}


def _part(cv: Cv, path: Path) -> Any:
    """The field of the person, or the section, that contains ``path``."""
    if path[:1] == ("sections",):
        return tuple(section for section in cv.sections if section.key == path[1])
    return getattr(cv.person, str(path[0]), None)


def _has_private(value: Any) -> bool:
    """True if something in ``value`` is private, by a mark or by its field's default."""
    if isinstance(value, tuple):
        return any(map(_has_private, value))
    if not isinstance(value, StrictModel):
        return False
    kind = type(value)
    return (
        getattr(value, "visibility", None) is Visibility.PRIVATE
        or any(field.visibility is Visibility.PRIVATE for field in facts_of(kind).values())
        or any(_has_private(getattr(value, name)) for name in kind.model_fields)
    )


def _secrets(
    leaves: Iterable[Leaf], hidden: dict[Path, str], tags: Sequence[str], known: SearchableText
) -> Iterator[Secret]:
    found: dict[Path, dict[Pattern, None]] = {}
    for leaf in leaves:
        outer = _guarding(leaf.path, hidden)
        is_name = outer is not None and leaf.path[0] in NAMES
        if outer is None or (leaf.meanings & _SILENT and not is_name):
            continue
        patterns = leaf_patterns(leaf, tags)
        if is_name:
            patterns = chain(patterns, name_patterns(str(leaf.value)))
        if leaf.path[:1] == ("sections",) and Meaning.COMMON in leaf.meanings:
            patterns = (replace(one, weight=1) for one in patterns)
        found.setdefault(outer, {}).update(dict.fromkeys(patterns))
    for path, made in found.items():
        if hidden[path].startswith("anonymous") and path[0] not in NAMES:
            made = {one: None for one in made if one.weight > 1 or len(one.text) >= _TELLING}
        is_certain = hidden[path].startswith("anonymous") and path[0] in (*NAMES, *_CONTACTS)
        useful = [one for one in made if (is_certain and one.weight > 1) or not one.is_in(known)]
        if path[:1] == ("sections",) and any(one.weight > 1 for one in useful):
            useful = [one for one in useful if one.weight > 1]
        if useful:
            yield Secret(path, hidden[path], tuple(useful))


def _guarding(path: Path, hidden: dict[Path, str]) -> Path | None:
    """The outermost part of ``path`` that is hidden by its own mark, or because it is empty.

    A private part counts before a personal part around it.
    """
    own: Path | None = None
    empty: Path | None = None
    for length in range(1, len(path) + 1):
        part = path[:length]
        reason = hidden.get(part)
        if reason is None:
            continue
        if reason.startswith("empty"):
            empty = empty or part
        elif own is None or (hidden[own] == _PERSONAL and reason == _PRIVATE):
            own = part
    return own or empty
