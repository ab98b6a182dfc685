"""Fills the tree of a text with values, and notes where each character comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cvgen.applications.texts.filters import apply
from cvgen.applications.texts.places import Piece, PlacedText
from cvgen.applications.texts.structure import Choice, Literal, Node, Shown
from cvgen.applications.texts.tags import Report, Tag
from cvgen.applications.texts.values import (
    Insert,
    Value,
    as_address,
    escaped,
    flowing,
    invalid_character,
    without_marks,
)
from cvgen.patterns import pattern

MAX_FILLED = 500_000
"""Characters of a filled text."""
_LINE = 500  # characters before a placeholder that are looked at
_LINE_START = pattern(r"(?:\A|\n)[\s>*+\-\d.)]*\Z")
_IN_HEADING = pattern(r"(?:\A|\n) {0,3}#{1,6}[ \t][^\n]*\Z")
_BEFORE_ALONE = pattern(r"\A\Z|(?:\A|\n)[ \t]*\n\Z")
_AFTER_ALONE = pattern(r"[ \t]*(?:\Z|\n[ \t]*(?:\n|\Z))")


class _Block(NamedTuple):
    """Where a value of several paragraphs was inserted."""

    tag: Tag
    start: int
    end: int


class Filling:
    """Makes a filled text; a ``plain`` one is not Markdown, but one line of text."""

    def __init__(
        self, text: PlacedText, values: Mapping[str, Value], report: Report, plain: bool
    ) -> None:
        self.text, self.values, self.report, self.plain = text, values, report, plain
        self.made = PlacedText(text.file)
        self.blocks: list[_Block] = []
        self.single: dict[str, bool] = {}

    def fill(self, nodes: Iterable[Node]) -> PlacedText:
        """The filled text; what is wrong with its values is reported."""
        self.take(nodes)
        text = self.made.text
        for tag, start, end in self.blocks:
            before = _before(text[max(0, start - _LINE) : start], start)
            if not (_BEFORE_ALONE.search(before) and _AFTER_ALONE.match(text, end)):
                message = f"the value of '{tag.expression.name}' has several paragraphs or a list"
                hint = "leave an empty line before and after the placeholder, and no space"
                self.fail(tag, "E726", message, hint)
        return self.made

    def take(self, nodes: Iterable[Node]) -> None:
        """Add ``nodes``; nothing once the text is too long."""
        for node in nodes:
            if self.made.length > MAX_FILLED:
                return
            if isinstance(node, Literal):
                for text, piece in self.text.parts(node.start, node.end):
                    self.made.add(text, piece)
            elif isinstance(node, Shown):
                self.show(node.tag)
            else:
                self.take(self.chosen(node))

    def chosen(self, choice: Choice) -> list[Node]:
        """The nodes of the first branch that holds."""
        for branch in choice.branches:
            if branch.tag is None:
                return branch.nodes
            value = self.values.get(branch.tag.expression.name)
            if value is not None and value.is_empty == branch.tag.expression.negated:
                return branch.nodes
        return []

    def show(self, tag: Tag) -> None:
        """Add the value of ``tag``; a name without a value is reported elsewhere."""
        name = tag.expression.name
        value = self.values.get(name)
        if value is None:
            return
        if value.is_empty:
            hint = f"give it a value, or write `{{% if {name} %}}…{{% endif %}}` around the passage"
            self.fail(tag, "E723", f"'{name}' is empty", hint)
            return
        if character := invalid_character(value.text):
            self.fail(tag, "E729", f"the value of '{name}' contains {character}", "remove it")
            return
        if tag.expression.filters and value.markdown and not self.plain:
            message = f"the value of '{name}' is Markdown, which a filter would damage"
            self.fail(tag, "E726", message, "write the value as it shall be read")
            return
        if self.made.length + len(value.text) > MAX_FILLED:
            self.made.length = MAX_FILLED + 1
            message = f"with this value, the text has more than {MAX_FILLED} characters"
            self.fail(tag, "E729", message, "a letter has about 3000")
            return
        self.insert(tag, self.as_markdown(tag, value), not value.markdown)

    def as_markdown(self, tag: Tag, value: Value) -> Insert:
        """``value`` after the filters of ``tag``, in the form that its place needs."""
        if self.plain:
            return Insert(apply(without_marks(value), tag.expression.filters))
        if value.markdown:
            if self.is_single(tag.expression.name, value.text):
                return flowing(value.text)
            return Insert(value.text.strip("\n"), True)
        text = apply(value.text, tag.expression.filters)
        whole = self.text.text
        in_angles = whole.endswith("<", 0, tag.start) and whole.startswith(">", tag.end)
        if in_angles and not whole.endswith("\\<", 0, tag.start) and (found := as_address(text)):
            return Insert(found)
        return escaped(text, _LINE_START.search(self.before()) is not None)

    def insert(self, tag: Tag, made: Insert, plain: bool) -> None:
        """Add ``made``, all of which stands at ``tag``."""
        if "\n" in made.text and _IN_HEADING.search(self.before()):
            name = tag.expression.name
            message = f"the value of '{name}' has several lines, and a heading has one"
            self.fail(tag, "E726", message, "write the heading without it")
            return
        offset, end = self.text.offsets(tag.start, tag.end)
        start = self.made.length
        name = tag.expression.name
        self.made.add(made.text, Piece(0, offset, end - offset, name, plain))
        if made.block:
            self.blocks.append(_Block(tag, start, self.made.length))

    def is_single(self, name: str, text: str) -> bool:
        """True if ``text``, the Markdown of ``name``, is one paragraph."""
        from cvgen.applications.texts.commonmark import is_one_paragraph

        if name not in self.single:
            self.single[name] = is_one_paragraph(text)
        return self.single[name]

    def before(self) -> str:
        """The end of what was made so far."""
        return _before(self.made.ending(_LINE)[-_LINE:], self.made.length)

    def fail(self, tag: Tag, code: str, message: str, hint: str) -> None:
        """Report a problem at ``tag``."""
        self.report(self.text.problem(code, message, tag.start, tag.end, hint))


def _before(text: str, at: int) -> str:
    """``text``, which ends at ``at``, so that it does not look like a start if it was cut."""
    return text if len(text) == at else f"x{text}"
