"""A second reader of PDFs: the text in the order of the file, by the tables of its fonts.

Simple programs read like this. It shares no code with PDFium.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cvgen.patterns import pattern

_CODES = pattern(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = pattern(r"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_SPACE = pattern(r"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_WORD_GAP = -180
"""A gap within a line, in thousandths of the size, that is a space."""
_DEPTH = 4
_MOST_CODES = 70_000
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class _Font:
    """Decodes the text of one font; a character without a meaning is U+FFFD."""

    def __init__(self, font: Any) -> None:
        self.bytes = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        self.codes: dict[int, str] = {}
        table = font.get("/ToUnicode")
        if table is not None and hasattr(table, "read_bytes"):
            self._read_table(table.read_bytes().decode("latin-1"))
        elif self.bytes == 1:
            self.codes = _by_encoding(font.get("/Encoding"))

    def _read_table(self, table: str) -> None:
        if width := _SPACE.search(table):
            self.bytes = max(1, len(width[1]) // 2)
        for kind, body in _CODES.findall(table):
            values = list(_HEX.findall(body))
            _fill(self.codes, kind, values)

    def text(self, data: bytes) -> str:
        """The text of ``data``."""
        size = self.bytes
        codes = (int.from_bytes(data[at : at + size], "big") for at in range(0, len(data), size))
        return "".join(self.codes.get(code, _UNKNOWN) for code in codes)


def _fill(codes: dict[int, str], kind: str, values: list[tuple[str, str, str]]) -> None:
    """Add the pairs or ranges of ``values`` to ``codes``."""
    at = 0
    step = 2 if kind == "bfchar" else 3
    while at + step <= len(values) and len(codes) < _MOST_CODES:
        first = _number(values[at][0])
        if kind == "bfchar":
            codes[first] = _letters(values[at + 1][0])
        elif values[at + 2][1]:
            at += 3
            number = first
            while at < len(values) and not values[at][2]:
                codes[number] = _letters(values[at][0])
                number, at = number + 1, at + 1
            at += 1
            continue
        else:
            last = min(_number(values[at + 1][0]), first + _MOST_CODES)
            base = _letters(values[at + 2][0])
            for number in range(first, last + 1):
                if base:
                    end = min(ord(base[-1]) + number - first, 0x10FFFF)
                    codes[number] = base[:-1] + chr(end)
        at += step


def _number(text: str) -> int:
    return int("".join(text.split()) or "0", 16)


def _letters(text: str) -> str:
    plain = "".join(text.split())
    data = bytes.fromhex(plain if len(plain) % 2 == 0 else plain + "0")
    return data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")


def _by_encoding(encoding: Any) -> dict[int, str]:
    """The characters of a simple font without a table."""
    from fontTools.agl import toUnicode

    base = encoding.get("/BaseEncoding") if hasattr(encoding, "get") else encoding
    name = _ENCODINGS.get(str(base), "latin-1")
    codes = {code: bytes((code,)).decode(name, "replace") for code in range(32, 256)}
    differences = encoding.get("/Differences") if hasattr(encoding, "get") else None
    code = 0
    for one in differences or ():
        if isinstance(one, int) or str(one).isdigit():
            code = int(one)
        else:
            codes[code] = toUnicode(str(one)[1:]) or _UNKNOWN
            code += 1
    return codes


def page_text(page: Any) -> str:
    """The text of a pikepdf ``page`` in the order of its content; what is broken is left out."""
    parts = "".join(_Text(page.get("/Resources", {})).of(page, 0))
    lines = (" ".join(line.split()) for line in parts.split("\n"))
    return "\n".join(line for line in lines if line)


class _Text:
    """Follows the operators of one content stream."""

    def __init__(self, resources: Any) -> None:
        self.resources = resources
        self.fonts: dict[str, _Font] = {}
        self.font: _Font | None = None
        self.size = 10.0
        self.end = ""
        self.line: tuple[float, float] = (0.0, 0.0)

    def of(self, content: Any, depth: int) -> Iterator[str]:
        """The texts and breaks of a page or a form."""
        import pikepdf

        try:
            steps = pikepdf.parse_content_stream(content)
        except (pikepdf.PdfError, TypeError):
            return
        for step in steps:
            if not hasattr(step, "operator"):
                continue
            name = str(step.operator)
            if name == "Do" and depth < _DEPTH:
                yield from self._form(step.operands, depth)
            else:
                yield from self._step(name, list(step.operands))

    def _form(self, operands: Iterable[Any], depth: int) -> Iterator[str]:
        objects = self.resources.get("/XObject", {})
        for operand in operands:
            form = objects.get(str(operand))
            if form is not None and str(form.get("/Subtype", "")) == "/Form":
                inner = _Text(form.get("/Resources", self.resources))
                yield "\n"
                yield from inner.of(form, depth + 1)

    def _step(self, name: str, operands: list[Any]) -> Iterator[str]:
        if name == "Tf" and len(operands) == 2:
            self._choose(str(operands[0]), abs(float(operands[1])) or 1.0)
        elif name in ("Td", "TD") and len(operands) == 2:
            x, y = float(operands[0]), float(operands[1])
            yield self._moved((self.line[0] + x, self.line[1] + y))
        elif name == "Tm" and len(operands) == 6:
            yield self._moved((float(operands[4]), float(operands[5])))
        elif name in ("T*", "'", '"', "BT"):
            yield "\n" if name != "BT" else " "
        if name in ("Tj", "'", '"') and operands:
            yield self._shown(operands[-1])
        elif name == "TJ" and operands:
            yield "".join(self._spread(operands[0]))

    def _choose(self, name: str, size: float) -> None:
        self.size = size
        if name not in self.fonts:
            found = self.resources.get("/Font", {}).get(name)
            self.fonts[name] = _Font(found if found is not None else {})
        self.font = self.fonts[name]

    def _moved(self, to: tuple[float, float]) -> str:
        before, self.line = self.line, to
        return "\n" if abs(to[1] - before[1]) > 0.3 * min(self.size, 10) else " "

    def _shown(self, text: Any) -> str:
        return self.font.text(bytes(text)) if self.font else ""

    def _spread(self, parts: Iterable[Any]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, int | float) or type(part).__name__ == "Decimal":
                yield " " if float(part) < _WORD_GAP else ""
            else:
                yield self._shown(part)
