"""Takes out of a selected CV who the person is, for blind reviews and anonymous applications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cvgen.locales import load_locale
from cvgen.model.bullets import BulletChoice
from cvgen.model.cv import Cv
from cvgen.model.fields import Meaning, meanings_of
from cvgen.model.marks import StrictModel
from cvgen.model.names import is_own_name
from cvgen.model.text import Text, TextChoice
from cvgen.model.titles import untitled
from cvgen.sections.publications import Author, Publication
from cvgen.selection.mentions import Mentions
from cvgen.source.tree import Path

HIDDEN = ("email", "phone", "location", "addresses", "links", "photo", "born", "nationality",
          "facts")  # fmt: skip
"""The fields of the person that an anonymous variant leaves out."""
REASON = "anonymous: it says who the person is"
FILE = "candidate"
"""What the files of an anonymous variant are called, instead of the CV."""
_LOWER_NOUNS = ("de",)
_SILENT = frozenset({Meaning.CODE, Meaning.IDENTIFIER})


def hides(path: Path) -> bool:
    """True if an anonymous variant leaves out the item at ``path`` of the source."""
    return path[:1] != ("sections",) and bool(path) and path[0] in HIDDEN


def anonymous_name(name: str, kind: str, language: str) -> str:
    """The word for the person in ``language``, or the initials if ``kind`` asks for them."""
    words = untitled(name).split()
    if kind == "initials" and all(word[:1].isupper() for word in words):
        return " ".join(f"{word[0]}." for word in words)
    return load_locale(language).word("candidate")


def placeholder_of(language: str) -> str:
    """What stands for the name in texts and lists of authors: ``[candidate]``."""
    word = load_locale(language).word("candidate")
    return f"[{word if language.split('-')[0] in _LOWER_NOUNS else word.lower()}]"


def anonymized(cv: Cv, kind: str, before: Cv) -> tuple[Cv, list[tuple[Path, str]]]:
    """``cv`` without the name, and what else was left out: paths in it, and the reason.

    ``before`` is the CV before selection, with all names and contacts to be found. One that is
    anonymous already stays as it is.
    """
    language = cv.settings.language
    placeholder = placeholder_of(language)
    if placeholder in cv.person.aliases:
        return cv.model_copy(update={"title": before.title}), []
    person = before.person
    walk = _Walk(Mentions(person, language, placeholder))
    name = anonymous_name(cv.person.name, kind, language)
    shown = walk.model(cv.person, ())
    shown = shown.model_copy(update={"name": name, "aliases": (placeholder,)})
    sections = tuple(walk.model(one, ("sections", one.key)) for one in cv.sections)
    title = walk.text(cv.title, False) if cv.title else None
    made = cv.model_copy(update={"person": shown, "sections": sections, "title": title})
    reason = f"anonymous: '{name}' stands for it"
    names: list[Path] = [("aliases", number) for number in range(len(person.aliases))]
    return made, [(("name",), reason), *((path, REASON) for path in names), *walk.left_out]


@dataclass
class _Walk:
    """Copies models without mentions of the person."""

    mentions: Mentions
    left_out: list[tuple[Path, str]] = field(default_factory=list)

    def model(self, model: StrictModel, path: Path) -> StrictModel:
        """``model`` with each field changed; the same object where nothing changes."""
        changes: dict[str, Any] = {}
        for name, meanings in meanings_of(type(model)).items():
            value = getattr(model, name)
            if value and isinstance(model, Publication) and name == "key":
                changes[name] = None  # keys are made of surnames
            if not value or meanings & _SILENT:
                continue
            if Meaning.URL in meanings and isinstance(value, str):
                if self.mentions.identifies(value):
                    changes[name] = None
                    self.left_out.append(((*path, name), REASON))
                continue
            changed = self.value(value, (*path, name), Meaning.PEOPLE in meanings)
            if changed is not value:
                changes[name] = changed
        return model.model_copy(update=changes) if changes else model

    def value(self, value: Any, path: Path, is_people: bool) -> Any:
        """A value of a field."""
        if isinstance(value, Text):
            return self.text(value, is_people)
        if isinstance(value, Author):
            return self.author(value)
        if isinstance(value, StrictModel):
            return self.model(value, path)
        if isinstance(value, tuple):
            parts = tuple(self._parts(value, path, is_people))
            return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
        return value

    def _parts(self, values: tuple[Any, ...], path: Path, is_people: bool) -> Iterator[Any]:
        for number, value in enumerate(values):
            yield self.value(value, (*path, number), is_people)

    def author(self, author: Author) -> Author:
        """An author, who may be the person."""
        if not is_own_name(author.name, self.mentions.own):
            return author
        return author.model_copy(update={"name": self.mentions.placeholder, "url": None})

    def text(self, text: Text, is_people: bool) -> Text:
        """A text; one of ``is_people`` may be the name of another person with the same surname."""
        choices = tuple(self._choice(choice, is_people) for choice in text.choices)
        if all(a is b for a, b in zip(choices, text.choices, strict=True)):
            return text
        return text.model_copy(update={"choices": choices})

    def _choice(self, choice: TextChoice, is_people: bool) -> TextChoice:
        changes: dict[str, Any] = {}
        for name in ("text", "short"):
            typed = getattr(choice, name)
            if typed and (new := self._typed(typed, is_people)) != typed:
                changes[name] = new
        if isinstance(choice, BulletChoice):
            items = tuple(self.text(item, is_people) for item in choice.items)
            if any(a is not b for a, b in zip(items, choice.items, strict=True)):
                changes["items"] = items
        return choice.model_copy(update=changes) if changes else choice

    def _typed(self, typed: str, is_people: bool) -> str:
        if is_people and is_own_name(typed, self.mentions.own):
            return self.mentions.escaped
        return self.mentions.replaced(typed, whole_names=is_people)
