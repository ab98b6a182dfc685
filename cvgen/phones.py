"""Phone numbers as links: the text stays as typed, and the link dials the number it shows.

An ambiguous number gets no link.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvgen.markup.inline import Inline, Run, literal
from cvgen.patterns import pattern

_PLUS = pattern(r"(?:[(\[]\s*)?[+＋]")
_LAST_DIGIT = pattern(r"^.*\d\)?", re.DOTALL)
_REMARK = pattern(r"\s*(?:[(（\[,，;:/|·–—-].*)?", re.DOTALL)
_FAX = pattern(r"[^\W\deE]x\W*\d", re.IGNORECASE)
"""The `x` at the end of a word rather than before an extension."""
_NEXT = pattern(r"\s+(?:[^\W\d]+\.?:|or|and|oder|und|ou|et|e|o|y|&)\s*")
_SECOND = pattern(r"\s*[/|]\s*")


def phone_links(text: str) -> Inline:
    """``text`` with a ``tel:`` link on each unambiguous international number."""
    starts = [match.start() for match in _PLUS.finditer(text)]
    if not starts:
        return literal(text)
    runs = [*literal(text[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        match = _LAST_DIGIT.match(piece)
        shown = match.group() if match else ""
        rest = piece[len(shown) :]
        ends = _REMARK.fullmatch(rest) or (end < len(text) and _NEXT.fullmatch(rest))
        runs += literal(shown, href=tel(shown) if ends else None)
        runs += literal(rest)
    return _merged(runs)


def with_phones(runs: Inline) -> Inline:
    """``runs`` with these links on the numbers outside other links and code."""
    return tuple(
        replace(run, text=part.text, href=part.href)
        for run in runs
        for part in ((run,) if run.href or run.code else phone_links(run.text))
    )


def tel(number: str) -> str | None:
    """The address that dials ``number``, ``tel:+442079460958;ext=11``; None if it is ambiguous."""
    import phonenumbers  # its tables are slow to load

    digits = "".join(str(int(char)) for char in number if char.isdecimal())
    if len(digits) < 7 or _has_two(number) or _FAX.search(number):
        return None
    try:
        found = phonenumbers.parse(number.replace("[", "(").replace("]", ")"), None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    dialled = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    extension = found.extension or ""
    code = str(found.country_code or "")
    inside = f"{code}0{dialled[1:].removeprefix(code)}"  # with the 0 for calls inside the country
    if digits not in (dialled[1:] + extension, inside + extension):
        return None
    return f"tel:{dialled};ext={extension}" if extension else f"tel:{dialled}"


def _has_two(number: str) -> bool:
    """True if a slash may separate two numbers: the text before it can be dialled."""
    before, *after = _SECOND.split(number, maxsplit=1)
    return bool(after) and (bool(_SECOND.search(after[0])) or tel(before) is not None)


def _merged(runs: list[Run]) -> Inline:
    """``runs`` with neighbouring non-links joined."""
    out: list[Run] = []
    for run in runs:
        if out and out[-1].href is None and run.href is None:
            out[-1] = Run(out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
