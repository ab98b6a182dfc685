"""What programs read where a PDF has a space that does not break.

In most fonts it shares its glyph with the common space, and the text layer gives each glyph the
character it was first used for: one such space early in a document would make all of its spaces
such ones, which a parser that looks for a name or splits at spaces may not expect.
"""

from __future__ import annotations

from typing import Any

_TABLE = b"/CIDInit"
_NO_BREAK, _SPACE = b" <00a0>", b" <0020>"


def plain_spaces(pdf: Any) -> None:
    """Let every glyph that stands for a no-break space be read as a common space."""
    for item in pdf.objects:
        lines = getattr(item, "stream", None)
        if not lines or not isinstance(lines[0], bytes) or not lines[0].startswith(_TABLE):
            continue
        lines[:] = [
            line.removesuffix(_NO_BREAK) + _SPACE if line.endswith(_NO_BREAK) else line
            for line in lines
        ]
