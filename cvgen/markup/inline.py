"""Inline Markdown: ``**strong**``, ``*emphasis*``, ```code```, ``[text](url)``, ``<url>``.

A bare address is a link.
All else is literal. Underscores, ``<``, ``#``, ``$`` and backslashes stay as typed. An asterisk
opens emphasis only at the start of a word and closes it only at the end of one, so ``A*AA`` and
``Core A*`` are text. A backslash before one of ``* ` [ ] \\`` makes that character literal.
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
_SIGN = pattern(r"[*`\[\]\\]")
_LINK = pattern(
    r"\[((?:\\.|[^\[\]\\])+)\]\(\s*(?:<([^<>\n]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)"
)
_AUTOLINK = pattern(r"<((?:https?://|mailto:|tel:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.I)
_PICTURE = pattern(r"!\[((?:\\.|[^\[\]\\])*)\](?:\([^()\n]*\)|\[[^\[\]]*\])")
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
    """A stretch of text in one style; ``role`` names its part (``self``, ``venue``) for themes.

    ``lang`` is the tag of its language where that is not the document's.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None
    role: str | None = None
    lang: str | None = None


Inline = tuple[Run, ...]


def parse_inline(text: str, *, lines: bool = False) -> Inline:
    """``text`` as runs, neighbours of one style joined; line breaks become spaces, or with
    ``lines`` stay, but for those in code and in links.
    """
    flat = _BLANKS.sub(_blank if lines else " ", text).strip()
    if _PLAIN.fullmatch(flat) and not _LIKELY.search(flat):
        return (Run(flat),)
    return _joined(part for run in _parse(flat, Run(""), _State()) for part in _linked(run))


def _blank(found: re.Match[str]) -> str:
    return "\n" if "\n" in found.group() else " "


def plain_text(inline: Inline) -> str:
    """The text of the runs without styles."""
    return "".join(run.text for run in inline)


def literal(text: str, **style: object) -> Inline:
    """``text`` as one run without looking for marks in it; no run where it is empty."""
    return (Run(text, **style),) if text else ()  # type: ignore[arg-type]


def escaped(text: str) -> str:
    """``text`` as inline Markdown that reads as ``text``."""
    return _SIGN.sub(r"\\\g<0>", text)


def joined(parts: Iterable[Inline], separator: str = ", ") -> Inline:
    """The parts that are not empty, with ``separator`` between them."""
    out: list[Run] = []
    for part in parts:
        if part and out:
            out.append(Run(separator))
        out += part
    return tuple(out)


def is_safe_url(url: str) -> bool:
    """Whether ``url`` is absolute with a scheme that only leads somewhere and runs nothing."""
    return _SAFE_URL.fullmatch(url) is not None


def unsafe_links(text: str) -> list[str]:
    """The addresses of ``[text](url)`` links in ``text`` that are not let through."""
    state = _State()
    _parse(text, Run(""), state)
    return state.unsafe


def pictures(text: str) -> list[str]:
    """The pictures of Markdown in ``text``, as they are typed."""
    state = _State()
    _parse(text, Run(""), state)
    return state.pictures


@dataclass(slots=True)
class _State:
    """What the parser learns on its way: links it refused, and pictures."""

    unsafe: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def _parse(text: str, style: Run, state: _State) -> list[Run]:
    runs: list[Run] = []
    buffer: list[str] = []
    dead: set[int] = set()
    at = 0
    while at < len(text):
        if match := _PLAIN.match(text, at):
            buffer.append(match.group())
            at = match.end()
            continue
        if match := _ESCAPE.match(text, at):
            buffer.append(match.group(1))
            at = match.end()
            continue
        if match := _PICTURE.match(text, at):
            state.pictures.append(match.group())
            buffer.append(match.group())
            at = match.end()
            continue
        found = _mark_at(text, at, style, state) or _emphasis_at(text, at, style, dead)
        if found is None:
            length = _run_length(text, at)
            buffer.append(text[at : at + length])
            at += length
            continue
        runs.append(replace(style, text="".join(buffer)))
        buffer.clear()
        inner, inner_style, at = found
        code = inner_style.code
        if code and inner_style.href is not None and style.href is None:
            runs.append(replace(inner_style, text=inner, code=style.code))  # an address alone
        else:
            runs += (
                [replace(inner_style, text=inner)] if code else _parse(inner, inner_style, state)
            )
    runs.append(replace(style, text="".join(buffer)))
    return runs


_Found = tuple[str, Run, int]
"""The text inside of a mark, its style, and where the mark ends."""


def _mark_at(text: str, at: int, style: Run, state: _State) -> _Found | None:
    """The code or link that starts at ``at``, or None if there is none."""
    if text[at] == "`" and (match := _CODE.match(text, at)):
        code = match.group(2)
        if code.strip() and code[0] == code[-1] == " ":
            code = code[1:-1]  # as CommonMark, so that code may begin or end with a backtick
        code = code.replace("\n", " ")
        return code, replace(style, code=True), match.end()
    if text[at] == "[" and style.href is None and (match := _LINK.match(text, at)):
        target = match.group(3) if match.group(2) is None else match.group(2)
        if is_safe_url(target):
            label = match.group(1).replace("\n", " ")
            return label, replace(style, href=target), match.end()
        state.unsafe.append(target)
    if text[at] == "<" and style.href is None and (match := _AUTOLINK.match(text, at)):
        target = match.group(1) if ":" in match.group(1) else f"mailto:{match.group(1)}"
        if is_safe_url(target):
            shown = re.sub(r"^(?:mailto|tel):", "", match.group(1), flags=re.IGNORECASE)
            return shown, replace(style, href=target, code=True), match.end()
    return None


def _linked(run: Run) -> Iterator[Run]:
    """``run`` with the bare addresses in it as links."""
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
    """Where bare addresses start and end in ``text``, each with the link that it is."""
    if not _LIKELY.search(text):  # much faster than to look for each kind everywhere
        return
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found.group())
        if address.rstrip("/:.") in ("http", "https", "www"):
            continue
        scheme = "" if "://" in address else "mailto:" if "@" in address else "https://"
        yield found.start(), found.start() + len(address), f"{scheme}{address}"


def _trimmed(address: str) -> str:
    """``address`` without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        unpaired = last in ")]}" and address.count(last) > address.count("([{"[")]}".index(last)])
        if last not in "?!.,:;*_~'\"`|\\" and not unpaired:
            break
        address = address[:-1]
    return address


def _emphasis_at(text: str, at: int, style: Run, dead: set[int]) -> _Found | None:
    """The emphasis that starts at ``at``, or None if there is none.

    ``dead`` holds the numbers of asterisks that nothing closes any more, so that a text full of
    them is not searched to its end for each.
    """
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
    """How many asterisks the mark at ``at`` has: of three, what closes first is inside."""
    length = _run_length(text, at)
    if length != 3:
        return 2 if length > 1 else 1
    first = _closing(text, at + 3, (1, 2, 3))
    return 1 if first is not None and _run_length(text, first) == 2 else 2


def _closing(text: str, at: int, lengths: tuple[int, ...]) -> int | None:
    """Where the next run of as many asterisks as one of ``lengths`` is that can close a mark."""
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
    """How often the mark at ``at`` (asterisk or backtick) is repeated; 1 for other characters."""
    end = at + 1
    while text[at] in "*`" and end < len(text) and text[end] == text[at]:
        end += 1
    return end - at


def _joined(runs: Iterable[Run]) -> Inline:
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
