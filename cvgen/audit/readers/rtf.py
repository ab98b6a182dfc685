"""RTF: its text as it reads, what is hidden in it, and the pictures and files it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvgen.audit.readers.base import Author, Inner, Part, Piece, Remark, Unread, paths_in
from cvgen.audit.readers.plain import byte_parts
from cvgen.patterns import pattern

_TOKEN = pattern(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SIGNS = {
    "par": "\n", "line": "\n", "page": "\n", "sect": "\n", "column": "\n", "row": "\n",
    "cell": "\t", "nestcell": "\t", "nestrow": "\n", "tab": "\t", "emspace": " ", "enspace": " ",
    "qmspace": " ", "endash": "–", "emdash": "—", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "~": " ", "_": "-", "-": "", "\n": "\n", "\r": "\n",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_PLACES = {
    "fonttbl": "the list of fonts", "colortbl": "the list of colours",
    "stylesheet": "the list of styles", "info": "the file's metadata",
    "pict": "pict", "objdata": "objdata", "themedata": "data", "colorschememapping": "data",
    "datastore": "data", "annotation": "a comment", "footnote": "a footnote",
    "header": "the header or footer", "footer": "the header or footer",
}  # fmt: skip
_SEEN = ("the text", "a footnote", "the header or footer")
_HIDDEN = "a part that is not shown"
_ODD = (
    (pattern(rb"\\v(?![A-Za-z0-9])"), "hidden text"),
    (pattern(rb"\\(?:revised|deleted)(?![A-Za-z0-9])"), "tracked changes"),
    (pattern(rb"\\annotation(?![A-Za-z])"), "comments"),
)
_PERSON = pattern(rb"\{\\(author|operator|manager) ([^{}]*)\}")
_CHARSET = pattern(rb"\\fcharset(\d{1,3})")
_CODES = {b"128": "cp932", b"129": "cp949", b"134": "cp936", b"136": "cp950", b"161": "cp1253",
          b"162": "cp1254", b"177": "cp1255", b"178": "cp1256", b"186": "cp1257",
          b"204": "cp1251", b"238": "cp1250"}  # fmt: skip
_HEX = pattern(r"[^0-9A-Fa-f]+")


def rtf_parts(data: bytes) -> Iterator[Part]:
    """The texts of an RTF by where they stand, remarks, and what is embedded as figures."""
    reader = _Reader(data)
    reader.read()
    for place, text in reader.texts():
        if place in ("pict", "objdata", "data"):
            yield from _embedded(place, text)
            continue
        yield Piece(place, text, place in _SEEN)
        yield from paths_in(place, text)
    yield from _in_other_codes(data)
    for number, binary in enumerate(reader.binaries, 1):
        yield Inner(f"the embedded file {number}", "", binary)
    for form, what in _ODD:
        if form.search(data):
            yield Remark(f"the text has {what}")
    for field, name in _PERSON.findall(data):
        inner = _Reader(name)
        inner.read()
        yield Author(f"the file's '{field.decode()}'", "".join(text for _, text in inner.texts()))
    if reader.depth:
        yield Unread("the file is damaged: its groups are not closed")


def _in_other_codes(data: bytes) -> Iterator[Part]:
    """The text once more in the code of each font that has one of its own."""
    for number in dict.fromkeys(_CHARSET.findall(data)):
        if number in _CODES:
            reader = _Reader(data.replace(b"\\ansicpg", b"\\x"), _CODES[number])
            reader.read()
            text = "\n".join(text for place, text in reader.texts() if place in _SEEN)
            yield Piece("the text in a font's own code", text, seen=False)


def _embedded(place: str, text: str) -> Iterator[Part]:
    """Files that stand in the text as figures, two a byte."""
    for group in text.split("\f"):
        digits = _HEX.sub("", group)
        data = bytes.fromhex(digits[: len(digits) // 2 * 2])
        if place == "data" and not data.startswith(b"PK"):  # Word's own; nothing in it is packed
            yield from byte_parts(data)
        elif data:
            yield Inner("an embedded file" if place == "objdata" else "a picture in it", "", data)


class _Reader:
    """Goes through the groups and control words of an RTF."""

    def __init__(self, data: bytes, codepage: str = "cp1252") -> None:
        self.data = data
        self.found: dict[str, list[str]] = {}
        self.binaries: list[bytes] = []
        self.stack: list[tuple[str, int]] = []
        self.depth = 0
        self.place, self.skipped = "the text", 1
        self.pending, self.starred = 0, False
        self.codepage, self.raw = codepage, bytearray()

    def texts(self) -> Iterator[tuple[str, str]]:
        """The text of each kind of place, pairs of surrogates joined."""
        for place, parts in self.found.items():
            text = "".join(parts).encode("utf-16-le", "surrogatepass")
            yield place, text.decode("utf-16-le", "replace")

    def read(self) -> None:
        """Take the whole apart."""
        place = 0
        while match := _TOKEN.search(self.data, place):
            place = match.end()
            word, number, code, sign, group, run = match.groups()
            if code:
                self._bytes(bytes.fromhex(code.decode()))
            elif run:
                self._bytes(run)
            elif word == b"bin":
                end = place + max(0, int(number or 0))
                self.binaries.append(self.data[place:end])
                place = end
            elif word:
                self._word(word.decode().lower(), int(number) if number else None)
            elif group:
                self._group(group == b"{")
            elif sign == b"*":
                self.starred = True
            elif sign:
                self._add(_SIGNS.get(sign.decode("latin-1"), ""))
        self._flush()

    def _group(self, opens: bool) -> None:
        self._flush()
        self.starred, self.pending = False, 0
        self.depth += 1 if opens else -1
        if opens:
            self.stack.append((self.place, self.skipped))
        elif self.stack:
            if self.place not in _SEEN:
                self.found.setdefault(self.place, []).append("\f")
            self.place, self.skipped = self.stack.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word == "u":
            self._add(chr((number or 0) % 0x10000))
            self.pending = self.skipped
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word == "uc":
            self.skipped = max(0, number or 0)
        elif word == "ansicpg" and number:
            self._code(f"cp{number}")
        elif word in _PLACES or (word[:-1] in _PLACES and word[-1] in "lrf"):
            self._flush()
            self.place = _PLACES[word if word in _PLACES else word[:-1]]
        elif self.starred:
            self._flush()
            self.place = _HIDDEN
        self.starred = False

    def _code(self, name: str) -> None:
        try:
            "".encode(name)
        except LookupError:
            return
        self.codepage = name

    def _bytes(self, data: bytes) -> None:
        """Characters in the file's code; the first ones only stand in for one given by number."""
        self.raw += data[self.pending :]
        self.pending = max(0, self.pending - len(data))

    def _add(self, text: str) -> None:
        self._flush()
        self.pending = 0
        self.found.setdefault(self.place, []).append(text)

    def _flush(self) -> None:
        if self.raw:
            text = self.raw.decode(self.codepage, "replace")
            self.found.setdefault(self.place, []).append(text)
            self.raw.clear()
