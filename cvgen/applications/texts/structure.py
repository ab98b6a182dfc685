"""From tags to a tree: literal text, placeholders, and choices between branches.

A line that holds only ``{% … %}`` tags vanishes with its line break, so a condition around a
paragraph leaves no empty lines behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cvgen.applications.texts.places import PlacedText
from cvgen.applications.texts.tags import Report, Tag

MAX_DEPTH = 10
_SPACES = " \t"


@dataclass(frozen=True, slots=True)
class Literal:
    """The part of the text from ``start`` to before ``end``, as it is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A placeholder whose value is inserted."""

    tag: Tag


@dataclass(slots=True)
class Branch:
    """The ``nodes`` that are used if ``tag`` holds; always for ``else``, which has no tag."""

    tag: Tag | None
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    """The first branch that holds is used, or none."""

    branches: list[Branch]


Node = Literal | Shown | Choice


class _Builder:
    """Nests tags; ``open`` are the choices that are not closed, with their first tags."""

    def __init__(self, text: PlacedText, report: Report) -> None:
        self.text, self.report = text, report
        self.root: list[Node] = []
        self.open: list[tuple[Choice, Tag]] = []

    @property
    def nodes(self) -> list[Node]:
        """Where the next node belongs."""
        return self.open[-1][0].branches[-1].nodes if self.open else self.root

    def take(self, tag: Tag) -> None:
        """Add ``tag``, which comes next."""
        if tag.kind == "print":
            self.nodes.append(Shown(tag))
        elif tag.kind == "if":
            choice = Choice([Branch(tag)])
            if len(self.open) == MAX_DEPTH:
                message = f"conditions are nested more than {MAX_DEPTH} deep"
                self.fail(tag, message, "use `{% elif name %}`, or write two texts")
            self.nodes.append(choice)
            self.open.append((choice, tag))
        elif not self.open:
            self.fail(
                tag, f"`{{% {tag.kind} %}}` without `{{% if %}}`", "begin with `{% if name %}`"
            )
        elif tag.kind == "endif":
            self.open.pop()
        else:
            self.add_branch(tag)

    def add_branch(self, tag: Tag) -> None:
        """Add the branch of ``elif`` or ``else``."""
        choice = self.open[-1][0]
        if choice.branches[-1].tag is None:
            self.fail(tag, f"`{{% {tag.kind} %}}` after `{{% else %}}`", "`else` comes last, once")
        choice.branches.append(Branch(tag if tag.kind == "elif" else None))

    def fail(self, tag: Tag, message: str, hint: str) -> None:
        """Report a problem at ``tag``."""
        self.report(self.text.problem("E721", message, tag.start, tag.end, hint))


def build(text: PlacedText, tags: list[Tag], report: Report) -> list[Node]:
    """The tree of ``text``; tags that do not fit together are reported."""
    builder = _Builder(text, report)
    drops = _dropped(text.text, tags)
    at = 0
    for tag, (start, end) in zip(tags, drops, strict=True):
        if at < start:
            builder.nodes.append(Literal(at, start))
        builder.take(tag)
        at = end
    if at < len(text.text):
        builder.nodes.append(Literal(at, len(text.text)))
    for _, tag in builder.open:
        builder.fail(tag, "`{% if %}` is not closed", "write `{% endif %}` where it ends")
    return builder.root


def _dropped(text: str, tags: list[Tag]) -> list[tuple[int, int]]:
    """What each tag takes out of the text: itself, or its part of a line with only such tags."""
    left: list[int | None] = []  # where the line starts, if only tags are before
    for number, tag in enumerate(tags):
        at = tag.start
        while at and text[at - 1] in _SPACES:
            at -= 1
        after_tag = number > 0 and tags[number - 1].end == at and left[-1] is not None
        starts = not at or text[at - 1] == "\n" or after_tag
        left.append(at if starts and tag.kind != "print" else None)
    found: list[tuple[int, int]] = []
    right: int | None = None  # where the line ends, if only tags are after
    for number in range(len(tags) - 1, -1, -1):
        tag, at = tags[number], tags[number].end
        while at < len(text) and text[at] in _SPACES:
            at += 1
        before_tag = number + 1 < len(tags) and tags[number + 1].start == at and right is not None
        ends = at == len(text) or text[at] == "\n" or before_tag
        right = at if ends and tag.kind != "print" else None
        start = left[number]
        if right is None or start is None:
            found.append((tag.start, tag.end))
        else:
            found.append((start, right + (text[right : right + 1] == "\n")))
    return found[::-1]
