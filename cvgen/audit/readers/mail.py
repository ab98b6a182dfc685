"""Mails and web archives (EML, MBOX, MHTML): heads, texts and attached files, decoded."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from cvgen.audit.readers.base import Inner, Part, Piece, Unread, paths_in
from cvgen.patterns import pattern
from cvgen.processes.limits import Budget

_NAMES = (".eml", ".emlx", ".mht", ".mhtml", ".mbox")
_FIELD = pattern(rb"[!-9;-~]+:|[ \t]+\S|From \S")
_TELLING = pattern(
    rb"^(?:mime-version|message-id|received|content-transfer-encoding|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_COUNT = pattern(rb"\A\d+\s*\n")
_START = pattern(rb"^From \S.*\d:\d\d.*\n", re.MULTILINE)
_PLAIN = {"", "7bit", "8bit", "binary", "quoted-printable", "base64", "x-uuencode", "uuencode",
          "uue", "x-uue"}  # fmt: skip
_SUFFIXES = {"text/html": ".html", "text/plain": ".txt"}
_MOST_MAILS = 1_000


def is_mail(name: str, data: bytes) -> bool:
    """Whether ``data`` is a mail, by its name or the fields that it begins with."""
    if name.lower().endswith(_NAMES):
        return True
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = _COUNT.sub(b"", head).splitlines()
    return bool(_TELLING.search(head)) and all(_FIELD.match(line) for line in lines[:-1] or lines)


def mail_parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """What each mail in ``data`` says in its head and its text, and the files attached to it."""
    whole = _COUNT.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))
    several = _START.split(whole) if whole.startswith(b"From ") else [whole]
    mails = [mail for mail in several if mail.strip()]
    try:
        for mail in mails[:_MOST_MAILS]:
            yield from _mail(email.message_from_bytes(mail), budget)
    except RecursionError:
        yield Unread("the mail is nested too deep", limit=True)
    if len(mails) > _MOST_MAILS:
        yield Unread(f"it has {len(mails)} mails, and {_MOST_MAILS} of them were read", limit=True)


def _mail(mail: Message, budget: Budget) -> Iterator[Part]:
    for part in mail.walk():
        budget.part()
        for field, value in part.items():
            text = _decoded(str(value))
            yield Piece(f"the mail's field '{field}'", text, seen=False)
            yield from paths_in(f"the mail's field '{field}'", text)
        for between in (part.preamble, part.epilogue):
            if between and between.strip():
                yield Piece("text between the parts of the mail", between, seen=False)
        if not part.is_multipart():
            yield from _content(part)
        if part.defects:
            yield Unread("the mail is damaged, or not all of it is there")


def _decoded(value: str) -> str:
    """A field of a mail's head as it reads, and as it stands there."""
    try:
        text = str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value
    return value if text == value else f"{text}\n{value}"


def _content(part: Message) -> Iterator[Part]:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return
    kind, name = part.get_content_type(), _file_name(part)
    place = f"the attached file '{name}'" if name else "the mail"
    if str(part.get("Content-Transfer-Encoding", "")).strip().casefold() not in _PLAIN:
        yield Unread(f"{place} is in a code that is not known")
    if kind.startswith("text/"):
        data = _in_utf8(data, part)
    yield Inner(place, name or f"mail{_SUFFIXES.get(kind, '')}", data)


def _file_name(part: Message) -> str:
    try:
        return " ".join(_decoded(part.get_filename() or "").split("\n")[0].split())
    except (LookupError, ValueError):
        return "?"


def _in_utf8(data: bytes, part: Message) -> bytes:
    """A text in the code that the mail names, else as it is."""
    try:
        return data.decode(part.get_content_charset() or "utf-8").encode()
    except (LookupError, ValueError):
        return data
