"""Messages between processes: the length, then the pickled message."""

from __future__ import annotations

import os
import pickle
import struct
from typing import Any

_LENGTH = struct.Struct(">I")


def send(handle: int, message: object) -> None:
    """Write ``message``; OSError where nobody reads it."""
    data = memoryview(packed(message))
    while data:
        data = data[os.write(handle, data) :]


def packed(message: object) -> bytes:
    """``message`` as it is sent."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def receive(handle: int) -> Any:
    """The next message; EOFError at the end, or within a message."""
    (length,) = _LENGTH.unpack(_exactly(handle, _LENGTH.size))
    return pickle.loads(_exactly(handle, length))


def unpacked(data: bytes) -> Any:
    """The message that ``data`` is; EOFError where it is incomplete."""
    if len(data) < _LENGTH.size or len(data) != _LENGTH.size + _LENGTH.unpack_from(data)[0]:
        raise EOFError
    return pickle.loads(memoryview(data)[_LENGTH.size :])


def _exactly(handle: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = os.read(handle, min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)
