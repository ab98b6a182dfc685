"""The text of one paragraph, item or heading as runs in their styles."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from cvgen.applications.texts.commonmark import Parsed, place_of
from cvgen.applications.texts.placeholders import Filled
from cvgen.applications.texts.refused import IN_TEXT, REASONS, TABLE_ROW
from cvgen.applications.texts.tags import Report
from cvgen.applications.texts.values import between
from cvgen.markup.inline import (
    ALLOWED_SCHEMES,
    Inline,
    Run,
    is_safe_url,
    join_runs,
    with_links,
)
from cvgen.source.encodings import NO_TEXT
from cvgen.source.scalars import clean_text

MAX_PARAGRAPH = 20_000
"""Characters of a paragraph; some of CommonMark's rules take time with the square of it."""


class Places:
    """The lines of a filled text, and where the content of a token stands in it."""

    def __init__(self, filled: Filled, report: Report) -> None:
        self.filled, self.report = filled, report
        self.lines = filled.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def offset(self, token: Token, at: int) -> int:
        """Where the character at ``at`` of the content of ``token`` stands in the filled text."""
        assert token.map is not None  # every block has its lines
        number = token.content.count("\n", 0, at)
        begin = token.content.rfind("\n", 0, at) + 1
        content = token.content[begin:].partition("\n")[0]
        row = min(token.map[0] + number, len(self.lines) - 1)
        line, text = self.lines[row].rstrip(), content.strip()
        start = len(line) - len(text) if line.endswith(text) else max(0, line.find(text))
        moved = at - begin - (len(content) - len(content.lstrip()))
        return self.starts[row] + max(0, start + moved)

    def fail(self, kind: str, start: int, end: int) -> None:
        """Report what is refused from ``start`` to before ``end`` of the filled text."""
        message, hint = REASONS[kind]
        self.report(self.filled.problem("E725", message, start, end, hint))


class InlineReader:
    """Reads inline tokens; what no document can show is reported."""

    def __init__(self, parsed: Parsed, places: Places) -> None:
        self.parsed, self.places = parsed, places

    def read(self, token: Token) -> Inline:
        """The runs of the block's ``token`` of type inline."""
        if len(token.content) > MAX_PARAGRAPH:
            at = self.places.offset(token, 0)
            message = f"a paragraph has more than {MAX_PARAGRAPH} characters"
            hint = "leave an empty line between paragraphs"
            self.places.report(self.places.filled.problem("E729", message, at, at + 1, hint))
            return ()
        at = 0
        for line in token.content.split("\n"):
            if TABLE_ROW.match(line):
                self.fail("table", token, (at, at + len(line)))
                return ()
            at += len(line) + 1
        one = _Paragraph(token, self)
        for child in self.parsed.inline(token):
            one.take(child)
        whole = join_runs(one.runs)
        return join_runs(part for run in whole for part in with_links(run))

    def fail(self, kind: str, token: Token, part: tuple[int, int]) -> None:
        """Report what is refused at ``part`` of the content of ``token``."""
        start = self.places.offset(token, part[0])
        self.places.fail(kind, start, max(start + 1, self.places.offset(token, part[1] - 1) + 1))


class _Paragraph:
    """The runs of one token so far; ``style`` is that of the next, ``at`` where it may start."""

    def __init__(self, token: Token, reader: InlineReader) -> None:
        self.token, self.reader = token, reader
        self.content = token.content
        self.runs: list[Run] = []
        self.style = Run("")
        self.depth = {"em": 0, "strong": 0}
        self.at = 0
        self.link_text = 0
        self.is_auto = False

    def take(self, child: Token) -> None:
        """Add the run of ``child``, or change the style for those that follow."""
        start, end = place_of(child)
        kind = child.type
        if kind == "text":
            self.take_text(child.content)
        elif kind == "text_special":
            self.take_special(child, (start, end))
        elif kind == "code_inline":
            self.check_code(start, end)
            self.add(child.content, code=True)
        elif kind == "softbreak":
            before = self.content[max(0, start - 200) : start].rstrip()[-1:]
            after = self.content[start + 1 : start + 200].lstrip()[:1]
            self.add(between(before, after))
        elif kind == "hardbreak":
            self.add("\n" if self.style.href is None else " ")
        elif kind in ("em_open", "em_close", "strong_open", "strong_close"):
            self.turn(child.tag, child.nesting)
        elif kind in ("link_open", "link_close"):
            self.take_link(child, (start, end))
        else:
            self.fail(kind, start, end)
        self.at = max(self.at, end if kind not in ("link_open", "text") else start)

    def add(self, text: str, *, code: bool = False) -> None:
        """Add ``text`` in the style of its place."""
        self.runs.append(replace(self.style, text=text, code=code))

    def take_text(self, text: str) -> None:
        """Add text as typed, with a look for marks that were not understood."""
        at = self.content.find(text, self.at)
        self.at = at + len(text) if at >= 0 else self.at
        for kind, marks in IN_TEXT:
            for found in marks.finditer(text):
                self.fail(kind, max(0, at) + found.start(), max(0, at) + found.end())
        shown = text
        if self.style.href is not None and self.is_auto:
            shown = re.sub(r"^(?:mailto|tel):", "", text, flags=re.IGNORECASE)
        self.add(shown)

    def take_special(self, child: Token, part: tuple[int, int]) -> None:
        """Add an escaped character or an entity such as ``&nbsp;``."""
        text = clean_text(child.content)[0]
        if found := NO_TEXT.search(text):
            message = f"the text contains U+{ord(found[0]):04X}"
            self.problem("E729", message, part, "remove it")
        self.add(text)

    def turn(self, tag: str, nesting: int) -> None:
        """Begin or end emphasis, which may stand inside of itself."""
        self.depth[tag] += nesting
        strong, emphasis = self.depth["strong"] > 0, self.depth["em"] > 0
        self.style = replace(self.style, strong=strong, emphasis=emphasis)

    def take_link(self, child: Token, part: tuple[int, int]) -> None:
        """Begin or end a link."""
        if child.type == "link_close":
            if not "".join(run.text for run in self.runs[self.link_text :]).strip():
                self.fail("no_text", *part)
            self.style = replace(self.style, href=None)
            return
        href = clean_text(str(child.attrs.get("href", "")))[0]
        if child.attrs.get("title"):
            self.fail("title", *part)
        if not is_safe_url(href):
            hint = f"links start with {', '.join(f'{scheme}:' for scheme in ALLOWED_SCHEMES)}"
            message = f"'{href}' is not an address a link may have"
            self.problem("E727", message, part, hint)
        self.is_auto = child.info == "auto"
        self.link_text = len(self.runs)
        self.style = replace(self.style, href=href)

    def check_code(self, start: int, end: int) -> None:
        """Report a value between backticks, where its marks cannot be escaped."""
        places = self.reader.places
        first = places.offset(self.token, start)
        last = places.offset(self.token, end - 1)
        placed = places.filled.placed
        pieces = [(text, piece) for text, piece in placed.parts(first, last + 1) if piece.name]
        if not pieces or (len(pieces[0][0]) == last + 1 - first and not pieces[0][1].plain):
            return
        at = pieces[0][1].start
        message = f"the value of '{pieces[0][1].name}' cannot stand between backticks"
        hint = "remove the backticks around the placeholder"
        places.report(places.filled.problem("E726", message, at, at + 1, hint))

    def fail(self, kind: str, start: int, end: int) -> None:
        """Report what is refused at a part of the paragraph."""
        self.reader.fail(kind, self.token, (start, max(end, start + 1)))

    def problem(self, code: str, message: str, part: tuple[int, int], hint: str) -> None:
        """Report a problem at a ``part`` of the paragraph."""
        places = self.reader.places
        start, last = (places.offset(self.token, at) for at in (part[0], part[1] - 1))
        places.report(places.filled.problem(code, message, start, max(start, last) + 1, hint))
