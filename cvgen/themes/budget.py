"""A limit on the work of a template: characters and steps, counted before memory is taken.

Unlike a clock, a count stops a template at the same place on every machine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from cvgen.patterns import pattern

MAX_WORK = 30_000_000
"""Characters and steps for one document; a CV of two pages takes about 300,000."""
_STEP = 30
_MAX_NUMBER = 10_000  # columns, items or digits that a function makes
_MAX_POWER, _MAX_BITS = 64, 4096
_MAX_PARTS = 1_000_000  # parts of a printed list
_WIDTH = pattern(r"\d+")


class WorkLimitError(Exception):
    """A template does more than a document may take."""


class Budget:
    """The remaining work of a template."""

    def __init__(self, most: int = MAX_WORK) -> None:
        self.most = most
        self.used = 0

    def spend(self, amount: int = 0) -> None:
        """Count a step with ``amount`` characters or items; WorkLimitError past the limit."""
        self.used += _STEP + amount
        if self.used > self.most:
            raise WorkLimitError(f"it takes more than {self.most // 1_000_000} million steps")

    def check(self, size: float) -> None:
        """WorkLimitError if a text or list of ``size`` exceeds the remaining work."""
        if size > self.most - self.used:
            raise WorkLimitError("it makes a text or list that is too long")

    def product(self, left: Any, right: Any) -> None:
        """Check ``left * right``."""
        if isinstance(left, int) and isinstance(right, int):
            if left.bit_length() + right.bit_length() > _MAX_BITS:
                raise WorkLimitError("it makes a number that is too long")
            return
        for one, times in ((left, right), (right, left)):
            if isinstance(one, (str, list, tuple)) and isinstance(times, int):
                self.spend(max(0, min(len(one) * times, self.most)))

    def sum(self, left: Any, right: Any) -> None:
        """Check ``left + right``."""
        if isinstance(left, (str, list, tuple)) and isinstance(right, (str, list, tuple)):
            self.spend(len(left) + len(right))

    def power(self, left: Any, right: Any) -> None:
        """Check ``left ** right``."""
        both = isinstance(left, int) and isinstance(right, int)
        if both and (abs(right) > _MAX_POWER or left.bit_length() > _MAX_POWER):
            raise WorkLimitError("it makes a number that is too long")

    def formatted(self, form: str, values: Iterable[Any]) -> None:
        """Check the formatting of ``form`` with ``values``."""
        found = list(values)
        signs = form.count("%") + form.count("{")
        self.check(len(form) + signs * max((self.size(value) for value in found), default=0))
        widths = [int(width[:9]) for width in _WIDTH.findall(form)]
        if re.search(r"%[^a-zA-Z]*\*|\{[^{}]*\{", form) or any(w > _MAX_NUMBER for w in widths):
            raise WorkLimitError("it asks for a number of columns that is too large")
        self.spend(len(form) + signs + sum(widths))

    def numbers(self, values: Iterable[Any]) -> None:
        """Check arguments of a function, which may be numbers of columns or items to make."""
        for value in values:
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                if not math.isfinite(value) or abs(value) > _MAX_NUMBER:
                    raise WorkLimitError(f"a function is asked for more than {_MAX_NUMBER}")
                self.used += abs(int(value))

    def amplified(self, value: Any, others: Iterable[Any]) -> None:
        """Check a function that may repeat each of ``others`` at every character of ``value``."""
        size = self.size(value) + 1
        for other in others:
            size *= max(1, other if isinstance(other, int) else self.size(other))
        self.check(size)

    def size(self, value: Any) -> int:
        """The approximate length of ``value`` as text; WorkLimitError if it is too long."""
        found, seen, waiting = 0, 0, [value]
        while waiting:
            one = waiting.pop()
            seen += 1
            found += len(one) if isinstance(one, str) else 1
            if isinstance(one, (list, tuple)):
                waiting += one
            elif isinstance(one, dict):
                waiting += [*one.keys(), *one.values()]
            if found > self.most or seen + len(waiting) > _MAX_PARTS:
                raise WorkLimitError("it makes a text or list that is too long")
        return found
