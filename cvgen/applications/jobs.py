"""The CV of an application in each of its variants, in the look that the opening demands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from cvgen.applications.application import Part
from cvgen.applications.letter import layout_of
from cvgen.applications.limits import POINTS
from cvgen.applications.loading import LoadedApplication
from cvgen.applications.opening import Rules
from cvgen.document import Document, Header
from cvgen.errors import InputError
from cvgen.loading.options import OptionsAt, option_problems, with_options
from cvgen.locales import Locale, load_locale
from cvgen.model.variant import SectionRule
from cvgen.rendering.job import Job
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.request import Request
from cvgen.themes import Theme, load_theme
from cvgen.themes import layout_of as theme_layout

_CONTACTS = ("email", "phone", "location", "addresses", "links")
_FACTS = ("born", "nationality", "work_authorization", "facts")
J = TypeVar("J", bound="TitledJob")


@dataclass(frozen=True)
class TitledJob(Job):
    """A CV with the title that it has in an application, as ``heading``; empty keeps its own."""

    heading: str = ""

    @cached_property
    def document(self) -> Document:
        """The CV with its title in running heads and metadata."""
        return _titled(super().document, self.heading)


@dataclass(frozen=True)
class SectionJob(TitledJob):
    """One section of a CV as a document of its own; ``heading`` replaces the section's title."""

    @cached_property
    def document(self) -> Document:
        """The section, with its title below the person's name."""
        whole = super().document
        parts = tuple(replace(one, title=self.heading or one.title) for one in whole.sections[:1])
        header = replace(contacts_only(whole.header), affiliation=(), photo=None, summary=())
        label = next((one.title for one in parts), whole.label)
        return _titled(replace(whole, header=header, sections=parts), label)


def contacts_only(header: Header) -> Header:
    """``header`` without facts such as a date of birth, which stand in CVs only."""
    return replace(header, contacts=tuple(one for one in header.contacts if one.kind != "fact"))


def revealed(job: Job, document: Document) -> tuple[str, ...]:
    """The names of what ``job`` reveals and ``document`` shows: sections and fields."""
    header, person = document.header, job.selection.cv.person
    has_facts = any(one.kind == "fact" for one in header.contacts)
    fields = (*_CONTACTS, *(_FACTS if has_facts else ())) if header.contacts else ()
    shown = {name for name in fields if getattr(person, name)}
    shown |= {section.key for section in document.sections}
    return tuple(sorted(job.rules.reveal & shown))


def _titled(document: Document, label: str) -> Document:
    """``document`` with another ``label``, if there is one."""
    if not label:
        return document
    return replace(document, title=f"{document.author} – {label}", label=label)


class Jobs:
    """Makes the jobs of one application; its letters are in the language of ``locale``."""

    def __init__(self, loaded: LoadedApplication) -> None:
        self.loaded, self.application = loaded, loaded.application
        self.opening, self.known = loaded.opening, dict[str, Job]()
        self._given: dict[str, frozenset[str]] = {}

    @cached_property
    def locale(self) -> Locale:
        """The language of letters and statements."""
        asked = self.application.language or self.opening.language
        own = self.loaded.cv.rules(self.loaded.variant).language
        return load_locale(asked or own or self.loaded.cv.cv.settings.language)

    @property
    def layout(self) -> str:
        """The layout of letters: ``din``, ``uk`` or ``us``."""
        return self.application.layout or layout_of(self.locale.tag)

    @property
    def main(self) -> Job:
        """The job of the CV that is sent."""
        return self.of(self.loaded.variant)

    def of(self, variant: str | None) -> Job:
        """The job of a variant, by default of the CV that is sent."""
        name = variant or self.loaded.variant
        if name not in self.known:
            self.known[name] = self._made(name)
        return self.known[name]

    def given(self, variant: str | None) -> frozenset[str]:
        """The options of the theme that the user gives, not the opening."""
        self.of(variant)
        return self._given[variant or self.loaded.variant]

    def _made(self, variant: str) -> Job:
        application, project = self.application, self.loaded.project
        request = Request(theme=application.theme, variants=(variant,), formats=("pdf",))
        load = partial(load_theme, folders=project.theme_folders)
        job = next(iter(jobs_of(self.loaded.cv, request, load)))
        at = OptionsAt(self.loaded.source, ("options",))
        if found := option_problems(application.options, at, project, [job.theme.name]):
            raise InputError(found)
        theme = with_options(job.theme, project, (application.options,))
        self._given[variant] = theme.settings.given
        theme = _as_demanded(theme, self.opening.rules, self.layout)
        send = application.send  # one count runs through the packet instead
        theme = replace(theme, numbered=not send.numbers or send.as_ == "files")
        rules = job.rules
        if application.language:
            rules = replace(rules, language=application.language)
        return replace(job, theme=theme, rules=rules)

    def of_cv(self, part: Part) -> TitledJob:
        """The job of a CV as a document of the application."""
        return _with_heading(TitledJob, self.of(part.cv), part)

    def of_section(self, part: Part) -> SectionJob:
        """The job of one section; it shows the contact details of referees, as is asked for."""
        job = self.of(part.variant)
        section = self.loaded.section(part)
        assert section is not None  # it is looked up when the application is loaded
        rule = SectionRule(name=section.key, entries=part.entries)
        reveal = job.rules.reveal
        if section.type == "references":
            reveal |= {section.key}
        rules = replace(job.rules, sections=(rule,), reveal=reveal, pages=None)
        return _with_heading(SectionJob, replace(job, rules=rules), part)


def _with_heading(kind: type[J], job: Job, part: Part) -> J:
    """``job`` as one of a ``kind`` with a heading: the title of ``part``."""
    return kind(job.cv, job.rules, job.theme, job.targets, job.as_of, job.notes, part.title or "")


def _as_demanded(theme: Theme, rules: Rules, layout: str) -> Theme:
    """``theme`` with the margins, the size of text and the paper that are demanded.

    Only what is smaller than demanded grows: where the text is large enough, dates and notes alone.
    American letters are on Letter paper if nobody says otherwise.
    """
    values: dict[str, Any] = {}
    if rules.margins is not None:
        values["margins"] = tuple(
            max(one, rules.margins / POINTS["mm"]) for one in theme.settings["margins"]
        )
    if rules.type is not None:
        values["base_size"] = max(theme_layout(theme.settings).size, rules.type)
        theme = replace(theme, least=rules.type)
    paper = {"a4": "A4", "letter": "Letter"}.get(rules.paper or "")
    if paper is None and layout == "us" and "page" not in theme.settings.given:
        paper = "Letter"
    return theme.with_values(values | ({"page": paper} if paper else {}))
