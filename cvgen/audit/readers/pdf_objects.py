"""Reads the objects behind the pages of a PDF: metadata, comments, scripts, attachments, texts."""

from __future__ import annotations

import io
import logging
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cvgen.audit.readers import base
from cvgen.audit.readers.base import RAW, Inner, Part, Remark, Unread, one_line
from cvgen.errors import Problem, RenderError
from cvgen.hidden.decoding import append_decoded, decode_text, literals, printable
from cvgen.processes.limits import BeyondLimit, ReadingBudget

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
_FONT_STARTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"%!")
_FONT_KINDS = ("/Type1C", "/CIDFontType0C", "/OpenType")
_FLATE = ("/FlateDecode", "/Fl")
_GROWTH = {"/RunLengthDecode": 64, "/RL": 64, "/LZWDecode": 1_400, "/LZW": 1_400}
_DEEPEST = 40
_IDENTITY = ("/Identity-H", "/Identity-V")
_OWN = ("cvgen", "WeasyPrint")


def object_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """Every text in the objects of a PDF, with its kind, and remarks; unread if it is locked.

    RenderError (E602) if pikepdf is missing.
    """
    try:
        import pikepdf
    except (ImportError, OSError) as error:
        message = f"auditing a PDF needs pikepdf: {error}"
        raise RenderError(Problem("E602", message, hint="pip install pikepdf")) from error
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # its repairs do not matter to users
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            yield from _Objects(pdf, budget).parts()
    except pikepdf.PasswordError:
        yield Unread("its objects cannot be read: it needs a password")
    except MemoryError:
        yield Unread("its objects take more memory than a file may use", limit=True)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, RecursionError):
        yield Unread("its objects cannot be read: it is damaged")


class _Objects:
    """Visits all objects of a PDF, even those that nothing refers to."""

    def __init__(self, pdf: Any, budget: ReadingBudget) -> None:
        self.pdf = pdf
        self.budget = budget
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.remarks: dict[Remark, None] = {}
        self.found: list[Part] = []
        self.names: dict[tuple[int, int], str] = {}
        self.files: dict[tuple[int, int], bytes] = {}

    def parts(self) -> Iterator[Part]:
        """All parts of the PDF behind its pages."""
        yield from self._information()
        for item in self.pdf.objects:
            self.budget.add_part()
            self._object(item, depth=0)
        for place, texts in self.texts.items():
            yield from base.unseen_parts(place, "\n".join(dict.fromkeys(texts)))
        for key, data in self.files.items():
            name = self.names.get(key, "")
            where = f"the attached file '{name}'" if name else "an attached file without a name"
            yield Inner(where, name, data)
        yield from self.found
        yield from self.remarks

    def _information(self) -> Iterator[Part]:
        """The document information."""
        information = self.pdf.trailer.get("/Info")
        if not hasattr(information, "items"):
            return
        for key, value in information.items():
            text = str(value).strip()
            name = key.lstrip("/")
            if not text:
                continue
            yield base.FoundText(f"the metadata '{name}'", text, seen=False)
            if key == "/Author":
                yield base.AuthorName("the metadata 'Author'", text)
            elif key in ("/Creator", "/Producer") and not text.startswith(_OWN):
                yield Remark(f"the metadata names the '{name}'", one_line(text), note=True)

    def _object(self, item: Any, depth: int, key: str = "") -> None:
        """Collect the texts of an object, but not of objects that it refers to."""
        import pikepdf

        if depth > _DEEPEST:
            self.found.append(Unread("its objects are nested too deep", limit=True))
            return
        if isinstance(item, pikepdf.String):
            self.texts[_PLACES.get(key, f"an object ({key.lstrip('/') or 'text'})")] += _forms(item)
        elif isinstance(item, pikepdf.Array):
            for part in item.as_list():
                self._inner(part, depth, key)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            self._remark(item)
            self._font(item)
            for name, part in item.items():
                self._inner(part, depth, name)
            if isinstance(item, pikepdf.Stream):
                self._stream(item)

    def _inner(self, item: Any, depth: int, key: str) -> None:
        if not getattr(item, "is_indirect", False) or type(item).__name__ == "String":
            self._object(item, depth + 1, key)

    def _remark(self, item: Any) -> None:
        kind = str(item.get("/Subtype", ""))
        for name in (str(item.get("/S", "")), kind):
            if name in _REMARKS:
                self.remarks[Remark(f"the PDF {_REMARKS[name]}")] = None
        if "/JS" in item:
            self.remarks[Remark("the PDF has a script")] = None
        if kind in _COMMENTS and "/Rect" in item:
            text = one_line(str(item.get("/Contents", "")))
            self.remarks[Remark("the PDF has a comment", text)] = None
        if "/EF" in item:
            name = str(item.get("/UF", item.get("/F", "")))
            self.remarks[Remark("the PDF has a file attached", one_line(name))] = None
            for embedded in dict(item["/EF"].items()).values():
                self.names.setdefault(embedded.objgen, name)

    def _font(self, item: Any) -> None:
        """Note a font that maps its glyphs to no characters, because its text is unreadable."""
        if str(item.get("/Subtype", "")) != "/Type0" or "/ToUnicode" in item:
            return
        if str(item.get("/Encoding", "")) in _IDENTITY:
            name = str(item.get("/BaseFont", "?")).lstrip("/")
            self.found.append(Unread(f"the font '{name}' does not say which characters it draws"))

    def _stream(self, item: Any) -> None:
        """The texts of a stream: XMP, the operators of a page, or other data."""
        kind, subtype = str(item.get("/Type", "")), str(item.get("/Subtype", ""))
        if kind in ("/XRef", "/ObjStm"):
            return
        if subtype == "/Image":
            self._picture(item)
            return
        try:
            data = _stream_data(item, self.budget)
        except BeyondLimit as limit:
            self.found.append(Unread(f"a stream in it: {limit}", limit=True))
            return
        if data is None:
            return
        if item.objgen in self.names or kind == "/EmbeddedFile":
            self.files[item.objgen] = data
        elif subtype in _FONT_KINDS or ("/Length1" in item and data.startswith(_FONT_STARTS)):
            return
        elif kind == "/Metadata":
            text = decode_text(data) or data.decode("utf-8", "replace")
            self.texts["the XMP metadata"].append(append_decoded(text))
        elif "/N" in item and data[36:40] == b"acsp":  # a colour profile
            return
        else:
            self.texts[RAW] += [data.decode("latin-1"), literals(data)]

    def _picture(self, item: Any) -> None:
        raw = bytes(item.read_raw_bytes())
        if str(item.get("/Filter", "")) in ("/DCTDecode", "[/DCTDecode]"):
            self.found.append(Inner("a picture in it", "picture.jpg", raw))
        elif text := printable(raw):
            self.texts["the bytes of a picture"].append(text)


def _stream_data(stream: Any, budget: ReadingBudget) -> bytes | None:
    """The content of ``stream``; None if it is damaged, BeyondLimit before too much is unpacked."""
    import pikepdf

    try:
        found = stream.get("/Filter")
        filters = found.as_list() if isinstance(found, pikepdf.Array) else [found]
        names = [str(one) for one in filters] if found is not None else []
        plain = _inflate(bytes(stream.read_raw_bytes()), names, budget)
        if plain is not None and "/DecodeParms" not in stream:
            return plain
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, zlib.error):
        return None


def _inflate(raw: bytes, filters: list[str], budget: ReadingBudget) -> bytes | None:
    """``raw`` unpacked if all ``filters`` are plain deflation; else None, after a size check."""
    data, packed = raw, len(raw)
    for number, name in enumerate(filters):
        if name not in _FLATE:
            growth = max(_GROWTH.get(one, 1) for one in filters[number:])
            if any(one in _FLATE for one in filters[number:]):
                growth *= 1_032
            if growth > 1 and len(data) * growth > budget.room(packed):
                raise BeyondLimit(budget.too_large(budget.room(packed)))
            return None
        data = zlib.decompressobj().decompress(data, budget.room(packed) + 1)
        budget.add_unpacked(len(data), packed)
    return data


def _forms(text: Any) -> list[str]:
    """A string as text, and its bytes if they give a different text."""
    shown, raw = str(text), bytes(text)
    wide = raw.decode("utf-16-be", "ignore") if b"\0" in raw[:4] else ""
    return [shown, *([wide] if wide and wide != shown else [])]
