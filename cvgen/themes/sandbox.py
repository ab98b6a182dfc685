"""The Jinja2 environment of themes: a template reads only the document, within limits.

A stranger may have written the template. It reaches only parts of a document and plain values;
other objects, such as a path, would lead to the disk. Loops, calls, operators and filters are
counted, so that it fails before it takes much time or memory. Unlike a clock, a count stops a
template at the same place on every machine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context, pass_eval_context
from jinja2.visitor import NodeTransformer

from cvgen.patterns import pattern

MAX_WORK = 30_000_000
"""Characters and steps for one document; a CV of two pages takes about 300,000."""
_STEP = 30
_MAX_NUMBER = 10_000  # columns, items or digits that a function makes
_MAX_POWER, _MAX_BITS = 64, 4096
_MAX_PARTS = 1_000_000  # parts of a printed list
_WIDTH = pattern(r"\d+")
_OPEN = ("cvgen.document", "cvgen.markup.inline", "jinja2.runtime", "jinja2.utils", "markupsafe")
_PLAIN = (str, int, float, bool, list, tuple, dict, type(None))
_NEVER = frozenset({"expandtabs", "translate", "encode", "maketrans"})
_AMPLIFYING = frozenset(
    {"indent", "wordwrap", "replace", "join", "urlize", "xmlattr", "batch", "slice", "truncate"}
)
_MAX_INDENT = 16
_CALL = 100
_ITEM = 20  # an item of a list costs about as much as this many letters
_WEIGHED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_LISTS = (nodes.List, nodes.Tuple, nodes.Dict)
_T = TypeVar("_T", bound=nodes.Node)


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

    def check_product(self, left: Any, right: Any) -> None:
        """Check ``left * right``."""
        if isinstance(left, int) and isinstance(right, int):
            if left.bit_length() + right.bit_length() > _MAX_BITS:
                raise WorkLimitError("it makes a number that is too long")
            return
        for one, times in ((left, right), (right, left)):
            if isinstance(one, (str, list, tuple)) and isinstance(times, int):
                self.spend(max(0, min(len(one) * times, self.most)))

    def check_sum(self, left: Any, right: Any) -> None:
        """Check ``left + right``."""
        if isinstance(left, (str, list, tuple)) and isinstance(right, (str, list, tuple)):
            self.spend(len(left) + len(right))

    def check_power(self, left: Any, right: Any) -> None:
        """Check ``left ** right``."""
        both = isinstance(left, int) and isinstance(right, int)
        if both and (abs(right) > _MAX_POWER or left.bit_length() > _MAX_POWER):
            raise WorkLimitError("it makes a number that is too long")

    def check_format(self, form: str, values: Iterable[Any]) -> None:
        """Check the formatting of ``form`` with ``values``."""
        found = list(values)
        signs = form.count("%") + form.count("{")
        self.check(len(form) + signs * max((self.size(value) for value in found), default=0))
        widths = [int(width[:9]) for width in _WIDTH.findall(form)]
        if re.search(r"%[^a-zA-Z]*\*|\{[^{}]*\{", form) or any(w > _MAX_NUMBER for w in widths):
            raise WorkLimitError("it asks for a number of columns that is too large")
        self.spend(len(form) + signs + sum(widths))

    def check_numbers(self, values: Iterable[Any]) -> None:
        """Check arguments of a function, which may be numbers of columns or items to make."""
        for value in values:
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                if not math.isfinite(value) or abs(value) > _MAX_NUMBER:
                    raise WorkLimitError(f"a function is asked for more than {_MAX_NUMBER}")
                self.used += abs(int(value))

    def check_repeats(self, value: Any, others: Iterable[Any]) -> None:
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


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates share a :class:`Budget`, to be renewed for each document."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, filters: dict[str, Callable[..., Any]], **options: Any) -> None:
        super().__init__(finalize=self._count_printed, **options)
        self.budget = Budget()
        self.concat = self._join  # type: ignore[method-assign]
        del self.globals["lipsum"]  # its text is random
        self.filters = {name: self._with_checks(name, f) for name, f in self.filters.items()}
        self.filters.update(filters)
        self.filters |= {"_spend": self._spend, "_concat": self._concat, "_sized": self._sized}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Counting().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """True only for attributes of document parts and plain values."""
        known = isinstance(obj, _PLAIN) or type(obj).__module__.startswith(_OPEN)
        return known and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator, after a check of the length of its result."""
        if operator == "*":
            self.budget.check_product(left, right)
        elif operator == "+":
            self.budget.check_sum(left, right)
        elif operator == "**":
            self.budget.check_power(left, right)
        elif isinstance(left, str):
            self.budget.check_format(left, right if isinstance(right, tuple) else (right,))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call, after a check of the possible length of its result."""
        budget, values = __self.budget, (*args, *kwargs.values())
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if isinstance(owner, (str, bytes)):
            if name in _NEVER:
                raise SecurityError(f"templates may not call '{name}'")
            if name in ("format", "format_map"):
                budget.check_format(str(owner), values)
            elif name in ("replace", "join"):
                budget.check_repeats(owner, values)
        elif name in ("format", "format_map") and hasattr(__obj, "__wrapped__"):
            budget.check_format(str(__obj.__wrapped__.__self__), values)
        if __obj is not __self.globals["range"]:  # has its own limit
            budget.check_numbers(values)
        result = super().call(__context, __obj, *args, **kwargs)
        budget.spend(_CALL + __self._length(result))
        return result

    def _with_checks(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter ``function`` with checks of its arguments and a count of its result."""

        @wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:
            budget = self.budget
            start = 1 if hasattr(function, "jinja_pass_arg") else 0
            value, *others = [*args[start:], *kwargs.values()]
            budget.check_numbers(others)
            if name in _AMPLIFYING:
                budget.check_repeats(value, others)
            elif name == "format":
                budget.check_format(str(value), others)
            elif name == "tojson" and any(isinstance(n, int) and n > _MAX_INDENT for n in others):
                raise WorkLimitError(f"it indents by more than {_MAX_INDENT}")
            elif isinstance(value, (str, list, tuple, dict)):
                budget.check(budget.size(value))
            result = function(*args, **kwargs)
            budget.spend(self._length(value) + self._length(result))
            return result

        return checked

    @pass_context  # keeps the compiler from evaluating it at compile time
    def _spend(self, _context: Context, amount: int) -> bool:
        self.budget.spend(amount)
        return True

    @pass_context
    def _sized(self, _context: Context, value: Any) -> Any:
        self._length(value)
        return value

    @pass_eval_context
    def _concat(self, context: EvalContext, parts: Any) -> str:
        self.budget.spend(self.budget.size(parts))
        return markup_join(parts) if context.autoescape else str_join(parts)

    def _length(self, value: Any) -> int:
        """The cost of ``value``; WorkLimitError for huge nested lists, slow to compare."""
        if isinstance(value, str):
            return len(value)
        if isinstance(value, (list, tuple, dict)):
            self.budget.check(self.budget.size(value))
            return _ITEM * len(value)
        return _ITEM * len(value) if isinstance(value, range) else 0

    def _count_printed(self, value: Any) -> Any:
        self.budget.spend(len(value) if isinstance(value, str) else self.budget.size(value))
        return value

    def _join(self, pieces: Iterable[str]) -> str:
        """The text of a block or a whole template."""
        found: list[str] = []
        size = 0
        for piece in pieces:
            found.append(piece)
            size += len(piece)
            if size > self.budget.most:
                raise WorkLimitError("it makes a text that is too long")
        return "".join(found)


class _Counting(NodeTransformer):
    """Adds counts to each turn of a loop, each run of a block, by its length, and each list."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """``node`` and its parts with counts."""
        weight = 0
        if isinstance(node, _WEIGHED):  # its parts, and the letters of its texts
            texts = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
            weight = texts + sum(1 for _ in node.find_all(nodes.Node))
        found = super().generic_visit(node, *args, **kwargs)
        if isinstance(found, nodes.Concat):
            parts = _at(nodes.Tuple(found.nodes, "load"), found)
            return _filter(parts, "_concat", found)
        if isinstance(found, _LISTS) and getattr(found, "ctx", "load") == "load":
            return _filter(found, "_sized", found)
        if isinstance(found, _WEIGHED):
            spend = _filter(_at(nodes.Const(weight), found), "_spend", found)
            found.body.insert(0, _at(nodes.ExprStmt(spend), found))
            if isinstance(found, nodes.For) and found.test is not None:
                one = _filter(_at(nodes.Const(0), found), "_spend", found)
                found.test = _at(nodes.And(one, found.test), found)
        return found


def _filter(value: nodes.Expr, name: str, beside: nodes.Node) -> nodes.Filter:
    return _at(nodes.Filter(value, name, [], [], None, None), beside)


def _at(node: _T, beside: nodes.Node) -> _T:
    """``node`` with the line and environment of ``beside``."""
    node.set_lineno(beside.lineno)
    node.set_environment(beside.environment)  # type: ignore[arg-type]
    return node
