"""Inline Markdown: ``**strong**``, ``*emphasis*``, ```code```, ``[text](url)``, ``<url>``.

A bare address is a link; a backslash makes ``* ` [ ] \\`` literal; all else is text. An asterisk
opens emphasis only at the start of a word and closes it only at the end: ``A*AA`` is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cvgen.patterns import pattern

ALLOWED_SCHEMES = ("http", "https", "mailto", "tel")
_BLANKS = pattern(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_PLAIN = pattern(r"[^\\*`\[!<]+")
_ESCAPE = pattern(r"\\([*`\[\]\\])")
_LITERAL = pattern(
    r"(?P<plain>[^\\*`\[!<]+)|\\(?P<escaped>[*`\[\]\\])"
    r"|(?P<picture>!\[(?:\\.|[^\[\]\\])*\](?:\([^()\n]*\)|\[[^\[\]]*\]))"
)
_SIGN = pattern(r"[*`\[\]\\]")
_LINK = pattern(
    r"\[((?:\\.|[^\[\]\\])+)\]\(\s*(?:<([^<>\n]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)"
)
_AUTOLINK = pattern(r"<((?:https?://|mailto:|tel:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.I)
_CODE = pattern(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LIKELY = pattern(r"://|@|www\.", re.IGNORECASE)
_STOPS = r"\s<>。，、；：！？「」『』（）【】《》“”„«»"
_ADDRESS = pattern(
    rf"(?<![a-z])https?://[^\W_][\w.:@-]*(?:[/?#][^{_STOPS}]*)?"
    rf"|(?<![^\s*_~(\[\]])www\.[^\W_][\w-]*\.[^{_STOPS}]+"
    r"|(?<![\w.+/-])[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z0-9-]*[a-z0-9]",
    re.IGNORECASE,
)
_SAFE_URL = pattern(r"(?:https?://[^\s/]|mailto:\S|tel:\S)\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Text in one style; ``role`` is its part for themes, ``lang`` another language's tag."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None
    role: str | None = None
    lang: str | None = None


Inline = tuple[Run, ...]


def parse_inline(text: str, *, lines: bool = False) -> Inline:
    """``text`` as runs; with ``lines``, line breaks stay except in code and links."""
    flat = _BLANKS.sub(_line_break if lines else " ", text).strip()
    if _PLAIN.fullmatch(flat) and not _LIKELY.search(flat):
        return (Run(flat),)
    return join_runs(part for run in _parse(flat, Run(""), Refused()) for part in with_links(run))


def _line_break(found: re.Match[str]) -> str:
    return "\n" if "\n" in found.group() else " "


def plain_text(inline: Inline) -> str:
    """The text of the runs without styles."""
    return "".join(run.text for run in inline)


def literal(text: str, **style: object) -> Inline:
    """``text`` as one run in which marks are literal; no run if it is empty."""
    return (Run(text, **style),) if text else ()  # type: ignore[arg-type]


def escape_marks(text: str) -> str:
    """``text`` as inline Markdown in which all marks are literal."""
    return _SIGN.sub(r"\\\g<0>", text)


def join_inline(parts: Iterable[Inline], separator: str = ", ") -> Inline:
    """The non-empty parts with ``separator`` between them."""
    out: list[Run] = []
    for part in parts:
        if part and out:
            out.append(Run(separator))
        out += part
    return tuple(out)


def is_safe_url(url: str) -> bool:
    """True if ``url`` is absolute and its scheme runs nothing."""
    return _SAFE_URL.fullmatch(url) is not None


@dataclass(slots=True)
class Refused:
    """Addresses of links that are not safe, and Markdown pictures as typed."""

    unsafe: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def refused_in(text: str) -> Refused:
    """The links and pictures in ``text`` that are shown as typed."""
    refused = Refused()
    _parse(text, Run(""), refused)
    return refused


def _parse(text: str, style: Run, refused: Refused) -> list[Run]:
    runs: list[Run] = []
    buffer: list[str] = []
    dead: set[int] = set()
    at = 0
    while at < len(text):
        if match := _LITERAL.match(text, at):
            if match["picture"]:
                refused.pictures.append(match["picture"])
            buffer.append(match["plain"] or match["picture"] or match["escaped"])
            at = match.end()
            continue
        found = _mark_at(text, at, style, refused) or _emphasis_at(text, at, style, dead)
        if found is None:
            length = _run_length(text, at)
            buffer.append(text[at : at + length])
            at += length
            continue
        runs.append(replace(style, text="".join(buffer)))
        buffer.clear()
        inner, inner_style, at = found
        if not inner_style.code:
            runs += _parse(inner, inner_style, refused)
            continue
        is_address = inner_style.href is not None and style.href is None
        runs.append(replace(inner_style, text=inner, code=style.code if is_address else True))
    runs.append(replace(style, text="".join(buffer)))
    return runs


_Found = tuple[str, Run, int]
"""The text inside a mark, its style, and the end of the mark."""


def _mark_at(text: str, at: int, style: Run, refused: Refused) -> _Found | None:
    """The code or link that starts at ``at``, or None."""
    if text[at] == "`" and (match := _CODE.match(text, at)):
        code = match.group(2)
        if code.strip() and code[0] == code[-1] == " ":
            code = code[1:-1]  # as in CommonMark: code may begin or end with a backtick
        code = code.replace("\n", " ")
        return code, replace(style, code=True), match.end()
    if text[at] == "[" and style.href is None and (match := _LINK.match(text, at)):
        target = match.group(3) if match.group(2) is None else match.group(2)
        if is_safe_url(target):
            label = match.group(1).replace("\n", " ")
            return label, replace(style, href=target), match.end()
        refused.unsafe.append(target)
    if text[at] == "<" and style.href is None and (match := _AUTOLINK.match(text, at)):
        target = match.group(1) if ":" in match.group(1) else f"mailto:{match.group(1)}"
        if is_safe_url(target):
            shown = re.sub(r"^(?:mailto|tel):", "", match.group(1), flags=re.IGNORECASE)
            return shown, replace(style, href=target, code=True), match.end()
    return None


def with_links(run: Run) -> Iterator[Run]:
    """``run`` with its bare addresses as links."""
    if run.code or run.href is not None:
        yield run
        return
    at = 0
    for start, end, href in addresses(run.text):
        yield replace(run, text=run.text[at:start])
        yield replace(run, text=run.text[start:end], href=href)
        at = end
    yield replace(run, text=run.text[at:]) if at else run


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """The bare addresses in ``text``: start, end and link."""
    if not _LIKELY.search(text):  # much faster than a search for each kind
        return
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found.group())
        if address.rstrip("/:.") in ("http", "https", "www"):
            continue
        scheme = "" if "://" in address else "mailto:" if "@" in address else "https://"
        yield found.start(), found.start() + len(address), f"{scheme}{address}"


def _trimmed(address: str) -> str:
    """``address`` without the punctuation after it."""
    while address:
        last = address[-1]
        unpaired = last in ")]}" and address.count(last) > address.count("([{"[")]}".index(last)])
        if last not in "?!.,:;*_~'\"`|\\" and not unpaired:
            break
        address = address[:-1]
    return address


def _emphasis_at(text: str, at: int, style: Run, dead: set[int]) -> _Found | None:
    """The emphasis at ``at``, or None; ``dead`` are numbers of asterisks that nothing closes."""
    if text[at] != "*":
        return None
    stars = _stars(text, at)
    if stars in dead or (stars == 2 and style.strong) or (stars == 1 and style.emphasis):
        return None
    before = text[at - 1] if at else " "
    after = text[at + stars : at + stars + 1]
    if before.isalnum() or before == "*" or not after or after.isspace():
        return None
    end = _closing(text, at + stars, (stars, 3))
    if end is None:
        dead.add(stars)
        return None
    inner_end = end + _run_length(text, end) - stars
    if inner_end == at + stars:
        return None
    inner = replace(style, strong=True) if stars == 2 else replace(style, emphasis=True)
    return text[at + stars : inner_end], inner, inner_end + stars


def _stars(text: str, at: int) -> int:
    """The number of asterisks of the mark at ``at``; of three, the first to close are inside."""
    length = _run_length(text, at)
    if length != 3:
        return 2 if length > 1 else 1
    first = _closing(text, at + 3, (1, 2, 3))
    return 1 if first is not None and _run_length(text, first) == 2 else 2


def _closing(text: str, at: int, lengths: tuple[int, ...]) -> int | None:
    """The next asterisks that can close a mark; their number is one of ``lengths``."""
    while at < len(text):
        if match := _ESCAPE.match(text, at) or _CODE.match(text, at):
            at = match.end()
            continue
        length = _run_length(text, at)
        ends_word = not text[at - 1].isspace() and not text[at + length : at + length + 1].isalnum()
        if text[at] == "*" and length in lengths and ends_word:
            return at
        at += length
    return None


def _run_length(text: str, at: int) -> int:
    """The number of asterisks or backticks from ``at`` on; 1 for other characters."""
    end = at + 1
    while text[at] in "*`" and end < len(text) and text[end] == text[at]:
        end += 1
    return end - at


def join_runs(runs: Iterable[Run]) -> Inline:
    """``runs`` without empty ones, those of one style joined."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
