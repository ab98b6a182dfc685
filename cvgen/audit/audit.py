"""Searches finished files for values of the project's CVs that must stay hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from cvgen.audit.readers.base import RAW, AuthorName, FoundText, Part, Remark, Unread
from cvgen.audit.readers.read import parts_of
from cvgen.errors import CvgenError, InputError, Problem
from cvgen.hidden.patterns import Pattern, SearchableText, words_of
from cvgen.hidden.secrets import Secret, secrets_of
from cvgen.loading.load import LoadedCv, load_cv, wanted_cvs
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility
from cvgen.paths import display_path
from cvgen.processes.child import Stopped, each_isolated
from cvgen.processes.limits import LIMITS, TimeIsUp
from cvgen.project import Project
from cvgen.project.files import read_bytes
from cvgen.selection import Rules, select
from cvgen.silent import silent_libraries

_TURNED = 2
"""The least weight of a pattern that is also searched backwards."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file; its ``text`` says where it is, and never what the value is.

    It is a ``value`` of a CV, a ``surprise``, a mere ``note``, or an ``unread`` part, which is
    damaged or beyond a ``limit``. A value is from ``line`` of ``source``, and is in ``more`` other
    places of the file.
    """

    kind: Literal["value", "surprise", "note", "unread"]
    text: str
    source: str | None = None
    line: int | None = None
    more: int = 0
    limit: bool = False


@dataclass
class Audited:
    """A file and all findings in it."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """True if all of it was searched, and the findings are only notes."""
        return all(finding.kind == "note" for finding in self.findings)


@dataclass(frozen=True)
class _Guarded:
    """A CV and its secrets; if ``anonymous``, nothing in a file says that it is of this CV."""

    loaded: LoadedCv
    secrets: Sequence[Secret]
    anonymous: bool = False

    def leaks(self, file: str, texts: _Texts) -> Iterator[Finding]:
        """A finding for each secret in ``file``, at the place that readers see first."""
        name = Pattern("words", " ".join(words_of(self.loaded.cv.person.name)))
        named = Path(file).name.startswith(self.loaded.path.stem) or any(texts.having(name))
        is_meant = named or self.anonymous
        for secret in self.secrets:
            patterns = [pattern for pattern in secret.patterns if is_meant or pattern.weight > 2]
            hits = [(piece, pattern) for pattern in patterns for piece in texts.having(pattern)]
            if hits:
                first = min(hits, key=lambda hit: not hit[0].seen)
                places = {hit.place for hit, _ in hits if hit.seen or hit.place != RAW}
                span = self.loaded.source.span_of(secret.path)
                what = f"{secret.noun} of {self.loaded.cv.person.name}, {secret.why}"
                source, more = self.loaded.source.text_of(span).name, max(0, len(places) - 1)
                yield Finding("value", f"{_place(*first)} {what}", source, span.line, more)


class Audit:
    """Searches files for the secrets of CVs."""

    def __init__(self, cvs: Sequence[LoadedCv], rules: Sequence[Rules]) -> None:
        pairs = [(one.cv, rule) for one, rule in zip(cvs, rules, strict=True)]
        variants = (variant for one in cvs for layer in one.layers for variant in layer)
        languages = {variant.language for variant in variants if variant.language}
        secrets = secrets_of(pairs, languages)
        hidden = [rule.is_anonymous for rule in rules]
        self.guarded = [_Guarded(*one) for one in zip(cvs, secrets, hidden, strict=True)]
        people = [one.cv.person for one in cvs]
        names = (name for person in people for name in (person.name, *person.aliases))
        self.names = {tuple(words_of(name)) for name in (*names, *_stand_ins(pairs))}

    def of(self, path: Path) -> Audited:
        """All findings in the file ``path``; InputError if it cannot be read."""
        name = display_path(path)
        size = path.stat().st_size if path.is_file() else 0
        if size > LIMITS.file:
            message = f"the file is larger than {LIMITS.file // 1_000_000} MB and was not read"
            raise InputError(Problem("E601", message, name))
        return self.of_bytes(name, read_bytes(path))

    def of_bytes(self, name: str, data: bytes) -> Audited:
        """The same for the content ``data`` of a file ``name``."""
        parts: list[Part] = []
        findings: list[Finding] = []
        try:
            with silent_libraries():
                parts.extend(parts_of(name, data))
        except TimeIsUp as over:
            parts.append(Unread(str(over), limit=True))
        try:
            findings.extend(self._oddities(parts))
            texts = _Texts([part for part in parts if isinstance(part, FoundText)])
            for guarded in self.guarded:
                findings.extend(guarded.leaks(name, texts))
        except TimeIsUp as over:
            findings.append(Finding("unread", str(over), limit=True))
        order = sorted(dict.fromkeys(findings), key=lambda finding: finding.kind != "value")
        return Audited(name, order)

    def _oddities(self, parts: Iterable[object]) -> Iterator[Finding]:
        for part in parts:
            if isinstance(part, Unread):
                yield Finding("unread", part.text, limit=part.limit)
            elif isinstance(part, Remark):
                yield Finding("note" if part.note else "surprise", self._redact(part))
            elif isinstance(part, AuthorName) and tuple(words_of(part.name)) not in self.names:
                name = " ".join(part.name.split())[:60]
                if name:
                    yield Finding("surprise", f"{part.place} is '{name}', a name that is in no CV")

    def _redact(self, remark: Remark) -> str:
        """``remark`` with its quotation, unless that contains a value."""
        quoted = SearchableText(remark.detail)
        patterns = (p for one in self.guarded for secret in one.secrets for p in secret.patterns)
        if not remark.detail or any(pattern.is_in(quoted) for pattern in patterns):
            return remark.text
        return f"{remark.text}: {remark.detail}"


def _stand_ins(pairs: Iterable[tuple[Cv, Rules]]) -> Iterator[str]:
    """What stands for the names of people in anonymous variants."""
    for cv, rules in pairs:
        if rules.is_anonymous:
            yield select(cv, rules).cv.person.name


class _Texts:
    """The texts of a file, searched together; after a match, one by one."""

    def __init__(self, pieces: Sequence[FoundText]) -> None:
        self.pieces = [(piece, SearchableText(piece.text)) for piece in pieces]
        self._whole = SearchableText(*(piece.text for piece in pieces))

    def having(self, pattern: Pattern) -> Iterator[FoundText]:
        """The texts that match ``pattern``, forwards or backwards."""
        for whole, turned in ((self._whole, False), (self._whole.backwards, True)):
            if (turned and pattern.weight < _TURNED) or not pattern.is_in(whole):
                continue
            for piece, text in self.pieces:
                if pattern.is_in(text.backwards if turned else text):
                    yield replace(piece, place=f"{piece.place}, backwards,") if turned else piece


def _place(piece: FoundText, pattern: Pattern) -> str:
    """The place, with a line number if the text has lines, and the verb."""
    verb = "shows" if piece.seen else "has"
    lines = piece.lines.splitlines()
    for size in (1, 3):
        for number in range(len(lines)):
            if pattern.is_in(SearchableText("\n".join(lines[number : number + size]))):
                return f"line {number + 1} {verb}"
    return f"{piece.place} {verb}"


def audit(
    project: Project, files: Sequence[Path], names: Sequence[str] = (), *,
    visibility: Visibility = Visibility.PUBLIC, variant: str | None = None,
) -> tuple[list[Audited], list[Problem]]:  # fmt: skip
    """What is found in each of ``files``, and a problem for each that cannot be read.

    Values are those of the CVs ``names`` (all of the project if none) that go further than
    ``visibility``, or that ``variant`` may not show. Each file reports the CVs that have errors.
    InputError if no CV can be read, UnknownNameError for an unknown CV or variant.
    """
    loaded, faulty = _readable(project, names, files)
    problems = [problem for error in faulty.values() for problem in error.problems]
    try:
        made = _audit_of(loaded, named=bool(names), visibility=visibility, variant=variant)
    except CvgenError as error:
        error.add(problems)  # a CV that cannot be read may define the variant
        raise
    done: list[Audited] = []
    for path, result in zip(files, each_isolated(made.of, files), strict=True):
        if isinstance(result, Stopped):
            done.append(Audited(display_path(path), [Finding("unread", result.reason, limit=True)]))
        elif isinstance(result, CvgenError):
            problems += result.problems
        else:
            done.append(result)
    for one in done:
        texts = (
            f"what '{display_path(path)}' hides, because that CV has errors" for path in faulty
        )
        one.findings += [Finding("unread", text) for text in texts]
        limited = (finding.text for finding in one.findings if finding.limit)
        problems += [_not_fully_read(one.file, text) for text in limited]
    return done, problems


def _not_fully_read(file: str, text: str) -> Problem:
    hint = "unpack it and audit the parts, or check it by hand"
    return Problem("E611", f"not fully searched: {text}", file, hint=hint)


def _readable(
    project: Project, names: Sequence[str], files: Sequence[Path]
) -> tuple[list[LoadedCv], dict[Path, CvgenError]]:
    """The CVs, and the errors of the others. InputError where all have some, also for ``files``."""
    loaded: list[LoadedCv] = []
    faulty: dict[Path, CvgenError] = {}
    for path in wanted_cvs(project, names):
        try:
            loaded.append(load_cv(path, project))
        except CvgenError as error:
            faulty[path] = error
    if not loaded:
        problems = [problem for error in faulty.values() for problem in error.problems]
        message = "the file was not searched: no CV can be read"
        raise InputError(
            [*problems, *(Problem("E611", message, display_path(file)) for file in files)]
        )
    return loaded, faulty


def _audit_of(
    loaded: list[LoadedCv], *, named: bool, visibility: Visibility, variant: str | None
) -> Audit:
    if variant is None:
        rules = Rules("audit", visibility=visibility)
        return Audit(loaded, [rules] * len(loaded))
    having = [one for one in loaded if named or variant in one.variant_names()] or loaded[:1]
    return Audit(having, [one.rules(variant) for one in having])


def as_data(done: Sequence[Audited]) -> list[dict[str, Any]]:
    """The results as data for JSON: a mapping for each file."""
    return [
        {
            "file": one.file,
            "clean": one.is_clean,
            "findings": [
                {"kind": found.kind, "text": found.text, "source": found.source,
                 "line": found.line, "more_places": found.more}
                for found in one.findings
            ],
        }
        for one in done
    ]  # fmt: skip
