"""Running text as a typographer sets it: spaces that do not break, dashes, quotes, dots.

Only what is certain is changed, never a letter or digit, and nothing in code, addresses and
identifiers. Setting a text twice is setting it once.
"""

from cvgen.typography.rules import NARROW, NO_BREAK, Typography
from cvgen.typography.runs import typeset, typeset_text

__all__ = ["NARROW", "NO_BREAK", "Typography", "typeset", "typeset_text"]
