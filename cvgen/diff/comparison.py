"""Compares two variants of a CV, or two revisions of one variant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cvgen.dates import PartialDate
from cvgen.diff.changes import Change, changes
from cvgen.diff.outline import OutlineItem, outline
from cvgen.diff.revisions import ProjectView, view_of
from cvgen.errors import Problem, Span, UnknownNameError
from cvgen.hidden.patterns import words_of
from cvgen.loading.load import wanted_cvs
from cvgen.project import Project
from cvgen.rendering.job import Job, within_limit
from cvgen.rendering.plan import job_of
from cvgen.rendering.pool import Workers
from cvgen.selection.items import items_of

_ENOUGH = 0.6


@dataclass(frozen=True)
class Comparison:
    """What to compare: two variants, or two revisions of ``variant``; None is the project now."""

    first: str
    second: str | None
    variant: str | None = None
    cvs: tuple[str, ...] = ()
    as_of: PartialDate | None = None

    @property
    def labels(self) -> tuple[str, str]:
        """The names of the two sides."""
        return self.first, self.second or "now"


@dataclass(frozen=True)
class Version:
    """One of the two: its name, the document that it makes, and where its items stand."""

    label: str
    job: Job
    places: Places


@dataclass(frozen=True)
class Compared:
    """A CV on both sides, and the changes, each with its place (``file:line``, or empty)."""

    path: Path
    before: Version
    after: Version
    changes: tuple[tuple[Change, str], ...]


@dataclass(frozen=True)
class OneSided:
    """A CV that is ``new`` since the first revision, or ``gone`` in the second."""

    path: Path
    what: Literal["new", "gone"]


@dataclass(frozen=True)
class Differences:
    """The comparisons, the CVs that only one side has, and those that could not be compared."""

    compared: tuple[Compared, ...]
    one_sided: tuple[OneSided, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_changed(self) -> bool:
        """True if anything differs."""
        return bool(self.one_sided) or any(one.changes for one in self.compared)


class Places:
    """Finds the place of a document's item in the source, by its words."""

    def __init__(self, view: ProjectView, job: Job) -> None:
        self.view, self.job = view, job
        self._items: dict[str, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
        self._of_person: list[tuple[Span, frozenset[str]]] = []
        for item in items_of(job.cv.cv):
            in_section = item.path[0] == "sections"
            place = job.cv.source.span_of(item.path), frozenset(words_of(item.text))
            self._items[_plain(str(item.path[1] if in_section else item.path[0]))].append(place)
            if not in_section:
                self._of_person.append(place)

    def of(self, node: OutlineItem) -> str:
        """``file:line`` of the node that contains most words of the item, within ``node``."""
        if node.kind == "section":
            key = self._key(node.section)
            span = self.job.cv.source.key_span_of(("sections", key))
            return self._in_words(span) if key else ""
        words = frozenset(words_of(node.text))
        items = self._items[_plain(node.section)] if node.section else self._of_person
        ranked = [
            (len(words & own) / len(own), len(own), -span.line, span) for span, own in items if own
        ]
        best = max(ranked, default=None)
        return self._in_words(best[-1]) if best and best[0] >= _ENOUGH else ""

    def _in_words(self, span: Span) -> str:
        file = Path(span.file) if span.file else self.job.cv.path
        return f"{self.view.name_of(file)}:{span.line}"

    def _key(self, section: str) -> str:
        keys = (part.key for part in self.job.cv.cv.sections)
        return next((key for key in keys if _plain(key) == _plain(section)), "")


def _plain(key: str) -> str:
    """The key of a section, in the form of a Document."""
    return "".join(words_of(key))


def compare(project: Project, wanted: Comparison, workers: Workers) -> Differences:
    """The differences of the CVs that are wanted, or of all in the project and the revisions.

    A variant that one of them lacks is a problem, and an error if the CV was named.
    UnknownNameError for an unknown CV, variant or revision, UsageError without git.
    """
    paths = wanted_cvs(project, wanted.cvs) if wanted.cvs or not wanted.variant else []
    with ExitStack() as stack:
        views = [stack.enter_context(view) for view in _views(project, wanted, paths)]
        before, after = views
        gone = (path for path in before.cvs() if after.find(path) is None)
        paths = paths or sorted([*after.cvs(), *gone])
        one_sided = [one for path in paths if (one := _one_sided(path, views))]
        alone = {one.path for one in one_sided}
        done: list[Compared] = []
        problems: list[Problem] = []
        for path in paths:
            if path in alone:
                continue
            try:
                done.append(_compare_cv(path, views, wanted, workers))
            except UnknownNameError as error:
                if wanted.cvs or len(paths) == 1:
                    raise
                problems += error.problems
    if not done and not one_sided:
        raise UnknownNameError(problems)
    return Differences(tuple(done), tuple(one_sided), tuple(problems))


def _views(
    project: Project, wanted: Comparison, paths: Sequence[Path]
) -> list[AbstractContextManager[ProjectView]]:
    """The project in both revisions; to compare variants, twice the current project."""
    if wanted.variant is None:
        return [view_of(project, None), view_of(project, None)]
    names = () if wanted.cvs else tuple(path.stem for path in project.cv_paths())
    return [view_of(project, wanted.first, paths), view_of(project, wanted.second, paths, names)]


def _one_sided(path: Path, views: Sequence[ProjectView]) -> OneSided | None:
    """The CV at ``path`` if it is new or gone; None if both sides have it, or neither."""
    before, after = (view.find(path) is not None for view in views)
    return OneSided(path, "new" if after else "gone") if before != after else None


def _compare_cv(
    path: Path, views: Sequence[ProjectView], wanted: Comparison, workers: Workers
) -> Compared:
    variants = (wanted.variant or wanted.first, wanted.variant or wanted.second or "")
    pairs = zip(views, variants, strict=True)
    jobs = [_job(view, path, variant, wanted.as_of) for view, variant in pairs]
    before, after = (
        Version(label, within_limit(job, workers), Places(view, job))
        for label, job, view in zip(wanted.labels, jobs, views, strict=True)
    )
    found = changes(outline(before.job.document), outline(after.job.document))
    placed = (
        (change, (before if change.what == "removed" else after).places.of(change.node))
        for change in found
    )
    return Compared(path, before, after, tuple(placed))


def _job(view: ProjectView, path: Path, variant: str, as_of: PartialDate | None) -> Job:
    loaded = view.load(path)
    view.rules(loaded, variant)
    with view.with_real_names():
        return job_of(loaded, variant, "pdf", as_of)


def as_data(found: Differences, wanted: Comparison) -> list[dict[str, Any]]:
    """The result as data for JSON: a mapping for each CV; ``what`` is set if one side lacks it."""
    rows: list[tuple[Path, str | None, list[dict[str, Any]]]] = [
        *((one.path, one.what, []) for one in found.one_sided),
        *((one.path, None, [_change(*pair) for pair in one.changes]) for one in found.compared),
    ]
    before, after = wanted.labels
    return [
        {"cv": path.stem, "before": before, "after": after, "what": what, "changes": made}
        for path, what, made in rows
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
