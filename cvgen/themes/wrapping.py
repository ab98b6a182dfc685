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
    """The text of a bullet as HTML; a very long first word can be broken and stays beside it."""
    from markupsafe import Markup

    if not runs or not _LONG_START.match(runs[0].text):
        return write(runs)
    first, rest = runs[:1], runs[1:]
    if first[0].href is None:
        word, space, after = first[0].text.partition(" ")
        first = (replace(first[0], text=word),)
        rest = (replace(runs[0], text=f"{space}{after}"), *rest)
    html = '<span class="first-word">{}</span>{}'
    return Markup(html).format(write(first), write(rest))
