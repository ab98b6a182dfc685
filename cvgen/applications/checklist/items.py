"""The items of a checklist, and what they are decided from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cvgen.applications.loading import LoadedApplication, Place
from cvgen.applications.planned import Planned
from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.source.tree import Source

State = Literal["pass", "fail", "not checked"]


@dataclass(frozen=True)
class Item:
    """One line: what is demanded, in the opening's words, where it says so, and what was found.

    A failed item has a ``problem`` for the command line.
    """

    group: str
    demand: str
    state: State
    found: str
    place: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class Made:
    """A finished document: its plan, its PDF and pages, and the document that was laid out.

    ``left_out`` names the items of a CV for which its limit of pages has no room.
    """

    plan: Planned
    data: bytes
    pages: int
    document: Document | None = None
    has_standards: bool = True
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that a checklist is decided from.

    ``files`` are the sizes of the files to send by name, ``others`` the organizations of other
    openings with their files, ``positions`` their positions with the same, and ``fields`` the texts
    for the fields of a form.
    """

    loaded: LoadedApplication
    made: Sequence[Made]
    files: dict[str, int] = field(default_factory=dict)
    others: Sequence[tuple[str, str]] = ()
    fields: Sequence[str] = ()
    positions: Sequence[tuple[str, str]] = ()

    def made_for(self, number: int) -> list[Made]:
        """The documents for the required document ``number``."""
        wanted = self.loaded.opening.documents[number]
        return [one for one in self.made if one.plan.required is wanted]

    def of_kind(self, kind: str) -> list[Made]:
        """The documents whose part has the key ``kind``."""
        return [one for one in self.made if one.plan.part.kind == kind]


@dataclass(frozen=True)
class At:
    """A place in the opening or in the application, for items and their problems."""

    loaded: LoadedApplication
    path: Place
    in_opening: bool = True

    def problem(self, code: str, message: str, hint: str | None = None) -> Problem:
        """An error at this place; in the application if the opening does not say it."""
        source = self._source
        return source.problem(code, message, source.span_of(self._path), hint)

    def item(self, group: str, demand: str, found: str, problem: Problem | None) -> Item:
        """What is demanded here: it failed if there is a ``problem``."""
        state: State = "fail" if problem else "pass"
        return Item(group, demand, state, found, self.name, problem)

    @property
    def name(self) -> str:
        """``openings/postdoc.yaml:23``."""
        source = self._source
        span = source.span_of(self._path)
        return f"{source.text_of(span).name}:{span.line}"

    @property
    def _source(self) -> Source:
        return self.loaded.opening_source if self.in_opening else self.loaded.source

    @property
    def _path(self) -> Place:
        inline = self.in_opening and self.loaded.opening_source is self.loaded.source
        return ("opening", *self.path) if inline else self.path
