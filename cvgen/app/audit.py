"""Auditing finished files: what of the project's CVs stands in them that may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cvgen.analysis.matching import Pattern, Reading, words_of
from cvgen.analysis.traces import Secret, secrets_of
from cvgen.app.load import LoadedCv, load_cv, wanted_cvs
from cvgen.errors import CvgenError, InputError, Problem, Span
from cvgen.finished import Author, Piece, Remark, Unread, parts_of
from cvgen.finished.base import MOST_BYTES, RAW
from cvgen.model.marks import Visibility
from cvgen.project import Project
from cvgen.project.files import read_bytes, shown
from cvgen.selection import Rules

_PERSON = {
    "phone": "the phone number", "email": "the e-mail address", "born": "the date of birth",
    "nationality": "the nationality", "addresses": "the address", "location": "the place",
    "links": "a link", "photo": "the name of the photo", "work_authorization": "the right to work",
    "facts": "a fact", "interests": "an interest",
}  # fmt: skip
Kind = Literal["value", "surprise", "note", "unread"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file, in a sentence that says where and never what the value is.

    A ``value`` of a CV (which stands at ``source`` and ``line``, and in ``more`` other places of
    the file), a ``surprise``, a mere ``note``, or a part that is ``unread``.
    """

    kind: Kind
    text: str
    source: str | None = None
    line: int | None = None
    more: int = 0


@dataclass
class Audited:
    """A file and all that was found in it."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether it was read to its end, and there is nothing but notes."""
        return all(finding.kind == "note" for finding in self.findings)


@dataclass(frozen=True)
class _Guarded:
    """A CV and what of it may not be seen."""

    loaded: LoadedCv
    secrets: Sequence[Secret]

    def is_meant(self, file: str, texts: Iterable[Reading]) -> bool:
        """Whether a file with these ``texts`` is about the person of the CV."""
        name = Pattern("words", " ".join(words_of(self.loaded.cv.person.name)))
        by_name = Path(file).name.startswith(self.loaded.path.stem)
        return by_name or any(name.is_in(text) for text in texts)


class Audit:
    """What may not be seen of CVs, ready to be looked for."""

    def __init__(self, cvs: Sequence[LoadedCv], rules: Sequence[Rules]) -> None:
        pairs = [(one.cv, rule) for one, rule in zip(cvs, rules, strict=True)]
        variants = (variant for one in cvs for layer in one.layers for variant in layer)
        languages = {variant.language for variant in variants if variant.language}
        secrets = secrets_of(pairs, languages)
        self.guarded = [_Guarded(*pair) for pair in zip(cvs, secrets, strict=True)]
        people = [one.cv.person for one in cvs]
        names = (name for person in people for name in (person.name, *person.aliases))
        self.names = {tuple(words_of(name)) for name in names}

    def of(self, path: Path) -> Audited:
        """All that is found in the file ``path``; InputError where it cannot be read."""
        name = shown(path)
        size = path.stat().st_size if path.is_file() else 0
        if size > MOST_BYTES:
            message = f"the file is larger than {MOST_BYTES // 1_000_000} MB and was not read"
            raise InputError(Problem("E601", message, name))
        return self.of_bytes(name, read_bytes(path))

    def of_bytes(self, name: str, data: bytes) -> Audited:
        """The same for the content ``data`` of a file ``name``."""
        parts = list(parts_of(name, data))
        pieces = [(part, Reading(part.text)) for part in parts if isinstance(part, Piece)]
        findings = [
            finding for guarded in self.guarded for finding in _leaks(guarded, name, pieces)
        ]
        findings += self._oddities(parts)
        return Audited(name, list(dict.fromkeys(findings)))

    def _oddities(self, parts: Iterable[object]) -> Iterator[Finding]:
        for part in parts:
            if isinstance(part, Unread):
                yield Finding("unread", part.text)
            elif isinstance(part, Remark):
                yield Finding("note" if part.note else "surprise", self._told(part))
            elif isinstance(part, Author) and tuple(words_of(part.name)) not in self.names:
                name = " ".join(part.name.split())[:60]
                if name:
                    yield Finding("surprise", f"{part.place} is '{name}', the name of no CV")

    def _told(self, remark: Remark) -> str:
        """``remark`` with what it quotes, unless that has a value in it."""
        quoted = Reading(remark.detail)
        patterns = (p for one in self.guarded for secret in one.secrets for p in secret.patterns)
        if not remark.detail or any(pattern.is_in(quoted) for pattern in patterns):
            return remark.text
        return f"{remark.text}: {remark.detail}"


def _leaks(
    guarded: _Guarded, file: str, pieces: Sequence[tuple[Piece, Reading]]
) -> Iterator[Finding]:
    """A finding for each secret that stands in the file, the place that readers see first."""
    meant = guarded.is_meant(file, (reading for _, reading in pieces))
    for secret in guarded.secrets:
        patterns = [pattern for pattern in secret.patterns if meant or pattern.weight > 2]
        hits = [
            (piece, pattern)
            for piece, reading in pieces
            if (pattern := next((p for p in patterns if p.is_in(reading)), None))
        ]
        if hits:
            piece, pattern = min(hits, key=lambda hit: not hit[0].seen)
            places = {hit.place for hit, _ in hits if hit.seen or hit.place != RAW}
            yield _finding(guarded.loaded, secret, _place(piece, pattern), max(0, len(places) - 1))


def _finding(loaded: LoadedCv, secret: Secret, place: str, more: int) -> Finding:
    span: Span = loaded.source.span_of(secret.path)
    what = f"{_noun(secret)} of {loaded.cv.person.name}"
    text = f"{place} {what}, {_why(secret.reason)}"
    return Finding("value", text, loaded.source.text_of(span).name, span.line, more)


def _noun(secret: Secret) -> str:
    path = secret.path
    if path[:1] != ("sections",):
        return _PERSON.get(str(path[0]), f"the {path[0]}")
    names = [step for step in path[2:] if isinstance(step, str)]
    if not names:
        return f"the section '{path[1]}'"
    what = "a bullet" if names[-1] == "highlights" else f"'{names[-1]}'"
    what = "an entry" if names == ["entries"] else what
    return f"{what} in the section '{path[1]}'"


def _why(reason: str) -> str:
    rule, _, why = reason.partition(": ")
    if rule in ("visibility", "audience"):
        return f"which {why.removeprefix('it ')}"
    return "of which nothing may be shown" if rule == "empty" else f"which is left out ({why})"


def _place(piece: Piece, pattern: Pattern) -> str:
    """Where it is, with the line if there are lines, and the verb."""
    verb = "shows" if piece.seen else "has"
    lines = piece.lines.splitlines()
    for size in (1, 3):
        for number in range(len(lines)):
            if pattern.is_in(Reading("\n".join(lines[number : number + size]))):
                return f"line {number + 1} {verb}"
    return f"{piece.place} {verb}"


def audit(
    project: Project, files: Sequence[Path], names: Sequence[str] = (), *,
    visibility: Visibility = Visibility.PUBLIC, variant: str | None = None,
) -> tuple[list[Audited], list[Problem]]:  # fmt: skip
    """What is found in each of ``files``, and a problem for each that cannot be read.

    Values are those of the CVs ``names`` (all of the project if none) that go further than
    ``visibility``, or that ``variant`` may not show. InputError for a CV with problems,
    UnknownNameError for a CV or variant that there is not.
    """
    made = _audit_of(project, names, visibility, variant)
    done: list[Audited] = []
    problems: list[Problem] = []
    for path in files:
        try:
            done.append(made.of(path))
        except CvgenError as error:
            problems += error.problems
    return done, problems


def _audit_of(
    project: Project, names: Sequence[str], visibility: Visibility, variant: str | None
) -> Audit:
    loaded = [load_cv(path, project) for path in wanted_cvs(project, names)]
    if variant is None:
        rules = Rules("audit", visibility=visibility)
        return Audit(loaded, [rules] * len(loaded))
    having = [one for one in loaded if names or variant in one.variant_names()] or loaded[:1]
    return Audit(having, [one.rules(variant) for one in having])


def as_data(done: Sequence[Audited]) -> list[dict[str, Any]]:
    """The same for JSON: a mapping for each file."""
    return [
        {
            "file": one.file,
            "clean": one.is_clean,
            "findings": [
                {
                    "kind": finding.kind,
                    "text": finding.text,
                    "source": finding.source,
                    "line": finding.line,
                    "more_places": finding.more,
                }
                for finding in one.findings
            ],
        }
        for one in done
    ]


__all__ = ["Audit", "Audited", "Finding", "as_data", "audit"]
