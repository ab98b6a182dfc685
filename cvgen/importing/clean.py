"""Texts of other programs as texts of a CV: without HTML, entities and traces of pasting."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cvgen.markup.inline import escape_marks, parse_inline, plain_text, refused_in
from cvgen.markup.latex import formula_text
from cvgen.markup.passages import Listed, TextBlock, parts_of, refusals
from cvgen.patterns import pattern
from cvgen.source.encodings import NO_TEXT
from cvgen.source.scalars import clean_text, without_sign

_SURROGATE = pattern("[\ud800-\udfff]")
_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLANKS = pattern(r"[ \t\n]+")
_LINE_BLANKS = pattern(r"[ \t]+(?=\n|\Z)")
_EMPTY_LINES = pattern(r"\n{3,}")
_TAG = pattern(
    r"<(?P<close>/?)(?P<name>br|p|div|span|strong|b|em|i|u|code|ul|ol|li|a|font|small|h[1-6]|hr)"
    r"(?P<rest>(?:\s[^<>]*)?)/?>",
    re.IGNORECASE,
)
_HREF = pattern(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_STYLES = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_FORMULA = pattern(r"\$\$(?=\S)([^$\n]*[\\^_][^$\n]*)(?<=\S)\$\$")
_TIGHT_ITEM = pattern(r"(?m)^(\s*)[-–—*•](?=[^\W\d_])")
_HEADING = pattern(r"(?m)^\s*#{1,6}\s+(.+?)\s*#*\s*$")
_QUOTE = pattern(r"(?m)^\s*>\s+")


def clean(text: str) -> str:
    """``text`` with characters that documents can hold, entities read, and HTML as Markdown."""
    text = _LINE_ENDS.sub("\n", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    for _ in range(2):  # some programs encode twice
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _FORMULA.sub(lambda found: formula_text(found[1]) or found[0], text)
    text = NO_TEXT.sub("", _without_tags(text) if "<" in text else text)
    text, _ = clean_text(text.replace("\t", " "))
    return _EMPTY_LINES.sub("\n\n", _LINE_BLANKS.sub("", text)).strip()


def one_line(text: str) -> str:
    """``text`` on one line."""
    return _BLANKS.sub(" ", text).strip()


def item(text: str) -> str:
    """``text`` as an item of a list, without a sign at its start."""
    return without_sign(one_line(text))


def literal(text: str) -> str:
    """``text``, which contains no Markdown, in a form that is read as typed."""
    return text if plain_text(parse_inline(text)) == one_line(text) else escape_marks(text)


def passage(text: str) -> str:
    """``text`` of several lines without what no document can show: headings, quotes, rules."""
    if "\n" not in text:
        return text
    text = _TIGHT_ITEM.sub(r"\1- ", _QUOTE.sub("", _HEADING.sub(r"\n**\1**\n", text)))
    lines = text.split("\n")
    rules = {found.line for found in refusals(text) if found.kind == "rule"}
    text = "\n".join(line for number, line in enumerate(lines) if number not in rules)
    return _EMPTY_LINES.sub("\n\n", text).strip()


def parts_in(text: str) -> Iterator[tuple[int, str]]:
    """The items of ``text`` if it is a list, else its paragraphs; 1 for those below another."""
    below = 0
    for part in parts_of(passage(text)):
        if isinstance(part, TextBlock):
            below = 1
            yield 0, item(part.text)
        else:
            yield from ((min(1, below + depth), inner) for depth, inner in items_of(part))


def items_of(listed: Listed) -> Iterator[tuple[int, str]]:
    """The items of a list; 1 for those below another."""
    for one in listed.items:
        yield 0, item(one.text)
        yield from ((1, item(text)) for text in (one.below.texts() if one.below else ()))


def plainest(text: str) -> str:
    """``text`` on one line with all marks literal, which every field accepts."""
    text = one_line(text)
    found = refused_in(text)
    return escape_marks(text) if found.unsafe or found.pictures or "`" in text else text


def _without_tags(text: str) -> str:
    """``text`` with Markdown for HTML elements; others, such as ``Map<String>``, stay."""
    links: list[str] = []

    def markdown(tag: re.Match[str]) -> str:
        name, closes = tag["name"].casefold(), bool(tag["close"])
        if name in _STYLES:
            return _STYLES[name]
        if name == "a":
            return _link(tag, links, closes)
        if name == "li":
            return "" if closes else "\n- "
        if name == "br":
            return "\n"
        return "" if name in ("span", "u", "font", "small") else "\n\n"

    return _TAG.sub(markdown, text)


def _link(tag: re.Match[str], links: list[str], closes: bool) -> str:
    if closes:
        address = links.pop() if links else ""
        return f"]({address})" if address else ""
    found = _HREF.search(tag["rest"])
    links.append(found[1] if found else "")
    return "[" if found else ""
