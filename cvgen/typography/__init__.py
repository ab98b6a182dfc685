"""Typography of running text: no-break spaces, dashes, quotes, dots.

Only certain cases change, never letters or digits, and nothing in code, addresses and identifiers.
A second pass changes nothing.
"""

from cvgen.typography.rules import NARROW, NO_BREAK, Typography
from cvgen.typography.runs import typeset, typeset_text

__all__ = ["NARROW", "NO_BREAK", "Typography", "typeset", "typeset_text"]
