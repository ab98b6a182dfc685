"""Units and currencies, which stay with their numbers."""

from __future__ import annotations

_MEASURES = """
% ‰ ° °C °F K
m km cm mm µm μm nm m² km² cm² m³
g kg mg µg t l L ml mL
s ms µs μs ns min h hr hrs d
B kB KB MB GB TB PB EB KiB MiB GiB TiB bit Kbit Mbit Gbit kbps Mbps Gbps
Hz kHz MHz GHz THz FLOPS M
W kW MW GW Wh kWh MWh V mV kV mA J kJ MJ eV keV MeV GeV TeV
N kN Pa kPa MPa dB mol pt px dpi fps
million millions billion billions bn Mio. Mrd. Millionen Milliarden
"""
_MONEY = """
€ $ £ ¥ ₽ ₴ ₺ ₹ ₪ ₩ R$ US$ A$ C$ HK$ NT$ zł Kč kr Ft
EUR USD GBP CHF SEK NOK DKK PLN CZK JPY CNY INR BRL CAD AUD
RUB UAH TRY ILS KRW HUF RON MXN ARS ZAR NZD HKD TWD
"""
CURRENCIES = frozenset(_MONEY.split())
_SCALED = frozenset(f"{scale}{sign}" for scale in ("k", "K", "M", "T") for sign in "€$£¥")
SCALES = frozenset({"k", "m", "bn", "million", "millions", "billion", "billions", "mio.", "mrd."})
"""What may stand between a number and a currency, in any language, in lower case."""
UNITS = CURRENCIES | _SCALED | frozenset(_MEASURES.split())
