"""Escapes plain text for Markdown with as few escapes as possible, and links addresses."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

from cvgen.markup.inline import addresses
from cvgen.patterns import pattern

_MARKS = pattern(r"[\\`*_<&~\[\]]")
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w*);", re.ASCII)
_LONE = pattern(r"(?<=\s)[*_]{1,3}(?=\s)")
_TILDES = pattern(r"~(?=\S).*(?<=\S)~")
_BRACKET = pattern(r"[\[\]]")
_AUTOLINK = pattern(
    r"https?://(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+|[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE | re.ASCII,
)
_TASK = pattern(r"^\[([ xX])\]")
_LINE_START = pattern(r"^(?:(#{1,6}(?:\s|$)|>|[-+](?:\s|$)|=+$|-[-\s]*$)|(\d+)([.)])(?=\s|$))")
_DELIMITERS = pattern(r"^[|: -]*$")


def escape(text: str, strict: bool = False) -> str:
    """``text`` with each character escaped that Markdown would interpret; see :func:`has_pairs`."""
    if not _MARKS.search(text):
        return text
    loose = _loose_brackets(text)

    def guard(match: re.Match[str]) -> str:
        mark, at = match.group(), match.start()
        acts = at in loose if mark in "[]" else _is_active(text, at, strict)
        return f"\\{mark}" if acts else mark

    return _MARKS.sub(guard, text)


def has_pairs(text: str) -> bool:
    """True if single marks look like a pair, to a linter (``*`` and ``_``) or to GitHub (``~``)."""
    return len(_LONE.findall(text)) > 1 or _TILDES.search(text) is not None


def _is_active(text: str, at: int, strict: bool) -> bool:
    """True if Markdown would interpret the mark at ``at``."""
    mark = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark == "*":
        return strict or not (before.isspace() and after.isspace())
    if mark == "_":
        lone = before.isspace() and after.isspace()
        return strict if lone else _ends_word(before) or _ends_word(after)
    if mark == "<":
        return after != " "
    if mark == "~":
        return strict
    if mark == "&":
        return _is_entity(text, at)
    return True


def _ends_word(char: str) -> bool:
    return not char or char.isspace() or unicodedata.category(char)[0] in "PS"


def _is_entity(text: str, at: int) -> bool:
    found = _ENTITY.match(text, at)
    if found is None:
        return False
    from html.entities import html5  # two thousand names that few CVs need

    name = found.group()[1:]
    return name[0] == "#" or name in html5


def _loose_brackets(text: str) -> set[int]:
    """The positions of brackets that could form a link: unpaired, nested or before ``( [ :``."""
    loose: set[int] = set()
    start: int | None = None
    for found in _BRACKET.finditer(text):
        at = found.start()
        if found.group() == "[":
            loose |= {start} if start is not None else set()
            start = at
        elif start is None:
            loose.add(at)
        else:
            if text[at + 1 : at + 2] in ("(", "[", ":") or text[start - 1 : start] == "]":
                loose |= {start, at}
            start = None
    return loose | ({start} if start is not None else set())


def with_addresses(text: str, strict: bool = False) -> str:
    """``text`` escaped, with its addresses as links, which GitHub would make of them anyway."""
    parts: list[str] = []
    at = 0
    for start, end, href in addresses(text):
        parts.append(before_link(escape(text[at:start], strict)))
        shown = text[start:end]
        parts.append(autolink(shown, href) or f"[{escape(shown)}]({destination(href)})")
        at = end
    return "".join([*parts, escape(text[at:], strict)])


def before_link(text: str) -> str:
    """``text`` with a final ``!`` escaped, which would turn a link after it into a picture."""
    return f"{text[:-1]}\\!" if text.endswith("!") else text


def autolink(text: str, address: str) -> str:
    """``<address>`` if that reads as ``text``, else empty."""
    same = address in (text, f"mailto:{text}")
    return f"<{text}>" if same and _AUTOLINK.fullmatch(text) else ""


def destination(href: str) -> str:
    """``href``, with everything percent-encoded that Markdown or a URL cannot contain."""
    from urllib.parse import quote

    scheme, separator, rest = href.partition("://")
    host, slash, path = rest.partition("/")
    if separator and not host.isascii():
        with suppress(UnicodeError):
            href = f"{scheme}://{host.encode('idna').decode()}{slash}{path}"
    href = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", href)
    href = quote(href, safe=";/?:@&=+$,-_.!~*'#%")
    return re.sub(r"&(#?\w+);", r"&\1%3B", href)


def escape_start(line: str) -> str:
    """``line``, escaped at its start if that would begin a list, heading, quote, rule or task."""

    def guard(match: re.Match[str]) -> str:
        mark, number, point = match.groups()
        return f"\\{mark}" if mark else f"{number}\\{point}"

    if _DELIMITERS.match(line) and line[:1] != "-":
        return line.replace("-", "\\-", 1)
    return _LINE_START.sub(guard, _TASK.sub(r"\\[\1\\]", line))
