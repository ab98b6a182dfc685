"""Runs as Markdown: only characters that Markdown would act on are escaped."""

from __future__ import annotations

import re
from itertools import groupby, takewhile

from cvgen.inline import Inline, Run

_STRONG_ROLES = frozenset({"self", "acronym"})
_EMPHASIS_ROLES = frozenset({"venue"})
_IN_ADDRESS = {char: f"%{ord(char):02X}" for char in "()<> \n\r\t"}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ASTERISK = re.compile(r"(?<!\s)\*|\*(?!\s)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(
    r"^(\s*)(?:(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+\s*$|-[-\s]*$)|(\d{1,9})([.)](?=\s|$)))"
)


def escape(text: str) -> str:
    """``text`` so that Markdown shows it as typed."""
    text = re.sub(r"[\\`\[\]<]", lambda match: "\\" + match.group(), text)
    text = _ASTERISK.sub(r"\\*", text).replace("~~", r"\~\~")
    text = _UNDERSCORE.sub(r"\\_", text)
    return _ENTITY.sub(r"\\&", text)


def escape_start(line: str) -> str:
    """``line`` so that its beginning is not taken for a list, heading or quote."""

    def guard(match: re.Match[str]) -> str:
        space, mark, number, point = match.groups()
        return f"{space}\\{mark}" if mark else f"{space}{number}\\{point}"

    return _LINE_START.sub(guard, line)


def markdown(inline: Inline) -> str:
    """The runs as one line of Markdown."""
    parts: list[str] = []
    for href, runs in groupby(inline, lambda run: run.href):
        if href is not None and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(_linked(href, list(runs)))
    return "".join(parts)


def paragraph(inline: Inline) -> str:
    """The runs as a paragraph of their own."""
    return escape_start(markdown(inline))


def _linked(href: str | None, runs: list[Run]) -> str:
    text = _styled(runs)
    if href is None:
        return text
    address = "".join(_IN_ADDRESS.get(char, char) for char in href)
    return f"[{text}]({address})"


def _styled(runs: list[Run], inside: frozenset[str] = frozenset()) -> str:
    """The runs with their marks, a mark that holds longer around those that end before it."""
    parts, at = [], 0
    while at < len(runs):
        spans = {mark: _span(runs, at, mark) for mark in _marks(runs[at]) - inside}
        if not spans:
            parts.append(_code(runs[at].text) if runs[at].code else escape(runs[at].text))
            at += 1
            continue
        mark = max(sorted(spans, key=len, reverse=True), key=lambda name: spans[name])
        parts.append(_wrapped(_styled(runs[at : at + spans[mark]], inside | {mark}), mark))
        at += spans[mark]
    return "".join(parts)


def _marks(run: Run) -> frozenset[str]:
    strong = run.strong or run.role in _STRONG_ROLES
    emphasis = run.emphasis or run.role in _EMPHASIS_ROLES
    return frozenset(["**"] * strong + ["*"] * emphasis)


def _span(runs: list[Run], at: int, mark: str) -> int:
    """How many runs from ``at`` on have ``mark``."""
    return sum(1 for _ in takewhile(lambda run: mark in _marks(run), runs[at:]))


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _wrapped(text: str, mark: str) -> str:
    """``text`` between marks, spaces at its ends left outside, where marks would not work."""
    inner = text.strip()
    if not inner:
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return f"{start}{mark}{inner}{mark}{end}"
