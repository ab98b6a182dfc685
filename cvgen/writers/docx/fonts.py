"""The fonts of a Word document: those that office programs bring, or the theme's own choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cvgen.synonyms import read_data_file
from cvgen.themes import Theme
from cvgen.themes.styles import kind_of_family

OPTION = "word_fonts"
"""The option of themes with the fonts of the text and of the name."""
_FILE = Path(__file__).with_name("fonts.yaml")


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its name in Word; ``other`` and ``family`` say what may replace it.

    ``scripts`` is the font for the other script of the document's language, with the attribute of
    ``w:rFonts`` that it belongs to. ``line`` is the height of a line in sizes of the text.
    ``kind`` is serif or sans.
    """

    kind: str
    name: str
    other: str
    family: str
    line: float
    bold: float
    script: str = ""
    slot: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of ``w:rFonts``."""
        names = dict.fromkeys(("ascii", "hAnsi", "cs"), self.name)
        return names | ({self.slot: self.script} if self.slot else {})


def fonts_of(theme: Theme, script: dict[str, str]) -> tuple[Font, Font]:
    """The fonts of the text and of the name, with those of another ``script``."""
    chosen = theme.settings.font_set
    kinds = (
        [kind_of_family(chosen, family) for family in (chosen.text, chosen.name)] if chosen else []
    )
    text_kind, name_kind = kinds or ("sans", "sans")
    own: tuple[str, ...] = theme.settings.get(OPTION, ())
    text = _font(text_kind, script, own[0] if own else "")
    name = _font(name_kind, script, own[min(1, len(own) - 1)] if own else "")
    return text, name


def script_of(language: str) -> dict[str, str]:
    """The fonts of the other script of ``language`` (``ja-JP``), a row of the data; else empty."""
    rows: dict[str, dict[str, str]] = _data()["scripts"]
    return rows.get(language) or rows.get(language.split("-")[0]) or {}


@lru_cache
def widths_of(kind: str) -> tuple[float, ...]:
    """The widths of the characters from space to tilde in sizes of the text."""
    return tuple(int(width) / 100 for width in _data()["faces"][kind]["widths"].split())


def _font(kind: str, script: dict[str, str], own: str) -> Font:
    face = _data()["faces"][kind]
    usual = face["font"]
    return Font(
        kind,
        own or usual,
        face["other"] if own in ("", usual) else usual,
        face["family"],
        float(script.get("line", face["line"])),
        float(face["bold"]),
        script.get(kind, ""),
        script.get("slot", ""),
    )


def _data() -> Any:
    return read_data_file(_FILE)
