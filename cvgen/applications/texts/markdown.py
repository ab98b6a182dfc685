"""Letters and statements: filled Markdown → the blocks of a document.

Taken are paragraphs with hard line breaks, lists of two levels, emphasis, strong text, code, links
and, in statements, headings of the levels 2 and 3. Whatever else Markdown has is an error with its
place; nothing is left out silently. A line break inside of a paragraph is a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvgen.applications.texts.placeholders import Filled, ProblemList
from cvgen.document import Block, DocumentSection, Group
from cvgen.markup.inline import Run, plain_text

if TYPE_CHECKING:
    from cvgen.applications.texts.blocks import Heading, Item


def paragraphs(filled: Filled) -> tuple[Block, ...]:
    """The paragraphs and lists of a letter; InputError with every problem."""
    problems = ProblemList()
    blocks: list[Block] = []
    for item in _read(filled, problems):
        if isinstance(item, tuple):
            _fail(filled, problems, item, "a letter cannot contain a heading", "write **title**")
        else:
            blocks.append(item)
    problems.done()
    return tuple(blocks)


def sections(filled: Filled, key: str = "statement") -> tuple[DocumentSection, ...]:
    """The sections of a statement, with the keys ``key-1`` and so on; InputError.

    A heading of level 2 starts a section, one of level 3 a group in it. What stands before the
    first heading is a section without a title.
    """
    problems = ProblemList()
    parts = _Parts(filled, problems)
    for item in _read(filled, problems):
        parts.take(item)
    parts.end_section()
    problems.done()
    return tuple(
        DocumentSection(f"{key}-{number}", "statement", title, blocks)
        for number, (title, blocks) in enumerate(parts.sections, 1)
    )


class _Parts:
    """Collects the sections of a statement; ``section`` and ``group`` are the open headings."""

    def __init__(self, filled: Filled, problems: ProblemList) -> None:
        self.filled, self.problems = filled, problems
        self.sections: list[tuple[str, tuple[Block, ...]]] = []
        self.section: Heading | None = None
        self.group: Heading | None = None
        self.blocks: list[Block] = []
        self.grouped: list[Block] = []
        self.wrong: set[Heading] = set()

    def take(self, item: Item) -> None:
        """Add a block, or begin a part with a heading."""
        if not isinstance(item, tuple):
            (self.grouped if self.group else self.blocks).append(item)
            return
        self.check(item)
        if item.level <= 2:
            self.end_section()
            self.section = item
        else:
            self.end_group()
            self.group = item

    def check(self, heading: Heading) -> None:
        """Report a heading that a statement cannot have."""
        if heading.level == 1:
            hint = "its title stands in the application, as `title`; sections start with `##`"
            self.fail(heading, "a statement cannot contain its own title", hint)
        elif heading.level > 3:
            message = f"a statement has headings of the levels 2 and 3, not {heading.level}"
            self.fail(heading, message, "write `###`, or a paragraph that starts with **title**")
        elif not heading.title:
            self.fail(heading, "this heading has no text", "write it after the `#`, or remove it")
        elif heading.level == 2 and any(run != Run(run.text) for run in heading.title):
            hint = "write it without *, `, links and addresses"
            self.fail(heading, "the title of a section has no styles", hint)

    def end_section(self) -> None:
        """End the open section, if there is one."""
        self.end_group()
        title = plain_text(self.section.title) if self.section else ""
        if self.section and not self.blocks and self.section not in self.wrong:
            self.fail(self.section, *_NOTHING)
        if self.blocks:
            self.sections.append((title, tuple(self.blocks)))
        self.section, self.blocks = None, []

    def end_group(self) -> None:
        """End the open group, if there is one."""
        if self.group and not self.grouped and self.group not in self.wrong:
            self.fail(self.group, *_NOTHING)
        if self.group:
            self.blocks.append(Group(self.group.title, tuple(self.grouped)))
        self.group, self.grouped = None, []

    def fail(self, heading: Heading, message: str, hint: str) -> None:
        """Report a problem with ``heading``, the first one only."""
        self.wrong.add(heading)
        _fail(self.filled, self.problems, heading, message, hint)


_NOTHING = ("nothing stands below this heading", "write its text, or remove it")


def _read(filled: Filled, problems: ProblemList) -> list[Item]:
    from cvgen.applications.texts.blocks import BlockReader

    return BlockReader(filled, problems).read()


def _fail(filled: Filled, problems: ProblemList, heading: Heading, message: str, hint: str) -> None:
    problems(filled.problem("E725", message, heading.start, heading.end, hint))
