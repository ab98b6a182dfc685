"""What of a CV may not be seen, in the forms in which it could stand in a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from cvgen.dates import DateError, DateRange, PartialDate, parse_date
from cvgen.hidden.days import day_patterns
from cvgen.hidden.patterns import (
    Pattern,
    Reading,
    email_patterns,
    line_patterns,
    phone_patterns,
    text_patterns,
    url_patterns,
)
from cvgen.locales import load_locale, locale_names
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.cv import Cv
from cvgen.model.marks import Strict, Visibility
from cvgen.model.text import Text
from cvgen.patterns import pattern
from cvgen.selection import Rules, Selection, select
from cvgen.selection.marks import default_visibilities
from cvgen.source.tree import Path

_PERSONAL, _PRIVATE = "visibility: it is personal", "visibility: it is private"
_FORBIDDEN = ("visibility", "audience", "tags", "empty")
_NO_CONTENT = frozenset(
    {"for_", "not_for", "tags", "visibility", "priority", "language", "label", "network", "type",
     "key", "currency", "group", "country", "aliases", "selected", "equal"}
)  # fmt: skip
_CONTENT = frozenset({("languages", "language")})
_COMMON = frozenset({"location", "level", "scale"})
_NOTHING = (None, ())
_LEAST_NUMBER = 10_000
_LINE_END = pattern(r"\n|[,،，、](?=\s)")
_PHONE = pattern(r"[+(]?\d[\d\s()/.–-]{6,}")
_MAKERS = {"phone": phone_patterns, "email": email_patterns, "url": url_patterns}


@dataclass(frozen=True, slots=True)
class Secret:
    """An item that may not be seen: its place in the source, why, and what would give it away."""

    path: Path
    reason: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One value of a CV: the name of its field, and a text, date or number."""

    path: Path
    field: str
    value: str | PartialDate | int | float


def forbidden(cv: Cv, rules: Rules, selection: Selection | None = None) -> dict[Path, str]:
    """The items that ``rules`` may not show, each with the reason: who sees it, not how much.

    What an order of sections or a cap leaves out is no secret, nor are other alternatives.
    ``selection`` is what the rules select, where that is known.
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
    """For each of ``cvs`` what its rules may not show.

    A value that one of the CVs may show, or that is a part of such a value, is no secret. What is
    not written alike everywhere is looked for in every language that cvgen has words of, in those
    of the CVs and in ``languages``.
    """
    made = list(cvs)
    tags = sorted({*locale_names(), *languages, *(cv.settings.language for cv, _ in made)})
    hidden = [forbidden(cv, rules) for cv, rules in made]
    leaves = [_leaves_of(cv) for cv, _ in made]
    pairs = zip(leaves, hidden, strict=True)
    known = Reading(*(text for values, paths in pairs for text in _shown(values, paths)))
    return [
        list(_secrets(values, {**paths, **_private_inside(cv, rules, paths)}, tags, known))
        for (cv, rules), values, paths in zip(made, leaves, hidden, strict=True)
    ]


def not_public(cv: Cv, rules: Rules, selection: Selection, shown: Iterable[str]) -> list[Secret]:
    """What of ``cv`` its marks of visibility keep from the ``selection`` of ``rules``.

    A value that is a part of one of the texts ``shown`` is no secret. Days are looked for in the
    language of the CV, of the rules, and in English.
    """
    reasons = forbidden(cv, rules, selection)
    hidden = {path: why for path, why in reasons.items() if why.startswith("visibility")}
    if not hidden:
        return []
    tags = sorted({cv.settings.language, rules.language or "en", "en"})
    leaves = _leaves_of(cv)
    known = Reading(*_shown(leaves, reasons), *shown)
    return list(_secrets(leaves, {**hidden, **_private_inside(cv, rules, hidden)}, tags, known))


def shown_elsewhere(cv: Cv, rules: Rules, selection: Selection) -> Iterator[tuple[Secret, Path]]:
    """What marks hide of the person that is shown in another place, and that place."""
    reasons = forbidden(cv, rules, selection)
    leaves = _leaves_of(cv)
    shown = [leaf for leaf in leaves if not _guarding(leaf.path, reasons)]
    known = Reading(*(text for leaf in shown for text in _texts(leaf)))
    for leaf in leaves:
        outer = None if leaf.path[0] == "sections" else _guarding(leaf.path, reasons)
        if outer is None or leaf.field in _NO_CONTENT or not isinstance(leaf.value, str):
            continue
        is_phone = leaf.field == "value" and _PHONE.fullmatch(leaf.value.strip())
        made = list(_text_patterns(leaf.value, "phone" if is_phone else leaf.field, ()))
        if reasons[outer] in (_PERSONAL, _PRIVATE) and all(p.weight > 1 for p in made):
            for other in shown if made and all(p.is_in(known) for p in made) else ():
                if all(p.is_in(Reading(*_texts(other))) for p in made):
                    yield Secret(outer, reasons[outer], tuple(made)), other.path


def _shown(leaves: Iterable[_Leaf], hidden: dict[Path, str]) -> Iterator[str]:
    """The texts of a CV that may be shown."""
    for leaf in leaves:
        if not _guarding(leaf.path, hidden):
            yield from _texts(leaf)


def _private_inside(cv: Cv, rules: Rules, hidden: dict[Path, str]) -> dict[Path, str]:
    """What is private by its own mark inside of something ``hidden`` that is only personal."""
    if rules.visibility is not Visibility.PUBLIC or not any(
        _holds_private(_part(cv, path)) for path, why in hidden.items() if why == _PERSONAL
    ):
        return {}
    stricter = forbidden(cv, replace(rules, visibility=Visibility.PERSONAL))
    return {path: reason for path, reason in stricter.items() if reason == _PRIVATE}


def _part(cv: Cv, path: Path) -> Any:
    """The field of the person or the section that ``path`` leads into."""
    if path[:1] == ("sections",):
        return tuple(section for section in cv.sections if section.key == path[1])
    return getattr(cv.person, str(path[0]), None)


def _holds_private(value: Any) -> bool:
    """Whether something in ``value`` is private by a mark or by the kind of its field."""
    if isinstance(value, tuple):
        return any(map(_holds_private, value))
    if not isinstance(value, Strict):
        return False
    kind = type(value)
    return (
        getattr(value, "visibility", None) is Visibility.PRIVATE
        or Visibility.PRIVATE in default_visibilities(kind).values()
        or any(_holds_private(getattr(value, name)) for name in _names_of(kind))
    )


def _secrets(
    leaves: Iterable[_Leaf], hidden: dict[Path, str], tags: Sequence[str], known: Reading
) -> Iterator[Secret]:
    found: dict[Path, dict[Pattern, None]] = {}
    for leaf in leaves:
        outer = _guarding(leaf.path, hidden)
        if outer is None or (leaf.field in _NO_CONTENT and not _is_content(leaf)):
            continue
        patterns = _patterns(leaf, tags)
        if leaf.path[:1] == ("sections",) and leaf.field in _COMMON:
            patterns = (replace(one, weight=1) for one in patterns)
        found.setdefault(outer, {}).update(dict.fromkeys(patterns))
    for path, made in found.items():
        telling = [one for one in made if not one.is_in(known)]
        if path[:1] == ("sections",) and any(one.weight > 1 for one in telling):
            telling = [one for one in telling if one.weight > 1]
        if telling:
            yield Secret(path, hidden[path], tuple(telling))


def _guarding(path: Path, hidden: dict[Path, str]) -> Path | None:
    """The part of ``path`` whose mark is told: hidden by itself, else the one that this empties.

    The outermost, but something private before the personal that it is in.
    """
    parts = [path[:length] for length in range(1, len(path) + 1) if path[:length] in hidden]
    own = [part for part in parts if not hidden[part].startswith("empty")]
    if own and hidden[own[0]] == _PERSONAL:
        own = [part for part in own if hidden[part] == _PRIVATE] or own
    return next(iter(own or parts), None)


def _is_content(leaf: _Leaf) -> bool:
    return leaf.path[:1] == ("sections",) and (leaf.path[1], leaf.field) in _CONTENT


def _leaves_of(cv: Cv) -> list[_Leaf]:
    """Every value of ``cv``, with the path that selection knows it by."""
    found = list(_leaves(cv.person, (), ""))
    for section in cv.sections:
        found += _leaves(section, ("sections", section.key), "")
    return found


@lru_cache
def _names_of(kind: type[Strict]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


def _leaves(value: Any, path: Path, field: str) -> Iterator[_Leaf]:
    if isinstance(value, Text):
        several = len(value.choices) > 1
        for number, choice in enumerate(value.choices):
            place = (*path, number) if several else path
            yield _Leaf(place, field, choice.text)
            if choice.short:
                yield _Leaf(place, field, choice.short)
    elif isinstance(value, Strict):
        given = ((name, getattr(value, name)) for name in _names_of(type(value)))
        for name, inner in (pair for pair in given if pair[1] not in _NOTHING):  # most fields are
            yield from _leaves(inner, (*path, name), name)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number), field)
    elif isinstance(value, DateRange):
        yield from _leaves((value.start, value.end), path, field)
    elif isinstance(value, str | PartialDate | int | float) and not isinstance(value, bool):
        yield _Leaf(path, field, value)


def _texts(leaf: _Leaf) -> Iterator[str]:
    """A value as it may stand in a document that may show it."""
    value = leaf.value
    if isinstance(value, str):
        runs = parse_inline(value)
        yield plain_text(runs)
        yield from (run.href for run in runs if run.href)
    elif isinstance(value, PartialDate):
        yield value.iso() or ""
    else:
        yield str(value)


def _patterns(leaf: _Leaf, tags: Sequence[str]) -> Iterator[Pattern]:
    value, field = leaf.value, leaf.field
    if isinstance(value, str):
        yield from _text_patterns(value, field, tags)
        yield from _contact_patterns(leaf.path, field, value)
    elif isinstance(value, PartialDate):
        if value.day:
            yield from day_patterns(value, tags)
    elif value >= _LEAST_NUMBER:
        yield from text_patterns(f"{value:,}")
        yield Pattern("words", str(value), 1)


def _text_patterns(value: str, field: str, tags: Sequence[str]) -> Iterator[Pattern]:
    if field == "born":
        with contextlib.suppress(DateError):  # not of a CV that was checked
            yield from day_patterns(parse_date(value), tags)
    elif field in _MAKERS:
        yield from _MAKERS[field](value)
    else:
        for text, make in _written(value):
            yield from make(text)
    if field == "nationality":
        for tag in tags:
            yield from text_patterns(f"{load_locale(tag).word(field)} {value}")


def _contact_patterns(path: Path, field: str, value: str) -> Iterator[Pattern]:
    """Patterns for the lines of an address, and for a phone number that is a fact."""
    is_address, is_fact = path[0] == "addresses" or field == "address", field == "value"
    lines = _LINE_END.split(value) if is_address else value.splitlines()
    if is_address or (is_fact and len(lines) > 1):
        yield from line_patterns(plain_text(parse_inline(line)) for line in lines)
    if is_fact and _PHONE.fullmatch(value.strip()):
        yield from phone_patterns(value)


def _written(value: str) -> Iterator[tuple[str, Callable[[str], list[Pattern]]]]:
    """The text of an inline Markdown, and where its links lead."""
    runs = parse_inline(value)
    yield plain_text(runs), text_patterns
    yield from ((run.href, url_patterns) for run in runs if run.href)
