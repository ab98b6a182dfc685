"""What differs between two variants of a CV, or between two revisions of one variant."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cvgen.analysis.changes import Change, changes
from cvgen.analysis.items import items_of
from cvgen.analysis.matching import words_of
from cvgen.analysis.outline import Node, outline
from cvgen.app.jobs import Job, Request
from cvgen.app.load import wanted_cvs
from cvgen.app.plan import jobs_of
from cvgen.app.prepare import prepare
from cvgen.app.prepared import Prepared
from cvgen.app.revisions import View, view_of
from cvgen.app.workers import Workers
from cvgen.dates import PartialDate
from cvgen.errors import Problem, Span, UnknownNameError
from cvgen.project import Project
from cvgen.themes import load_theme

_ENOUGH = 0.6


@dataclass(frozen=True)
class Comparison:
    """What to compare: ``first`` and ``second`` are variants, or revisions of ``variant``.

    Without a ``second`` revision, it is what lies in the project's folder now.
    """

    first: str
    second: str | None
    variant: str | None = None
    cvs: tuple[str, ...] = ()
    as_of: PartialDate | None = None

    @property
    def labels(self) -> tuple[str, str]:
        """What the two sides are called."""
        return self.first, self.second or "now"


@dataclass(frozen=True)
class Side:
    """One of the two: what it is called, the document that it makes, and where its items stand."""

    label: str
    job: Job
    prepared: Prepared
    places: Places


@dataclass(frozen=True)
class Compared:
    """A CV on both sides, and what changed with its place (``file:line``, or empty)."""

    path: Path
    before: Side
    after: Side
    changes: tuple[tuple[Change, str], ...]


@dataclass
class Places:
    """Finds where an item of a document stands in the source, by its words."""

    view: View
    job: Job
    _items: dict[str, list[tuple[Span, frozenset[str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        source, cv = self.job.cv.source, self.job.cv.cv
        for item in items_of(cv):
            key = str(item.path[1]) if item.path[:1] == ("sections",) else str(item.path[0])
            span, words = source.span_of(item.path), frozenset(words_of(item.text))
            self._items.setdefault(_plain(key), []).append((span, words))

    def of(self, node: Node) -> str:
        """``file:line`` of the item that has the most of its words in ``node``."""
        if node.kind == "section":
            span = self.job.cv.source.key_span_of(("sections", self._key(node.section)))
            return self._told(span) if self._key(node.section) else ""
        words = frozenset(words_of(node.text))
        ranked = [
            (len(words & own) / len(own), len(own), -span.line, span)
            for span, own in self._candidates(node)
            if own
        ]
        best = max(ranked, default=None)
        return self._told(best[-1]) if best and best[0] >= _ENOUGH else ""

    def _told(self, span: Span) -> str:
        file = Path(span.file) if span.file else self.job.cv.path
        return f"{self.view.name_of(file)}:{span.line}"

    def _candidates(self, node: Node) -> Sequence[tuple[Span, frozenset[str]]]:
        if node.section:
            return self._items.get(_plain(node.section), ())
        return [item for key in _PERSON for item in self._items.get(key, ())]

    def _key(self, section: str) -> str:
        keys = (part.key for part in self.job.cv.cv.sections)
        return next((key for key in keys if _plain(key) == _plain(section)), "")


_PERSON = ("name", "headline", "affiliation", "email", "phone", "location", "addresses", "links",
           "photo", "born", "nationality", "workauthorization", "summary", "facts")  # fmt: skip


def _plain(key: str) -> str:
    """A key of a section as it also stands in a Document."""
    return "".join(words_of(key))


def compare(
    project: Project, wanted: Comparison, workers: Workers
) -> tuple[list[Compared], list[Problem]]:
    """Each CV that is wanted, all of the project if none is named.

    One that one side does not have is a warning, unless it was named. UnknownNameError for a CV,
    variant or revision that there is not, UsageError without git.
    """
    paths = wanted_cvs(project, wanted.cvs)
    revisions = (wanted.first, wanted.second) if wanted.variant else (None, None)
    done: list[Compared] = []
    problems: list[Problem] = []
    with ExitStack() as stack:
        views = [
            stack.enter_context(view_of(project, revision, tuple(paths))) for revision in revisions
        ]
        for path in paths:
            try:
                done.append(_compared(path, views, wanted, workers))
            except UnknownNameError as error:
                if wanted.cvs or len(paths) == 1:
                    raise
                problems += error.problems
    if not done:
        raise UnknownNameError(problems)
    return done, problems


def _compared(path: Path, views: Sequence[View], wanted: Comparison, workers: Workers) -> Compared:
    variants = (wanted.variant or wanted.first, wanted.variant or wanted.second or "")
    jobs = [_job(view, path, variant) for view, variant in zip(views, variants, strict=True)]
    before, after = (
        Side(label, job, prepare(job, wanted.as_of, workers), Places(view, job))
        for label, job, view in zip(wanted.labels, jobs, views, strict=True)
    )
    found = changes(outline(before.prepared.document), outline(after.prepared.document))
    placed = (
        (change, (before if change.what == "removed" else after).places.of(change.node))
        for change in found
    )
    return Compared(path, before, after, tuple(placed))


def _job(view: View, path: Path, variant: str) -> Job:
    loaded = view.load(path)
    theme = partial(load_theme, folders=view.project.theme_folders)
    return next(iter(jobs_of(loaded, Request(variants=(variant,), formats=("pdf",)), theme)))


def as_data(done: Sequence[Compared]) -> list[dict[str, Any]]:
    """The same for JSON: a mapping for each CV."""
    return [
        {
            "cv": one.path.stem,
            "before": one.before.label,
            "after": one.after.label,
            "changes": [_change(change, place) for change, place in one.changes],
        }
        for one in done
    ]


def _change(change: Change, place: str) -> dict[str, Any]:
    return {
        "what": change.what,
        "kind": change.node.kind,
        "text": change.node.text,
        "in": list(change.above),
        "from": list(change.origin),
        "words": [{"op": op, "text": text} for op, text in change.words],
        "items": [inner.text for inner in change.node.walk()][1:],
        "place": place or None,
    }


__all__ = ["Compared", "Comparison", "Side", "as_data", "compare"]
