"""Selected Cv → JSON Resume; what has no key there goes into ``x-cvgen``, and a note says so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cvgen.assets.files import Assets
from cvgen.errors import Problem, RenderError
from cvgen.lowering.web import names_in_print
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.themes import Theme
from cvgen.writers.base import Written
from cvgen.writers.jsonresume.basics import PERSON_FIELDS, basics_of, rest_of_person
from cvgen.writers.jsonresume.homes import TABLES, Table, X, item_of, rest_of
from cvgen.writers.jsonresume.restore import restore
from cvgen.writers.jsonresume.typed import Typed, typed

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_ORDER = ("work", "volunteer", "education", "awards", "certificates", "publications", "skills",
          "languages", "interests", "references", "projects")  # fmt: skip
_HOME_ROLE = ("organization", "location", "url")
"""What a role has from its organization where it has none of its own."""


def write_json_resume(cv: Cv, theme: Theme, assets: Assets) -> Written:
    """``cv`` as UTF-8 JSON by the schema 1.x, with a note for what it has no key for.

    RenderError (E428) unless the same CV can be read from it.
    """
    page = _Resume(cv.settings.language)
    data = page.data(cv)
    text = json.dumps(data, ensure_ascii=False, indent=2)
    _verify(cv, json.loads(text))
    return Written(f"{text}\n".encode(), notes=tuple(page.notes()))


def _verify(cv: Cv, data: Mapping[str, Any]) -> None:
    """RenderError (E428) unless ``data`` gives back the person and each section of ``cv``."""
    language, back = cv.settings.language, restore(data)
    sections = back.get("sections", {})
    person = {key: back.get(key) for key in typed(cv.person, language)}
    lost = ["the person"] if person != typed(cv.person, language) else []
    for section in cv.sections:
        found = sections.get(section.key, [])
        entries = found["entries"] if isinstance(found, dict) else found
        if entries != [typed(entry, language) for entry in section.entries]:
            lost.append(f"'{section.key}'")
    if lost:
        message = f"the JSON Resume lacks words of the CV in {', '.join(lost)}"
        raise RenderError(Problem("E428", message, hint="please report it, with the CV"))


@dataclass
class _Resume:
    """Makes the parts of a file, and counts the values that go into ``x-cvgen``."""

    language: str
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    losses: dict[str, Counter[str]] = field(default_factory=dict)
    partly: dict[str, Counter[str]] = field(default_factory=dict)

    def data(self, cv: Cv) -> dict[str, Any]:
        """The whole file."""
        person = typed(cv.person, self.language)
        if aliases := names_in_print(cv):
            person["aliases"] = aliases
        interests = person.pop("interests", [])
        basics = basics_of(person)
        for interest in interests:
            item = item_of(TABLES["interests"], {"group": interest})
            fields = rest_of(TABLES["interests"], {"group": interest}, item)
            more = {"fields": fields} if fields else {}
            self.lists.setdefault("interests", []).append({**item, X: {"person": True, **more}})
        rest = rest_of_person(person, basics)
        self.count("the person", rest, PERSON_FIELDS)
        settings = {"language": cv.settings.language}
        if cv.settings.updated:
            settings["updated"] = str(cv.settings.updated)
        own: Typed = {"version": 1, **settings, "person": rest}
        own["sections"] = [self.section(section) for section in cv.sections]
        lists = {key: self.lists[key] for key in _ORDER if key in self.lists}
        own = {key: value for key, value in own.items() if value}
        return {"$schema": SCHEMA, "basics": basics, **lists, X: own}

    def section(self, section: Section) -> Typed:
        """What JSON Resume does not say about a section; all of it if it has no such section."""
        made = typed(section, self.language)
        found: Typed = {"key": section.key, "type": section.type}
        found |= {key: made[key] for key in ("title", "note") if key in made}
        table = TABLES.get(section.type)
        entries = [typed(entry, self.language) for entry in section.entries]
        if table is None:
            self.losses[section.key] = Counter({"": len(entries)})
            return {**found, "entries": entries}
        for number, entry in enumerate(entries):
            self.lists.setdefault(table.key, []).extend(
                self.items(section.key, number, entry, table)
            )
        return found

    def items(self, key: str, number: int, entry: Typed, table: Table) -> Iterator[dict[str, Any]]:
        """The item of an entry, or one for each of its roles."""
        place: Typed = {"section": key, "entry": number}
        roles = entry.pop("roles", [])
        if not roles:
            item = item_of(table, entry)
            yield self.item(key, item, place, rest_of(table, entry, item), table)
        for at, role in enumerate(roles):
            shared = {k: entry[k] for k in _HOME_ROLE if k in entry and k not in role}
            item = item_of(table, {**shared, **role})
            outer = {"outer": entry} if at == 0 else {}
            rest = rest_of(table, role, item)
            yield self.item(key, item, {**place, "role": at, **outer}, rest, table)

    def item(
        self, key: str, item: dict[str, Any], place: Typed, rest: Typed, table: Table
    ) -> dict[str, Any]:
        """``item`` with its place, and the fields that it lacks."""
        outer = {k: v for k, v in place.get("outer", {}).items() if k not in _HOME_ROLE}
        self.count(key, {**rest, **outer}, table.fields)
        return {**item, X: {**place, **({"fields": rest} if rest else {})}}

    def count(self, part: str, rest: Typed, known: frozenset[str]) -> None:
        """Count the fields of ``rest``: without a key, or with one that holds a part of them."""
        for name in rest:
            counters = self.partly if name in known else self.losses
            counters.setdefault(part, Counter())[name] += 1

    def notes(self) -> Iterator[str]:
        """A line for each part of the CV that JSON Resume has no keys for, or only for a part."""
        for part in dict.fromkeys((*self.losses, *self.partly)):
            losses, partly = self.losses.get(part, Counter()), self.partly.get(part, Counter())
            if "" in losses:
                many = "1 entry" if losses[""] == 1 else f"{losses['']} entries"
                yield f"{part}: no such section in JSON Resume ({many} in {X})"
            elif losses:
                yield f"{part}: no key in JSON Resume for {_counted(losses)} (in {X})"
            if partly:
                yield f"{part}: only in part, or as plain text: {_counted(partly)} (whole in {X})"


def _counted(names: Counter[str]) -> str:
    return ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in names.items())
