"""The documents of an application, ready to be written: letters, CVs, sections and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

from cvgen.applications.application import Part
from cvgen.applications.letter import Letter, layout_of, letter_document
from cvgen.applications.limits import POINTS
from cvgen.applications.loading import LoadedApplication, Place
from cvgen.applications.matching import Given, matches
from cvgen.applications.naming import file_problems, wanted_problems
from cvgen.applications.opening import Contact, Rules
from cvgen.applications.planned import Planned, SectionJob
from cvgen.applications.texts.counts import characters, texts_of, words
from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import parse
from cvgen.applications.texts.values import Value
from cvgen.applications.values import plain_values
from cvgen.document import Block, Document, DocumentSection, Header
from cvgen.errors import CvgenError, InputError, Problem
from cvgen.loading.options import OptionsAt, option_problems, with_options
from cvgen.locales import load_locale
from cvgen.lowering.typeset import typeset_document
from cvgen.markup.inline import literal
from cvgen.model.variant import SectionRule
from cvgen.paths import display_path
from cvgen.project.files import read_bytes
from cvgen.rendering.job import Job
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.request import Request
from cvgen.source.encodings import decode
from cvgen.themes import Theme, load_theme

_LETTER_MARGIN = {"din": 25.0, "uk": 25.0, "us": 25.4}
_SMALLEST = 0.87  # the size of dates and notes as a part of the text's


@dataclass(frozen=True)
class Plan:
    """The documents of an application, and the name of the packet without suffix."""

    documents: tuple[Planned, ...]
    packet: str


def plan(loaded: LoadedApplication) -> Plan:
    """The documents of an application; InputError with every problem of what they contain."""
    builder = _Builder(loaded)
    documents, packet = builder.planned(), builder.packet_name()
    builder.problems += file_problems(loaded, documents, packet)
    if builder.problems:
        raise InputError(builder.problems)
    return Plan(documents, packet)


class _Builder:
    """Makes the documents of one application, and collects the ``problems``."""

    def __init__(self, loaded: LoadedApplication) -> None:
        self.loaded, self.problems = loaded, list[Problem]()
        self.application, self.opening = loaded.application, loaded.opening
        self.main = self._job(loaded.variant)
        self.locale = load_locale(self._language())
        self.layout = self.application.layout or layout_of(self.locale.tag)

    def _language(self) -> str:
        """The language of letters and statements."""
        return self.application.language or self.opening.language or self.main.document.language

    def planned(self) -> tuple[Planned, ...]:
        """Every document that could be made."""
        parts = list(enumerate(self.application.documents))
        given = [Given(_kind(part, self.loaded), self._title(part), part.for_) for _, part in parts]
        self.problems += wanted_problems(self.loaded, given)
        found = matches(given, self.opening.documents)
        titles = [one.title for one in given]
        made = []
        for number, part in parts:
            place: Place = ("documents", number)
            wanted = self.opening.documents[found[number]] if number in found else None
            plan = Planned(
                part, number + 1, place, titles[number], self.locale.tag, required=wanted
            )
            try:
                made.append(self._made(plan, titles[number + 1 :]))
            except CvgenError as error:
                self.problems += error.problems
        return tuple(made)

    def packet_name(self) -> str:
        """The name of the packet, with its placeholders filled."""
        given = self.application.send.name
        try:
            name = self._line(given, ("send", "name"), self._values(self.main))
        except CvgenError as error:
            self.problems += error.problems
            return ""
        return name or self.loaded.name

    def _title(self, part: Part) -> str:
        """The title of a document: its own, or that of its kind."""
        if part.title:
            return part.title
        if part.letter is not None:
            return str(self.locale.data["letter"]["title"])
        if part.cv is not None:
            return self._job(part.cv).document.label
        if part.section is not None:
            return self._section_job(part).document.label
        return (
            Path(part.statement or part.file or "")
            .stem.replace("-", " ")
            .replace("_", " ")
            .capitalize()
        )

    def _made(self, plan: Planned, after: Sequence[str]) -> Planned:
        """``plan`` with its content; ``after`` are the titles of the documents after it."""
        part = plan.part
        if part.cv is not None:
            job = self._limited(self._job(part.cv), plan)
            return replace(plan, job=job, language=job.document.language)
        if part.section is not None:
            job = self._limited(self._section_job(part), plan)
            return replace(plan, job=job, language=job.document.language)
        if part.file is not None:
            return replace(plan, path=self.loaded.file(*plan.place, "file"))
        return self._written(plan, after)

    def _limited(self, job: Job, plan: Planned) -> Job:
        """``job`` within the limit of pages of ``plan``, or its own if that is smaller."""
        limits = [limit for limit in (job.rules.pages, plan.pages and plan.pages.most) if limit]
        return replace(job, rules=replace(job.rules, pages=min(limits))) if limits else job

    def _job(self, variant: str) -> Job:
        """The job of a variant of the CV, in the look of the application."""
        application, project = self.application, self.loaded.project
        request = Request(theme=application.theme, variants=(variant,), formats=("pdf",))
        load = partial(load_theme, folders=project.theme_folders)
        job = next(iter(jobs_of(self.loaded.cv, request, load)))
        at = OptionsAt(self.loaded.source, ("options",))
        if found := option_problems(application.options, at, project, [job.theme.name]):
            raise InputError(found)
        theme = with_options(job.theme, project, (application.options,))
        theme = _as_demanded(theme, self.opening.rules, application.layout)
        rules = job.rules
        if application.language:
            rules = replace(rules, language=application.language)
        return replace(job, theme=theme, rules=rules)

    def _section_job(self, part: Part) -> SectionJob:
        """The job of one section; it shows the contact details of referees, as is asked for."""
        job = self._job(part.variant or self.loaded.variant)
        section = self.loaded.section(part)
        assert section is not None  # it is looked up when the application is loaded
        rule = SectionRule(name=section.key, entries=part.entries)
        reveal = (
            job.rules.reveal | {section.key} if section.type == "references" else job.rules.reveal
        )
        rules = replace(job.rules, sections=(rule,), reveal=reveal, pages=None)
        return SectionJob(
            job.cv, rules, job.theme, job.targets, job.as_of, heading=part.title or ""
        )

    def _written(self, plan: Planned, after: Sequence[str]) -> Planned:
        """A letter or a statement."""
        part = plan.part
        key = "letter" if part.letter is not None else "statement"
        job = self._job(part.variant or self.loaded.variant)
        file = self.loaded.file(*plan.place, key)
        name = display_path(file)
        values = self._values(job)
        text = parse(name, decode(name, read_bytes(file))).fill(values)
        theme = job.theme
        if part.letter is not None:
            parts: Sequence[Block | DocumentSection] = (blocks := paragraphs(text))
            document = self._letter(plan, blocks, job, after, values)
            top, _, bottom = theme.settings["margins"]
            theme = theme.with_values({"margins": (top, _LETTER_MARGIN[self.layout], bottom)})
        else:
            parts = chapters = sections(text)
            document = self._statement(plan.title, chapters, job)
        if not parts:
            span = self.loaded.source.span_of((*plan.place, key))
            message = f"'{name}' has no text for this {key}"
            hint = "write some; what stands in `{% if … %}` is left out if that does not hold"
            raise InputError(self.loaded.source.problem("E730", message, span, hint))
        length = words(parts), characters("\n".join(texts_of(parts)))
        return replace(plan, document=document, theme=theme, length=length)

    def _values(self, job: Job) -> Mapping[str, Value]:
        """The values of all placeholders."""
        plain = plain_values(self.loaded, job.selection.cv, job.document, self.locale)
        own = {
            f"text.{name}": Value(text, markdown=True)
            for name, text in self.application.text.items()
        }
        return {name: Value(text) for name, text in plain.items()} | own

    def _line(self, text: str | None, place: Place, values: Mapping[str, Value]) -> str:
        """A ``text`` of the application itself with its placeholders filled."""
        if not text:
            return ""
        source = self.loaded.source
        try:
            return parse(source.name, text).fill(values, plain=True).text
        except InputError as error:
            span = source.span_of(place)
            raise InputError(
                [source.problem(one.code, one.message, span, one.hint) for one in error.problems]
            ) from None

    def _letter(
        self, plan: Planned, text: tuple[Block, ...], job: Job, after: Sequence[str],
        values: Mapping[str, Value],
    ) -> Document:  # fmt: skip
        part = plan.part
        signature = self.loaded.file("signature").name if self.application.signature else None
        letter = Letter(
            self.application.date,
            self.application.recipient or self.opening.contact or Contact(),
            text,
            self.layout,
            subject=self._line(part.subject, (*plan.place, "subject"), values),
            salutation=part.salutation or "",
            closing=part.closing or "",
            enclosures=tuple(after),
            signature=signature,
            title=part.title or "",
        )
        return letter_document(letter, job.document.header, self.locale.tag)

    def _statement(self, title: str, parts: tuple[DocumentSection, ...], job: Job) -> Document:
        header = Header(job.document.header.name, literal(title))
        document = Document(
            header, parts, self.locale.tag, self.locale.direction,
            f"{header.name} – {title}", title, punctuation=self.locale.punctuation,
            layout="statement",
        )  # fmt: skip
        return typeset_document(document, self.locale)


def least_size(rules: Rules) -> float:
    """The size of text in pt with which nothing is smaller than the opening allows; 0 if any is."""
    return ceil(10 * (rules.type or 0) / _SMALLEST) / 10


def _as_demanded(theme: Theme, rules: Rules, layout: str | None) -> Theme:
    """``theme`` with the margins, the size of text and the paper that the opening demands."""
    values: dict[str, Any] = {}
    if rules.margins is not None:
        values["margins"] = tuple(
            max(one, rules.margins / POINTS["mm"]) for one in theme.settings["margins"]
        )
    if rules.type is not None:
        values["base_size"] = max(float(theme.settings["base_size"]), least_size(rules))
    paper = {"a4": "A4", "letter": "Letter"}.get(rules.paper or "", "")
    if not paper and layout == "us" and "page" not in theme.settings.given:
        paper = "Letter"
    return theme.with_values(values | ({"page": paper} if paper else {}))


def _kind(part: Part, loaded: LoadedApplication) -> str:
    """The kind of a document, as in ``Given``."""
    if part.section is None:
        return part.kind
    section = loaded.section(part)
    return section.type if section else part.section
