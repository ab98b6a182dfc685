"""What the streams of a PDF hold, unpacked within a budget, and the strings of their operators."""

from __future__ import annotations

import re
import zlib
from typing import Any

from cvgen.patterns import pattern
from cvgen.processes.limits import BeyondLimit, Budget

_FLATE = ("/FlateDecode", "/Fl")
_GROWTH = {"/RunLengthDecode": 64, "/RL": 64, "/LZWDecode": 1_400, "/LZW": 1_400}
_LITERAL = pattern(rb"\((?:\\.|[^\\()])*\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
_ESCAPE = pattern(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))")
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}


def stream_data(stream: Any, budget: Budget) -> bytes | None:
    """What ``stream`` holds, or None where it cannot be unpacked. BeyondLimit where it is too much.

    The size is known before anything is unpacked in whole.
    """
    import pikepdf

    try:
        raw = bytes(stream.read_raw_bytes())
        filters = _filters(stream)
        plain = _measured(raw, filters, budget)
        if plain is not None and "/DecodeParms" not in stream:
            return plain
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, zlib.error):
        return None


def _filters(stream: Any) -> list[str]:
    import pikepdf

    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(one) for one in found.as_list()]
    return [] if found is None else [str(found)]


def _measured(raw: bytes, filters: list[str], budget: Budget) -> bytes | None:
    """``raw`` unpacked where all ``filters`` are plain deflation; else None, with room for it."""
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
        budget.unpack(len(data), packed)
    return data


def literals(data: bytes) -> str:
    """The strings of a page's operators one after the other, as if their font were a plain one."""
    out = []
    for match in _LITERAL.finditer(data):
        if match.group(1) is not None:
            digits = re.sub(rb"\s", b"", match.group(1))
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            raw = _ESCAPE.sub(_sign, match.group(0)[1:-1])
        out.append(raw.removeprefix(b"\xfe\xff").replace(b"\0", b""))
    return b"".join(out).decode("latin-1")


def _sign(match: re.Match[bytes]) -> bytes:
    octal, sign = match.groups()
    if octal:
        return bytes([int(octal, 8) % 256])
    return _SIGNS.get(sign, sign) if sign else b""
