"""Compares the terms of a job text with what a variant of a CV shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cvgen.dates import PartialDate
from cvgen.errors import InputError, Problem
from cvgen.loading.load import LoadedCv, all_cvs, check_settings, load_cv
from cvgen.match.occurrence import Index, texts_in, texts_of
from cvgen.match.remedies import omission_of, remedy
from cvgen.match.terms import Term, terms_of
from cvgen.match.vocabulary import Vocabulary, guess_language, vocabulary
from cvgen.project import Project
from cvgen.project.files import read_bytes
from cvgen.rendering.job import within_limit
from cvgen.rendering.plan import job_of
from cvgen.rendering.pool import Workers
from cvgen.selection import select
from cvgen.selection.items import full_label
from cvgen.source import tree
from cvgen.source.encodings import decode

_MAX_BYTES = 200_000
"""Forty times a long advertisement. The time grows with every word."""
_HIDDEN = "the document does not show it"


@dataclass(frozen=True)
class TermPlace:
    """The section and the item of a term in words, and its line in the CV's or another ``file``."""

    text: str
    line: int | None
    file: str = ""


@dataclass(frozen=True)
class Shown:
    """A term that the variant shows."""

    term: Term
    places: tuple[TermPlace, ...]


@dataclass(frozen=True)
class LeftOut:
    """A term of the CV that a ``rule`` of the variant leaves out.

    ``change`` is a line to write into the variant that would show it; ``variants`` show it.
    """

    term: Term
    place: TermPlace
    rule: str
    change: str | None
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """The terms of a job text in three lists, the most important first."""

    cv: str
    variant: str
    language: str
    shown: tuple[Shown, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[Term, ...]

    @property
    def total(self) -> int:
        """The number of terms."""
        return len(self.shown) + len(self.left_out) + len(self.missing)


def read_job(name: str, data: bytes | None = None) -> str:
    """The job text in the file ``name``, or in ``data``; InputError if it is not a text."""
    if data is None and not Path(name).exists():
        hint = "give a text file with the job advertisement, then the CV: cvgen match job.txt ada"
        raise InputError(Problem("E101", f"the job text '{name}' does not exist", hint=hint))
    data = read_bytes(Path(name)) if data is None else data
    if len(data) > _MAX_BYTES:
        hint = "give the advertisement alone, as text"
        raise InputError(Problem("E103", "the job text is larger than 200 kB", name, hint=hint))
    text = decode(name, data)
    if not text.strip():
        hint = "copy the text of the job advertisement into it"
        raise InputError(Problem("E105", "the job text is empty", name, hint=hint))
    return text


def match(
    project: Project, job: str, cv: str | None, variant: str, as_of: PartialDate | None = None
) -> list[Match]:
    """Compare the job text ``job`` with ``variant`` of the CV, or of every CV if none is named.

    UnknownNameError for an unknown CV or variant.
    """
    paths = [project.find_cv(cv)] if cv is not None else all_cvs(project)
    cvs = [load_cv(path, project) for path in paths]
    check_settings(cvs[0], variant)
    return [match_loaded(one, job, variant, as_of) for one in cvs]


def match_loaded(
    loaded: LoadedCv, job: str, variant: str, as_of: PartialDate | None = None
) -> Match:
    """The same for a loaded CV. UnknownNameError for an unknown variant."""
    known = vocabulary(guess_language(job))
    return _Matcher(loaded, known, variant, as_of).match(terms_of(job, known))


class _Matcher:
    """Looks for terms in one CV."""

    def __init__(
        self, loaded: LoadedCv, known: Vocabulary, variant: str, as_of: PartialDate | None
    ) -> None:
        self.loaded, self.known, self.variant = loaded, known, variant
        job = within_limit(job_of(loaded, variant, "markdown", as_of), Workers(0))
        self.rules, self.selection = job.rules, job.selection
        self.select = cache(lambda rules: select(loaded.cv, rules, as_of))
        texts = [(path, Index(text, known)) for path, text in texts_of(loaded.cv)]
        self.seen = [one for one in texts if omission_of(one[0], self.selection) is None]
        self.hidden = [one for one in texts if omission_of(one[0], self.selection) is not None]
        self.document = [(title, Index(t, known)) for title, t in texts_in(job.document)]

    def match(self, terms: Iterable[Term]) -> Match:
        """The terms, each in one of the three lists."""
        shown: list[Shown] = []
        left_out: list[LeftOut] = []
        missing: list[Term] = []
        for term in terms:
            titles = [title for title, index in self.document if term in index]
            places = [path for path, index in self.seen if term in index]
            others = [path for path, index in self.hidden if term in index]
            if titles:
                shown.append(Shown(term, self._places(places, titles)))
            elif others or places:
                left_out.append(self._left_out(term, others or places))
            else:
                missing.append(term)
        return Match(
            self.loaded.path.stem, self.variant, self.known.language,
            tuple(shown), tuple(left_out), tuple(missing),
        )  # fmt: skip

    def _places(self, paths: Sequence[tree.Path], titles: Sequence[str]) -> tuple[TermPlace, ...]:
        """The places of ``paths``; if there are none, those of the sections of the document."""
        found = [self._place(path) for path in paths]
        found = found or [TermPlace(title or "the head", None) for title in titles]
        return tuple(dict.fromkeys(found))

    def _left_out(self, term: Term, paths: Sequence[tree.Path]) -> LeftOut:
        """``term`` at the first of ``paths`` that a change can show, else at the first."""
        changes = ((p, remedy(self.loaded.cv, p, self.rules, self.select)) for p in paths)
        path, change = next((one for one in changes if one[1]), (paths[0], None))
        omission = omission_of(path, self.selection)
        variants = tuple(
            name
            for name in self.loaded.variant_names()
            if name != self.variant
            and omission_of(path, self.select(self.loaded.rules(name))) is None
        )
        rule = omission[1] if omission else _HIDDEN
        return LeftOut(term, self._place(path), rule, change, variants)

    def _place(self, path: tree.Path) -> TermPlace:
        """The place of the text at ``path``."""
        span = self.loaded.source.span_of(path)
        if path[0] != "sections":
            return TermPlace(str(path[0]).replace("_", " "), span.line, span.file)
        section = next(part for part in self.loaded.cv.sections if part.key == path[1])
        if len(path) < 4 or not isinstance(path[3], int):
            return TermPlace(section.key, span.line, span.file)
        text = f"{section.key}: {full_label(section.entries[path[3]])}"
        return TermPlace(text, span.line, span.file)


def as_data(found: Sequence[Match]) -> list[dict[str, Any]]:
    """The result as data for JSON, a mapping for each CV."""
    return [
        {
            "cv": one.cv, "variant": one.variant, "language": one.language, "terms": one.total,
            "shown": [
                {**_term_data(item.term), "places": [_place_data(place) for place in item.places]}
                for item in one.shown
            ],
            "left_out": [
                {**_term_data(item.term), "place": _place_data(item.place), "rule": item.rule,
                 "change": item.change, "variants": list(item.variants)}
                for item in one.left_out
            ],
            "missing": [_term_data(term) for term in one.missing],
        }
        for one in found
    ]  # fmt: skip


def _term_data(term: Term) -> dict[str, Any]:
    return {"term": term.text, "weight": term.weight, "must": term.must}


def _place_data(place: TermPlace) -> dict[str, Any]:
    return {"text": place.text, "file": place.file or None, "line": place.line}
