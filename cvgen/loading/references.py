"""Checks the names in variants and settings: sections, tags, fields, themes, formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cvgen.errors import CvgenError, Problem, did_you_mean, name_hint
from cvgen.loading.audiences import known_audiences
from cvgen.loading.names import KnownNames
from cvgen.loading.options import OptionsAt, option_problems
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.model.variant import REST, SectionRule, Variant
from cvgen.project import Project
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.selection import builtin_variants, resolve
from cvgen.source.tree import Path, Source
from cvgen.synonyms import SECTIONS, format_hint, near_hint
from cvgen.themes import load_theme, theme_names
from cvgen.writers import FORMAT_NAMES, WRITERS

Layers = Sequence[Sequence[Variant]]


@dataclass(frozen=True)
class Rulebook:
    """The source of some variants, and the names of the variants that are rendered (None: all).

    A name that no CV uses is an error in a rendered variant, and a warning in another one. An
    excluded tag that no CV has is a warning, unless it looks misspelt.
    """

    source: Source
    rendered: frozenset[str] | None = None

    def unmet(
        self, code: str, message: str, name: str, known: Iterable[str], path: Path
    ) -> Problem:
        """The problem that no CV uses the ``name`` at ``path``; ``known`` are the names in use."""
        is_section = path[-2] == "sections"
        near = near_hint(name, known, SECTIONS) if is_section else did_you_mean(name, known)
        span = self.source.span_of(path)
        variant = str(path[1])
        until = self.until(variant)
        harmless = path[-2] == "exclude"
        if near or not (until or harmless):
            hint = near or name_hint(name, sorted(known))
            if code == "E306" and near is None:
                hint = f"add `tags: [{name}]` to an entry, or remove the tag here"
            return self.source.problem(code, message, span, hint)
        fix = "add it to `themes`" if path[-1] == "theme" else "use it in a CV"
        hint = f"{fix} or remove it here; {until}"
        if harmless:
            hint = "it leaves nothing out; use it in a CV or remove it here"
        return self.source.problem("W311", message, span, hint, "warning")

    def until(self, variant: str) -> str:
        """What does not work until a CV uses the name; empty if ``variant`` is rendered now."""
        waits = self.rendered is not None and variant not in self.rendered
        return f"until then '{variant}' cannot be rendered" if waits else ""

    def unless_known(self, kind: str, name: str, known: Iterable[str], path: Path) -> list[Problem]:
        """The problem (E301) that no ``kind`` has that name, in a list; empty if one has."""
        names = sorted(known)
        message = f"unknown {kind} '{name}'"
        return [] if name in names else [self.unmet("E301", message, name, names, path)]


def project_problems(
    project: Project, names: KnownNames, others: Iterator[KnownNames], rendered: Iterable[str]
) -> list[Problem]:
    """The problems of names in the project's settings; ``names`` are those of the CVs at hand.

    ``others`` yields the names of each other CV; it is read only until every name is known.
    """
    source = project.source
    if source is None:
        return []
    layers = (builtin_variants(), project.variants)
    rules = Rulebook(source, frozenset(rendered))
    problems_of = partial(variant_problems, rules, project.variants, layers)
    while (found := problems_of(names)) and (more := next(others, None)):
        names = names.merge(more)
    found += [*source.warnings, *_themes_of_variants(rules, project.variants, project)]
    known = [variant.name for layer in layers for variant in layer]
    for number, name in enumerate(project.config.variant):
        found += _unless_known(source, "variant", name, known, ("variant", number))
    for number, name in enumerate(project.config.formats):
        formats = [*WRITERS.names(), *FORMAT_NAMES]
        found += _unless_known(source, "format", name, formats, ("formats", number))
    config = project.config
    found += _theme(source, config.theme, ("theme",), project)
    return found + option_problems(
        config.options, OptionsAt(source, ("options",)), project, (config.theme,)
    )


def has_unknown_names(project: Project, names: KnownNames) -> bool:
    """True if the variants in the project's settings have problems while CVs use only ``names``."""
    if project.source is None:
        return False
    layers = (builtin_variants(), project.variants)
    return bool(variant_problems(Rulebook(project.source), project.variants, layers, names))


def theme_problems(
    source: Source, own: Settings, variants: Iterable[Variant], project: Project
) -> list[Problem]:
    """The problems of the themes and options in a CV's ``own`` settings and in its variants."""
    found = _theme(source, own.theme, ("theme",), project)
    found += option_problems(own.options, OptionsAt(source, ("options",)), project, (own.theme,))
    return [*found, *_themes_of_variants(Rulebook(source), variants, project)]


def _themes_of_variants(
    rules: Rulebook, variants: Iterable[Variant], project: Project
) -> Iterator[Problem]:
    """The problems of the themes and options of ``variants``, all of one file."""
    for variant in variants:
        path = ("variants", variant.name)
        theme = _theme_of_variant(rules, variant.theme, (*path, "theme"), project)
        yield from theme
        if any(problem.code == "W311" for problem in theme):
            continue  # the missing theme may have these options
        place = OptionsAt(rules.source, (*path, "options"))
        until = rules.until(variant.name)
        yield from option_problems(variant.options, place, project, (variant.theme,), until)


def _theme_of_variant(
    rules: Rulebook, name: str | None, path: Path, project: Project
) -> list[Problem]:
    """The problems of the theme of a variant; a theme may be added later."""
    found = _theme(rules.source, name, path, project)
    if name is None or "/" in name or not any(problem.code == "E301" for problem in found):
        return found
    names = theme_names(project.theme_folders)
    return rules.unless_known("theme", name, names, path) or found


def variant_problems(
    rules: Rulebook, variants: Iterable[Variant], layers: Layers, names: KnownNames
) -> list[Problem]:
    """The problems of the names in ``variants``, all of one file."""
    found: list[Problem] = []
    source = rules.source
    for variant in variants:
        path: Path = ("variants", variant.name)
        found += _extends(source, variant, layers, path)
        found += _audience(rules, variant, layers, names)
        found += _named_twice(source, variant)
        for number, rule in enumerate(variant.sections or ()):
            place = (*path, "sections", number)
            if rule.name != REST:
                found += _section(rules, rule.name, names, place)
                found += _grouping(source, rule, names, place)
                found += _group_order(rules, rule, names, place)
            wanted = replace(names, tags=names.tags | names.values)
            found += _tags(rules, rule.only, wanted, (*place, "only"))
        for key in ("include", "exclude", "prefer"):
            tags = getattr(variant, key)
            found += _tags(rules, tags, names, (*path, key))
        known = {*Person.model_fields, *names.sections}
        for number, name in enumerate(variant.reveal):
            if name not in names.maybe:
                found += rules.unless_known("field", name, known, (*path, "reveal", number))
    return found


def _extends(source: Source, variant: Variant, layers: Layers, path: Path) -> Iterator[Problem]:
    try:
        resolve(variant.name, layers)
    except CvgenError as error:
        yield from _placed(source, error, (*path, "extends"))


def _audience(
    rules: Rulebook, variant: Variant, layers: Layers, names: KnownNames
) -> list[Problem]:
    """An audience that no mark and no other variant uses; ignored if a CV could not be read."""
    others = [v for layer in layers for v in layer if v.name != variant.name]
    known = {variant.name, *names.audiences, *known_audiences(others)}
    if variant.audience in (None, *known, *names.maybe) or not names.complete:
        return []
    path = ("variants", variant.name, "audience")
    message = f"no item and no other variant is for the audience '{variant.audience}'"
    return [rules.unmet("E302", message, str(variant.audience), known, path)]


def _named_twice(source: Source, variant: Variant) -> Iterator[Problem]:
    """A problem for each section that ``variant`` names twice: only one rule would hold."""
    first: dict[str, Path] = {}
    for number, rule in enumerate(variant.sections or ()):
        path = ("variants", variant.name, "sections", number)
        if first.setdefault(rule.name, path) == path:
            continue
        what = f"'{REST}' stands" if rule.name == REST else f"the section '{rule.name}' is named"
        line = source.place_of(first[rule.name])
        hint = f"keep one: the other is at {line}" if ":" in line else f"line {line} has the other"
        message = f"{what} twice in the variant '{variant.name}'"
        yield source.problem("E309", message, source.span_of(path), hint)


def _section(rules: Rulebook, name: str, names: KnownNames, path: Path) -> list[Problem]:
    """A section that no CV has. If a CV could not be read, only a misspelt name is a problem."""
    hint = near_hint(name, names.sections, SECTIONS)
    if name in names.sections | names.maybe or (hint is None and not names.complete):
        return []
    return rules.unless_known("section", name, names.sections, path)


def _grouping(
    source: Source, rule: SectionRule, names: KnownNames, path: Path
) -> Iterator[Problem]:
    """A `group` that no section of the rule supports."""
    types = names.types.get(rule.name) or {rule.name} & set(SECTION_TYPES.names())
    if rule.group in (None, "none") or not types:
        return
    if any(_can_group_by(SECTION_TYPES[name], rule.group) for name in types):
        return
    span = source.span_of((*path, "group"))
    lack = "dates" if rule.group == "year" else "types"
    message = f"'{rule.name}' cannot be grouped by {rule.group}: its entries have no {lack}"
    able = [
        name for name in SECTION_TYPES.names() if _can_group_by(SECTION_TYPES[name], rule.group)
    ]
    yield source.problem("E308", message, span, f"that is for {', '.join(able)}")


def _group_order(
    rules: Rulebook, rule: SectionRule, names: KnownNames, path: Path
) -> list[Problem]:
    """Names in a `group_order` that no entry of any CV uses."""
    if not rule.group_order or not names.complete:
        return []  # the check below loads every section type
    kinds = names.kinds.union(*(part.kinds for part in SECTION_TYPES))
    known = {name.casefold() for name in kinds}
    return [
        rules.unmet("E301", f"unknown type '{name}'", name, kinds, place)
        for number, name in enumerate(rule.group_order)
        if name.casefold() not in known and name not in names.maybe
        for place in [(*path, "group_order", number)]
    ]


def _can_group_by(part: SectionType, group: str | None) -> bool:
    return part.dated if group == "year" else bool(part.kind)


def _tags(rules: Rulebook, tags: Sequence[str], names: KnownNames, path: Path) -> Iterator[Problem]:
    for number, tag in enumerate(tags if names.complete else ()):
        if tag not in names.tags | names.maybe:
            message = f"no CV of the project uses the tag '{tag}'"
            yield rules.unmet("E306", message, tag, names.tags, (*path, number))


def _unless_known(
    source: Source, kind: str, name: str, known: Iterable[str], path: Path
) -> list[Problem]:
    names = sorted(known)
    if name in names:
        return []
    span = source.span_of(path)
    message = f"unknown {kind} '{name}'"
    hint = format_hint(name, names) if kind == "format" else name_hint(name, names)
    return [source.problem("E301", message, span, hint)]


def _theme(source: Source, name: str | None, path: Path, project: Project) -> list[Problem]:
    if name is None:
        return []
    try:
        return list(load_theme(name, project.theme_folders).warnings)
    except CvgenError as error:
        return _placed(source, error, path)


def _placed(source: Source, error: CvgenError, path: Path) -> list[Problem]:
    """The problems of ``error``; those without a place are about the value at ``path``."""
    span = source.span_of(path)
    return [
        one if one.span else source.problem(one.code, one.message, span, one.hint)
        for one in error.problems
    ]
