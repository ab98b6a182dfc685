"""Where lines of running text may not break: after a bullet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cvgen.markup.inline import Inline
from cvgen.patterns import pattern

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDE = "\u2e80-\uffee"  # between these characters a line may break
_LONG_START = pattern(rf"[^\s/{_WIDE}-]{{21}}")

Write = Callable[[Inline], "Markup"]
"""Turns runs into HTML."""


def point(runs: Inline, write: Write) -> Markup:
    """The text of a bullet as HTML; elements around a very long first word keep it beside it."""
    from markupsafe import Markup

    if not long_at_start(runs):
        return write(runs)
    first, rest = runs[:1], runs[1:]
    if first[0].href is None:
        word, space, after = first[0].text.partition(" ")
        first = (replace(first[0], text=word),)
        rest = (replace(runs[0], text=f"{space}{after}"), *rest)
    html = '<span><span class="first-word">{}</span>{}</span>'
    return Markup(html).format(write(first), write(rest))


def long_at_start(runs: Inline) -> bool:
    """True if ``runs`` begin with a word that may be wider than a column."""
    return bool(runs) and _LONG_START.match(runs[0].text) is not None
