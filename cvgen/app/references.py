"""Names that variants and settings use: sections, tags, fields to reveal, themes, formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from cvgen.app.options import Place, option_problems
from cvgen.errors import CvgenError, Problem, did_you_mean, name_hint
from cvgen.model.cv import Cv
from cvgen.model.person import Person
from cvgen.model.variant import REST, SectionRule, Variant
from cvgen.model.walk import marked_items
from cvgen.project import Project
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.selection import EVERYBODY, builtin_variants, resolve
from cvgen.source.tree import Listing, Path, Scalar, Source
from cvgen.themes import load_theme
from cvgen.writers import FORMAT_NAMES, WRITERS

Layers = Sequence[Sequence[Variant]]


@dataclass(frozen=True)
class KnownNames:
    """What the CVs at hand know; ``types`` are those of the sections of each key.

    ``maybe`` are the words of CVs with errors: such a name is let pass. Where some CVs could not be
    read at all, ``complete`` is false.
    """

    sections: frozenset[str]
    tags: frozenset[str]
    values: frozenset[str]
    complete: bool = True
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    audiences: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()

    def joined(self, other: KnownNames) -> KnownNames:
        """What is known here or to ``other``."""
        none = frozenset[str]()
        return KnownNames(
            self.sections | other.sections,
            self.tags | other.tags,
            self.values | other.values,
            self.complete and other.complete,
            {k: self.types.get(k, none) | other.types.get(k, none)
             for k in (*self.types, *other.types)},
            self.audiences | other.audiences,
            self.maybe | other.maybe,
        )  # fmt: skip


def known_names(cvs: Iterable[Cv], *, complete: bool = True) -> KnownNames:
    """The section keys, tags, entry types and audiences of ``cvs``, gone through once."""
    types: dict[str, set[str]] = {key: set() for key in SECTION_TYPES.names()}
    tags, values, audiences = set(), {"selected"}, {EVERYBODY}
    for cv in cvs:
        audiences |= {variant.name for variant in cv.variants}
        for _, marks in marked_items(cv):
            tags |= set(marks.tags)
            audiences |= {*(marks.for_ or ()), *(marks.not_for or ())}
        for section in cv.sections:
            types.setdefault(section.key, set()).add(section.type)
            values |= {kind for e in section.entries if (kind := getattr(e, "type", None))}
    known = {key: frozenset(found) for key, found in types.items()}
    return KnownNames(
        frozenset(types), frozenset(tags), frozenset(values), complete, known, frozenset(audiences)
    )


def possible_names(source: Source) -> KnownNames:
    """What a CV with errors may know: any of its words."""
    words: set[str] = set()
    waiting = [source.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            words |= {word.strip() for word in (node.text, *node.text.split(","))}
        elif isinstance(node, Listing):
            waiting += node.items
        else:
            words |= set(node.items)
            waiting += node.items.values()
    return replace(known_names(()), maybe=frozenset(words))


def project_problems(
    project: Project, names: KnownNames, others: Iterator[KnownNames]
) -> list[Problem]:
    """What is wrong with names in the project's settings; the CVs at hand know ``names``.

    ``others`` is what each other CV of the project knows. They are gone through until every name is
    known, so mostly none is read.
    """
    source = project.source
    if source is None:
        return []
    layers = (builtin_variants(), project.variants)
    problems_of = partial(variant_problems, source, project.variants, layers)
    while (found := problems_of(names)) and (more := next(others, None)):
        names = names.joined(more)
    found += _themes_of_variants(source, project.variants, project)
    known = [variant.name for layer in layers for variant in layer]
    for number, name in enumerate(project.config.variant):
        found += _unless_known(source, "variant", name, known, ("variant", number))
    for number, name in enumerate(project.config.formats):
        formats = [*WRITERS.names(), *FORMAT_NAMES]
        found += _unless_known(source, "format", name, formats, ("formats", number))
    config = project.config
    found += _theme(source, config.theme, ("theme",), project)
    return found + option_problems(
        config.options, Place(source, ("options",)), project, (config.theme,)
    )


def theme_problems(source: Source, cv: Cv, project: Project) -> list[Problem]:
    """What is wrong with the themes that a CV and its variants name."""
    own = cv.settings
    found = _theme(source, own.theme, ("theme",), project)
    found += option_problems(own.options, Place(source, ("options",)), project, (own.theme,))
    return found + _themes_of_variants(source, cv.variants, project)


def _themes_of_variants(
    source: Source, variants: Iterable[Variant], project: Project
) -> list[Problem]:
    """What is wrong with the themes and options of ``variants``, which stand in ``source``."""
    found: list[Problem] = []
    for variant in variants:
        path = ("variants", variant.name)
        found += _theme(source, variant.theme, (*path, "theme"), project)
        place = Place(source, (*path, "options"))
        found += option_problems(variant.options, place, project, (variant.theme,))
    return found


def variant_problems(
    source: Source, variants: Iterable[Variant], layers: Layers, names: KnownNames
) -> list[Problem]:
    """What is wrong with the names in ``variants``, which stand in ``source``."""
    found: list[Problem] = []
    for variant in variants:
        path: Path = ("variants", variant.name)
        found += _extends(source, variant, layers, path)
        found += _audience(source, variant, layers, names)
        found += _named_twice(source, variant)
        for number, rule in enumerate(variant.sections or ()):
            place = (*path, "sections", number)
            if rule.name != REST:
                found += _section(source, rule.name, names, place)
                found += _grouping(source, rule, names, place)
            wanted = replace(names, tags=names.tags | names.values)
            found += _tags(source, rule.only, wanted, (*place, "only"))
        for key in ("include", "exclude", "prefer"):
            tags = getattr(variant, key)
            found += _tags(source, tags, names, (*path, key))
        known = {*Person.model_fields, *names.sections}
        for number, name in enumerate(variant.reveal):
            if name not in names.maybe:
                found += _unless_known(source, "field", name, known, (*path, "reveal", number))
    return found


def _extends(source: Source, variant: Variant, layers: Layers, path: Path) -> list[Problem]:
    try:
        resolve(variant.name, layers)
    except CvgenError as error:
        span = source.span_of((*path, "extends"))
        return [source.problem(p.code, p.message, span, p.hint) for p in error.problems]
    return []


def _audience(source: Source, variant: Variant, layers: Layers, names: KnownNames) -> list[Problem]:
    """An audience that no mark and no other variant is for; not told where CVs are unread."""
    others = [v for layer in layers for v in layer if v.name != variant.name]
    known = {variant.name, *names.audiences}
    known |= {name for v in others for name in (v.name, v.audience) if name}
    if variant.audience in (None, *known, *names.maybe) or not names.complete:
        return []
    span = source.span_of(("variants", variant.name, "audience"))
    message = f"no item and no other variant is for the audience '{variant.audience}'"
    hint = name_hint(str(variant.audience), sorted(known))
    return [source.problem("E302", message, span, hint)]


def _named_twice(source: Source, variant: Variant) -> list[Problem]:
    """Each section that ``variant`` has named before: only one of its rules would hold."""
    found: list[Problem] = []
    first: dict[str, Path] = {}
    for number, rule in enumerate(variant.sections or ()):
        path = ("variants", variant.name, "sections", number)
        if first.setdefault(rule.name, path) == path:
            continue
        what = f"'{REST}' stands" if rule.name == REST else f"the section '{rule.name}' is named"
        line = source.place_of(first[rule.name])
        hint = f"keep one: the other is at {line}" if ":" in line else f"line {line} has the other"
        message = f"{what} twice in the variant '{variant.name}'"
        found.append(source.problem("E309", message, source.span_of(path), hint))
    return found


def _section(source: Source, name: str, names: KnownNames, path: Path) -> list[Problem]:
    """A name that no section has: a typo where it is near to one, or where all CVs are known."""
    hint = did_you_mean(name, names.sections)
    if name in names.sections | names.maybe or (hint is None and not names.complete):
        return []
    return _unless_known(source, "section", name, names.sections, path)


def _grouping(source: Source, rule: SectionRule, names: KnownNames, path: Path) -> list[Problem]:
    """A `group` that means nothing for any section that the rule is for."""
    types = names.types.get(rule.name) or {rule.name} & set(SECTION_TYPES.names())
    if rule.group in (None, "none") or not types:
        return []
    if any(_groups_by(SECTION_TYPES[name], rule.group) for name in types):
        return []
    span = source.span_of((*path, "group"))
    lack = "dates" if rule.group == "year" else "types"
    message = f"'{rule.name}' cannot be grouped by {rule.group}: its entries have no {lack}"
    able = [name for name in SECTION_TYPES.names() if _groups_by(SECTION_TYPES[name], rule.group)]
    return [source.problem("E308", message, span, f"that is for {', '.join(able)}")]


def _groups_by(part: SectionType, group: str | None) -> bool:
    return part.dated if group == "year" else bool(part.kind)


def _tags(source: Source, tags: Sequence[str], names: KnownNames, path: Path) -> list[Problem]:
    found = []
    for number, tag in enumerate(tags if names.complete else ()):
        if tag not in names.tags | names.maybe:
            span = source.span_of((*path, number))
            message = f"no CV of the project uses the tag '{tag}'"
            found.append(source.problem("E306", message, span, did_you_mean(tag, names.tags)))
    return found


def _unless_known(
    source: Source, kind: str, name: str, known: Iterable[str], path: Path
) -> list[Problem]:
    names = sorted(known)
    if name in names:
        return []
    span = source.span_of(path)
    message = f"there is no {kind} named '{name}'"
    return [source.problem("E301", message, span, name_hint(name, names))]


def _theme(source: Source, name: str | None, path: Path, project: Project) -> list[Problem]:
    if name is None:
        return []
    try:
        load_theme(name, project.theme_folders)
    except CvgenError as error:
        span = source.span_of(path)
        return [
            source.problem(p.code, p.message, span, p.hint) if p.span is None else p
            for p in error.problems
        ]
    return []
