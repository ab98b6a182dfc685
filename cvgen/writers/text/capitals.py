"""Titles in capitals, as each language writes them."""

from __future__ import annotations

import unicodedata

_DOTTED = str.maketrans({"i": "İ", "ı": "I"})
_DOTTED_LANGUAGES = ("tr", "az")
_KEPT = "µ"  # a unit; its capital is another letter
_GREEK = ("\u0370", "\u03ff"), ("\u1f00", "\u1fff")
_GREEK_ACCENTS = "\u0300\u0301\u0313\u0314\u0342"
_DIALYTIKA = "\u0308"
_FIRST, _SECOND = "αεηοωυ", "ιυ"
_GEORGIAN = ("\u10d0", "\u10ff")


def capitals(text: str, language: str) -> str:
    """``text`` in capitals of ``language`` (a BCP 47 tag); scripts without them stay as they are.

    Turkish and Azerbaijani keep their dots. Greek loses its accents, and shows with a dialytika
    that two vowels are no diphthong. German ß becomes SS. Georgian stays: few fonts have its
    capitals.
    """
    if language.split("-")[0].lower() in _DOTTED_LANGUAGES:
        text = text.translate(_DOTTED)
    if any(first <= char <= last for char in text for first, last in _GREEK):
        text = _without_accents(text)
    return "".join(map(_capital, text))


def _capital(char: str) -> str:
    is_kept = char in _KEPT or _GEORGIAN[0] <= char <= _GEORGIAN[1]
    return char if is_kept else char.upper()


def _without_accents(text: str) -> str:
    """``text`` with Greek letters without accents and breathings, but in the word ``ή``, or."""
    return " ".join(word if word == "ή" else _plain_word(word) for word in text.split(" "))


def _plain_word(word: str) -> str:
    out: list[str] = []
    before = ""  # the letter before, if it lost an accent
    for char in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", char)
        base, marks = parts[0], parts[1:]
        if not any(first <= base <= last for first, last in _GREEK):
            out.append(char)
            before = ""
            continue
        kept = [mark for mark in marks if mark not in _GREEK_ACCENTS]
        if before in _FIRST and before and base.lower() in _SECOND and not marks:
            kept.append(_DIALYTIKA)
        out.append(unicodedata.normalize("NFC", "".join([base, *kept])))
        before = base.lower() if len(marks) > len(kept) else ""
    return "".join(out)
