"""Marks of typeset text as a keyboard has them."""

from __future__ import annotations

from cvgen.patterns import pattern

_SPACES = (
    "\t\v\f\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}"
    "\N{HAIR SPACE}\N{EN SPACE}\N{EM SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
)
_NOTHING = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_PLAIN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_NOTHING)})
_ASCII = str.maketrans({
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("‐‑‒–−⁃", "-"), **dict.fromkeys("—―", "--"),
    "…": "...", "⁄": "/", "∕": "/",
})  # fmt: skip
_INNER = pattern(r"([«‹])[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ]"
                 r"|[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ]([»›])")  # fmt: skip
_DOT = pattern(r"(?<=\s)[·•‣▪](?=\s)")
_BLANKS = pattern(r" {2,}")


def simple_spaces(text: str) -> str:
    """``text`` with one plain space between words, and without invisible characters.

    Joiners and marks of direction stay, because they change how letters are read.
    """
    return _BLANKS.sub(" ", text.translate(_PLAIN))


def ascii_marks(text: str) -> str:
    """``text`` with quotes, dashes, dots and bullets of ASCII; letters and other signs stay."""
    return _DOT.sub("-", _INNER.sub(r"\1\2", text).translate(_ASCII))
