"""Draws a timeline: wide pages have names beside the bars, narrow ones have them above."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from cvgen.dates import DateRange
from cvgen.html_report import render_template
from cvgen.locales import Locale
from cvgen.patterns import pattern
from cvgen.timeline.timeline import Bar, Stretch, Timeline, date_of

_TEMPLATE = Path(__file__).parent / "timeline.svg.j2"
_HEAD, _AXIS, _LANE, _END = 44, 26, 38, 14
_ROW_WIDE, _ROW_NARROW = 42, 54
_COLUMNS, _LINE = 41, 46
_MAX_YEARS = 8
_MIN_SHARE = 0.006
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_RANGE = pattern(r"\d+–\d+")
_FAINT, _LIKELY = 0.12, 0.85


@dataclass(frozen=True, slots=True)
class _Part:
    """A bar, or a band over all rows: its start and width in both layouts.

    ``stops`` are places along it (0 to 1) with the opacity there; none if all of it is certain.
    """

    wide: tuple[str, str]
    narrow: tuple[str, str]
    stops: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _BarRow:
    """A lane's heading, without a part, or a bar with its two lines of text and all in ``tip``."""

    kind: str
    title: str
    line: str = ""
    tip: str = ""
    part: _Part | None = None
    wide: int = 0
    narrow: int = 0


@dataclass(frozen=True, slots=True)
class _Scale:
    """Converts months to a percentage of the width, in the direction of the language."""

    first: int
    last: int
    mirrored: bool

    def part(self, first: int, last: int, stops: tuple[tuple[float, float], ...] = ()) -> _Part:
        """The piece from the month ``first`` to the end of the month ``last``."""
        x, end = self._share(first), max(self._share(last + 1), self._share(first) + _MIN_SHARE)
        if self.mirrored:
            x, end = 1 - end, 1 - x
            stops = tuple((1 - place, opacity) for place, opacity in reversed(stops))
        wide, narrow = ((self._placed(x, n), _number((end - x) * n[1])) for n in self._layouts())
        return _Part(wide, narrow, tuple((_number(a), _number(b)) for a, b in stops))

    def years(self) -> list[tuple[str, str, str]]:
        """The years with a line, and its position in both layouts."""
        years = range(self.first // 12, self.last // 12 + 1)
        step = next(n for n in _STEPS if len(years) <= n * _MAX_YEARS)
        marked = [(year, self._share(12 * year)) for year in years if year % step == 0]
        places = [(year, 1 - share if self.mirrored else share) for year, share in marked]
        wide, narrow = self._layouts()
        return [(str(y), self._placed(x, wide), self._placed(x, narrow)) for y, x in places]

    def _layouts(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The start and the width of all years in both layouts: beside the names, below them."""
        return ((3, 56), (3, 92)) if self.mirrored else ((41, 56), (5, 92))

    def _placed(self, share: float, layout: tuple[float, float]) -> str:
        return _number(layout[0] + share * layout[1])

    def _share(self, month: int) -> float:
        return (month - self.first) / (self.last + 1 - self.first)


def picture(timeline: Timeline, locale: Locale) -> str:
    """``timeline`` as an SVG file without scripts; it has at least one bar."""
    bars = timeline.bars
    first = min(bar.earliest for bar in bars) // 12 * 12
    last = max(*(bar.latest for bar in bars), *(gap.last for gap in timeline.gaps), 0)
    scale = _Scale(first, last // 12 * 12 + 11, locale.direction == "rtl")
    rows, wide, narrow = _placed([*_lanes(timeline, scale), *_stretches(timeline, locale, scale)])
    values = {
        "title": f"{timeline.name} – {locale.word('timeline')}",
        "description": _description(timeline, locale), "language": locale.tag,
        "direction": locale.direction, "years": scale.years(), "rows": rows,
        "head": _HEAD, "axis": _AXIS, "wide": wide, "narrow": narrow,
        "gaps": [scale.part(gap.first, gap.last) for gap in timeline.gaps],
    }  # fmt: skip
    ordered = {"ordered": _ordered if scale.mirrored else str}
    return render_template(_TEMPLATE, values, ordered) + "\n"


def _lanes(timeline: Timeline, scale: _Scale) -> list[_BarRow]:
    rows = []
    for lane in timeline.lanes:
        rows.append(_BarRow(lane.kind, lane.title))
        for bar in lane.bars:
            place = bar.place if bar.place != bar.title else ""
            line = _cut(" · ".join(filter(None, (bar.when, place))), _LINE)
            tip = ", ".join(filter(None, (bar.title, bar.place, bar.when)))
            rows.append(_BarRow(lane.kind, _cut(bar.title), line, tip, _part(bar, scale)))
    return rows


def _part(bar: Bar, scale: _Scale) -> _Part:
    """A bar: solid for certain months, fading for possible ones."""
    months = bar.latest + 1 - bar.earliest
    if bar.begun > bar.until:
        stops = ((0.0, _FAINT), (0.5, _LIKELY), (1.0, _FAINT))
        return scale.part(bar.earliest, bar.latest, stops)
    begun, until = (bar.begun - bar.earliest) / months, (bar.until + 1 - bar.earliest) / months
    fades = begun > 0, until < 1
    into = ((0.0, _FAINT), (begun, 1.0)) if fades[0] else ((0.0, 1.0),)
    out = ((until, 1.0), (1.0, _FAINT)) if fades[1] else ((1.0, 1.0),)
    return scale.part(bar.earliest, bar.latest, (*into, *out) if any(fades) else ())


def _stretches(timeline: Timeline, locale: Locale, scale: _Scale) -> list[_BarRow]:
    rows = []
    for kind, found in (("gap", timeline.gaps), ("overlap", timeline.overlaps)):
        if found:
            rows.append(_BarRow(kind, locale.word(f"{kind}s")))
        for one in found:
            title = f"{_length(one, locale)} · {_when(one, locale)}"
            names = [bar.title for bar in (one.before, one.after) if bar]
            tip = f"{title}: {' / '.join(names)}"
            line = " / ".join(_cut(name, (_LINE - 3) // 2) for name in names)
            rows.append(_BarRow(kind, _cut(title), line, tip, scale.part(one.first, one.last)))
    return rows


def _length(one: Stretch, locale: Locale) -> str:
    return f"{'' if one.exact else '≥ '}{locale.months(one.months)}"


def _when(one: Stretch, locale: Locale) -> str:
    made = locale.when(DateRange(date_of(one.first), date_of(one.last)))
    return made.text if made else ""


def _description(timeline: Timeline, locale: Locale) -> str:
    """A description of the picture for people who cannot see it."""
    parts = [
        f"{lane.title}: " + "; ".join(f"{bar.title}, {bar.when}" for bar in lane.bars)
        for lane in timeline.lanes
    ]
    for word, found in (("gaps", timeline.gaps), ("overlaps", timeline.overlaps)):
        if found:
            lengths = (f"{_when(one, locale)} ({_length(one, locale)})" for one in found)
            parts.append(f"{locale.word(word)}: " + "; ".join(lengths))
    return ". ".join(parts) + "."


def _placed(rows: list[_BarRow]) -> tuple[list[_BarRow], int, int]:
    """``rows`` with their places from the top, and the height of all, in both layouts."""
    wide = narrow = _HEAD + _AXIS
    placed = []
    for row in rows:
        placed.append(replace(row, wide=wide, narrow=narrow))
        wide += _ROW_WIDE if row.part else _LANE
        narrow += _ROW_NARROW if row.part else _LANE
    return placed, wide + _END, narrow + _END


def _ordered(text: str) -> str:
    """``text`` of a right-to-left picture; its ranges run from right to left, also after Latin."""
    return _RANGE.sub("\N{RIGHT-TO-LEFT ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", text)


def _cut(text: str, columns: int = _COLUMNS) -> str:
    """``text`` cut to the width of ``columns`` average letters."""
    widths = list(accumulate(map(_width, text)))
    if not widths or widths[-1] <= columns:
        return text
    kept = sum(width <= columns - 1 for width in widths)
    return text[:kept].rstrip(" ,;·(") + "…"


def _width(char: str) -> float:
    """The approximate width of ``char``, in average letters."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.9
    if unicodedata.combining(char):
        return 0
    return 1.4 if char.isupper() or char in "mw@%" else 0.6 if char in "iljtfr.,:;' |!()" else 1


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
