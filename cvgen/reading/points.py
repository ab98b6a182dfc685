"""Decides for each thing that programs need whether a file has it, and says what to do."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from cvgen.patterns import pattern
from cvgen.reading.contents import Contents, Point, Segment
from cvgen.reading.fields import Fields
from cvgen.verify.normalize import reads_from_right, tokens

_GARBLED = pattern(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\(cid:\d+\)")
_LIGATURES = pattern("[\ufb00-\ufb06]")
_LEAST_LETTERS = 100
_LEAST_LINE = 8
_LEAST_ORDER = 0.95
_LEAST_FOUND = 0.9
_MOST_GARBLED = 0.005
_RIGHT_HALF, _WIDE = 0.5, 0.22
_MOST_JUMPS = 3
_LEAST_SECTIONS = 2
_SCANNED = (
    "a program sees an empty page: export the PDF from the program the CV was written in, or run "
    "text recognition on it"
)


def points_of(contents: Contents, fields: Fields) -> list[Point]:
    """All points of a file; those that need text are left out where it has none."""
    text = "".join(contents.text.split())
    layer = _text_layer(contents, len(text))
    if layer.passed is False:
        return [layer, *_declared(contents)]
    order = _order(contents)
    return [
        layer, _letters(contents, text), _ligatures(text), order, *_columns(contents),
        *_contacts(contents, fields), *_structure(fields), *_declared(contents),
    ]  # fmt: skip


def _text_layer(contents: Contents, letters: int) -> Point:
    empty = [number for number, page in enumerate(contents.pages, 1) if not page.strip()]
    if letters < _LEAST_LETTERS:
        found = f"{letters} characters of text" if letters else "no text at all"
        if contents.has_pictures:
            found += ": the pages are pictures"
        return Point("text", False, found, _SCANNED)
    if empty and contents.kind == "PDF":
        pages = ", ".join(map(str, empty))
        return Point("text", None, f"no text on page {pages}", "check that nothing is missing")
    return Point("text", True, f"{letters:,} characters")


def _letters(contents: Contents, text: str) -> Point:
    whole = "".join("".join(pages) for pages in contents.readers.values())
    bad = len(_GARBLED.findall(whole))
    if bad <= _MOST_GARBLED * len(text):
        return Point("letters", True, "every letter has its meaning")
    advice = "the fonts lack a table of letters (ToUnicode): export it with another program or font"
    return Point("letters", False, f"{bad:,} characters cannot be read", advice)


def _ligatures(text: str) -> Point:
    found = sorted(set(_LIGATURES.findall(text)))
    if not found:
        return Point("ligatures", True, "ﬁ, ﬂ and the like are read as letters")
    said = f"{' '.join(found)} are characters of their own: a search for “office” may fail"
    return Point("ligatures", False, said, "turn ligatures off, or export with another program")


def agreement(first: str, second: str) -> tuple[float, float]:
    """How much of the lines of ``first`` is in ``second``, and how many of these keep their order.

    Both are parts of 1. Spaces, marks and case do not count; short lines are left out.
    """
    solid = "".join(tokens(second))
    whole = size = 0
    places = []
    for line in first.split("\n"):
        words = tokens(line)
        letters = "".join(words)
        if len(letters) < _LEAST_LINE:
            continue
        whole += len(letters)
        if reads_from_right(line):  # readers differ in the order of words within such lines
            size += sum(len(word) for word in words if word in solid or word[::-1] in solid)
        elif (at := solid.find(letters)) >= 0:
            size += len(letters)
            if solid.find(letters, at + 1) < 0:
                places.append(at)
    if not whole:
        return 1.0, 1.0
    kept = sum(before < after for before, after in itertools.pairwise(places))
    return size / whole, kept / (len(places) - 1) if len(places) > 1 else 1.0


def _order(contents: Contents) -> Point:
    (one, first), (other, second) = contents.readers.items()
    share, order = agreement("\n".join(first), "\n".join(second))
    figures = f"{one} and {other}: {share:.0%} of the lines agree, {order:.0%} in the same order"
    if share >= _LEAST_FOUND and order >= _LEAST_ORDER:
        return Point("order", True, figures)
    advice = "use one column, and avoid text boxes, tables and letters placed one by one"
    return Point("order", False, figures, advice)


def _columns(contents: Contents) -> Iterator[Point]:
    """Whether the reading jumps between two columns."""
    if not contents.segments:
        return
    jumps = sum(map(_jumps, contents.segments))
    if jumps <= _MOST_JUMPS * len(contents.segments):
        yield Point("columns", True, "the text does not jump between columns")
    else:
        found = f"the text jumps {jumps} times between a left and a right column"
        advice = "use one column, or a program that writes one column after the other"
        yield Point("columns", False, found, advice)


def _jumps(segments: Sequence[Segment]) -> int:
    """How often the reading goes from a wide right piece back to a left one beside or above it."""
    count = 0
    right: Segment | None = None
    for one in segments:
        if one.left > _RIGHT_HALF and one.right - one.left > _WIDE:
            right = one
        elif right is not None and one.right < _RIGHT_HALF + 0.1:
            count += one.top - right.top < 0.05
            right = None
    return count


def _contacts(contents: Contents, fields: Fields) -> Iterator[Point]:
    advice = "write it alone in the first line, in ordinary letters"
    yield _found("name", (fields.name,), "no name in the first lines", advice)
    hidden = [link for link in contents.links if link.startswith("mailto:")]
    missing = "no e-mail address in the text"
    advice = "write the e-mail address as text in the body"
    if not fields.emails and "@" in contents.aside:
        missing = "the e-mail address is in the page header or footer, which many programs skip"
    elif not fields.emails and hidden:
        missing = "the e-mail address is only behind a link"
    yield _found("e-mail", fields.emails, missing, advice)
    advice = "with the country, as in +44 20 7946 0001; leave it out where you do not want calls"
    if fields.phones:
        yield Point("phone", True, ", ".join(fields.phones))
    else:
        yield Point("phone", None, "no phone number in the text", advice)
    behind = [link for link in contents.links if link.startswith("http")]
    shown = fields.links or tuple(behind)
    if shown:
        yield Point("links", True, ", ".join(shown[:5]))
    else:
        yield Point("links", None, "no addresses of pages or profiles")


def _found(name: str, values: tuple[str, ...], missing: str, advice: str) -> Point:
    said = ", ".join(filter(None, values))
    return Point(name, True, said) if said else Point(name, False, missing, advice)


def _structure(fields: Fields) -> Iterator[Point]:
    has = len(fields.headings) >= _LEAST_SECTIONS
    found = ", ".join(fields.sections) or "no title that programs know"
    advice = (
        "" if has else "use usual titles, such as Experience, Education and Skills, each in a line"
    )
    yield Point("sections", has, found, advice)
    if not fields.years:
        advice = "give each position its dates, as in Sep 2023 – present"
        yield Point("dates", False, "no years in the text", advice)
        return
    count = len(fields.dated)
    found = f"{count} lines with dates that can be read"
    advice = "" if count else "write dates as in Sep 2023 – present, with the year in four digits"
    yield Point("dates", count > 0, found, advice)
    named = sum(bool(one.title) for one in fields.dated)
    if count:
        found = f"{named} of {count} dates have a title beside them or in the line above"
        advice = (
            "" if named == count else "put title, organization and dates into neighbouring lines"
        )
        yield Point("entries", named == count, found, advice)


def _declared(contents: Contents) -> Iterator[Point]:
    yield from contents.points
    known = bool(contents.language)
    advice = "" if known else "set the language of the document before you export it"
    yield Point("language", known, contents.language or "no language is declared", advice)
    titled = bool(contents.title.strip())
    advice = "" if titled else "set the title in the properties of the document: name and “CV”"
    yield Point("title", titled, contents.title.strip() or "no title is declared", advice)
