"""The texts of scalars, as they are meant: their lines, without traces of pasting.

YAML folds the lines of an unquoted text, and of a text after ``>``; lists and tables keep theirs.
In text pasted from Word, a PDF or a web page, letters become single characters (NFC), ligatures
become letters; invisible characters and bullet signs at the start of list items go. Cleaning a
clean text changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from cvgen.errors import Problem, Span
from cvgen.markup.passages import SIGNS, is_refused, may_start_item, starts_item
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Scalar, Source, first_line

_LIGATURES = pattern("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufbb1\ufbd3-\ufd3d"
                        "\ufd50-\ufdc7\ufe70-\ufefc]")  # fmt: skip
_INVISIBLE = pattern(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffc]"
)
_DIRECTION = pattern("[\u061c\u200e\u200f]")
_JOINERS = pattern("[\u200c\u200d]+")
_RTL = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIGN = pattern(
    rf"\s*(?:[{SIGNS}·]\s*|[-*+–—]\s+(?=[^\W\d])|[-*–—]\s+|§\s+(?=[^\W\d_])|o(?:\t|\s{{2,}}))+(?=\S)"
)
_LETTER = pattern(r"\Ao\s+(?=[A-ZÀ-ÖØ-Þ])")
"""Word's sign of the second level; a single one is the Portuguese article."""
_KINDS = {
    "sign": ("bullet sign", "bullet signs"),
    "ligature": ("ligature", "ligatures"),
    "composed": ("letter in two pieces", "letters in two pieces"),
    "invisible": ("invisible character", "invisible characters"),
}
_MAX_PLACES = 3
_ITEM = pattern(r"\s*\d{1,3}[.)]\s")
_FIRST = pattern(r"\s*1[.)]\s")
_FOLDED = pattern(r"(?<!\n)\n(?=[^\n \t])")
Row = tuple[int, str]
"""The number of a line of the file, and its text."""


def clean_text(text: str) -> tuple[str, Counter[str]]:
    """``text`` without traces of pasting, and how many of each kind it had."""
    found: Counter[str] = Counter()
    if text.isascii():
        return text, found
    text, found["ligature"] = _LIGATURES.subn(
        lambda one: unicodedata.normalize("NFKC", one[0]), text
    )
    text, found["invisible"] = _without_invisible(text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        found["composed"] = max(1, len(text) - len(composed))
    return composed, +found


def without_sign(text: str) -> str:
    """``text``, an item of a list, without a bullet sign at its start."""
    return _SIGN.sub("", text, count=1) if _SIGN.match(text) else text


def _without_invisible(text: str) -> tuple[str, int]:
    """``text`` without invisible characters that it does not need, and how many it had."""
    size = len(text)
    text = _INVISIBLE.sub("", text)
    if not _RTL.search(text):
        text = _DIRECTION.sub("", text)
    text = _JOINERS.sub(lambda one: one[0] if _is_needed(text, *one.span()) else "", text)
    return text, size - len(text)


def _is_needed(text: str, start: int, end: int) -> bool:
    """True if a joiner is between characters that it joins or separates."""
    around = text[start - 1 : start] + text[end : end + 1]
    return len(around) == 2 and not any(char < "\u0590" or char.isspace() for char in around)


class Cleanup:
    """Cleans the texts of a source and counts what it removes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self.places: list[Span] = []

    def clean(self, node: Scalar) -> None:
        """Clean the text of ``node``."""
        text, found = clean_text(node.text)
        if found:
            self._replace(node, text, found)

    def clean_items(self, node: Listing) -> None:
        """Remove the bullet signs of the items of ``node``."""
        texts = [item.items.get("text") if isinstance(item, Mapping) else item
                 for item in node.items]  # fmt: skip
        items = [item for item in texts
                 if isinstance(item, Scalar) and "\n" not in item.text.strip("\n")]  # fmt: skip
        letters = sum(_LETTER.match(item.text) is not None for item in items)
        are_signs = letters > 1 or any(_SIGN.match(item.text) for item in items)
        for item in items:
            text = without_sign(_LETTER.sub("", item.text) if are_signs else item.text)
            if text != item.text:
                self._replace(item, text, Counter(sign=1))

    def _replace(self, node: Scalar, text: str, found: Counter[str]) -> None:
        node.text = text
        self.counts += found
        if len(self.places) < _MAX_PLACES and node.span not in self.places:
            self.places.append(node.span)

    def warnings(self) -> list[Problem]:
        """One warning for the whole file, at the first place; none if nothing was cleaned."""
        if not self.counts:
            return []
        parts = ", ".join(
            f"{self.counts[kind]} {one if self.counts[kind] == 1 else several}"
            for kind, (one, several) in _KINDS.items()
            if self.counts[kind]
        )
        places = sorted(self.places, key=lambda span: (span.line, span.column))
        lines = ", ".join(dict.fromkeys(str(span.line) for span in places))
        hint = f"nothing to do; the first are in line {lines}"
        message, span = f"pasted text was cleaned of {parts}", first_line(places[0])
        return [self.source.problem("W231", message, span, hint, "warning")]


def keep_lines(source: Source, node: Scalar, style: str | None) -> None:
    """Give ``node`` the lines that were typed, and ``rows``, their numbers in the file."""
    if node.span.end_line == node.span.line:
        return
    if style == "|":
        count = node.text.count("\n") + 1
        node.rows = tuple(range(node.span.line + 1, node.span.line + 1 + count))
        return
    rows = list(_block(source, node) if style == ">" else _inline(source, node, style))
    later = [line for _, line in (rows if style == ">" else rows[1:])]
    unsure = sum(map(may_start_item, later))
    dashes = unsure > (0 if any(starts_item(line) for _, line in rows) else 1)
    is_list = any(starts_item(line) or is_refused(line) for line in later)
    if is_list or dashes or (_FIRST.match(rows[0][1]) and any(map(_ITEM.match, later))):
        kept = list(_join_lines(rows, dashes))
        node.text = "\n".join(line for _, line in kept)
        node.rows = tuple(number for number, _ in kept)
    elif style != '"':
        node.text = _FOLDED.sub("\n\n", node.text.strip("\n"))


def _block(source: Source, node: Scalar) -> Iterator[Row]:
    """The lines below ``>``, without their common indentation."""
    first = node.span.line + 1
    while first < node.span.end_line and not source.line(first).strip():
        first += 1
    indent = _indent(source.line(first))
    for number in range(first, node.span.end_line + 1):
        line = source.line(number)
        if line.strip() and _indent(line) < indent:
            return
        yield number, line[indent:]


def _inline(source: Source, node: Scalar, style: str | None) -> Iterator[Row]:
    """The lines of a text that starts beside its key; later ones lose their common indentation."""
    span = node.span
    lines = [source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    if style:
        lines = [lines[0].removeprefix(style), *lines[1:]]
        lines[-1] = lines[-1].rstrip().removesuffix(style)
        escaped = "''" if style == "'" else '\\"'
        lines = [line.replace(escaped, style) for line in lines]
    least = min((_indent(line) for line in lines[1:] if line.strip()), default=0)
    yield span.line, lines[0].strip()
    for number, line in enumerate(lines[1:], span.line + 1):
        yield number, line[least:]


def _join_lines(rows: list[Row], dashes: bool) -> Iterator[Row]:
    """``rows``, each joined with the lines that continue its paragraph or item."""
    held: Row | None = None
    numbered = False
    for number, line in rows:
        has_number = _ITEM.match(line) is not None
        is_item = (
            starts_item(line) or (numbered and has_number) or (dashes and may_start_item(line))
        )
        numbered = numbered or (is_item and has_number)
        apart = is_item or is_refused(line) or not line.strip() or not (held and held[1].strip())
        if held is not None and (apart or is_refused(held[1]) or held[1].endswith("\\")):
            yield held
            held = None
        held = (number, line.rstrip()) if held is None else (held[0], f"{held[1]} {line.strip()}")
    if held is not None:
        yield held


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
