"""Inline runs as HTML, and the few questions that templates ask about blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cvgen.document import (
    Block,
    Bullets,
    Contact,
    Entry,
    Group,
    Pairs,
    Paragraph,
    Reference,
    Table,
    When,
    all_brief,
)
from cvgen.inline import Inline, Run, is_safe_url, plain_text

if TYPE_CHECKING:
    from markupsafe import Markup

KEEP_LINES = 8
_LINE = 90
_BESIDE = 44
_TITLE_LINE = 66
_SHORT_WORD = 14
_WHEN_LINE = 18
_FIRST_LINE = 84
_PACKED = {True: 90, False: 116}
_LONG_URL = 44
_TIGHT = re.compile(r"\w+\+\+")  # C++, which a line may break between its signs
_ROLE = re.compile(r"[a-z][a-z-]*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def inline(runs: Inline) -> Markup:
    """``runs`` as HTML. A link holds plain text only, as PDF/UA asks; styles stand around it."""
    from markupsafe import Markup

    return Markup("".join(_run(run) for run in runs))


def title(runs: Inline) -> Markup:
    """``runs`` as HTML; where they take more than a line, the last never holds a single word."""
    from markupsafe import Markup

    html = inline(runs)
    words = runs[-1].text.rsplit(" ", 2) if runs else []
    if len(words) < 3 or len(plain_text(runs)) <= _TITLE_LINE or len(words[2]) > _SHORT_WORD:
        return html
    if runs[-1] != Run(runs[-1].text):
        return html
    start = inline((*runs[:-1], Run(f"{words[0]} ")))
    return Markup(f'{start}<span class="nb">{_escaped(" ".join(words[1:]))}</span>')


def _run(run: Run) -> str:
    html = str(_escaped(run.text))
    if run.href is not None and is_safe_url(run.href):
        html = f'<a href="{_escaped(run.href)}">{html}</a>'
    else:
        html = _TIGHT.sub(r'<span class="nb">\g<0></span>', html)
    if run.code:
        html = f"<code>{html}</code>"
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    return _with_role(run, html)


def _with_role(run: Run, html: str) -> str:
    """The part's name as a class; the own name is set off without stress, hence ``<b>``."""
    if run.role == "self":
        return f'<b class="self">{html}</b>'
    if run.role is None or not _ROLE.fullmatch(run.role):
        return html
    long = " long" if run.role == "url" and len(run.text) > _LONG_URL else ""
    return f'<span class="{run.role}{long}">{html}</span>'


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


def when(dates: When) -> Markup:
    """The dates as text, with the machine's form where HTML has one: a single date.

    A long range may only break after its dash.
    """
    from markupsafe import Markup

    if dates.start and dates.end in (None, dates.start) and _DATE.fullmatch(dates.start):
        return Markup(f'<time datetime="{dates.start}">{_escaped(dates.text)}</time>')
    start, dash, end = dates.text.partition(" – ")
    if dash and len(dates.text) > _WHEN_LINE:
        parts = (f'<span class="nb">{_escaped(part)}</span>' for part in (f"{start} –", end))
        return Markup(" ".join(parts))
    return Markup(_escaped(dates.text))


def runs_of_kind(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """The blocks in order, neighbours of one kind together: [(kind, blocks), ...]."""
    return [(kind, list(group)) for kind, group in groupby(blocks, lambda block: block.kind)]


def fits_beside(contact: Contact) -> bool:
    """Whether ``contact`` is short enough for a column beside the name."""
    return len(contact.label) + len(plain_text(contact.text)) <= _BESIDE


def tail(entry: Entry, unit: str, brief: bool) -> list[Inline]:
    """What follows the organization in the first line, after a dash: unit, place, and details too
    in a list where all entries are brief. Nothing where that would need a second line.
    """
    if unit == "below":
        return []
    parts = [entry.unit, entry.place, *(entry.details if brief else ())]
    head = sum(len(plain_text(part)) for part in (entry.title, entry.organization, *parts))
    return [part for part in parts if part and (brief or head <= _FIRST_LINE)]


def lines_below(entry: Entry, unit: str, brief: bool) -> list[Inline]:
    """What stands on lines of its own: all that is neither in the first line nor in its tail."""
    after = tail(entry, unit, brief)
    place = () if unit == "below" else entry.place
    return [part for part in (entry.unit, place, *entry.details) if part and part not in after]


def packed(lines: Iterable[Inline], narrow: bool) -> list[Inline]:
    """Short lines put together with dots between, as many as fit in one; empty ones left out."""
    out: list[Inline] = []
    for line in filter(None, lines):
        joined = (*out[-1], Run(" · "), *line) if out else ()
        if joined and len(plain_text(joined)) <= _PACKED[narrow]:
            out[-1] = joined
        else:
            out.append(line)
    return out


def is_short(block: Block, own: bool = False) -> bool:
    """Whether ``block`` is so short that a page break inside of it would look like a mistake.

    With ``own``, entries inside of an entry are left out of account.
    """
    if own and isinstance(block, Entry):
        body = tuple(part for part in block.body if not isinstance(part, Entry))
        block = replace(block, body=body)
    return _lines(block) <= KEEP_LINES


def _lines(block: Block) -> int:
    """About how many lines ``block`` takes."""
    count = _COUNTS.get(type(block))
    return count(block) if count else KEEP_LINES + 1


def _text_lines(*texts: Inline) -> int:
    return sum(-(-len(plain_text(text)) // _LINE) for text in texts)


def _entry_lines(entry: Entry) -> int:
    head = (*entry.title, *entry.organization, *entry.place)
    return _text_lines(head, entry.unit, *entry.details) + sum(map(_lines, entry.body))


def _reference_lines(block: Reference) -> int:
    last = (*block.venue, *(run for part in (*block.notes, *block.links) for run in part))
    return _text_lines(block.title, block.authors, last) + _lines(block.bullets)


_COUNTS: dict[type, Callable[[Any], int]] = {
    Paragraph: lambda block: _text_lines(block.text),
    Bullets: lambda block: _text_lines(*block.items),
    Pairs: lambda block: sum(max(1, _text_lines(value)) for _, value in block.rows),
    Entry: _entry_lines,
    Reference: _reference_lines,
    Group: lambda block: 1 + sum(map(_lines, block.blocks)),
    Table: lambda block: 1 + len(block.rows),
}

FILTERS: dict[str, Callable[..., Any]] = {
    "inline": inline,
    "title": title,
    "when": when,
    "runs_of_kind": runs_of_kind,
    "is_short": is_short,
    "packed": packed,
    "tail": tail,
    "lines_below": lines_below,
    "all_brief": lambda blocks: all_brief(tuple(blocks)),
}

TESTS: dict[str, Callable[..., bool]] = {"fits_beside": fits_beside, "any": any}
