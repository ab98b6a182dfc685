"""The parts of a name that is written with given names first."""

from __future__ import annotations

from typing import NamedTuple

from cvgen.patterns import pattern

_SUFFIX = pattern(r"[JS]r\.?|I{2,3}|IV|2nd|3rd|4th")
_GROUP = pattern(
    r"(?:collaborations?|consortium|group|team|universit\w+|institut\w*|organi[sz]ation|committee|"
    r"society|association|council|ministry|laborator\w+|agency|foundation|project|network|company|"
    r"initiative|inc\.?|ltd\.?|llc|gmbh|developers|contributors)", 2
)  # fmt: skip
"""Words in the names of organizations; the flag is ``re.IGNORECASE``."""


class NameParts(NamedTuple):
    """Given names, surname with its particles (van der Beta), and suffix (Jr.), perhaps empty."""

    given: str
    family: str
    suffix: str = ""


def split_name(name: str, family: str | None = None, *, group: bool = False) -> NameParts:
    """The parts of ``name``; ``family`` is the surname if known, and a ``group`` has no others."""
    words = name.split()
    if group or len(words) < 2 or (not family and any(map(_GROUP.fullmatch, words))):
        return NameParts("", name)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    rest = " ".join(words)
    if family and rest.endswith(f" {family}"):
        return NameParts(rest[: -len(family)].strip(), family, suffix)
    if family and name == family:
        return NameParts("", name)
    at = len(words) - 1
    while at > 1 and words[at - 1][:1].islower():
        at -= 1
    return NameParts(" ".join(words[:at]), " ".join(words[at:]), suffix)
