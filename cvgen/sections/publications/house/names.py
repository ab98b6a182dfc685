"""Lists of names in a house style."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from cvgen.bibliography.house_styles import NameStyle
from cvgen.bibliography.name_parts import split_name
from cvgen.markup.inline import Inline, Run, literal
from cvgen.patterns import pattern
from cvgen.sections.base import Context
from cvgen.sections.publications.authors import Author, open_end
from cvgen.typography.edits import NO_BREAK

_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_SERIES = 3


def people_in_style(authors: Sequence[Author], context: Context, style: NameStyle) -> Inline:
    """``authors`` as the style writes authors; the own name is always shown, and set off."""
    return _joined(authors, context, style, lambda at: _form(style.form, at))


def editors_in_style(editors: Sequence[Author], context: Context, style: NameStyle) -> Inline:
    """``editors`` as the style writes editors of a book."""
    in_text = replace(style, comma="never" if style.comma == "never" else "series")
    return _joined(editors, context, in_text, lambda _: style.editors)


def _form(form: str, at: int) -> str:
    if form == "first-inverted":
        return "full-last" if at == 0 else "full"
    return form


def _joined(
    people: Sequence[Author], context: Context, style: NameStyle, form: Callable[[int], str]
) -> Inline:
    named = list(people)
    is_open = len(named) > 1 and bool(open_end(named[-1].name))
    named = named[:-1] if is_open else named
    shown = named if len(named) <= style.most else named[: style.shown]
    made = [_name(author, form(at), context) for at, author in enumerate(shown)]
    rest = named[len(shown) :]
    ends = _ends(rest, context, style, is_open=is_open)
    for before, end in zip([-1, *ends], ends, strict=False):
        dots = f"{_ELLIPSIS} " if style.rest == "last" else f"{_ELLIPSIS}, "
        left_out = (Run(dots),) if end > before + 1 else ()
        made.append((*left_out, *_name(rest[end], form(1), context)))
    if is_open or (rest and ends[-1:] != [len(rest) - 1]):
        words = context.locale.word("et_al").replace(" ", NO_BREAK)
        comma = ", " if style.comma == "always" or len(made) > 1 else " "
        return (*_listed(made), Run(comma), Run(words))
    if len(ends) < len(rest):
        return _listed(made)
    if len(made) < 2:
        return made[0] if made else ()
    return _with_last(made, context, style)


def _ends(
    rest: Sequence[Author], context: Context, style: NameStyle, *, is_open: bool
) -> list[int]:
    """The positions in the ``rest`` of a long list that are shown: the own name, the last one."""
    own = next((at for at, author in enumerate(rest) if context.is_own(author.name)), None)
    wanted = set[int]() if own is None else {own}
    if rest and style.rest == "last" and not is_open:
        wanted.add(len(rest) - 1)
    return sorted(wanted)


def _with_last(made: list[Inline], context: Context, style: NameStyle) -> Inline:
    """``A, B, and C``, with the word of the language and the comma of the style."""
    *first, last = made
    is_english = context.locale.tag.startswith("en")
    is_wanted = style.comma == "always" or (style.comma == "series" and len(made) >= _SERIES)
    has_comma = is_wanted and (is_english or style.last == "&")
    comma = (Run(","),) if has_comma else ()
    if style.last == "&":
        return (*_listed(first), *comma, Run(" & "), *last)
    before, _, after = context.locale.word("and", names="\0", last="\1").partition("\0")
    between, _, end = after.partition("\1")
    runs = (Run(before), *_listed(first), *comma, Run(between), *last, Run(end))
    return tuple(run for run in runs if run.text)


def _listed(names: Sequence[Inline]) -> Inline:
    out: list[Run] = []
    for name in names:
        if out:
            out.append(Run(", "))
        out += name
    return tuple(out)


def _name(author: Author, form: str, context: Context) -> Inline:
    text = author.name if form == "full" else _in_form(author, form)
    star = "*" if author.equal else ""
    role = "self" if context.is_own(author.name) else None
    return literal(text + star, role=role, href=author.url)


def _in_form(author: Author, form: str) -> str:
    given, family, suffix = split_name(author.name, author.family, group=author.corporate)
    if not given or _WIDE.search(author.name):
        return author.name
    if form in ("initials-first", "initials-last"):
        given = NO_BREAK.join(map(_initial, given.split()))
    if form == "initials-first":
        return f"{given}{NO_BREAK}{family}{f' {suffix}' if suffix else ''}"
    return ", ".join(part for part in (family, given, suffix) if part)


def _initial(word: str) -> str:
    """``J.-P.`` for ``Jean-Paul``; a particle such as `de` stays."""
    if word[:1].islower():
        return word
    parts = [part for part in re.split("[-‐‑]", word) if part]
    return "-".join(f"{part[0]}." for part in parts)
