"""What the streams of a PDF hold, unpacked within a budget."""

from __future__ import annotations

import zlib
from typing import Any

from cvgen.processes.limits import BeyondLimit, ReadingBudget

_FLATE = ("/FlateDecode", "/Fl")
_GROWTH = {"/RunLengthDecode": 64, "/RL": 64, "/LZWDecode": 1_400, "/LZW": 1_400}


def stream_data(stream: Any, budget: ReadingBudget) -> bytes | None:
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


def _measured(raw: bytes, filters: list[str], budget: ReadingBudget) -> bytes | None:
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
