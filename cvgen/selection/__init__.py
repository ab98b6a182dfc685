"""What a variant shows of a CV, and the rule that left out each other item."""

from cvgen.selection.resolve import Rules, builtin_variants, resolve
from cvgen.selection.select import Omission, Selection, select

__all__ = ["Omission", "Rules", "Selection", "builtin_variants", "resolve", "select"]
