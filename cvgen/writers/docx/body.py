"""The blocks of a Document as paragraphs with styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cvgen.document import (
    Block,
    Bullets,
    Document,
    EntryBlock,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
    When,
    all_brief,
)
from cvgen.document.citation import sentences
from cvgen.markup.inline import Inline, Run, join_inline, literal, plain_text
from cvgen.themes.filters import is_list, packed
from cvgen.writers.docx.elements import Element, paragraph_properties, text_of, w
from cvgen.writers.docx.lists import Lists
from cvgen.writers.docx.look import Look
from cvgen.writers.docx.measure import balanced, last_line, width
from cvgen.writers.docx.runs import BOLD, MUTE, PLAIN, WHEN, Marks, RunWriter
from cvgen.writers.docx.styles import BULLETS, NUMBERS

_DEEPEST = len(BULLETS) - 1
_LOWEST = 3
"""The lowest level of headings that has a style."""
_SPARE = 1.03
"""How much wider than estimated a text may be."""
_DATE_GAP = 1.2  # before dates, in sizes of the text
_GROUP, _ROLE = Marks("Group"), Marks("Role", bold=False)


@dataclass
class Body:
    """Collects the ``paragraphs`` of a document. Entries begin with what ``lead`` says."""

    document: Document
    look: Look
    runs: RunWriter
    lead: str = "role"
    lists: Lists = field(default_factory=Lists)
    paragraphs: list[Element] = field(default_factory=list)

    def add(self, style: str, content: Iterable[Element], *properties: Element) -> None:
        """Add a paragraph in a ``style`` with runs as ``content``, unless that is empty."""
        runs = list(content)
        if runs:
            about = paragraph_properties([w("pStyle", val=style), *properties])
            self.paragraphs.append(w("p", about, *runs))

    def text(self, style: str, inline: Inline, marks: Marks = PLAIN) -> None:
        """Add a paragraph of running text."""
        self.add(style, self.runs.write(inline, marks))

    def header(self, header: Header) -> None:
        """The name, the lines below it, the contacts, and the summary."""
        self.text("Title", literal(header.name))
        self.text("Subtitle", header.headline)
        self.text("Affiliation", header.affiliation)
        self._contacts(header)
        self.blocks(header.summary, 2)

    def _contacts(self, header: Header) -> None:
        """As many contacts on a line as fit, and none broken over two lines."""
        marks, size = self.document.punctuation, self.look.sizes["small"]
        kind = self.look.text.kind
        shown = [
            marks.labelled(one.label, one.text) if one.label else one.text
            for one in header.contacts
        ]
        separator = self.look.shape.separator
        widths = [_SPARE * width(plain_text(text), kind) for text in shown]
        room = self.look.width / 20 / size
        for line in balanced(widths, width(separator, kind), room):
            content: list[Element] = []
            for number in line:  # one by one: each has a direction of its own
                content += self.runs.write(literal(separator)) if content else []
                content += self.runs.write(shown[number])
            self.add("Contact", content)

    def sections(self) -> None:
        """Every section with its heading."""
        for section in self.document.sections:
            if section.title:
                self.text("Heading1", literal(section.title))
            self.text("Quiet", section.note)
            self.blocks(section.blocks, 2)

    def blocks(self, blocks: Sequence[Block], level: int) -> None:
        """All ``blocks``; headings among them start at ``level``."""
        if all_brief(tuple(blocks)):
            self._brief([block for block in blocks if isinstance(block, EntryBlock)])
            return
        for block in blocks:
            self.block(block, level)

    def block(self, block: Block, level: int) -> None:
        """One block."""
        match block:
            case Paragraph():
                self.text("BodyText", block.text)
            case Bullets():
                self.bullets(block)
            case Reference():
                self._reference(block)
            case Pairs():
                for label, value in block.rows:
                    self._pair(label, value)
            case Table():
                self._table(block)
            case Group():
                self.text(_heading(level), block.title, _GROUP)
                self.blocks(block.blocks, level + 1 if block.title else level)
            case EntryBlock():
                self.entry(block, level)
            case _:
                self.add("BodyText", self.broken(block.lines))

    def broken(self, lines: Sequence[Inline], first: Marks = PLAIN) -> list[Element]:
        """``lines`` with line breaks between them."""
        content: list[Element] = []
        for number, line in enumerate(lines):
            content += [self.runs.line_break()] if number else []
            content += self.runs.write(line, first if not number else PLAIN)
        return content

    def bullets(self, block: Bullets, level: int = 0) -> None:
        """A list and the lists inside it."""
        depth = min(level, _DEEPEST)
        styles, own = BULLETS, list[int]()
        if block.start is not None:
            styles, own = NUMBERS, [self.lists.begin(depth, block.start)]
        for text, below in block.rows:
            numbering = [w("numPr", w("ilvl", val=depth), w("numId", val=n)) for n in own]
            self.add(styles[depth], self.runs.write(text), *numbering)
            if below.items:
                self.bullets(below, level + 1)

    def entry(self, entry: EntryBlock, level: int, role: bool = False) -> None:
        """A heading with the dates at its end, the organization, details, and what follows."""
        title, where, beside = self._names(entry)
        when = None if entry.when and is_list(entry.when) else entry.when
        dates = literal(entry.when.text) if entry.when and when is None else ()
        details = packed([dates, *entry.details], narrow=False)
        head = self.runs.write(title, _ROLE if role else PLAIN)
        if beside and not where:
            head += self.runs.write((Run(" – " if head else ""), *beside), MUTE)
        self.add(_heading(level), self._dated(head, when))
        line = self.runs.write(where)
        if line and beside:
            line += [self.runs.tab(), *self.runs.write(beside, MUTE)]
        ends = not entry.body and not details
        self.add("OrganizationOnly" if ends else "Organization", line)
        for detail in details:
            self.text("Quiet", detail)
        roles = [part for part in entry.body if isinstance(part, EntryBlock)]
        self.blocks([part for part in entry.body if not isinstance(part, EntryBlock)], level + 1)
        for part in roles:
            self.entry(part, level + 1 if title else level, role=True)

    def _names(self, entry: EntryBlock) -> tuple[Inline, Inline, Inline]:
        """What an entry begins with, the line below that, and what stands at the right."""
        marks = self.document.punctuation
        first, second = entry.title, entry.organization
        if second and (self.lead == "organization" or not first):
            first, second = second, first
        where = marks.join([second, entry.unit, entry.place])
        if not first:
            first, where = where, ()
        if where:
            return first, marks.join([where, entry.remark]), entry.aside
        return first, (), marks.join([entry.remark, entry.aside])

    def _dated(self, content: Sequence[Element], when: When | None) -> list[Element]:
        """``content`` and, at the right, the dates; on a line of their own if they do not fit."""
        if when is None:
            return list(content)
        before: list[Element] = []
        if content:
            sizes, font = self.look.sizes, self.look.text
            room = self.look.width / 20 / (sizes["text"] * font.bold * _SPARE)
            dates = width(when.text, font.kind) * sizes["small"] / sizes["text"] + _DATE_GAP
            text = "".join(map(text_of, content))
            fits = last_line(text, room, font.kind) + dates <= room
            before = [self.runs.tab()] if fits else [self.runs.line_break(), self.runs.tab()]
        return [*content, *before, *self.runs.write(literal(when.text), WHEN)]

    def _brief(self, entries: Sequence[EntryBlock]) -> None:
        """Entries of one line each; titles are bold unless the lines have nothing else."""
        marks = self.document.punctuation
        is_plain = not any(one.organization or one.details or one.when for one in entries)
        for entry in entries:
            content = self.runs.write(entry.title, PLAIN if is_plain else BOLD)
            where = marks.join([entry.organization, entry.unit, entry.place])
            if content and where:
                comma = marks.beside(plain_text((*entry.title, *where))).comma
                where = (Run(marks.after(plain_text(entry.title), comma)), *where)
            rest = marks.join([entry.remark, entry.aside, *entry.details])
            content += self.runs.write(where)
            if rest:
                content += self.runs.write((Run(" – " if content else ""), *rest), MUTE)
            self.add("Line", self._dated(content, entry.when))

    def _pair(self, label: Inline, value: Inline) -> None:
        """``Label: value``, with a bold label."""
        marks = self.document.punctuation.beside(plain_text(label))
        bold = self.runs.write((*label, Run(marks.colon if value else "")), BOLD) if label else []
        self.add("Pair", [*bold, *self.runs.write(value)])

    def _table(self, table: Table) -> None:
        """A paragraph for each row, the one with the column headers bold."""
        head = [(table.head, BOLD)] if table.rows else []
        for row, marks in (*head, *((row, PLAIN) for row in table.rows)):
            self.text("Row", join_inline(row, " · "), marks)

    def _reference(self, reference: Reference) -> None:
        """A publication: in lines with its date at the right, or as one sentence."""
        number = literal(f"{reference.number} " if reference.number else "")
        if reference.authors_first:
            parts = sentences(reference, self.document.punctuation)
            self.text("Bibliography", (*number, *join_inline((text for _, text in parts), " ")))
        else:
            title = [*self.runs.write(number, MUTE), *self.runs.write(reference.title, BOLD)]
            published = [reference.venue, *reference.notes, *reference.links]
            lines = [line for line in (reference.authors, join_inline(published, " · ")) if line]
            style = "Publication" if lines else "Line"
            self.add(style, self._dated(title, reference.when))
            self.add("PublicationDetails", self.broken(lines))
        self.bullets(reference.bullets)


def _heading(level: int) -> str:
    return f"Heading{min(level, _LOWEST)}"
