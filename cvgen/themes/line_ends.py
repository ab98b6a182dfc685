"""The end of a first line or an address: if it takes two, the second one never has a single word.

A first line is made of elements, such as a title, an organization and a remark, so its last two
words may be in different ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cvgen.patterns import pattern
from cvgen.themes.wrapping import ONE_LINE, PAIR, is_full_width, no_break

if TYPE_CHECKING:
    from markupsafe import Markup

_TAG = pattern(r"<[^>]*>")
_MASK = "\0"  # stands for each letter of a tag
_GAP = pattern(r"[ \n\0]*[ \n][ \n\0]*")
LONG_URL = 44
"""The letters of an address that fits on one line."""
_PARTS = pattern(r"\w+://[^/]*/?|[^/]*/|[^/]+")  # of an address, between which a line may break
_KEPT = 48  # the most letters of a part that is not broken: any column but a sidebar has room
_LAST_LINE = 12  # letters
_TWO_WORDS = 9  # letters of two words that can end a text


def address_html(text: str) -> str:
    """The text of a link; an address is broken behind a slash, and only a long part inside.

    A part is not broken behind its hyphen, which a reader, and a program that reads the lines,
    could take for that of a broken word. The last line never has only a few letters.
    """
    from markupsafe import escape

    if len(text) <= LONG_URL or "/" not in text or " " in text:
        return str(escape(text))
    parts = _PARTS.findall(text)
    while len(parts) > 2 and len(parts[-1]) < _LAST_LINE:
        parts[-2:] = ["".join(parts[-2:])]
    return "".join(
        f'<span class="nb">{escape(part)}</span>'
        if len(part) <= _KEPT and ("-" in part or "/" in part.rstrip("/"))
        else str(escape(part))
        for part in parts
    )


def hold_end(html: Markup, most: int = PAIR, least: int = ONE_LINE) -> Markup:
    """``html`` with a no-break space between its last two words, if they have ``most`` letters.

    A dash or a dot between them is not a word. A text of at most ``least`` letters stays as it is.
    """
    from markupsafe import Markup

    text = str(html).rstrip()
    masked = _TAG.sub(lambda tag: _MASK * len(tag[0]), text)
    if len(masked.replace(_MASK, "")) <= least or is_full_width(masked[-PAIR:]):
        return html
    held: list[re.Match[str]] = []
    words, end = 0, len(text)
    for gap in reversed(list(_GAP.finditer(masked))):
        part = masked[gap.end() : end].replace(_MASK, "")
        words += _words(part)
        end = gap.start()
        if words >= 2:
            letters = masked[gap.end() :].replace(_MASK, "")
            first = part.rpartition("-")[0]  # a line may break behind it
            return Markup(_joined(text, held)) if len(letters) - len(first) <= most else html
        held.append(gap)
    return html


def _words(part: str) -> int:
    """The words between two gaps: two if they are held already, unless they are short (24 h)."""
    if "\N{NO-BREAK SPACE}" in part and len(part) >= _TWO_WORDS:
        return 2
    return int(any(map(str.isalnum, part)))


def _joined(text: str, gaps: list[re.Match[str]]) -> str:
    """``text`` with a no-break space in place of the white space in each gap, last one first."""
    for gap in gaps:
        start, end = gap.span()
        tags = "".join(_TAG.findall(text[start:end]))
        text = f"{text[:start]}{no_break(text[:start])}{tags}{text[end:]}"
    return text
