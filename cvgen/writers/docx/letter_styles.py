"""The styles of letters: where the address, the date and the parts around the text stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cvgen.writers.docx.elements import w
from cvgen.writers.docx.look import Look
from cvgen.writers.docx.style import Style, bold, size, spacing

_MM = 72 / 25.4
_WINDOW = 58.2  # mm from the top of the page to the return address, by DIN 5008, form B
_RETURN_SIZE = 7.0
_ROLES = {
    "sender": ("EnvelopeReturn", "envelope return"),
    "recipient": ("EnvelopeAddress", "envelope address"),
    "date": ("Date", "Date"),
    "subject": ("Subject", "Subject"),
    "salutation": ("Salutation", "Salutation"),
    "closing": ("Closing", "Closing"),
    "name": ("Signature", "Signature"),
    "enclosures": ("Enclosures", "Enclosures"),
}
STYLE_OF_ROLE = {role: identifier for role, (identifier, _) in _ROLES.items()}
"""The style of the lines of each role."""
# Above a part, in lines; by layout where they differ.
_GAPS = {
    "recipient": {"din": 0.3, "uk": 2.0, "us": 1.0},
    "date": {"din": 1.5, "uk": 1.0, "us": 2.0},
    "subject": {"din": 2.0, "uk": 1.0, "us": 1.5},
    "salutation": {"din": 1.0, "uk": 1.5, "us": 1.0},
    "closing": {"": 1.25},
    "name": {"": 2.5},
    "enclosures": {"": 1.5},
}
_SIGNED = 0.3
_KEPT = ("subject", "salutation", "closing")


@dataclass(frozen=True)
class LetterShape:
    """What the styles of a letter depend on: its layout, and the role of its first lines.

    A letter may be ``signed`` with a picture. ``head`` is the height of its head in pt.
    """

    layout: str
    first: str
    head: float
    signed: bool = False


def letter_styles(look: Look, letter: LetterShape) -> Iterable[Style]:
    """A style for each role of lines."""
    for role, (identifier, name) in _ROLES.items():
        paragraph = [w("keepLines"), spacing(before=_gap(role, look, letter))]
        if role in _KEPT:
            paragraph.append(w("keepNext"))
        if role == "date" and letter.layout == "din":
            paragraph.append(w("jc", val="right"))
        run = bold() if role == "subject" else size(_RETURN_SIZE) if role == "sender" else []
        yield Style(identifier, name, follows="BodyText", paragraph=paragraph, run=run)


def _gap(role: str, look: Look, letter: LetterShape) -> float:
    """The gap above the lines of a role in pt. A window is a fixed distance from the top."""
    if letter.layout == "din" and role == letter.first:
        top = look.margins[0] / 20
        return max(_WINDOW * _MM - top - letter.head, look.line_height)
    gaps = _GAPS.get(role, {})
    lines = (
        _SIGNED if role == "name" and letter.signed else gaps.get(letter.layout, gaps.get("", 0))
    )
    return lines * look.line_height
