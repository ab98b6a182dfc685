"""What stands inside of a tag: ``name``, ``not name`` or ``name | filter``.

Jinja's own lexer and parser read it, so that it means what it means in Jinja; the syntax tree must
then be one of these three. Before the parser, the tokens are checked: those that are left cannot
nest, so no text takes the parser deep or long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream

from cvgen.applications.texts.filters import FILTERS
from cvgen.errors import nearest
from cvgen.patterns import pattern

ALLOWED = (
    "allowed are `{{ name }}`, `{{ name | upper }}` and "
    "`{% if name %}`, `{% elif name %}`, `{% else %}`, `{% endif %}`"
)
_DOTTED = pattern(r"\w+(?:\s*\.\s*\w+)*")
_PART = pattern(r"\w+|[}%]\}|.", 16)  # DOTALL
_SYNTAX = frozenset(
    {"name", "whitespace", "variable_begin", "variable_end", "block_begin", "block_end"}
)
_REFUSED = {
    "(": ("a placeholder cannot call a function", None),
    "[": ("a placeholder cannot use brackets", "write a number after a dot: cv.experience.0.role"),
    "{": ("a placeholder cannot contain braces", None),
    "-": ("a placeholder cannot contain '-'", "names consist of letters, digits and _"),
    "string": ("a placeholder cannot contain a text in quotes", "write the text without `{{ }}`"),
    "integer": ("a placeholder cannot contain a number", "a number can only follow a dot"),
    "float": ("a placeholder cannot contain a number", "a number can only follow a dot"),
}
_NODES: dict[type[nodes.Node], tuple[str, str | None]] = {
    nodes.Test: ("a condition cannot use `is`", "`{% if name %}` asks whether it has a value"),
    nodes.And: ("a condition cannot use `and`", "put one `{% if %}` inside of another"),
    nodes.Or: ("a condition cannot use `or`", "use `{% elif name %}`"),
    nodes.Compare: ("a condition cannot compare", "`{% if name %}` asks whether it has a value"),
    nodes.CondExpr: ("a placeholder cannot contain `if`", "use `{% if name %}…{% endif %}`"),
    nodes.Const: ("true, false and none are no names", None),
    nodes.Filter: ("a condition cannot use a filter", "filters change only what is printed"),
    nodes.Not: ("`not` stands once, in a condition", "write `{% if not name %}`"),
}

_WORD_OF: dict[type[nodes.Node], str] = {
    nodes.Test: "is", nodes.And: "and", nodes.Or: "or", nodes.Compare: "in", nodes.CondExpr: "if",
}  # fmt: skip
_WORDS = pattern(r"(?<!\{%)(?<!\{%\s)(?<![\w.])(is|and|or|in|if)\b")


class Refused(Exception):
    """Why a text is refused, from ``start`` to before ``end``."""

    def __init__(
        self, start: int, end: int, message: str, hint: str | None = None, code: str = "E721"
    ) -> None:
        self.start, self.end, self.code = start, end, code
        self.message, self.hint = message, hint or ALLOWED
        super().__init__(message)


class Expression(NamedTuple):
    """A dotted ``name`` without spaces, which stands from ``start`` to before ``end``."""

    name: str
    start: int
    end: int
    negated: bool
    filters: tuple[str, ...]


class Expressions:
    """Reads tags; the line of each of Jinja's tokens and nodes is its offset in the tag."""

    def __init__(self) -> None:
        self.jinja = _Placing()
        self.known: dict[str, Expression] = {}

    def read(self, code: str) -> Expression:
        """The expression of ``{{ … }}`` or ``{% if … %}{% endif %}``; Refused."""
        if code not in self.known:
            self.known[code] = self._read(code)
        return self.known[code]

    def _read(self, code: str) -> Expression:
        self._check_tokens(code)
        try:
            parsed = self.jinja.parse(code).body[0]
        except TemplateSyntaxError as error:
            raise _unexpected(code, error.lineno) from error
        if isinstance(parsed, nodes.If):
            value: nodes.Node = parsed.test
            negated = isinstance(value, nodes.Not)
            value = value.node if isinstance(value, nodes.Not) else value
            return Expression(*_name(value, code), negated, ())
        assert isinstance(parsed, nodes.Output)  # the only other kind of tag
        value, filters = _unfiltered(parsed.nodes[0])
        return Expression(*_name(value, code), False, filters)

    def _check_tokens(self, code: str) -> None:
        """Refused at the first token that no allowed tag has."""
        at, before = 0, ""
        try:
            for at, kind, value in self.jinja.placed(code):
                is_index = kind == "integer" and before == "." and value.isdigit()
                if kind not in _SYNTAX and value not in (".", "|") and not is_index:
                    reason = _REFUSED.get(value) or _REFUSED.get(kind)
                    message, hint = reason or (f"a placeholder cannot contain '{value}'", None)
                    raise Refused(at, at + len(value), message, hint)
                before = before if kind == "whitespace" else value
                at += len(value)
        except TemplateSyntaxError as error:
            char = code[at]
            message, hint = _REFUSED["string"] if char in "'\"" else (
                f"a placeholder cannot contain '{char}'", None)  # fmt: skip
            raise Refused(at, at + 1, message, hint) from error


class _Placing(Environment):
    """Jinja's environment with offsets for lines."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        tokens = self.lexer.wrap(self.placed(source), name, filename)
        return TokenStream(tokens, name, filename)

    def placed(self, source: str) -> Iterator[tuple[int, str, str]]:
        """Offset, kind and text of each token."""
        at = 0
        for _, kind, value in self.lexer.tokeniter(source, None):
            yield at, kind, value
            at += len(value)


def _unexpected(code: str, at: int) -> Refused:
    """The error where Jinja's parser stops."""
    found = _PART.match(code, at)
    part = found[0] if found else ""
    if part in ("}}", "%}"):
        return Refused(at, at + 2, f"a name is missing before `{part}`")
    return Refused(at, at + max(1, len(part)), f"'{part}' is not expected here")


def _unfiltered(node: nodes.Node) -> tuple[nodes.Node, tuple[str, ...]]:
    """The value that filters are applied to, and their names in the order of use."""
    names: list[str] = []
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            near = nearest(node.name, FILTERS)
            hint = f"did you mean '{near}'?" if near else f"available: {', '.join(FILTERS)}"
            end = node.lineno + len(node.name)
            raise Refused(node.lineno, end, f"unknown filter '{node.name}'", hint, "E724")
        names.insert(0, node.name)
        assert node.node is not None  # only a block of Jinja filters no value
        node = node.node
    return node, tuple(names)


def _name(node: nodes.Node, code: str) -> tuple[str, int, int]:
    """The dotted name that ``node`` is, with its place; Refused."""
    parts: list[str] = []
    while isinstance(node, (nodes.Getattr, nodes.Getitem)):
        is_number = isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const)
        parts.insert(0, str(node.arg.value) if is_number else node.attr)  # type: ignore[union-attr]
        node = node.node
    found = _DOTTED.match(code, node.lineno)
    start, end = node.lineno, found.end() if found else node.lineno + 1
    if isinstance(node, nodes.Name):
        return ".".join([node.name, *parts]), start, end
    message, hint = _NODES.get(type(node), ("this is no name", None))
    if word := next(
        (mark for mark in _WORDS.finditer(code) if mark[1] == _WORD_OF.get(type(node))), None
    ):
        start, end = word.span(1)  # Jinja's nodes start before or after it
    raise Refused(start, end, message, hint)
