"""Inline Markdown: ``**strong**``, ``*emphasis*``, ```code```, ``[text](url)``; all else is literal.

Underscores, ``<``, ``#``, ``$`` and backslashes stay as typed. An asterisk opens emphasis only at
the start of a word and closes it only at the end of one, so ``A*AA`` and ``Core A*`` are text.
A backslash before one of ``* ` [ ] \\`` makes that character literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

ALLOWED_SCHEMES = ("http", "https", "mailto", "tel")
_ESCAPE = re.compile(r"\\([*`\[\]\\])")
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``role`` names its part (``self``, ``venue`` ...) for themes."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None
    role: str | None = None


Inline = tuple[Run, ...]


def parse_inline(text: str) -> Inline:
    """``text`` as runs, neighbours of one style joined; line breaks become spaces."""
    flat = re.sub(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+", " ", text).strip()
    return _joined(_parse(flat, Run("")))


def plain_text(inline: Inline) -> str:
    """The text of the runs without styles."""
    return "".join(run.text for run in inline)


def literal(text: str, **style: object) -> Inline:
    """``text`` as one run without looking for marks in it; no run where it is empty."""
    return (replace(Run(text), **style),) if text else ()  # type: ignore[arg-type]


def is_safe_url(url: str) -> bool:
    """Whether ``url`` is absolute with a scheme that only leads somewhere and runs nothing."""
    match = _SCHEME.match(url)
    return match is not None and match.group(1).lower() in ALLOWED_SCHEMES


def link_targets(text: str) -> list[str]:
    """The addresses of all ``[text](url)`` links in ``text``, code left out."""
    return [match.group(2) for match in _LINK.finditer(_CODE.sub("", text))]


def _parse(text: str, style: Run) -> list[Run]:
    runs: list[Run] = []
    buffer: list[str] = []

    def flush() -> None:
        if buffer:
            runs.append(replace(style, text="".join(buffer)))
            buffer.clear()

    at = 0
    while at < len(text):
        if match := _ESCAPE.match(text, at):
            buffer.append(match.group(1))
            at = match.end()
            continue
        found = _mark_at(text, at, style)
        if found is None:
            buffer.append(text[at])
            at += 1
            continue
        flush()
        inner, at = found
        runs += inner
    flush()
    return runs


def _mark_at(text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
    """The runs of the mark that starts at ``at`` and where it ends, or None if it is literal."""
    char = text[at]
    if char == "`" and (match := _CODE.match(text, at)):
        return [replace(style, text=match.group(2), code=True)], match.end()
    if char == "[" and style.href is None and (match := _LINK.match(text, at)):
        if is_safe_url(match.group(2)):
            return _parse(match.group(1), replace(style, href=match.group(2))), match.end()
    if char == "*":
        return _emphasis_at(text, at, style)
    return None


def _emphasis_at(text: str, at: int, style: Run) -> tuple[list[Run], int] | None:
    stars = 2 if text.startswith("**", at) else 1
    if (stars == 2 and style.strong) or (stars == 1 and style.emphasis):
        return None
    before = text[at - 1] if at else " "
    after = text[at + stars : at + stars + 1]
    if before.isalnum() or before == "*" or not after or after.isspace():
        return None
    end = _closing(text, at + stars, stars)
    if end is None:
        return None
    inner = replace(style, strong=True) if stars == 2 else replace(style, emphasis=True)
    return _parse(text[at + stars : end], inner), end + stars


def _closing(text: str, at: int, stars: int) -> int | None:
    """Where the ``stars`` asterisks that end the mark begin, or None."""
    while at < len(text):
        if match := _ESCAPE.match(text, at) or _CODE.match(text, at):
            at = match.end()
            continue
        if text[at] != "*":
            at += 1
            continue
        length = _star_run(text, at)
        after = text[at + length : at + length + 1]
        fits = length >= stars and not text[at - 1].isspace() and not after.isalnum()
        if fits and length in (stars, 3):
            return at + length - stars
        at += length
    return None


def _star_run(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == "*":
        end += 1
    return end - at


def _joined(runs: list[Run]) -> Inline:
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
