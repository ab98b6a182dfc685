"""The blocks of a BibTeX file: entries with the place of each value, strings, and broken blocks."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cvgen.patterns import pattern

_LONGEST = 10_000
"""At most so many characters are kept of an abbreviation."""
_WORD = pattern(r"[^\s#{}\"]+")
_BROKEN_START = pattern(r"@\s*(\w+)\s*[{(]\s*([^,\s={}]*)")
_BRACE = pattern(r"\\.|[{}\"]", re.DOTALL)
_QUOTE_OR_BRACE = pattern(r"\\.|[{}\"]|^[ \t]*@", re.DOTALL | re.MULTILINE)
_MASK = "\ufdd2"  # no text contains it
_ONE_GROUP = pattern(r"\{[^{}\\]*\}")
_KEY = pattern(r"[^\s,={}\"]+")


@dataclass(frozen=True, slots=True)
class Raw:
    """A value with its delimiters, and where it starts in the file."""

    text: str
    start: int


@dataclass
class Block:
    """An entry: its type and key, where both start, and its fields in lower case.

    ``repeated`` are fields of a name that the entry has already.
    """

    type: str
    key: str
    start: int
    key_start: int
    fields: dict[str, Raw]
    repeated: list[tuple[str, Raw]] = field(default_factory=list)


@dataclass(frozen=True)
class Broken:
    """A block that cannot be read: where it starts, its key if that is known, and why."""

    start: int
    key: str
    reason: str


@dataclass
class Blocks:
    """What a file consists of; ``strings`` are abbreviations by name in lower case."""

    entries: list[Block] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    preambles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Evaluated:
    """A value without delimiters, its place in the file, and the abbreviations it lacks."""

    text: str
    start: int
    end: int
    unknown: tuple[str, ...] = ()


MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip
"""The abbreviations that every style of BibTeX defines."""


def split_blocks(text: str) -> Blocks:
    """The blocks of ``text``; one that is broken does not affect the others."""
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    found, at = Blocks(), 0
    masked = _masked(text)
    for block in Splitter(masked).split().blocks:
        raw = block.raw or ""
        start = masked.find(raw, at)
        if start < 0:
            continue
        _add(found, block, raw, start)
        at = start + max(1, len(raw) if not _is_failed(block) else 1)
    return found


def _masked(text: str) -> str:
    """``text`` with a placeholder for each quotation mark in braces, which ends no value.

    The parser takes those in ``"{a "word" here}"`` for the end.
    """
    if '"' not in text:
        return text
    out, at, depth = [], 0, 0
    for match in _QUOTE_OR_BRACE.finditer(text):
        sign = match.group()
        if sign == '"' and depth > 1:
            out += [text[at : match.start()], _MASK]
            at = match.end()
        elif sign[-1] == "@":
            depth = 0  # a new entry, also after a broken one
        elif len(sign) == 1:
            depth += (sign == "{") - (sign == "}")
    return "".join([*out, text[at:]])


def _is_failed(block: object) -> bool:
    return type(block).__name__ == "ParsingFailedBlock"


def _add(found: Blocks, block: object, raw: str, start: int) -> None:
    from bibtexparser.model import (
        DuplicateBlockKeyBlock,
        Entry,
        ParsingFailedBlock,
        Preamble,
        String,
    )

    inner = getattr(block, "ignore_error_block", None)
    if isinstance(block, DuplicateBlockKeyBlock):
        inner = block.ignore_error_block
    block = inner if inner is not None else block
    if isinstance(block, Entry):
        made = _entry(block, raw, start)
        if any(_is_glued(value.text) for value in made.fields.values()):
            found.broken.append(Broken(start, made.key, "Expected either a `,`"))
        else:
            found.entries.append(made)
    elif isinstance(block, String):
        at = raw.find(block.value, raw.find("=") + 1)
        text = block.value.replace(_MASK, '"')
        value = evaluate(Raw(text, start + max(at, 0)), found.strings).text
        found.strings[block.key.lower()] = value[:_LONGEST]  # each may repeat those before it
    elif isinstance(block, Preamble):
        text = block.value.replace(_MASK, '"')
        found.preambles.append(evaluate(Raw(text, start), found.strings).text)
    elif isinstance(block, ParsingFailedBlock):
        named = _BROKEN_START.match(raw)
        reason = getattr(block.error, "abort_reason", "")
        found.broken.append(Broken(start, named[2] if named else "", reason))


def _entry(block: object, raw: str, start: int) -> Block:
    """The entry ``block`` whose text ``raw`` begins at ``start``."""
    kind, key = str(getattr(block, "entry_type", "")), str(getattr(block, "key", ""))
    opening = min(at for at in (raw.find("{"), raw.find("("), len(raw)) if at >= 0)
    key_at = raw.find(key, opening) if key else opening
    made = Block(kind.lower(), key, start, start + max(key_at, 0), {})
    at = max(key_at, 0) + len(key)
    for one in getattr(block, "fields", ()):
        name_at = raw.find(one.key, at)
        equals = raw.find("=", name_at + len(one.key))
        value_at = raw.find(one.value, equals + 1)
        at = value_at + len(one.value)
        text = one.value.replace(_MASK, '"')
        value, name = Raw(text, start + value_at), one.key.lower()
        if name in made.fields:
            made.repeated.append((name, value))
        else:
            made.fields[name] = value
    return made


def _is_glued(text: str) -> bool:
    """True if no ``#`` joins the parts of ``text``, as where a comma after a value is missing."""
    if text.isdigit() or _ONE_GROUP.fullmatch(text):
        return False
    end = None
    for part, at, is_name in _pieces(text):
        start = at if is_name else at - 1
        if end is not None and "#" not in text[end:start]:
            return True
        end = at + len(part) + (0 if is_name else 1)
    return False


def evaluate(raw: Raw, strings: Mapping[str, str]) -> Evaluated:
    """``raw`` without braces and quotes, with abbreviations and ``#`` resolved."""
    parts: list[str] = []
    unknown: list[str] = []
    start, end = raw.start, raw.start + len(raw.text)
    if raw.text.isdigit():
        return Evaluated(raw.text, start, end)
    if _ONE_GROUP.fullmatch(raw.text):  # most are, and this is faster
        return Evaluated(raw.text[1:-1], start + 1, end - 1)
    pieces = list(_pieces(raw.text))
    for text, at, is_name in pieces:
        name = text.lower()
        if not is_name or text.isdigit():
            parts.append(text)
        elif name in strings:
            parts.append(strings[name])
        elif name in MONTHS:
            parts.append(name)
        else:
            parts.append(text)
            unknown.append(text)
        if len(pieces) == 1 and not is_name:
            start, end = raw.start + at, raw.start + at + len(text)
    return Evaluated("".join(parts), start, end, tuple(unknown))


def _pieces(text: str) -> Iterator[tuple[str, int, bool]]:
    """The parts of a value around ``#``: the text, where it starts, and if it is a name."""
    at = 0
    while at < len(text):
        if text[at] in " \t\r\n#}":
            at += 1
        elif text[at] in '{"':
            end = _closing(text, at)
            yield text[at + 1 : end], at + 1, False
            at = end + 1
        else:
            match = _WORD.match(text, at)
            if match is not None:  # else it is a rare kind of space
                yield match.group(), at, True
            at = match.end() if match else at + 1


def _closing(text: str, start: int) -> int:
    """Where the group that opens at ``start`` closes, else the end of ``text``."""
    depth, quoted = 0, text[start] == '"'
    for match in _BRACE.finditer(text, start + 1):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif (sign == '"' and quoted and depth <= 0) or (sign == "}" and not quoted and depth == 0):
            return match.start()
        elif sign == "}":
            depth -= 1
    return len(text)


def names_in(value: str) -> Iterable[str]:
    """Keys in a list with commas, as in ``crossref`` and ``xdata``."""
    return [match.group() for match in _KEY.finditer(value)]
