"""The typographic rules of a language, and words that all languages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cvgen.patterns import pattern

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
EN_DASH, EM_DASH, ELLIPSIS, APOSTROPHE = "\u2013", "\u2014", "\u2026", "\u2019"
_MEASURES = """
% ‰ ° °C °F K m km cm mm µm μm nm m² km² cm² m³ g kg mg µg t l L ml mL s ms µs μs ns min h hr hrs d
B kB KB MB GB TB PB EB KiB MiB GiB TiB bit Kbit Mbit Gbit kbps Mbps Gbps Hz kHz MHz GHz THz W kW MW
GW Wh kWh MWh V mV kV mA J kJ MJ eV keV MeV GeV TeV N kN Pa kPa MPa dB mol pt px dpi fps FLOPS
million millions billion billions bn Mio. Mrd. Millionen Milliarden"""
_MONEY = "€ $ £ ¥ EUR USD GBP CHF SEK NOK DKK PLN CZK JPY CNY INR BRL CAD AUD"
CURRENCIES = frozenset(_MONEY.split())
UNITS = CURRENCIES | frozenset(_MEASURES.split())
STANDS_FOR = "\N{OBJECT REPLACEMENT CHARACTER}"
SHORT_YEAR = pattern(r"['’]\d\d(?!\d)")
_TOKEN = pattern(r"[^ ]+")

Edit = tuple[int, int, str]
"""A change of a text: from, to, new text."""


@dataclass(frozen=True)
class Typography:
    """The rules of a language.

    ``quotes`` are the outer and the inner pair with the spaces inside them. A number stays with
    the words of ``before_number`` (``pages`` may precede ranges), a name with those of
    ``before_name``, a day with those of ``months``; all but names in lower case. A narrow no-break
    space precedes the marks in ``spaced``.
    """

    quotes: tuple[str, ...] = ("“", "”", "‘", "’")
    before_number: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    spaced: str = ""
    months: Callable[[], frozenset[str]] = frozenset

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The words of ``before_name`` without a full stop."""
        return tuple(sorted(word for word in self.before_name if not word.endswith(".")))


def word_before(text: str, at: int) -> str:
    """The text between the last space and ``at``."""
    return text[text.rfind(" ", 0, at) + 1 : at]


def word_after(text: str, at: int) -> str:
    """The text between ``at`` and the next space."""
    found = _TOKEN.match(text, at)
    return found.group() if found else ""


def in_address(text: str, at: int) -> bool:
    """True if the word at ``at`` is an address that is no link."""
    word = word_before(text, at) + word_after(text, at)
    return "@" in word or word.startswith(("www.", "10.")) or "/" in word.strip("/")
