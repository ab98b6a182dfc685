"""The documents of an application, ready to be written: letters, CVs, sections and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cvgen.applications.application import Part
from cvgen.applications.jobs import Jobs, contacts_only, revealed
from cvgen.applications.letter import Letter, letter_document
from cvgen.applications.loading import LoadedApplication, Place
from cvgen.applications.matching import Given, matches
from cvgen.applications.naming import file_problems, wanted_problems
from cvgen.applications.own_texts import line, markdown
from cvgen.applications.planned import Planned
from cvgen.applications.texts.counts import characters, texts_of, words
from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import Template, parse
from cvgen.applications.texts.values import Value
from cvgen.applications.values import plain_values
from cvgen.document import Block, Document, DocumentSection, Header
from cvgen.errors import CvgenError, InputError, Problem
from cvgen.lowering.typeset import typeset_document
from cvgen.markup.inline import literal
from cvgen.paths import display_path
from cvgen.project.files import read_bytes
from cvgen.rendering.job import Job
from cvgen.source.encodings import decode

_LETTER_MARGIN = {"din": 25.0, "uk": 25.0, "us": 25.4}


@dataclass(frozen=True)
class Plan:
    """The documents of an application, and the name of the packet without suffix.

    ``fields`` are the texts for the fields of a web form.
    """

    documents: tuple[Planned, ...]
    packet: str
    fields: tuple[str, ...] = ()


def plan(loaded: LoadedApplication) -> Plan:
    """The documents of an application; InputError with every problem of what they contain."""
    builder = _Builder(loaded)
    made = Plan(builder.planned(), builder.packet_name(), builder.fields())
    builder.problems += file_problems(loaded, made.documents, made.packet)
    if builder.problems:
        raise InputError(list(dict.fromkeys(builder.problems)))
    return made


class _Builder:
    """Makes the documents of one application, and collects the ``problems``."""

    def __init__(self, loaded: LoadedApplication) -> None:
        self.loaded, self.problems = loaded, list[Problem]()
        self.application, self.opening = loaded.application, loaded.opening
        self.jobs = Jobs(loaded)
        self.locale, self.layout = self.jobs.locale, self.jobs.layout
        self.known: dict[str, Mapping[str, Value]] = {}

    def planned(self) -> tuple[Planned, ...]:
        """Every document that could be made."""
        parts = [
            (number, self._filled(part, ("documents", number)))
            for number, part in enumerate(self.application.documents)
        ]
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

    def _filled(self, part: Part, place: Place) -> Part:
        """``part`` with the placeholders in its title, name and description filled."""
        texts = {key: getattr(part, key) for key in ("title", "name", "description")}
        filled = {
            key: self._tried(text, (*place, key)) or None
            for key, text in texts.items()
            if text and "{" in text
        }
        return part.model_copy(update=filled) if filled else part

    def packet_name(self) -> str:
        """The name of the packet, with its placeholders filled."""
        return self._tried(self.application.send.name, ("send", "name")) or self.loaded.name

    def fields(self) -> tuple[str, ...]:
        """The texts for the fields of a web form, with their placeholders filled."""
        found = []
        for number, one in enumerate(self.application.fields):
            place = ("fields", number, "text")
            path = self.loaded.named.get(place)
            found.append((self._of_file(path) if path else self._tried(one.text, place)).strip())
        return tuple(found)

    def _of_file(self, path: Path) -> str:
        try:
            return _parsed(path).fill(self._values(self.jobs.main), plain=True).text
        except CvgenError as error:
            self.problems += error.problems
            return ""

    def _tried(self, text: str | None, place: Place) -> str:
        """A filled ``text`` of the application; empty if there are problems, which are noted."""
        try:
            return self._line(text, place, self._values(self.jobs.main))
        except CvgenError as error:
            self.problems += error.problems
            return ""

    def _title(self, part: Part) -> str:
        """The title of a document: its own, or that of its kind."""
        if part.title:
            return part.title
        if part.letter is not None:
            return str(self.locale.data["letter"]["title"])
        if part.cv is not None:
            return self.jobs.of_cv(part).document.label
        if part.section is not None:
            return self.jobs.of_section(part).document.label
        stem = Path(part.statement or part.file or "").stem
        return stem.replace("-", " ").replace("_", " ").capitalize()

    def _made(self, plan: Planned, after: Sequence[str]) -> Planned:
        """``plan`` with its content; ``after`` are the titles of the documents after it."""
        part = plan.part
        if part.file is not None:
            path = self.loaded.file(*plan.place, "file")
            return replace(plan, path=path, theme=self.jobs.main.theme)
        if part.cv is None and part.section is None:
            return self._written(plan, after)
        job = self.jobs.of_cv(part) if part.cv else self.jobs.of_section(part)
        limits = [limit for limit in (job.rules.pages, plan.pages and plan.pages.most) if limit]
        if limits:
            job = replace(job, rules=replace(job.rules, pages=min(limits)))
        return replace(
            plan, job=job, language=job.document.language, revealed=revealed(job, job.document)
        )

    def _written(self, plan: Planned, after: Sequence[str]) -> Planned:
        """A letter or a statement."""
        part = plan.part
        key = "letter" if part.letter is not None else "statement"
        job = self.jobs.of(part.variant)
        file = self.loaded.file(*plan.place, key)
        values = self._values(job)
        text = _parsed(file).fill(values)
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
            message = f"'{display_path(file)}' has no text for this {key}"
            hint = "write some; what stands in `{% if … %}` is left out if that does not hold"
            raise InputError(self.loaded.source.problem("E730", message, span, hint))
        length = words(parts), characters("\n".join(texts_of(parts)))
        return replace(
            plan, document=document, theme=theme, length=length, written=text,
            revealed=revealed(job, document), given=self.jobs.given(part.variant),
        )  # fmt: skip

    def _values(self, job: Job) -> Mapping[str, Value]:
        """The values of all placeholders; InputError for the texts of the application."""
        if (name := job.rules.name) not in self.known:
            plain = plain_values(self.loaded, job.selection.cv, job.document, self.locale)
            values = {key: Value(text) for key, text in plain.items()}
            source, own, problems = self.loaded.source, dict[str, Value](), list[Problem]()
            for key, text in self.application.text.items():
                try:
                    own[f"text.{key}"] = markdown(source, ("text", key), text, values)
                except InputError as error:
                    problems += error.problems
            if problems:
                raise InputError(problems)
            self.known[name] = values | own
        return self.known[name]

    def _line(self, text: str | None, place: Place, values: Mapping[str, Value]) -> str:
        return line(self.loaded.source, place, text, values)

    def _letter(
        self, plan: Planned, text: tuple[Block, ...], job: Job, after: Sequence[str],
        values: Mapping[str, Value],
    ) -> Document:  # fmt: skip
        part, document = plan.part, job.document
        signature = self.loaded.file("signature").name if self.application.signature else None
        subject, salutation, closing = (
            self._line(getattr(part, key), (*plan.place, key), values)
            for key in ("subject", "salutation", "closing")
        )
        letter = Letter(
            self.application.date,
            self.loaded.recipient,
            text,
            self.layout,
            subject=subject,
            salutation=salutation,
            closing=closing,
            enclosures=tuple(after),
            signature=signature,
            title=part.title or "",
        )
        header = contacts_only(document.header)
        return letter_document(letter, header, document.author, self.locale.tag)

    def _statement(self, title: str, parts: tuple[DocumentSection, ...], job: Job) -> Document:
        author = job.document.author
        document = Document(
            Header(job.document.header.name, literal(title)), parts, self.locale.tag,
            self.locale.direction, f"{author} – {title}", title, author=author,
            punctuation=self.locale.punctuation, layout="statement",
        )  # fmt: skip
        return typeset_document(document, self.locale)


def _parsed(path: Path) -> Template:
    name = display_path(path)
    return parse(name, decode(name, read_bytes(path)))


def _kind(part: Part, loaded: LoadedApplication) -> str:
    """The kind of a document, as in ``Given``."""
    if part.section is None:
        return part.kind
    section = loaded.section(part)
    return section.type if section else part.section
