"""A BibTeX file → its publications."""

from __future__ import annotations

import re

from cvgen.bibliography.bibtex.blocks import Block, Blocks, Broken, Raw, evaluate, split_blocks
from cvgen.bibliography.bibtex.definitions import Definitions
from cvgen.bibliography.bibtex.fields import Reading, is_known_type, read_fields
from cvgen.bibliography.bibtex.inheritance import Family
from cvgen.bibliography.draft import Draft, Given
from cvgen.bibliography.encodings import decode_bibliography
from cvgen.bibliography.found import MAX_ENTRIES, Found
from cvgen.errors import did_you_mean

_REASONS = {
    "end of file": "its closing brace is missing",
    "Unexpected block start": "a brace or a quotation mark is missing in it",
    "Expected a `=`": "a field without `=` and a value, or a comma too many in a value",
    "Expected either a `,`": "a comma is missing between two of its fields",
    "Expected comma after entry key": "it needs a key and a comma: @article{key,",
}
_HINT = "close its braces and quotation marks, with a comma between fields"


def read_bibtex(name: str, data: bytes) -> Found:
    """The publications of ``data``; InputError for bytes that are no text."""
    found = Found(name, decode_bibliography(name, data))
    blocks = split_blocks(found.text)
    if len(blocks.entries) > MAX_ENTRIES:
        message = f"the file has more than {MAX_ENTRIES} entries"
        found.tell("E775", message, found.places.span(0, 1), "keep those that a CV needs")
        return found
    family = Family(blocks.entries, blocks.strings)
    defined = Definitions(blocks.preambles)
    seen: dict[str, Draft] = {}
    for block in blocks.entries:
        draft = _entry(found, block, blocks, family, defined)
        if draft is not None:
            _warn_of_repeated_key(found, draft, seen)
    for broken in blocks.broken:
        _tell_broken(found, broken)
    return found


def _entry(
    found: Found, block: Block, blocks: Blocks, family: Family, defined: Definitions
) -> Draft | None:
    """The publication that ``block`` describes; None for one that only others inherit from."""
    given = _given(found, block, blocks, family.fields(block))
    key_end = block.key_start + max(1, len(block.key))
    draft = Draft(block.key, found.places.span(block.key_start, key_end))
    if not family.is_listed(block):
        found.ignored += given.values()
        return None
    for raw, key in family.unknown(block):
        hint = "it needs an entry with this key in the same file"
        span = found.places.span(raw.start, raw.start + len(raw.text))
        found.warn("W780", f"no entry has the key '{key}'", span, hint)
    own = {id(one) for name, one in given.items() if name in block.fields}
    reading = Reading(draft, block.type, given, defined)
    read_fields(reading)
    draft.listed = [one for one in draft.listed if id(one) in own]  # a parent lists its own
    _list_repeated(found, block, blocks, draft)
    _warn_of_abbreviations(found, block, blocks, draft)
    _warn(found, reading)
    found.entries.append(draft)
    return draft


def _given(found: Found, block: Block, blocks: Blocks, fields: dict[str, Raw]) -> dict[str, Given]:
    """The values of ``fields``, with abbreviations resolved."""
    made: dict[str, Given] = {}
    for name, raw in fields.items():
        value = evaluate(raw, blocks.strings)
        span = found.places.span(value.start, value.end)
        made[name] = Given(name, value.text, span)
    return made


def _warn_of_abbreviations(found: Found, block: Block, blocks: Blocks, draft: Draft) -> None:
    """Warnings about undefined abbreviations in the values that are shown."""
    for given in draft.placed:
        raw = block.fields.get(given.name)
        if raw is None or raw.text.isdigit() or (raw.text[:1] in '{"' and "#" not in raw.text):
            continue
        for unknown in evaluate(raw, blocks.strings).unknown:
            hint = did_you_mean(unknown, blocks.strings)
            hint = hint or "define it in @string, or put braces around the text"
            message = f"the abbreviation '{unknown}' is not defined"
            found.warn("W775", message, given.span, hint)


def _list_repeated(found: Found, block: Block, blocks: Blocks, draft: Draft) -> None:
    for name, raw in block.repeated:
        value = evaluate(raw, blocks.strings)
        given = Given(name, value.text, found.places.span(value.start, value.end))
        same = (evaluate(block.fields[name], blocks.strings).text, "")
        draft.leave(given)
        if value.text not in same:
            message = f"'{name}' is given twice in '{block.key}', and the first one counts"
            found.warn("W776", message, given.span, "keep one")


def _warn(found: Found, reading: Reading) -> None:
    """Warnings about the type and the values of one entry."""
    draft = reading.draft
    if not is_known_type(reading.type):
        message = f"'@{reading.type}' is no type of entry, so this is listed under 'other'"
        found.warn("W781", message, draft.span, "write @article, @inproceedings, @misc …")
    for given, names in reading.unknown:
        if given in draft.placed:
            message = f"the LaTeX command {_quoted(names)} is not known"
            found.warn("W777", message, given.span, "write the characters that it stands for")
    for given, hint in reading.strange:
        message = f"'{given.text.strip()}' is not used as the '{given.name}' of an entry"
        found.warn("W779", message, given.span, hint)


def _warn_of_repeated_key(found: Found, draft: Draft, seen: dict[str, Draft]) -> None:
    first = seen.setdefault(draft.key.lower(), draft)
    if first is not draft and draft.key:
        message = f"the key '{draft.key}' is used twice"
        hint = f"line {first.span.line} has it, too; each entry needs a key of its own"
        found.warn("W776", message, draft.span, hint)


def _tell_broken(found: Found, broken: Broken) -> None:
    line_end = re.compile(r"[^\r\n]*").match(found.text, broken.start)
    span = found.places.span(broken.start, line_end.end() if line_end else broken.start + 1)
    named = f"the entry '{broken.key}'" if broken.key else "this block"
    why = next((text for sign, text in _REASONS.items() if sign in broken.reason), "")
    message = f"{named} cannot be read: {why}" if why else f"{named} cannot be read"
    found.tell("E775", message, span, _HINT)


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
