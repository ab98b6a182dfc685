"""Draws the timeline of a CV, and describes its gaps and overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvgen.counting import counted
from cvgen.dates import PartialDate
from cvgen.errors import InputError, Problem, Span
from cvgen.loading.load import LoadedCv, check_settings, load_cv
from cvgen.locales import load_locale
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.selection import select
from cvgen.timeline.drawing import picture
from cvgen.timeline.timeline import Bar, Stretch, Timeline, date_of, timeline_of

NAME = "timeline"
_ENGLISH = "en"


@dataclass(frozen=True)
class TimelineReport:
    """The timeline of a CV, and the file with its picture."""

    loaded: LoadedCv
    variant: str
    timeline: Timeline
    file: Path

    def span(self, bar: Bar) -> Span:
        """The span of ``bar`` in the CV's file, or in an included file."""
        return self.loaded.source.span_of(bar.path)

    def lines(self, *bars: Bar) -> str:
        """The lines of ``bars``, in words: ``lines 12 and 40``, or ``jobs.yaml:3``."""
        places = [self.loaded.source.place_of(bar.path) for bar in bars]
        word = "" if any(self.span(bar).file for bar in bars) else "line "
        return f"{word.replace(' ', 's ') if len(bars) > 1 else word}{' and '.join(places)}"


def timeline(
    project: Project, cv: str, variant: str, output: Path | None, as_of: PartialDate | None
) -> TimelineReport:
    """Draw the timeline of ``cv`` as ``variant`` shows it, into ``output`` if given.

    UnknownNameError for an unknown CV or variant, InputError where nothing has dates,
    OutputError where the file cannot be written.
    """
    loaded = load_cv(project.find_cv(cv), project)
    check_settings(loaded, variant)
    selection = select(loaded.cv, loaded.rules(variant), as_of)
    locale = load_locale(selection.cv.settings.language)
    made = timeline_of(selection, locale, as_of)
    if not made.bars:
        message = f"'{variant}' shows nothing with a start and an end"
        hint = "add `start` and `end` to positions and degrees"
        raise InputError(Problem("E310", message, display_path(loaded.path), hint=hint))
    file = output or project.output_path(loaded.path, NAME, ".svg")
    project.write(file, picture(made, locale).encode())
    return TimelineReport(loaded, variant, made, file)


def as_text(made: TimelineReport) -> list[str]:
    """A line for each gap and overlap, and one for the file."""
    lines = [_described("gap", one, made) for one in made.timeline.gaps]
    lines += [_described("overlap", one, made) for one in made.timeline.overlaps]
    gaps, overlaps = len(made.timeline.gaps), len(made.timeline.overlaps)
    counts = f"{counted(gaps, 'gap')} and {counted(overlaps, 'overlap')}"
    return [*lines, f"{display_path(made.file)}: {counts} in work and study"]


def as_data(made: TimelineReport) -> dict[str, Any]:
    """The result as data for JSON, with all bars; months are like 2019-03."""
    return {
        "cv": made.loaded.path.stem, "variant": made.variant, "file": display_path(made.file),
        "bars": [
            {**_bar_data(bar, made), "section": lane.title, "kind": lane.kind, "dates": bar.when,
             "earliest": _iso(bar.earliest), "latest": _iso(bar.latest), "open": bar.open}
            for lane in made.timeline.lanes for bar in lane.bars
        ],
        "gaps": [_stretch_data(one, made) for one in made.timeline.gaps],
        "overlaps": [_stretch_data(one, made) for one in made.timeline.overlaps],
    }  # fmt: skip


def _described(word: str, one: Stretch, made: TimelineReport) -> str:
    """``gap: Mar 2019 – Aug 2019, 6 months, between X and Y (lines 12 and 40)``."""
    dates = [load_locale(_ENGLISH).date(date_of(month)) for month in (one.first, one.last)]
    when = dates[0] if one.months == 1 else " – ".join(dates)
    length = f"{'' if one.exact else 'at least '}{counted(one.months, 'month')}"
    bars = [bar for bar in (one.before, one.after) if bar]
    names = " and ".join(", ".join(filter(None, dict.fromkeys((b.title, b.place)))) for b in bars)
    link = "since" if one.after is None else "between" if word == "gap" else "of"
    return f"{word}: {when}, {length}, {link} {names} ({made.lines(*bars)})"


def _stretch_data(one: Stretch, made: TimelineReport) -> dict[str, Any]:
    bars = [_bar_data(bar, made) for bar in (one.before, one.after) if bar]
    return {"from": _iso(one.first), "to": _iso(one.last), "months": one.months,
            "exact": one.exact, "between": bars}  # fmt: skip


def _bar_data(bar: Bar, made: TimelineReport) -> dict[str, Any]:
    span = made.span(bar)
    file = made.loaded.source.text_of(span).name
    return {"title": bar.title, "place": bar.place, "file": file, "line": span.line}


def _iso(month: int) -> str:
    return date_of(month).iso() or ""
