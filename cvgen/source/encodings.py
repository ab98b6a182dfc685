"""The bytes of a file → its text and lines."""

from __future__ import annotations

from cvgen.errors import InputError, Problem, Span
from cvgen.patterns import pattern

MAX_BYTES = 5_000_000
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
NO_TEXT = pattern(f"[{_CONTROL}{_NO_CHARACTERS}]")
"""What HTML and XML cannot hold: control characters and numbers without a Unicode character."""


def decode(name: str, data: bytes) -> str:
    """``data`` as text; InputError if it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise InputError(Problem("E103", message, name))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputError(Problem("E102", "the file is broken UTF-16", name)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = split_lines(data[: error.start].decode("utf-8-sig", "replace"))
        line, column = len(before), len(before[-1]) + 1
        after = data[error.start :].decode("cp1252", "replace")
        excerpt = before[-1] + split_lines(after)[0]
        span = Span(line, column, line, column + 1)
        hint = "save it with the encoding UTF-8; this line may be in Latin-1"
        problem = Problem("E102", "the file is not UTF-8", name, span, excerpt, hint)
        raise InputError(problem) from error


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` as YAML counts them: NEL, LS and PS also end a line."""
    for mark in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(mark, "\n")
    return text.split("\n")
