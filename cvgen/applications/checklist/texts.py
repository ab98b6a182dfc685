"""The text files of an application: the checklist, and the fields of a web form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from cvgen.applications.application import FormField
from cvgen.applications.checklist.items import Item
from cvgen.applications.limits import Range
from cvgen.applications.texts.counts import characters, words_of
from cvgen.counting import counted
from cvgen.html_report import render_template

_MARKS = {"pass": "x", "fail": " ", "not checked": " "}
_SIGNS = {"pass": "✓", "fail": "✗", "not checked": "–"}
_TEMPLATE = Path(__file__).with_name("checklist.html.j2")
_WORDS = {"pass": "", "fail": "**failed**: ", "not checked": "not checked: "}


def checklist_markdown(title: str, items: Iterable[Item]) -> str:
    """The checklist as a list of tasks, a heading for each group."""
    lines = [f"# {_plain(title)}", ""]
    for group, inside in groupby(items, key=lambda item: item.group):
        lines += [f"## {group}", ""]
        for item in inside:
            place = f" ({item.place})" if item.place else ""
            text = f"{_WORDS[item.state]}{_plain(item.demand)} – {_plain(item.found)}{place}"
            lines.append(f"- [{_MARKS[item.state]}] {text}")
        lines.append("")
    return "\n".join(lines)


def open_points(text: str) -> tuple[int, int]:
    """How many items of a checklist in Markdown failed, and how many are not checked."""
    starts = [f"\n- [ ] {_WORDS[state]}" for state in ("fail", "not checked")]
    return text.count(starts[0]), text.count(starts[1])


def checklist_html(title: str, items: Iterable[Item]) -> str:
    """The checklist as a page, a table for each group."""
    groups = [(name, list(inside)) for name, inside in groupby(items, key=lambda one: one.group)]
    values = {"title": title, "groups": groups, "signs": _SIGNS}
    return render_template(_TEMPLATE, values)


def _plain(text: str) -> str:
    """``text`` without line breaks, with the marks of Markdown escaped."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in flat)


def form_text(fields: Sequence[tuple[FormField, str]]) -> str:
    """Each field with its text, how long that is, and its limit."""
    parts = []
    for field, text in fields:
        counts = [_count(characters(text), field.characters, "character")]
        counts.append(_count(words_of(text), field.words, "word"))
        parts.append(f"{field.label}\n[{', '.join(counts)}]\n\n{text.strip()}\n")
    return "\n\n".join(parts)


def _count(number: int, limit: Range | None, unit: str) -> str:
    return f"{number} of {limit.of(unit)}" if limit else counted(number, unit)


def as_data(items: Iterable[Item]) -> list[dict[str, str]]:
    """The checklist as data for JSON."""
    return [
        {
            "group": item.group, "demand": item.demand, "state": item.state, "found": item.found,
            "place": item.place,
        }
        for item in items
    ]  # fmt: skip
