"""Decodes text: encodings, escapes and Base64."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from cvgen.patterns import pattern

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
          (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_CONTROLS = bytes({*range(32)} - {9, 10, 12, 13}) + b"\x7f"
_CONTROL = pattern(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_DECLARED = pattern(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z][\w.:-]{1,30})", re.IGNORECASE)
_HEAD = 2_000
_ASCII_SHARE = 8
_ROUNDS = 3
_BACKSLASH = pattern(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2}))"
)
_STYLE = pattern(r"\\(?:([0-9A-Fa-f]{1,6})\s?|\n|(\S))")
_CODED = pattern(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{12,1000000}={0,2}(?![A-Za-z0-9+/_=-])")
_TOO_HIGH = pattern(r"&#(?:[0-9]{9,}|[xX][0-9A-Fa-f]{9,});?")
_RUNS = pattern(rb"[\t\n\r -~]{6,}")
_WIDE_RUNS = ((pattern(rb"(?:[\t\n\r -~]\0){6,}"), "utf-16-le"),
              (pattern(rb"(?:\0[\t\n\r -~]){6,}"), "utf-16-be"))  # fmt: skip
_PDF_STRING = pattern(rb"\((?:\\.|[^\\()])*\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
_PDF_ESCAPE = pattern(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))")
_PDF_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"",
              b"\r": b""}  # fmt: skip


def decode_text(data: bytes) -> str | None:
    """``data`` as text; None if it is not text.

    Without a byte order mark, it is read as UTF-8, as UTF-16 or UTF-32 if it contains zeros, in the
    encoding that it declares, or as Windows-1252 if it has no control characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _decode_declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in data and (wide := _wide(data)) is not None:
            return wide
        is_text = len(data.translate(None, _CONTROLS)) == len(data)
        return declared or (data.decode("cp1252", "replace") if is_text else None)
    if "\0" in text:
        return _wide(data)
    return text if declared in (None, text) else f"{text}\n{declared}"


def _decode_declared(data: bytes) -> str | None:
    """``data`` in the encoding that its first lines declare, if that is not UTF-8."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    try:
        encoding = codecs.lookup(match.group(1).decode())
        if encoding.name in ("utf-8", "ascii") or encoding.name.startswith(("utf-16", "utf-32")):
            return None
        return data.decode(encoding.name, "replace")
    except (LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """``data`` as UTF-16 or UTF-32, if that gives text with white space or punctuation."""
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(map(text.count, " \n.,;:-/0123456789aeinort")) * _ASCII_SHARE
        if plain >= len(text) and _CONTROL.search(text) is None:
            return text
    return None


def printable(data: bytes) -> str:
    """The texts in ``data`` of any kind: sequences of six or more ASCII characters."""
    found = [run.decode("ascii") for run in _RUNS.findall(data)]
    if b"\0" in data:
        for form, encoding in _WIDE_RUNS:
            found += [run.decode(encoding) for run in form.findall(data)]
    return "\n|\n".join(found)


def decode_entities(text: str) -> str:
    """``text`` with HTML entities such as ``&amp;`` decoded; impossible numbers become U+FFFD."""
    if "&#" in text:
        text = _TOO_HIGH.sub("\ufffd", text)
    return html.unescape(text) if "&" in text else text


def append_decoded(text: str) -> str:
    """``text``, and below it the same with what stands for characters replaced by them.

    That is ``&amp;``, ``%20``, ``\\u0041`` and Base64, one in the other up to three times.
    """
    forms = [decode_entities(text)]
    for _ in range(_ROUNDS):
        plain = unquote(forms[-1]) if "%" in forms[-1] else forms[-1]
        plain = decode_entities(_BACKSLASH.sub(_character, plain) if "\\" in plain else plain)
        if plain == forms[-1]:
            break
        forms.append(plain)
    return "\n".join([*forms, *dict.fromkeys(_from_base64(forms[0]))])


def _character(match: re.Match[str]) -> str:
    number = int(next(group for group in match.groups() if group), 16)
    return chr(number) if 0 < number < 0x110000 else match.group()


def unescape_css(text: str) -> str:
    """``text`` of a stylesheet with its escapes replaced: ``\\41`` is A."""

    def character(match: re.Match[str]) -> str:
        digits, char = match.groups()
        if digits is None:
            return char or ""
        return chr(int(digits, 16)) if 0 < int(digits, 16) < 0x110000 else ""

    return _STYLE.sub(character, text) if "\\" in text else text


def _from_base64(text: str) -> Iterator[str]:
    """The texts that ``text`` contains in Base64."""
    for coded in _CODED.findall(text):
        bare = coded.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            data = base64.b64decode(bare + "=" * (-len(bare) % 4))
            found = data.decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if found.isprintable() or not _CONTROL.search(found):
            yield found


def literals(data: bytes) -> str:
    """The strings in a page's operators, decoded as if their font had a standard encoding."""
    out = []
    for match in _PDF_STRING.finditer(data):
        if match.group(1) is not None:
            digits = re.sub(rb"\s", b"", match.group(1))
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            raw = _PDF_ESCAPE.sub(_pdf_sign, match.group(0)[1:-1])
        out.append(raw.removeprefix(b"\xfe\xff").replace(b"\0", b""))
    return b"".join(out).decode("latin-1")


def _pdf_sign(match: re.Match[bytes]) -> bytes:
    octal, sign = match.groups()
    if octal:
        return bytes([int(octal, 8) % 256])
    return _PDF_SIGNS.get(sign, sign) if sign else b""
