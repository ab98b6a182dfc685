"""The filters and tests of templates: inline runs as HTML, and questions about blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cvgen.document import LATIN, Block, EntryBlock, Punctuation, When
from cvgen.document.citation import sentences
from cvgen.markup.inline import Inline, Run, is_safe_url, plain_text
from cvgen.patterns import pattern
from cvgen.themes.line_counts import (
    all_in_a_line,
    has_dates,
    in_one_line,
    is_short,
    is_slight,
    name_rows,
)
from cvgen.themes.line_ends import LONG_URL, address_html, hold_end
from cvgen.themes.wrapping import is_full_width, names, person, point, prose, together

if TYPE_CHECKING:
    from markupsafe import Markup

_TITLE_LINE = 66
_SHORT_WORD = 14
_FIRST_LINE = 84
_PACKED = {True: 90, False: 116}
_LIST = 28  # letters of a list of dates that takes at most two lines of their column
# C++, 11–22, and/or and Muster-Lee, which a line may break inside
_TIGHT = pattern(
    r"(?<!\w)\w+\+\+|(?<!\d)\d+–\d+|(?<![\w/])\w{1,12}/\w{1,12}(?![\w/])"
    r"|(?<![\w-])[A-ZÀ-Þ]\w{1,11}-[A-ZÀ-Þ]\w{1,11}(?![\w-])"
)
_UNBROKEN = pattern(r"\w+\W?")  # a line may break after a hyphen or slash
_LONG_WORD = pattern(r"\S{31,}")
_ROLE = pattern(r"[a-z][a-z-]*")
_LINK_CLASS = '<a class="'
_OWN = {"u-url": ' rel="me"', "p-tel": ' dir="ltr"'}
_DATE = pattern(r"\d{4}(-\d{2}(-\d{2})?)?")
_DASH = pattern(" ?– ?")
_LONG_DATE = 30  # letters; a longer text in place of a date is broken like any other text


def inline(runs: Inline, name: str = "") -> Markup:
    """``runs`` as HTML with the class ``name`` on the link or text; links have only plain text."""
    from markupsafe import Markup

    html = ""
    for lang, part in groupby(runs, attrgetter("lang")):
        text = "".join(map(_run, part))
        html += f'<span lang="{_escape(lang)}">{text}</span>' if lang else text
    return Markup(_named(html, name, len(runs)) if name and html else html)


def _named(html: str, name: str, runs: int) -> str:
    """``html`` with a microformats class; ``u-`` classes are for links only."""
    own = _OWN.get(name, "")
    if runs == 1 and html.startswith(_LINK_CLASS):
        return f'<a{own} class="{name} {html.removeprefix(_LINK_CLASS)}'
    if runs == 1 and html.startswith("<a "):
        return f'<a class="{name}"{own}{html[2:]}'
    return html if name.startswith("u-") else f'<span class="{name}"{own}>{html}</span>'


def title(runs: Inline) -> Markup:
    """``runs`` as HTML; the last of several lines never has a single word."""
    from markupsafe import Markup

    html = inline(runs)
    words = runs[-1].text.rsplit(" ", 2) if runs else []
    if len(words) < 3 or len(plain_text(runs)) <= _TITLE_LINE or len(words[2]) > _SHORT_WORD:
        return html
    if _LONG_WORD.search(words[1]) or runs[-1] != Run(runs[-1].text):
        return html
    if _UNBROKEN.fullmatch(words[1]) and _UNBROKEN.fullmatch(words[2]):
        return inline((*runs[:-1], Run(f"{words[0]} {words[1]}\N{NO-BREAK SPACE}{words[2]}")))
    start = inline((*runs[:-1], Run(f"{words[0]} ")))
    return Markup(f'{start}<span class="nb">{_escape(" ".join(words[1:]))}</span>')


def _run(run: Run) -> str:
    html = str(_escape(run.text)).replace("\n", "<br>")
    if run.href is not None and is_safe_url(run.href):
        html = f'<a href="{_escape(run.href)}">{address_html(run.text)}</a>'
        if run.role != "url" and _LONG_WORD.search(run.text):
            html = f'<span class="long-word">{html}</span>'
    else:
        html = _LONG_WORD.sub(r'<span class="long-word">\g<0></span>', html)
        html = _TIGHT.sub(r'<span class="nb word">\g<0></span>', html)
    if run.code:
        html = f"<code>{html}</code>"
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    return _with_role(run, html)


def _with_role(run: Run, html: str) -> str:
    """``html`` with the role as a class; the own name is ``<b>``, since it is not emphasized."""
    if run.role == "self":
        return f'<b class="self">{html}</b>'
    if run.role is None or not _ROLE.fullmatch(run.role):
        return html
    long = " long" if run.role == "url" and len(run.text) > LONG_URL else ""
    if html.startswith("<a "):  # one element less to lay out
        return f'{_LINK_CLASS}{run.role}{long}"{html[2:]}'
    return f'<span class="{run.role}{long}">{html}</span>'


def _escape(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


def when(dates: When) -> Markup:
    """The dates as HTML with machine-readable values; a line can only break after a dash."""
    from markupsafe import Markup

    if dates.parts:
        return Markup(_row(dates))
    dash = _DASH.search(dates.text)
    if dash is None:
        return Markup(_time(_whole(dates.text), "dt-start", dates.start, dates.end))
    first = _time(_whole(dates.text[: dash.start()]), "dt-start", dates.start)
    last = _time(_whole(dates.text[dash.end() :]), "dt-end", dates.end)
    shown = "–" if dash[0] == "–" else "\N{NO-BREAK SPACE}– "
    return Markup(f"{first}{shown}{last}")


def is_list(dates: When) -> bool:
    """True for more than two dates that need a line below, because their column is too narrow."""
    return len(dates.parts) > 2 and len(dates.text) > _LIST


def _whole(text: str) -> str:
    """A part of a date, in which no line breaks."""
    if len(text) > _LONG_DATE:
        return _escape(text)
    html = _escape(text.replace(" ", "\N{NO-BREAK SPACE}"))
    return f'<span class="nb">{html}</span>' if is_full_width(text) else html


def _row(dates: When) -> str:
    """Several dates, each as on its own, with the text between them."""
    html, rest = "", dates.text
    for part in dates.parts:
        before, _, rest = rest.partition(part.text)
        html += _escape(before) + when(part)
    return html + _escape(rest)


def _time(html: str, name: str, date: str | None, other: str | None = None) -> str:
    """``html`` with its machine-readable ``date``, unless it also means an ``other`` date."""
    if not date or not _DATE.fullmatch(date) or other not in (None, date):
        return html
    return f'<time class="{name}" datetime="{date}">{html}</time>'


def runs_of_kind(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """The blocks in order, grouped by kind: [(kind, blocks), ...]."""
    return [(kind, list(group)) for kind, group in groupby(blocks, lambda block: block.kind)]


def tail(entry: EntryBlock, unit: str, brief: bool) -> list[Inline]:
    """The first line's unit and place, if they fit, its remark and, if ``brief``, the details."""
    if unit == "second" and not brief:
        return [] if _has_second_line(entry) or not entry.remark else [entry.remark]
    if unit == "below":
        parts = (entry.unit, entry.remark, *entry.details) if brief else (entry.remark,)
    else:
        parts = (entry.unit, _place_with_class(entry), entry.remark)
        head = sum(len(plain_text(part)) for part in (entry.title, entry.organization, *parts))
        if not brief and head > _FIRST_LINE:
            return [] if entry.place or not entry.remark else [entry.remark]
        parts = (*parts, *entry.details) if brief else parts
    return [part for part in parts if part]


def place_below(entry: EntryBlock, brief: bool) -> bool:
    """True if the place would be alone in a second line, after title and organization."""
    head = (entry.title, entry.organization, entry.place)
    return not brief and sum(len(plain_text(part)) for part in head) > _FIRST_LINE


def _has_second_line(entry: EntryBlock) -> bool:
    """True if a theme with the organization in a second line has something to say there."""
    return bool((entry.title and entry.organization) or entry.unit or entry.place)


def _place_with_class(entry: EntryBlock) -> Inline:
    """The place with its microformats class."""
    return tuple(replace(run, role=run.role or "p-location") for run in entry.place)


def name_class(entry: EntryBlock) -> str:
    """The classes of the title; with roles inside the entry, it is the organization's name."""
    several = any(isinstance(part, EntryBlock) for part in entry.body)
    return "p-name p-org" if several and not entry.organization else "p-name"


def lines_below(
    entry: EntryBlock,
    unit: str,
    brief: bool,
    lead: str,
    aside: Inline = (),
    marks: Punctuation = LATIN,
) -> list[Inline]:
    """The lines below the first one; ``aside`` is given if the theme has no other place for it."""
    if unit == "second" and not brief:
        return [part for part in (*_second_line(entry, lead, marks), aside, *entry.details) if part]
    after = tail(entry, unit, brief)
    place: Inline = ()
    inside = unit == "below" and not place_below(entry, brief)
    if entry.place and not inside and _place_with_class(entry) not in after:
        remark = () if unit == "below" else entry.remark
        place = marks.join([_place_with_class(entry), remark])
    return [part for part in (entry.unit, place, *entry.details) if part and part not in after]


def _second_line(entry: EntryBlock, lead: str, marks: Punctuation) -> list[Inline]:
    """The second line of a theme whose first line has only the leading part."""
    name, role = entry.organization, "p-org"
    if lead == "organization" and name:
        name, role = entry.title, "p-name"
    elif not entry.title:
        name = ()
    named = tuple(replace(run, role=run.role or role) for run in name)
    remark = entry.remark if _has_second_line(entry) else ()
    return [named, marks.join([entry.unit, _place_with_class(entry), remark])]


def packed(lines: Iterable[Inline], narrow: bool) -> list[Inline]:
    """Short lines joined with dots, as many as fit into one; empty lines are left out."""
    out: list[Inline] = []
    for line in filter(None, lines):
        joined = (*out[-1], Run(" · "), *line) if out else ()
        said = plain_text(joined)
        if joined and "\n" not in said and len(said) <= _PACKED[narrow]:
            out[-1] = joined
        else:
            out.append(line)
    return out


FILTERS: dict[str, Callable[..., Any]] = {
    "inline": inline,
    "plain": plain_text,
    "title": title,
    "prose": partial(prose, write=inline),
    "point": partial(point, write=inline),
    "names": partial(names, write=inline),
    "person": person,
    "together": together,
    "hold_end": hold_end,
    "name_class": name_class,
    "is_list": is_list,
    "when": when,
    "runs_of_kind": runs_of_kind,
    "sentences": sentences,
    "has_dates": has_dates,
    "in_one_line": in_one_line,
    "is_short": is_short,
    "is_slight": is_slight,
    "packed": packed,
    "tail": tail,
    "lines_below": lines_below,
    "place_below": place_below,
    "name_rows": name_rows,
    "all_brief": all_in_a_line,
}

TESTS: dict[str, Callable[..., bool]] = {"any": any}
