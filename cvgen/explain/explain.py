"""Why a variant shows what it shows: every item of a CV with the rule that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path as File
from typing import Any

from cvgen.dates import PartialDate
from cvgen.errors import Problem, Span, UnknownNameError, did_you_mean
from cvgen.explain.decisions import Decision, decisions
from cvgen.explain.searchable_text import has_words, texts_by_item
from cvgen.explain.source_lines import SourceLines
from cvgen.html_report import render_template
from cvgen.loading.load import LoadedCv, check_settings, load_cv
from cvgen.paths import composed
from cvgen.project import Project
from cvgen.rendering.page_limit import within_limit
from cvgen.rendering.plan import jobs_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.request import Request
from cvgen.source.tree import Path, Source
from cvgen.themes import load_theme

_TEMPLATE = File(__file__).parent / "explain.html.j2"

_YEAR, _MOST_DIGITS = 4, 8


@dataclass(frozen=True)
class Explained:
    """A decision for each item of a CV, in the order of the source; ``notes`` on its page limit."""

    loaded: LoadedCv
    variant: str
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()

    def span(self, decision: Decision) -> Span:
        """Where the item stands in the CV's file, or in one that it includes."""
        return self.loaded.source.key_span_of(decision.item.path)

    def place(self, decision: Decision) -> str:
        """The same in short: ``12``, or ``publications.yaml:12`` in a file that it includes."""
        return self.span(decision).place

    @property
    def shown(self) -> int:
        """How many items the variant shows."""
        return sum(decision.shown for decision in self.decisions)


def explain(
    project: Project, cv: str, variant: str, wanted: str = "", as_of: PartialDate | None = None
) -> Explained:
    """Every decision about ``cv``, or those about items that ``wanted`` names: by words, by a line
    that they take up (``12``, ``publications.yaml:12``), or by path (``sections.experience``).
    UnknownNameError where nothing is named so.
    """
    loaded = load_cv(project.find_cv(cv), project)
    check_settings(loaded, variant)
    request = Request(variants=(variant,), formats=("pdf",), as_of=as_of)
    load = partial(load_theme, folders=project.theme_folders)
    (job,) = jobs_of(loaded, request, load)
    job = within_limit(job, Workers(0))
    made = decisions(loaded.cv, job.rules, job.selection)
    explained = Explained(loaded, variant, tuple(made), job.notes)
    wanted = composed(wanted)
    if not wanted:
        return explained
    named = _named(explained, wanted)
    found = tuple(d for d in explained.decisions if d.item.path in named)
    if not found:
        texts = [decision.item.text for decision in explained.decisions]
        hint = did_you_mean(wanted, texts) or "name some of its words, its line or its path"
        is_line = wanted.isdecimal() and len(wanted) < _YEAR
        what = f"stands in line {wanted}" if is_line else f"has '{wanted}'"
        raise UnknownNameError(Problem("E301", f"no item of the CV {what}", hint=hint))
    return replace(explained, decisions=found)


def _named(explained: Explained, wanted: str) -> set[Path]:
    """The paths of the items that ``wanted`` names; a number may be a line, or else a year."""
    source = explained.loaded.source
    paths = [decision.item.path for decision in explained.decisions]
    file, _, line = wanted.rpartition(":")
    if line.isdecimal() and len(line) < _MOST_DIGITS:
        lines, number = SourceLines(source), int(line)
        files = _files(source, explained.loaded.path, file) if file else [""]
        found = {path for name in files for path in lines.within(paths, name, number)}
        if found or (not file and len(line) < _YEAR):
            return found
    texts = texts_by_item(explained.loaded.cv, paths)
    return {
        item.path
        for item in (decision.item for decision in explained.decisions)
        if has_words((item.text, *texts[item.path]), wanted)
        or f"{path_text(item.path)}.".startswith(f"{wanted}.")
    }


def _files(source: Source, path: File, name: str) -> list[str]:
    """What ``name`` may be in ``source``, the file ``path`` (empty) or one that it includes."""
    own = [""] if name in (source.name, path.name) else []
    return own + [part for part in source.parts if name in (part, File(part).name)]


def path_text(path: Iterable[str | int]) -> str:
    """``path`` as it is written: ``sections.experience.entries.0``."""
    return ".".join(map(str, path))


def as_data(explained: Explained) -> dict[str, Any]:
    """The same for JSON: CV, variant, and each item with its place and the rule that decided."""
    return {
        "cv": explained.loaded.path.stem,
        "variant": explained.variant,
        "items": [
            {
                "path": path_text(decision.item.path),
                "file": explained.loaded.source.text_of(explained.span(decision)).name,
                "line": explained.span(decision).line,
                "kind": decision.item.kind,
                "text": decision.item.text,
                "shown": decision.shown,
                "rule": decision.rule,
            }
            for decision in explained.decisions
        ],
    }


def as_page(explained: Explained) -> str:
    """An HTML page with the whole CV: what is left out is struck through, with the reason."""
    rows = [
        (decision, place if ":" in place else f"line {place}")
        for decision in explained.decisions
        if (place := explained.place(decision))
    ]
    name = explained.loaded.cv.person.name
    values = {
        "name": name, "variant": explained.variant, "rows": rows, "shown": explained.shown,
        "total": len(rows), "language": explained.loaded.cv.settings.language,
    }  # fmt: skip
    return render_template(_TEMPLATE, values)
