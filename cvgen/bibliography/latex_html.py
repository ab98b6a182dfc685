"""HTML in BibTeX values → LaTeX; publishers and Crossref put it into titles."""

from __future__ import annotations

import re

from cvgen.markup.html import without_entities
from cvgen.patterns import pattern

_TAG = pattern(
    r"<(?P<close>/?)(?P<name>i|em|b|strong|sub|sup|scp|span|u|br|p)(?:\s[^<>]*)?\s?/?>",
    re.IGNORECASE,
)
_COMMANDS = {"i": r"\emph{", "em": r"\emph{", "b": r"\textbf{", "strong": r"\textbf{",
             "sub": r"\textsubscript{", "sup": r"\textsuperscript{"}  # fmt: skip
_SINGLE = ("br", "p")


def without_html(value: str) -> str:
    """``value`` with the tags of styles as commands and entities as characters.

    A tag without a partner goes; comparisons such as ``a < b`` stay.
    """
    if "&" in value:
        value = without_entities(value.replace("\\&", "&") if "\\&#" in value else value)
    if "<" not in value:
        return value
    tags = list(_TAG.finditer(value))
    out, at = [], 0
    closed = _partners(tags)
    for number, tag in enumerate(tags):
        out.append(value[at : tag.start()])
        at = tag.end()
        name = tag["name"].lower()
        if name in _SINGLE:
            out.append(" ")
        elif number in closed:
            out.append("}" if tag["close"] else _COMMANDS.get(name, "{"))
    return "".join([*out, value[at:]])


def _partners(tags: list[re.Match[str]]) -> set[int]:
    """The numbers of the tags that open and close one another, rightly nested."""
    waiting: list[int] = []
    found: set[int] = set()
    for number, tag in enumerate(tags):
        name = tag["name"].lower()
        if name in _SINGLE:
            continue
        if not tag["close"]:
            waiting.append(number)
        elif waiting and tags[waiting[-1]]["name"].lower() == name:
            found |= {waiting.pop(), number}
    return found
