"""Opens the PDF of somebody else, and refuses what cannot or must not be part of a packet.

Everything here works on files that may be made to harm. ``prepare`` runs it in a process of its
own, with limits of time and memory; the limits here give the better messages.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from cvgen.applications.packet.trees import items_of, leaves
from cvgen.errors import InputError, Problem

MAX_BYTES = 50_000_000
_MAX_PAGES = 200
_MAX_DEPTH = 50  # of the page tree
_MAX_OBJECTS = 50_000
_MAX_SIDE = 14_400.0  # units; the most that PDF/A and Acrobat allow
_MAX_UNPACKED = 200_000_000
_MAX_TOTAL = 1_000_000_000
_MAX_PIXELS = 200_000_000
_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}
_FLATE = ("/FlateDecode", "/Fl")
_PICTURES = ("/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF")
_PRINT = "print it to a new PDF"
_AGAIN = f"open it in a PDF viewer and {_PRINT}, or ask for a new copy"
_REASONS = {
    "E714": ("the file is signed, and a packet cannot keep the signature",
             f"{_PRINT} if the signature may be lost, or send the file on its own"),
    "E715": ("the file is a form", f"fill it in, and {_PRINT}, which makes the entries text"),
    "E716": ("the file has a script, or starts something when it is opened or clicked",
             f"{_PRINT}, which has no scripts"),
    "E717": ("the file has other files attached",
             f"{_PRINT}, and add what is attached to the documents if it is needed"),
}  # fmt: skip


def refusal(code: str, name: str, message: str, hint: str) -> InputError:
    """The error for the file ``name``."""
    return InputError(Problem(code, message, file=name, hint=hint))


def too_large(name: str, reason: str) -> InputError:
    """The error (E718) for a file that is, or unpacks to, more than a packet takes."""
    hint = f"{_PRINT} with fewer pages, or scan it again with 300 dpi"
    return refusal("E718", name, f"the file is too large: {reason}", hint)


def damaged(name: str, reason: str, hint: str = _AGAIN) -> InputError:
    """The error (E712) for a file that is not what it says."""
    return refusal("E712", name, f"the file is damaged: {reason}", hint)


def open_pdf(data: bytes, name: str) -> Any:
    """The PDF ``data`` as a pikepdf.Pdf, with pages that can be visited.

    InputError if it is damaged (E712), encrypted (E713), too large (E718) or has no pages (E719).
    """
    import pikepdf

    try:
        pdf = pikepdf.open(
            io.BytesIO(data), suppress_warnings=True, attempt_recovery=False,
            inherit_page_attributes=False,  # that visits the page tree, however deep
        )  # fmt: skip
    except pikepdf.PasswordError:
        raise _encrypted(name) from None
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise damaged(name, "its objects cannot be read") from error
    if pdf.is_encrypted:
        raise _encrypted(name)
    count = _page_count(pdf, name)
    if not count:
        hint = "check that it is the right file"
        raise refusal("E719", name, "the file has no pages", hint)
    if count > _MAX_PAGES:
        raise too_large(name, f"it has more than {_MAX_PAGES} pages")
    return pdf


def _encrypted(name: str) -> InputError:
    hint = f"{_PRINT} or save it without a password; many portals refuse files with one, too"
    return refusal("E713", name, "the file is encrypted", hint)


def _page_count(pdf: Any, name: str) -> int:
    """The pages, up to the limit; found without recursion, and without visiting a node twice."""
    waiting, seen, count = [(pdf.Root.get("/Pages"), 0)], set(), 0
    while waiting and count <= _MAX_PAGES:
        node, depth = waiting.pop()
        if not hasattr(node, "items") or node.objgen in seen:
            continue
        seen.add(node.objgen)
        if depth > _MAX_DEPTH or len(seen) > _MAX_OBJECTS:
            raise too_large(name, "its page tree is nested too deeply")
        if "/Kids" in node:
            waiting += ((kid, depth + 1) for kid in items_of(node.Kids))
        else:
            count += 1
    return count


def refuse(pdf: Any, name: str) -> None:
    """InputError, with every reason, if an open PDF must not be part of a packet."""
    found = set(_attached_to(pdf.Root))
    for number, item in enumerate(pdf.objects):
        if number >= _MAX_OBJECTS:
            raise too_large(name, f"it has more than {_MAX_OBJECTS:,} objects")
        for entry in _dictionaries(item):
            found |= set(_active(entry))
    if "/XFA" in pdf.Root.get("/AcroForm", {}):
        found.add("E715")
    if found:
        raise InputError(
            Problem(code, _REASONS[code][0], file=name, hint=_REASONS[code][1])
            for code in sorted(found)
        )
    _check_sizes(pdf, name)


def _attached_to(root: Any) -> Iterator[str]:
    names = root.get("/Names", {})
    if any(True for _ in leaves(names.get("/EmbeddedFiles"), "/Names")) or "/Collection" in root:
        yield "E717"
    if any(True for _ in leaves(names.get("/JavaScript"), "/Names")):
        yield "E716"
    if "/Perms" in root:
        yield "E714"


def _dictionaries(item: Any) -> Iterator[Any]:
    """An object if it is a dictionary or stream, and the dictionaries directly in it."""
    import pikepdf

    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            kids = list(one.as_list())
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            kids = [kid for _, kid in one.items()]
        else:
            continue
        kinds = (pikepdf.Array, pikepdf.Dictionary)
        waiting += (kid for kid in kids if isinstance(kid, kinds) and not kid.is_indirect)


def _active(entry: Any) -> Iterator[str]:
    """The codes of what a dictionary is that a packet cannot have."""
    kind, subtype = str(entry.get("/Type", "")), str(entry.get("/Subtype", ""))
    field = str(entry.get("/FT", ""))
    if kind == "/Sig" or "/ByteRange" in entry or (field == "/Sig" and "/V" in entry):
        yield "E714"
    elif field:
        yield "E715"
    if "/JS" in entry or (kind in ("", "/Action") and str(entry.get("/S", "")) in _ACTIVE):
        yield "E716"
    if "/EF" in entry or kind == "/EmbeddedFile" or subtype == "/FileAttachment":
        yield "E717"


def _check_sizes(pdf: Any, name: str) -> None:
    """E718 for pages, pictures and streams beyond the limits; E712 for those without sense."""
    import pikepdf

    for number, page in enumerate(pdf.pages, 1):
        try:
            box = [float(edge) for edge in page.mediabox.as_list()]
            sides = (abs(box[2] - box[0]), abs(box[3] - box[1]))
        except (TypeError, ValueError, IndexError, RuntimeError, AttributeError) as error:
            raise damaged(name, f"page {number} has no size") from error
        unit = float(page.obj.get("/UserUnit", 1))
        if not min(sides) * unit > 3 or not 0 < unit < _MAX_SIDE:
            raise damaged(name, f"page {number} has no size")
        if max(sides) * unit > _MAX_SIDE or max(map(abs, box)) > 10 * _MAX_SIDE:
            raise too_large(name, f"page {number} is larger than 5 m")
    total = 0
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            pixels = int(item.get("/Width", 0)) * int(item.get("/Height", 0))
            size = _unpacked(item, name)
            total += size
            if pixels > _MAX_PIXELS or size > _MAX_UNPACKED or total > _MAX_TOTAL:
                raise too_large(name, f"it unpacks to more than {_MAX_UNPACKED // 1_000_000} MB")


def _unpacked(stream: Any, name: str) -> int:
    """The bytes that ``stream`` unpacks to, pictures as they are packed; E712 if it is broken.

    A size beyond the limit may be too small.
    """
    import pikepdf

    if str(stream.get("/Type", "")) in ("/XRef", "/ObjStm"):
        return 0
    data = bytes(stream.read_raw_bytes())
    try:
        for kind in map(str, items_of(stream.get("/Filter"))):
            if kind in _PICTURES or len(data) > _MAX_UNPACKED:
                break
            if kind not in _FLATE:
                return len(stream.get_stream_buffer(pikepdf.StreamDecodeLevel.generalized))
            data = zlib.decompressobj().decompress(data, _MAX_UNPACKED + 1)
    except (zlib.error, pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError) as error:
        raise damaged(name, "what is in it cannot be unpacked") from error
    return len(data)
