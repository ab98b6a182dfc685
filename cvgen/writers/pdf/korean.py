"""Korean text, in which a line breaks between words only.

The engine breaks lines between any two syllables, as in Chinese, and does not know ``word-break:
keep-all``. A word joiner between them prevents that; the text of a PDF does not contain it.
"""

from __future__ import annotations

from cvgen.patterns import pattern
from cvgen.writers.pdf.probes import Element

_SYLLABLES = "\uac00-\ud7a3"
_INSIDE_WORD = pattern(rf"(?<=[\w%)\]])(?=[{_SYLLABLES}])")
_JOINER = "\N{WORD JOINER}"
_LONGEST = 12  # syllables of a word that fits into a column


def hold_words(root: Element) -> None:
    """Join the syllables of each word in the page ``root``, if its language is Korean."""
    if root.get("lang", "").partition("-")[0] != "ko":
        return
    for element in root.find("body") or ():
        for part in element.iter():
            part.text = _held(part.text)
            part.tail = _held(part.tail)


def _held(text: str | None) -> str | None:
    if not text or not _INSIDE_WORD.search(text):
        return text
    words = text.split(" ")
    return " ".join(
        _INSIDE_WORD.sub(_JOINER, word) if len(word) <= _LONGEST else word for word in words
    )
