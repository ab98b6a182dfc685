"""Suggests changes of a variant that show an item it leaves out. Each suggestion is tried first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.model.marks import Marks, Visibility
from cvgen.model.text import Text
from cvgen.model.variant import SectionRule
from cvgen.selection import Rules, Selection, rule_of
from cvgen.source.tree import Path

Select = Callable[[Rules], Selection]
Change = tuple[str, Rules]
"""A change as it is written in the variant, and the changed rules."""
_STEPS = 2


def omission_of(path: Path, selection: Selection) -> tuple[Path, str] | None:
    """The omission that hides the item at ``path``: the cause rather than a consequence."""
    parts = {path[:length] for length in range(1, len(path) + 1)}
    hiding = [(one.path, one.reason) for one in selection.omissions if one.path in parts]
    return min(hiding, key=lambda one: one[1].startswith("empty"), default=None)


def remedy(cv: Cv, path: Path, rules: Rules, select: Select) -> str | None:
    """The first change of ``rules`` that shows the item at ``path``; None if none does."""
    waiting: list[tuple[tuple[str, ...], Rules]] = [((), rules)]
    for _ in range(_STEPS):
        following = []
        for done, current in waiting:
            omission = omission_of(path, select(current))
            if omission is None:
                continue
            for text, changed in _changes(cv, *omission, current):
                if omission_of(path, select(changed)) is None:
                    return " and ".join((*done, text))
                following.append(((*done, text), changed))
        waiting = following
    return None


def _changes(cv: Cv, path: Path, reason: str, rules: Rules) -> Iterator[Change]:
    """Changes that may undo ``reason``, which hides the item at ``path``."""
    rule, _, _ = reason.partition(":")
    chain = _chain(cv, path)
    marks = next((part for part in reversed(chain) if isinstance(part, Marks)), None)
    if rule == "tags" and marks is not None:
        yield from _tags(marks, rules)
    elif rule == "audience" and marks is not None:
        for name in marks.for_ or ():
            yield f"audience: {name}", replace(rules, audience=name)
    elif rule == "visibility":
        yield from _visibility(path, rules)
    elif rule == "language" and (language := getattr(chain[-1], "language", None)):
        yield f"language: {language}", replace(rules, language=language)
    elif rule == "sections":
        added = SectionRule(name=_section_name(path))
        sections = (*(rules.sections or ()), added)
        yield f"sections: [..., {added.name}]", replace(rules, sections=sections)
    elif rule == "pages":
        yield "priority: 5 (on the item)", replace(rules, cut=rules.cut - {path})
    elif rule in ("entries", "highlights", "since", "only", "detail"):
        yield from _of_section(rule, chain, marks, rules)


def _tags(marks: Marks, rules: Rules) -> Iterator[Change]:
    if excluded := rules.exclude & set(marks.tags):
        yield _with_names(rules, "exclude", rules.exclude - excluded)
    else:
        yield from (_with_names(rules, "include", rules.include | {tag}) for tag in marks.tags)


def _visibility(path: Path, rules: Rules) -> Iterator[Change]:
    yield _with_names(rules, "reveal", rules.reveal | {_section_name(path)})
    for wanted in list(Visibility)[rules.visibility.rank + 1 :]:
        yield f"visibility: {wanted.value}", replace(rules, visibility=wanted)


def _with_names(rules: Rules, key: str, names: frozenset[str]) -> Change:
    changes: dict[str, Any] = {key: names}
    return f"{key}: [{', '.join(sorted(names))}]", replace(rules, **changes)


def _section_name(path: Path) -> str:
    """The section of ``path``, or the field of the person; interests are both."""
    return str(path[1] if path[0] == "sections" else path[0])


def _of_section(kind: str, chain: list[Any], marks: Marks | None, rules: Rules) -> Iterator[Change]:
    """Changes to the rule of a section, and tags to prefer if it limits the number of entries."""
    section = next((part for part in chain if isinstance(part, Section)), None)
    rule = rule_of(section, rules.sections or ()) if section else None
    if rule is None:
        return
    if kind in ("entries", "highlights") and marks:
        yield from (_with_names(rules, "prefer", rules.prefer | {tag}) for tag in marks.tags)
    for key, text, value in _values(kind, chain, rule):
        changed = rule.model_copy(update={key: value})
        sections = tuple(changed if one is rule else one for one in rules.sections or ())
        yield f"{rule.name}: {{{key}: {text}}}", replace(rules, sections=sections)


def _values(kind: str, chain: list[Any], rule: SectionRule) -> Iterator[tuple[str, str, object]]:
    """Alternatives for ``rule``: a key, the text of its value, and the value."""
    section = next(part for part in chain if isinstance(part, Section))
    entry = next((part for part in chain if part in section.entries), None)
    if kind == "entries" and rule.entries is not None:
        for count in range(rule.entries + 1, len(section.entries) + 1):
            yield "entries", str(count), count
    elif kind == "highlights" and rule.highlights is not None:
        own = len(getattr(chain[-2], "highlights", ()))
        most = own or max((len(one.highlights) for one in section.entries), default=0)
        for count in range(min(rule.highlights) + 1, most + 1):
            counts = tuple(max(count, one) for one in rule.highlights)
            text = str(counts[0]) if len(set(counts)) == 1 else str(list(counts))
            yield "highlights", text, counts[:1] if len(set(counts)) == 1 else counts
    elif kind == "since" and entry is not None and entry.lasted is not None:
        yield "since", str(entry.lasted.year), str(entry.lasted.year)
    elif kind == "only" and entry is not None:
        for name in dict.fromkeys((*entry.tags, getattr(entry, "type", None))):
            if name:
                wanted = (*rule.only, name)
                yield "only", f"[{', '.join(wanted)}]", wanted
    elif kind == "detail":
        yield "detail", "full", "full"


def _chain(cv: Cv, path: Path) -> list[Any]:
    """The objects along ``path``, outermost first."""
    if path[0] == "sections":
        found: list[Any] = [next(part for part in cv.sections if part.key == path[1])]
        steps = path[2:]
    else:
        found, steps = [cv.person], path
    for step in steps:
        value = found[-1]
        if isinstance(value, Text):
            value = value.choices
        found.append(value[step] if isinstance(step, int) else getattr(value, step))
    if isinstance(found[-1], Text):
        found.append(found[-1].choices[0])
    return found
