"""HTML of Crossref and PubMed titles → inline Markdown, and scripts in Unicode: ``10⁻³``, ``H₂O``.

Text that only looks like HTML stays as typed: ``Map<String>``, ``AT&T``.
"""

from __future__ import annotations

import re
import sys
from html.entities import html5

from cvgen.markup.inline import escape_marks, parse_inline, plain_text
from cvgen.patterns import pattern

_SIGNS = pattern(r"[<&]")
_CODE = pattern(r"(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)")
_ENTITY = pattern(r"\\?&(?:#(?P<number>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>\w+));")
_NAMES = (
    r"(?:jats:)?(?:sub|sup|inf|i|em|italic|b|bold|strong|u|p|br|span|scp|sc|font|tt|small|title)"
    r"|mml:\w+|math|tex-math"
)
_TAG = pattern(rf"<(?P<close>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HIDDEN_TAG = pattern(rf"&lt;(/?(?:{_NAMES}))&gt;", re.IGNORECASE)
TAGS = "sub|sup|i|em|b|strong|u|p|span|small|font|tt|code|li|ul|ol|div|a|h[1-6]|mark|s|del|center"
"""An expression for the HTML elements that people type in texts."""
_MARKS = {"i": "*", "em": "*", "italic": "*", "b": "**", "bold": "**", "strong": "**"}
_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzTβγδ*′∘.,",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟ*′°.,",
)
_LOWERED = str.maketrans(
    "0123456789+-=()aehijklmnoprstuvxβγρφχ.,",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ.,",
)
_MINUS = str.maketrans("−–‐‑", "----")
_DROPPED = frozenset({"u", "p", "span", "scp", "sc", "font", "tt", "small", "title"})
_INNERMOST = pattern(
    rf"<(?P<name>{_NAMES})(?:\s[^<>]*)?>(?P<inside>(?:(?!</?(?:{_NAMES})[\s>/]).)*)</(?P=name)>",
    re.IGNORECASE,
)
_BREAK = pattern(r"<(?:jats:)?br\s*/?>", re.IGNORECASE)
_DEEPEST = 6


def from_html(text: str) -> str:
    """``text`` with known HTML converted; unknown HTML stays as typed."""
    if not _SIGNS.search(text):
        return text
    out, at = [], 0
    for code in _CODE.finditer(text):
        out += [_part(text[at : code.start()]), code.group()]
        at = code.end()
    return "".join([*out, _part(text[at:])])


def unread_html(text: str) -> tuple[str, ...]:
    """The tags that :func:`from_html` leaves in ``text``, once each, without matching end tags."""
    if "<" not in text and "&lt" not in text:
        return ()
    tags = list(_TAG.finditer(_CODE.sub("", from_html(text))))
    begun = {tag["name"].lower() for tag in tags if not tag["close"]}
    named = [tag for tag in tags if not tag["close"] or tag["name"].lower() not in begun]
    return tuple(dict.fromkeys(tag.group() for tag in named))


def is_entity(text: str) -> bool:
    """True if ``text`` is an HTML entity, such as ``&alpha;``."""
    return without_entities(text) != text


def without_entities(text: str) -> str:
    """``text`` with known HTML entities as characters."""
    return _ENTITY.sub(_letter, text) if "&" in text else text


def superscript(text: str) -> str | None:
    """``text`` in superscript characters; None if Unicode lacks one of them."""
    return _translated(text, _RAISED)


def subscript(text: str) -> str | None:
    """``text`` in subscript characters; None if Unicode lacks one of them."""
    return _translated(text, _LOWERED)


def _translated(text: str, table: dict[int, int]) -> str | None:
    signs = "".join(text.split()).translate(_MINUS)
    return signs.translate(table) if signs and all(ord(sign) in table for sign in signs) else None


def emphasize(match: re.Match[str], text: str, mark: str) -> str:
    """``text``, found by ``match``, as emphasis; unchanged beside a letter."""
    bare, whole = text.strip(), match.string
    before, after = whole[: match.start()][-1:], whole[match.end() : match.end() + 1]
    touches = (before.isalnum() and not text[:1].isspace()) or (
        after.isalnum() and not text[-1:].isspace()
    )
    if not bare or touches:
        return text
    lead, _, rest = text.partition(bare)
    return f"{lead}{mark}{bare}{mark}{rest}"


def _part(text: str) -> str:
    text = _BREAK.sub(" ", _HIDDEN_TAG.sub(r"<\1>", text))
    for _ in range(_DEEPEST):
        text = _INNERMOST.sub(_styled, text)
    return without_entities(text)


def _styled(match: re.Match[str]) -> str:
    """The text of an innermost element."""
    name = match["name"].lower().removeprefix("jats:")
    inside = match["inside"]
    if name in ("sub", "inf", "sup"):
        signs = plain_text(parse_inline(without_entities(inside)))
        found = superscript(signs) if name == "sup" else subscript(signs)
        return match.group() if found is None else escape_marks(found)
    if name in _DROPPED or not inside.strip():
        return inside
    return emphasize(match, inside, _MARKS[name]) if name in _MARKS else match.group()


def _letter(match: re.Match[str]) -> str:
    """The character of an entity; as typed if it has none."""
    if match["name"]:
        found = html5.get(f"{match['name']};", "")
    else:
        code = int(match["number"] or match["hex"], 10 if match["number"] else 16)
        found = chr(code) if code <= sys.maxunicode else ""
    is_shown = bool(found) and (found.isprintable() or found == "\N{NO-BREAK SPACE}")
    return escape_marks(found) if is_shown else match.group()
