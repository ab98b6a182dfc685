"""Selects what a variant shows of a CV, and records the rule that left out each other item."""

from cvgen.selection.resolve import EVERYBODY, Rules, builtin_variants, resolve
from cvgen.selection.sections import rule_of
from cvgen.selection.select import Omission, Selection, select

__all__ = [
    "EVERYBODY", "Omission", "Rules", "Selection", "builtin_variants", "resolve", "rule_of",
    "select",
]  # fmt: skip
