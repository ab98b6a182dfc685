"""The checklist of an application: all rules in their order."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.applications.checklist import measured, rules
from cvgen.applications.checklist.items import Facts, Item

_RULES = (
    rules.documents, rules.lengths, rules.referees, measured.looks, rules.names, rules.languages,
    rules.dates, rules.files, rules.standards, measured.private, measured.requirements,
)  # fmt: skip
"""All rules, in the order of the checklist; those of one group follow one another."""


def check(facts: Facts) -> list[Item]:
    """The checklist of an application."""
    return [item for rule in _RULES for item in rule(facts)]


def failures(items: Iterable[Item]) -> list[Item]:
    """The items that failed."""
    return [item for item in items if item.state == "fail"]
