"""Cv × rules → Cv: a pure function that removes items, reorders them or picks alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cvgen.dates import PartialDate
from cvgen.model.bullets import BulletChoice
from cvgen.model.cv import Cv, text_choices
from cvgen.model.entry import Dated, Section
from cvgen.model.fields import Meaning, fields_with
from cvgen.model.marks import PLAIN, FieldFacts, Marks, StrictModel, Visibility, facts_of
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.sections import SECTION_TYPES
from cvgen.sections.interests import with_interests
from cvgen.selection.anonymous import anonymized
from cvgen.selection.criteria import reason_to_hide
from cvgen.selection.languages import WANTED, Languages
from cvgen.selection.resolve import Rules
from cvgen.selection.sections import EMPTY, SectionRules, short_text
from cvgen.source.tree import Path, is_in

_EARLIER = "alternative: an earlier one is taken"
_OTHER_LANGUAGE = "language: another one is wanted"


@dataclass(frozen=True, slots=True)
class Omission:
    """An item that a variant does not show: its path in the source, and the reason."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a CV that a variant shows, and the omissions.

    ``kept`` has the source positions of the items of lists that lost items or changed their order.
    ``untranslated`` are the shown texts that are not in the variant's language.
    """

    cv: Cv
    omissions: tuple[Omission, ...]
    kept: Mapping[Path, list[int]] = field(default_factory=dict, compare=False)
    untranslated: tuple[Path, ...] = ()

    def origin(self, path: Path) -> Path:
        """The path in the source of the item at ``path`` in :attr:`cv`."""
        out: Path = ()
        for step in path:
            places = self.kept.get(out)
            out = (*out, places[step] if isinstance(step, int) and places else step)
        return out


def select(cv: Cv, rules: Rules, as_of: PartialDate | None = None) -> Selection:
    """The part of ``cv`` that ``rules`` show, and every omission with its rule.

    Selection adds nothing, keeps the order inside a section unless a rule sorts it, and is
    idempotent. Spans such as ``since: 10y`` count back from ``as_of``, or else the CV's `updated`.
    """
    cited = {section.key for section in cv.sections if SECTION_TYPES[section.type].cited}
    languages = Languages(rules.language, cv.settings.language, cited)
    rules = _with_titles(rules, languages)
    chooser = _Chooser(rules, languages)
    given, cv = cv, with_interests(cv)
    person = chooser.fields(cv.person, ())
    sections = [chooser.item(section, ("sections", section.key)) for section in cv.sections]
    kept: list[Section] = [section for section in sections if section is not None]
    section_rules = SectionRules(rules, as_of or cv.settings.updated, chooser.kept)
    ordered = section_rules.apply(kept)
    dropped = [Omission(path, reason) for path, reason in section_rules.dropped]
    assert isinstance(person, Person)
    settings = cv.settings.model_copy(update={"language": languages.wanted})
    chosen = cv.model_copy(
        update={
            "person": person, "sections": tuple(ordered), "settings": settings,
            "title": rules.title or cv.title,
        }
    )  # fmt: skip
    omissions = [*chooser.omissions, *dropped]
    if rules.is_anonymous:
        chosen, found = anonymized(chosen, rules.anonymous, cv)
        origin = Selection(chosen, (), chooser.kept).origin
        omissions += [Omission(origin(path), reason) for path, reason in found]
    if given is not cv:
        omissions = [_of_person(item, cv.sections[-1].key) for item in omissions]
    left_out = {item.path for item in omissions}
    missing = tuple(path for path in languages.missing if not is_in(path, left_out))
    return Selection(chosen, _outermost(omissions), chooser.kept, missing)


def _with_titles(rules: Rules, languages: Languages) -> Rules:
    """``rules`` with one alternative of each title, for their audience and language."""

    def chosen(text: Text | None) -> Text | None:
        if text is None:
            return None
        shown = [c for c in text.choices if not reason_to_hide(c, rules, (), Visibility.PUBLIC)]
        best = min(shown, key=languages.rank, default=None)
        return text.model_copy(update={"choices": (best,)}) if best else None

    sections = rules.sections
    if sections is not None:
        sections = tuple(one.model_copy(update={"title": chosen(one.title)}) for one in sections)
    return replace(rules, title=chosen(rules.title), sections=sections)


def _of_person(item: Omission, key: str) -> Omission:
    """``item`` with its path in the source, which differs for the person's interests."""
    if item.path[:2] != ("sections", key):
        return item
    return Omission(("interests", *item.path[5:]), item.reason)


def _outermost(omissions: list[Omission]) -> tuple[Omission, ...]:
    """``omissions`` without those inside another, except inside items left out as empty."""
    whole = {item.path for item in omissions if not item.reason.startswith(EMPTY)}
    inner = (item for item in omissions if not is_in(item.path[:-1], whole))
    return tuple({item.path: item for item in inner}.values())


def _frame(model: type[StrictModel]) -> tuple[str, ...]:
    """Fields that do not count as content: dates, marks and codes."""
    return (*Dated.model_fields, *fields_with(model, Meaning.CODE))


def _is_hollow(item: StrictModel) -> bool:
    """True if an item has lost a required text, or all of its content."""
    fields = type(item).model_fields
    if any(f.is_required() and getattr(item, name) in (None, ()) for name, f in fields.items()):
        return True
    if isinstance(item, Section):
        return False
    return not any(getattr(item, name) for name in fields if name not in _frame(type(item)))


def _is_label(before: StrictModel, after: StrictModel) -> bool:
    """True if ``after`` is only a label for the content of ``before``, of which nothing is left."""
    gone = {*before.labelled}
    if not any(getattr(before, name) for name in gone) or any(getattr(after, n) for n in gone):
        return False
    frame = {*_frame(type(after)), *before.labels, *gone}
    return not any(getattr(after, name) for name in type(after).model_fields if name not in frame)


class _Chooser:
    """Visits a model and leaves out what the marks hide; the same for every kind of item."""

    def __init__(self, rules: Rules, languages: Languages) -> None:
        self.rules = rules
        self.languages = languages
        self.omissions: list[Omission] = []
        self.kept: dict[Path, list[int]] = {}

    def value(self, value: Any, path: Path, field: FieldFacts) -> Any:
        """``value`` without hidden parts; None if nothing is left."""
        if isinstance(value, Text):
            return self._text(value, path, field)
        if isinstance(value, StrictModel):
            return self.item(value, path, field)
        if isinstance(value, tuple) and value and isinstance(value[0], StrictModel):
            items = [self.value(item, (*path, n), field) for n, item in enumerate(value)]
            return self._without_hidden(value, items, path)
        return value

    def _without_hidden(self, value: tuple[Any, ...], items: list[Any], path: Path) -> Any:
        """``items`` without None; ``value`` itself if nothing changed."""
        shown = [number for number, item in enumerate(items) if item is not None]
        if len(shown) < len(items):
            self.kept[path] = shown
        elif all(new is old for new, old in zip(items, value, strict=True)):
            return value
        return tuple(items[number] for number in shown)

    def item(self, item: StrictModel, path: Path, field: FieldFacts = PLAIN) -> Any:
        """``item`` with its fields chosen, or None if it is hidden itself."""
        if isinstance(item, Marks):
            reason = reason_to_hide(item, self.rules, path, field.visibility)
            if reason is not None:
                self.omissions.append(Omission(path, reason))
                return None
        chosen = self.fields(item, path)
        if chosen is not item and (_is_hollow(chosen) or _is_label(item, chosen)):
            self.omissions.append(Omission(path, f"{EMPTY}: nothing of it is shown"))
            return None
        return chosen

    def fields(self, model: StrictModel, path: Path) -> StrictModel:
        """``model`` with each field chosen; the same object where nothing changes."""
        changes, given = {}, vars(model)
        for name, facts in facts_of(type(model)).items():
            value = given[name]
            if not value or not isinstance(value, (StrictModel, tuple)):
                continue
            chosen = self.value(value, (*path, name), facts)
            if chosen is not value:
                changes[name] = chosen
        return model.model_copy(update=changes) if changes else model

    def _text(self, text: Text, path: Path, field: FieldFacts) -> Text | None:
        """The best alternative that may be shown, alone: by language, else the first one."""
        if len(text.choices) == 1 and self._is_plain(text.choices[0], path, field):
            return text  # as most texts are
        shown: list[tuple[int, int, Path, TextChoice]] = []
        for number, (place, choice) in enumerate(text_choices(text, path)):
            reason = reason_to_hide(choice, self.rules, place, field.visibility)
            if reason is None:
                shown.append((self.languages.rank(choice), number, place, choice))
            else:
                self.omissions.append(Omission(place, reason))
        if not shown:
            return None
        shown.sort(key=lambda found: found[:2])
        (rank, first, at, chosen), *others = shown
        named = self._with_items(self.languages.note(rank, path, chosen, field.meanings), at)
        if named is None:
            self.omissions.append(Omission(at, f"{EMPTY}: nothing of it is shown"))
            return None
        for other_rank, number, place, other in others:
            is_later = number > first and self.languages.are_same(chosen, other)
            earlier = other_rank == rank or is_later
            self.omissions.append(Omission(place, _EARLIER if earlier else _OTHER_LANGUAGE))
        if len(text.choices) > 1 or named is not chosen:
            text = text.model_copy(update={"choices": (named,)})
        return short_text(text) if path in self.rules.shortened else text

    def _is_plain(self, choice: TextChoice, path: Path, field: FieldFacts) -> bool:
        """True if ``choice`` has nothing that rules or languages could change."""
        return (
            choice.language is None
            and not vars(choice).get("items")
            and path not in self.rules.shortened
            and self.languages.rank(choice) <= WANTED
            and reason_to_hide(choice, self.rules, path, field.visibility) is None
        )

    def _with_items(self, choice: TextChoice, path: Path) -> TextChoice | None:
        """``choice`` with the bullets that may be shown; None if it only announces others."""
        if not isinstance(choice, BulletChoice) or not choice.items:
            return choice
        items = self.value(choice.items, (*path, "items"), PLAIN)
        if items is choice.items:
            return choice
        if not items and choice.announces:
            return None
        return choice.model_copy(update={"items": items})
