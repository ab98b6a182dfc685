"""The objects of a PDF behind its pages: metadata, comments, scripts, attachments, raw texts."""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cvgen.errors import Problem, RenderError
from cvgen.finished.base import RAW, Author, Inner, Part, Piece, Remark, Unread, paths_in
from cvgen.finished.plain import shortened

_PLACES = {
    "/Alt": "an alternative text", "/ActualText": "a replacement text", "/E": "an expansion",
    "/Title": "a title or bookmark", "/URI": "a link", "/Contents": "a comment or link",
    "/RC": "a comment or link", "/T": "a form field", "/V": "a form field", "/F": "a file name",
    "/UF": "a file name", "/Desc": "a description", "/JS": "a script", "/Author": "the author",
    "/Subject": "the subject", "/Keywords": "the keywords", "/Creator": "the creator",
    "/Producer": "the producer",
}  # fmt: skip
_REMARKS = {"/JavaScript": "has a script", "/Launch": "starts a program",
            "/SubmitForm": "sends a form", "/ImportData": "loads data", "/GoToR": "opens a file",
            "/Movie": "plays a film", "/RichMedia": "plays media"}  # fmt: skip
_COMMENTS = {"/Text", "/FreeText", "/Popup", "/Highlight", "/StrikeOut", "/Underline", "/Ink",
             "/Stamp", "/Caret", "/Note", "/Redact"}  # fmt: skip
_LITERAL = re.compile(rb"\((?:\\.|[^\\()])*\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
_MOST_STREAM = 50_000_000
_OWN = ("cvgen", "WeasyPrint")


def object_parts(data: bytes) -> Iterator[Part]:
    """Every text in the objects of a PDF with what it is, and remarks; unread where it is locked.

    RenderError (E602) where pikepdf is missing.
    """
    try:
        import pikepdf
    except (ImportError, OSError) as error:
        message = f"what is behind the pages of a PDF is read with pikepdf: {error}"
        raise RenderError(Problem("E602", message, hint="pip install pikepdf")) from error
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what it mends is not our user's care
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            yield from _Objects(pdf).parts()
    except pikepdf.PasswordError:
        yield Unread("its objects cannot be read: it needs a password")
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        yield Unread("its objects cannot be read: it is damaged")


class _Objects:
    """Goes through all objects of a PDF, also those that nothing leads to."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.remarks: dict[Remark, None] = {}
        self.found: list[Part] = []

    def parts(self) -> Iterator[Part]:
        """All there is to tell."""
        yield from self._information()
        for item in self.pdf.objects:
            self._object(item, depth=0)
        for place, texts in self.texts.items():
            joined = "\n".join(dict.fromkeys(texts))
            yield Piece(place, joined, seen=False)
            yield from paths_in(place, joined)
        yield from self.found
        yield from self.remarks

    def _information(self) -> Iterator[Part]:
        """What the document says of itself."""
        information = self.pdf.trailer.get("/Info")
        if not hasattr(information, "items"):
            return
        for key, value in information.items():
            text = str(value).strip()
            name = key.lstrip("/")
            if not text:
                continue
            yield Piece(f"the metadata '{name}'", text, seen=False)
            if key == "/Author":
                yield Author("the metadata 'Author'", text)
            elif key in ("/Creator", "/Producer") and not text.startswith(_OWN):
                yield Remark(f"the metadata tells the '{name}'", shortened(text), note=True)

    def _object(self, item: Any, depth: int, key: str = "") -> None:
        """Note the texts of an object; others that it refers to come by themselves."""
        import pikepdf

        if depth > 40:
            return
        if isinstance(item, pikepdf.String):
            self.texts[_PLACES.get(key, f"an object ({key.lstrip('/') or 'text'})")] += _both(item)
        elif isinstance(item, pikepdf.Array):
            for part in item.as_list():
                self._inner(part, depth, key)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            self._remark(item)
            for name, part in item.items():
                self._inner(part, depth, name)
            if isinstance(item, pikepdf.Stream):
                self._stream(item)

    def _inner(self, item: Any, depth: int, key: str) -> None:
        if not getattr(item, "is_indirect", False) or type(item).__name__ == "String":
            self._object(item, depth + 1, key)

    def _remark(self, item: Any) -> None:
        kind = str(item.get("/Subtype", ""))
        action = str(item.get("/S", ""))
        for name in (action, kind):
            if name in _REMARKS:
                self.remarks[Remark(f"the PDF {_REMARKS[name]}")] = None
        if "/JS" in item:
            self.remarks[Remark("the PDF has a script")] = None
        if kind in _COMMENTS and "/Rect" in item:
            text = shortened(str(item.get("/Contents", "")))
            self.remarks[Remark("the PDF has a comment", text)] = None
        if "/EF" in item:
            name = str(item.get("/UF", item.get("/F", "")))
            self.remarks[Remark("the PDF has a file attached", shortened(name))] = None
            for embedded in dict(item["/EF"].items()).values():
                data = _data(embedded)
                if data is not None:
                    self.found.append(Inner(f"the attached file '{name}'", name, data))
                    break

    def _stream(self, item: Any) -> None:
        """The texts of a stream: XMP, or the operators of a page, or something with data in it."""
        kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
        if kind in ("/EmbeddedFile", "/XRef", "/ObjStm") or "/Length1" in item:
            return
        if subtype == "/Image":
            if str(item.get("/Filter", "")) in ("/DCTDecode", "[/DCTDecode]"):
                self.found.append(Inner("a picture in it", "picture.jpg", item.read_raw_bytes()))
            return
        data = _data(item)
        if data is None or subtype in ("/Type1C", "/CIDFontType0C", "/OpenType"):
            return
        if kind == "/Metadata":
            self.texts["the XMP metadata"].append(data.decode("utf-8", "replace"))
        elif "/N" not in item:  # colour profiles have that
            self.texts[RAW] += [data.decode("latin-1"), _literals(data)]


def _data(stream: Any) -> bytes | None:
    """What ``stream`` holds, or None where it cannot be unpacked."""
    import pikepdf

    try:
        data = bytes(stream.read_bytes())
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError):
        return None
    return data[:_MOST_STREAM]


def _both(text: Any) -> list[str]:
    """A string as text, and its bytes where they say something else."""
    shown, raw = str(text), bytes(text)
    wide = raw.decode("utf-16-be", "ignore") if b"\0" in raw[:4] else ""
    return [shown, *([wide] if wide and wide != shown else [])]


def _literals(data: bytes) -> str:
    """The strings of a page's operators one after the other, as if their font were a plain one."""
    out = []
    for match in _LITERAL.finditer(data):
        if match.group(1) is not None:
            digits = re.sub(rb"\s", b"", match.group(1))
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
            out.append(raw.replace(b"\0", b""))
        else:
            out.append(re.sub(rb"\\([()\\])", rb"\1", match.group(0)[1:-1]))
    return b"".join(out).decode("latin-1")
