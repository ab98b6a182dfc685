"""A RIS file → its publications."""

from __future__ import annotations

from dataclasses import dataclass, field

from cvgen.bibliography.draft import Draft, Given
from cvgen.bibliography.encodings import decode_bibliography
from cvgen.bibliography.found import MAX_ENTRIES, Found
from cvgen.bibliography.ris.fields import read_record
from cvgen.patterns import pattern

_LINE = pattern(r"^[ \t]*([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]+(.*?))?[ \t]*$")
_LINES = pattern(r"(?P<line>[^\r\n]*)(?:\r\n|[\r\n]|$)")
_HINT = "a reference begins with a line such as `TY  - JOUR` and ends with `ER  -`"


@dataclass
class _Record:
    """The values of one reference, and where it starts."""

    start: int
    values: list[Given] = field(default_factory=list)


def read_ris(name: str, data: bytes) -> Found:
    """The publications of ``data``; InputError for bytes that are no text."""
    found = Found(name, decode_bibliography(name, data))
    records = _records(found)
    if not records and not found.problems:
        found.tell("E777", "the file has no references", found.places.span(0, 1), _HINT)
    if len(records) > MAX_ENTRIES:
        message = f"the file has more than {MAX_ENTRIES} entries"
        found.tell("E777", message, found.places.span(0, 1))
        return found
    for record in records:
        first = record.values[0].span
        key = next((one for one in record.values if one.name in ("ID", "LB")), None)
        draft = Draft(key.text if key else "", key.span if key else first)
        read_record(draft, record.values, found)
        found.entries.append(draft)
    return found


def _records(found: Found) -> list[_Record]:
    """The references of a file; a line without a tag goes on with the value before it."""
    records: list[_Record] = []
    current: _Record | None = None
    for match in _LINES.finditer(found.text):
        line, start = match["line"], match.start("line")
        tagged = _LINE.match(line)
        if tagged is None:
            _continue(found, current, line, start)
            continue
        tag, text = tagged[1], tagged[2] or ""
        at = start + (tagged.start(2) if tagged[2] else len(line))
        given = Given(tag, text, found.places.span(at, at + len(text)))
        if tag == "TY":
            if current is not None:
                _unended(found, current)
            current = _Record(start, [given])
            records.append(current)
        elif tag == "ER":
            current = None
        elif current is None:
            found.tell("E777", f"'{tag}' stands before the start of a reference",
                       found.places.span(start, start + len(line)), _HINT)  # fmt: skip
        else:
            current.values.append(given)
    return records


def _continue(found: Found, current: _Record | None, line: str, start: int) -> None:
    if not line.strip():
        return
    if current is None:
        if start == 0 or not found.entries:
            found.ignored.append(Given("", line, found.places.span(start, start + len(line))))
        return
    last = current.values[-1]
    current.values[-1] = Given(last.name, f"{last.text} {line.strip()}".strip(), last.span)


def _unended(found: Found, record: _Record) -> None:
    found.warn("W779", "the reference has no line `ER  -` at its end", record.values[0].span, _HINT)
