"""Explains a variant: every item of a CV with the rule that shows or hides it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from cvgen.dates import PartialDate
from cvgen.errors import Problem, Span, UnknownNameError, did_you_mean
from cvgen.explain.decisions import Decision, decisions
from cvgen.explain.named_items import is_line, path_text, paths_in_line, paths_with_words
from cvgen.html_report import render_template
from cvgen.loading.load import LoadedCv, check_settings, load_cv
from cvgen.paths import composed
from cvgen.project import Project
from cvgen.rendering.job import within_limit
from cvgen.rendering.plan import job_of
from cvgen.rendering.pool import Workers

_TEMPLATE = File(__file__).parent / "explain.html.j2"


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
    wanted = composed(wanted)
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
