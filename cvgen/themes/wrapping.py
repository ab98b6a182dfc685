"""Where lines may break in dates and labels, and where not: after a bullet, before a last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cvgen.markup.inline import Inline, Run, plain_text
from cvgen.patterns import pattern

if TYPE_CHECKING:
    from markupsafe import Markup

PAIR = 28
"""The most letters of two last words that are kept together; a line on a phone has more."""
_LAST_WORD = 20
_DASHES = ("-", "\u2010", "\u2013", "\u2014")
ONE_LINE = 40
"""The letters of a text that fits in one line, or nearly so."""
_INSIDE = pattern("[ -]")
_HYPHEN = pattern(r"-(?=\w)")
_NAME = 32  # letters of a name that fits into a column
NO_BREAK = "\N{NO-BREAK SPACE}"
_WIDE = "\u2e80-\uffee"  # between these characters a line may break
_LONG_START = pattern(rf"[^\s/{_WIDE}-]{{21}}")
_BREAKS = pattern(rf"[\n|{_WIDE}]")
_IDEOGRAPHS = "\u3041-\u30ff\u3400-\u9fff"
_FULL_WIDTH = pattern(f"[{_WIDE}]")
_DATE_PART = pattern(r".*?(?:–|[,،、;][\s\xa0]|、)[\s\xa0]*|.+", re.DOTALL)
_PHRASE = pattern(r"((?:^|[,;][\s\xa0])[^\s,;]{1,10}) (?=[^\s,;]{1,10}(?:[,;]|$))")
_WORD = pattern(r"\S+?(?:-|$)|\S+")
_TAG = pattern(r"<[^>]*>")
_GAP = pattern(r"[ \n\0]*[ \n][ \n\0]*")  # between two words, with any tags
_WIDE_END = pattern(rf"[{_IDEOGRAPHS}]{{2}}[^\w\s]{{0,3}}$")

Write = Callable[[Inline], "Markup"]
"""Turns runs into HTML."""


def is_full_width(text: str) -> bool:
    """True if a line may break between some characters of ``text``, as in Chinese."""
    return _FULL_WIDTH.search(text) is not None


def date_parts(date: str) -> list[str]:
    """The parts of a date, between which a line may break."""
    return [part.strip(" \xa0") for part in _DATE_PART.findall(date)]


def words_of(label: str) -> list[str]:
    """The words of a label; a line may also break after a hyphen."""
    return _WORD.findall(label)


def letters(text: str) -> int:
    """The number of characters; full-width ones count twice."""
    return len(text) + len(_FULL_WIDTH.findall(text))


def longest(texts: Iterable[str], most: int) -> list[str]:
    """The ``most`` texts that are probably the widest."""
    return sorted(dict.fromkeys(texts), key=letters, reverse=True)[:most]


def prose(runs: Inline, most: int = PAIR, *, write: Write) -> Markup:
    """Running text as HTML, the last of several lines never has a single word or ideograph.

    Two words of together more than ``most`` letters are not kept together: in a narrow column they
    could be wider than the line.
    """
    from markupsafe import Markup

    runs = with_last_words(with_labels(runs), most)
    end = _wide_end(runs)
    if not end:
        return write(runs)
    start = (*runs[:-1], Run(runs[-1].text[: -len(end)]))
    return Markup('{}<span class="nb">{}</span>').format(write(start), write((Run(end),)))


def name_parts(name: str) -> list[str]:
    """The parts of a person's name between which a line may break.

    No line ends with a particle, such as `von` or `de la`, if there is another place to break it.
    """
    words = name.split()
    parts = words[:1]
    for before, word in pairwise(words):
        if before[0].islower():
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts if len(parts) > 1 else words


def person(name: str) -> Markup:
    """A person's name as HTML; no line breaks after a particle or a hyphen, but in a long part."""
    from markupsafe import Markup, escape

    held = Markup('<span class="nb word">{}</span>')
    return Markup(" ").join(
        held.format(part) if len(part) <= _NAME and _INSIDE.search(part) else escape(part)
        for part in name_parts(name)
    )


def hold_part(text: str | None) -> str | None:
    """``text`` of a name, perhaps with a long part, as `person` shows short ones."""
    words = _HYPHEN.sub("-\N{WORD JOINER}", text or "").split(" ")
    ends = [NO_BREAK if word[:1].islower() else " " for word in words[:-1]]
    return "".join(part for pair in zip(words, [*ends, ""], strict=True) for part in pair) or text


def names(runs: Inline, most: int = PAIR, *, write: Write) -> Markup:
    """A list of people as HTML, one run for each name; no line breaks inside a short name."""
    return prose(tuple(map(_whole, runs)), most, write=write)


def _whole(run: Run) -> Run:
    """``run`` without line breaks, if it is a name that fits into a column."""
    is_between = run.text != run.text.strip()
    if is_between or len(run.text) > _NAME or is_full_width(run.text):
        return run
    role = "nb" if "-" in run.text else None  # its class prevents a break after the hyphen
    return replace(run, text=run.text.replace(" ", NO_BREAK), role=run.role or role)


def point(runs: Inline, most: int = PAIR, *, write: Write) -> Markup:
    """The text of a bullet as HTML; a very long first word can be broken and stays beside it."""
    from markupsafe import Markup

    if not runs or not _LONG_START.match(runs[0].text):
        return prose(runs, most, write=write)
    first, rest = runs[:1], runs[1:]
    if first[0].href is None:
        word, space, after = first[0].text.partition(" ")
        first = (replace(first[0], text=word),)
        rest = (replace(runs[0], text=f"{space}{after}"), *rest)
    html = '<span class="first-word">{}</span>{}'
    return Markup(html).format(write(first), prose(rest, most, write=write))


def together(runs: Inline) -> Inline:
    """A part of a line that is not broken before its last word, nor between two short words.

    Those are a whole part (``Master 2``), or stand between two commas of a longer one.
    """
    is_short = len(plain_text(runs)) <= _LAST_WORD

    def kept(text: str) -> str:
        joined = _PHRASE.sub("\\1\N{NO-BREAK SPACE}", text)
        return text.replace(" ", "\N{NO-BREAK SPACE}") if is_short else joined

    parts = tuple(run if run.code else replace(run, text=kept(run.text)) for run in runs)
    return with_last_words(with_labels(parts), least=0)


def with_labels(runs: Inline) -> Inline:
    """``runs`` with a no-break space after each label, as in ``Thesis: On looms``.

    A label is a run that ends with a colon. Addresses and long words may begin a line.
    """
    found = list(runs)
    for at, (run, after) in enumerate(pairwise(runs)):
        first = after.text.partition(" ")[0]
        if run.text.endswith(": ") and after.href is None and len(first) <= _LAST_WORD:
            found[at] = replace(run, text=f"{run.text[:-1]}\N{NO-BREAK SPACE}")
    return tuple(found)


def with_last_words(runs: Inline, most: int = PAIR, least: int = ONE_LINE) -> Inline:
    """``runs`` with a no-break space before the last word, if neither word is long.

    A text of at most ``least`` letters stays as it is. The text layer of a PDF has an ordinary
    space.
    """
    text = plain_text(runs)
    words = text.rsplit(" ", 2)
    if len(text) <= least or len(words) < 3 or len(words[2]) > _LAST_WORD:
        return runs
    if not words[2] or len(words[1]) + len(words[2]) >= most:
        return runs
    if _BREAKS.search(words[1]) or _BREAKS.search(words[2]):
        return runs
    return _glued(runs, len(words[2]))


def no_break(before: str) -> str:
    """The no-break space behind ``before``; behind a dash, a line could begin with it."""
    return "\N{WORD JOINER}\N{NO-BREAK SPACE}" if before.endswith(_DASHES) else "\N{NO-BREAK SPACE}"


def _glued(runs: Inline, after: int) -> Inline:
    """``runs`` with a no-break space before the last ``after`` characters, but not in code."""
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        if len(run.text) > after:
            cut = len(run.text) - after
            text = f"{run.text[: cut - 1]}{no_break(run.text[: cut - 1])}{run.text[cut:]}"
            return runs if run.code else (*runs[:at], replace(run, text=text), *runs[at + 1 :])
        after -= len(run.text)
    return runs


def _wide_end(runs: Inline) -> str:
    """The last two ideographs with the marks after them, of a text that takes several lines."""
    last = runs[-1] if runs else Run("")
    found = _WIDE_END.search(last.text)
    is_plain = last == Run(last.text)
    return found.group() if found and is_plain and len(last.text) > ONE_LINE // 2 else ""
