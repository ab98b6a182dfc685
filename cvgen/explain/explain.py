"""Explains a variant: every item of a CV with the rule that shows or hides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from cvgen.dates import PartialDate
from cvgen.errors import Problem, Span, UnknownNameError, did_you_mean
from cvgen.explain.named_items import is_line, path_text, paths_in_line, paths_with_words
from cvgen.html_report import render_template
from cvgen.loading.load import LoadedCv, check_settings, load_cv
from cvgen.model.cv import Cv
from cvgen.paths import nfc
from cvgen.project import Project
from cvgen.rendering.job import within_limit
from cvgen.rendering.plan import job_of
from cvgen.rendering.pool import Workers
from cvgen.selection import EVERYBODY, Rules, Selection
from cvgen.selection.items import CvItem, items_of
from cvgen.source.tree import Path

_TEMPLATE = File(__file__).parent / "explain.html.j2"
SHOWN = "no rule leaves it out"
_WHOLES = {"person": "field", "section": "section", "entry": "entry", "highlight": "bullet",
           "text": "field"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """An item, whether it is shown, and the rule that decided; ``depth`` is its nesting."""

    item: CvItem
    shown: bool
    rule: str
    depth: int


@dataclass(frozen=True)
class Explained:
    """A decision for each item of a CV, in source order, and ``notes`` on the page limit."""

    loaded: LoadedCv
    variant: str
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()

    def span(self, decision: Decision) -> Span:
        """The span of the item in the CV's file, or in an included file."""
        return self.loaded.source.key_span_of(decision.item.path)

    def place(self, decision: Decision) -> str:
        """Its line: ``12``, or ``publications.yaml:12`` in an included file."""
        return self.span(decision).place

    @property
    def shown(self) -> int:
        """The number of items that the variant shows."""
        return sum(decision.shown for decision in self.decisions)


def explain(
    project: Project, cv: str, variant: str, wanted: str = "", as_of: PartialDate | None = None
) -> Explained:
    """The decisions about ``cv``, or only those about the items that ``wanted`` names.

    ``wanted`` has words of an item, one of its lines (``12``, ``publications.yaml:12``), or its
    path (``sections.experience``). UnknownNameError if it matches no item.
    """
    loaded = load_cv(project.find_cv(cv), project)
    check_settings(loaded, variant)
    job = within_limit(job_of(loaded, variant, "pdf", as_of), Workers(0))
    made = decisions(loaded.cv, job.rules, job.selection)
    explained = Explained(loaded, variant, tuple(made), job.notes)
    wanted = nfc(wanted)
    if not wanted:
        return explained
    texts = {decision.item.path: decision.item.text for decision in explained.decisions}
    named = paths_in_line(loaded.source, loaded.path, texts, wanted)
    named = paths_with_words(loaded.cv, texts, wanted) if named is None else named
    if not named:
        hint = (
            did_you_mean(wanted, texts.values()) or "name some of its words, its line or its path"
        )
        what = f"is in line {wanted}" if is_line(wanted) else f"has '{wanted}'"
        raise UnknownNameError(Problem("E301", f"no item of the CV {what}", hint=hint))
    found = (decision for decision in explained.decisions if decision.item.path in named)
    return replace(explained, decisions=tuple(found))


def decisions(cv: Cv, rules: Rules, selection: Selection) -> Iterator[Decision]:
    """Decide on every item of ``cv`` in the order of the source; ``rules`` made ``selection``."""
    left_out = {omission.path: omission.reason for omission in selection.omissions}
    known: dict[Path, CvItem] = {}
    for item in items_of(cv, left_out.keys()):
        depth = sum(item.path[:length] in known for length in range(1, len(item.path)))
        known[item.path] = item
        outer = _outermost(item.path, left_out)
        if outer is None:
            yield Decision(item, True, _why_shown(item, rules), depth)
        elif item.path in left_out or outer not in known:
            reason = left_out.get(item.path, left_out[outer])
            yield Decision(item, False, reason, depth)
        else:
            whole = _WHOLES[known[outer].kind]
            yield Decision(item, False, f"with its {whole}: {left_out[outer]}", depth)


def _outermost(path: Path, left_out: Mapping[Path, str]) -> Path | None:
    """The outermost part of ``path`` that is left out, or None."""
    parts = (path[:length] for length in range(1, len(path) + 1))
    return next((part for part in parts if part in left_out), None)


def _why_shown(item: CvItem, rules: Rules) -> str:
    """The mark that lets ``item`` through, the strongest one first."""
    if rules.shortened & {item.path, item.path[:-1]}:
        return "pages: only its short form fits"
    marks = item.marks
    if marks is None:
        return SHOWN
    visibility = marks.visibility or item.default
    if visibility.rank > rules.visibility.rank:
        return f"reveal: it is {visibility.value}, and the variant reveals it"
    if marks.for_ and rules.audience != EVERYBODY:
        return f"audience: it is for {', '.join(sorted(marks.for_))}"
    if included := set(marks.tags) & rules.include:
        return f"tags: {', '.join(sorted(included))} is included"
    if preferred := set(marks.tags) & rules.prefer:
        return f"prefer: {', '.join(sorted(preferred))}"
    if marks.priority == 5:
        return "priority: 5 always stays"
    return SHOWN


def as_data(explained: Explained) -> dict[str, Any]:
    """The result as data for JSON: CV, variant, and each item with its place and rule."""
    return {
        "cv": explained.loaded.path.stem,
        "variant": explained.variant,
        "items": [_decision_data(explained, decision) for decision in explained.decisions],
    }


def _decision_data(explained: Explained, decision: Decision) -> dict[str, Any]:
    item, span = decision.item, explained.span(decision)
    return {
        "path": path_text(item.path), "file": explained.loaded.source.text_of(span).name,
        "line": span.line, "kind": item.kind, "text": item.text, "shown": decision.shown,
        "rule": decision.rule,
    }  # fmt: skip


def as_page(explained: Explained) -> str:
    """An HTML page with the whole CV; hidden items are struck through, with the reason."""
    rows = [
        (decision, place if ":" in place else f"line {place}")
        for decision in explained.decisions
        if (place := explained.place(decision))
    ]
    return render_template(_TEMPLATE, {"explained": explained, "rows": rows})
