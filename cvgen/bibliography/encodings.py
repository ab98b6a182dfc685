"""The text of a bibliography, which older programs save in encodings of their own.

A file in another encoding than UTF-8 is read if it says which one, as JabRef, BibDesk and Emacs
write it. Otherwise nothing is guessed: the bytes of Latin-1, Latin-2 and MacRoman look alike.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import replace

from cvgen.errors import InputError
from cvgen.patterns import pattern
from cvgen.source.encodings import decode

_FIRST = 4_000
"""So many bytes may come before the name of the encoding; a licence may be above it."""
_DECLARED = pattern(
    r"%[^\n]*?(?:encoding\s*[:=]\s*|-\*-[^\n]*?coding:\s*)(?:x-)?(?P<name>[\w-]+)"
    r"|%[^\n]*saved with string encoding (?P<words>[^\n]+)", 2
)  # fmt: skip
"""``% Encoding: Cp1252``, ``% -*- coding: latin-1 -*-``; the flag is ``re.IGNORECASE``."""
_WORDS = {
    "iso latin 1": "cp1252", "windows latin 1": "cp1252", "mac os roman": "mac_roman",
    "iso latin 2": "iso8859-2", "windows latin 2": "cp1250",
}  # fmt: skip
"""What BibDesk calls encodings, without the region before them."""
_KNOWN = pattern(r"iso8859-\d+|cp\d{3,5}|mac-\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+")


def decode_bibliography(name: str, data: bytes) -> str:
    """``data`` in UTF-8, in UTF-16 with a mark, or in the encoding that it names; InputError."""
    encoding = _declared(data)
    if encoding is not None:
        with suppress(UnicodeDecodeError):  # then it is wrong about itself, as the message shows
            data = data.decode(encoding).encode()
    try:
        return decode(name, data)
    except InputError as error:
        file = name.rpartition("/")[2]
        hint = (
            f"convert it, as in `iconv -f CP1252 -t UTF-8 {file} > new.bib`, or name its "
            "encoding in the first line: `% Encoding: CP1252`"
        )
        found = [
            replace(one, hint=hint) if one.code == "E102" and one.span else one
            for one in error.problems
        ]
        raise InputError(found) from error


def _declared(data: bytes) -> str | None:
    """The encoding that a file which is not UTF-8 says it has, if Python knows it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        pass
    else:
        return None
    match = _DECLARED.search(data[:_FIRST].decode("latin-1"))
    if match is None:
        return None
    words = (match["words"] or "").lower()
    named = match["name"] or next((name for sign, name in _WORDS.items() if sign in words), "")
    try:
        found = codecs.lookup(named).name
    except LookupError:
        return None
    if found == "iso8859-1":
        return "cp1252"  # which has quotes and dashes where Latin-1 has nothing to print
    return found if _KNOWN.fullmatch(found) else None
