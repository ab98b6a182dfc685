"""Reads HTML, Markdown and plain text back, and reports what differs from their Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.patterns import pattern
from cvgen.verify.faults import Fault, faults_in_text
from cvgen.verify.locate import WALL

PHRASES = frozenset({
    "abbr", "b", "bdi", "bdo", "br", "cite", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
INLINE = PHRASES | {"a", "code", "q"}
"""Elements that do not end a line."""
_MAX_REPORTED = 5
_MAX_CHARS = 76
_WORDING = {
    "lost": "lacks words of the CV",
    "repeated": "says twice what the CV says once",
    "moved": "has words before those that they come after",
}
_MEANWHILE = {
    "PDF": "; until it is mended, choose another theme, or write HTML with `-f html`",
    "HTML page": "; until it is mended, choose another theme",
}
UNSEEN = frozenset({"script", "style", "svg", "template", "title", "head"})
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                    "source", "track", "wbr"})  # fmt: skip
_HIDDEN = pattern(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_PICTURE = pattern(r'"data:[^"]*"')
_BLOCK = pattern(r"\s*(?:[-*#|]|\d+[.)]|$)")
_PART = pattern(r"(?<=[]),;:.，、：；。])|(?=[(（])")
"""Where one part of a line of plain text ends."""
# An escaped character, code, or the target of a link.
_WRITTEN = pattern(
    r"\\([!-/:-@\[-`{-~])|(?P<code>(`+)[^\n]*?(?<!`)\3(?!`))|(?<!\\)\]"
    r"\((?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)\)"
)


def verify_html(document: Document, body: str, theme: str) -> None:
    """RenderError (E428) unless the ``body`` of a web page has the text of ``document``.

    ``theme`` as in ``raise_faults``.
    """
    reader = _TextCollector()
    reader.feed(_PICTURE.sub('""', body))
    reader.close()
    raise_faults(faults_in_text(document, reader.texts), "HTML page", theme)


def verify_markdown(document: Document, text: str) -> None:
    """RenderError (E428) unless the Markdown ``text`` has the text of ``document``."""
    texts: list[str] = []
    for line in text.split("\n"):  # a text may have several lines
        if _BLOCK.match(line):
            texts.append(WALL)
        texts.append(_WRITTEN.sub(_read, line))
    raise_faults(faults_in_text(document, texts), "Markdown")


def verify_plain_text(document: Document, lines: Iterable[str]) -> None:
    """RenderError (E428) unless the ``lines``, each perhaps broken, have the text of a document."""
    texts = (text for line in lines for text in (WALL, *_PART.split(line)))
    raise_faults(faults_in_text(document, texts), "text")


def _read(written: re.Match[str]) -> str:
    return written[1] or written["code"] or "] "


def raise_faults(faults: Sequence[Fault], what: str, theme: str = "") -> None:
    """RenderError (E428) if the finished file (``what``: its kind, in words) has ``faults``.

    ``theme`` is the name of a theme that the user made or changed, which may be the cause.
    """
    if faults:
        problems = list(_problems(faults[:_MAX_REPORTED], what, theme))
        if more := len(faults) - len(problems):
            places = "1 more place" if more == 1 else f"{more} more places"
            problems.append(Problem("E428", f"and {places} where the {what} differs from the CV"))
        raise RenderError(problems)


def _problems(faults: Iterable[Fault], what: str, theme: str) -> Iterator[Problem]:
    """A problem for each fault; equal hints appear once."""
    given: set[str | None] = set()
    for fault in faults:
        under = [part for part in (fault.expected.section, fault.expected.heading) if part]
        places = [f"page {fault.page}"] if fault.page else []
        places += [" / ".join(f"'{_cut(part)}'" for part in dict.fromkeys(under))] if under else []
        place = f" ({', '.join(places)})" if places else ""
        message = f"the {what} {_WORDING[fault.kind]}: '{_cut(fault.words)}'{place}"
        hint = _hint(fault, what, theme)
        yield Problem("E428", message, hint=None if hint in given else hint)
        given.add(hint)


def _hint(fault: Fault, what: str, theme: str) -> str:
    if not theme:
        return f"please report it, with the CV{_MEANWHILE.get(what, '')}"
    cause = f"the {'template' if fault.template else 'stylesheet'} of the theme '{theme}'"
    return f"{cause} is the likely cause: change it, or choose another theme"


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_CHARS else text[:_MAX_CHARS].rsplit(" ", 1)[0] + " …"


class _TextCollector(HTMLParser):
    """Collects the visible ``texts`` of a page, with ``WALL`` at the edges of blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []
        self._hidden_in: int | None = None  # the depth of the hiding element

    def updatepos(self, i: int, j: int) -> int:
        """Do nothing: counting lines takes time, and nothing uses them."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the edge of a block, and whether the element hides its content."""
        if tag not in INLINE:
            self.texts.append(WALL)
        if tag in _EMPTY:
            return
        if self._hidden_in is None and (tag in UNSEEN or _hides(attrs)):
            self._hidden_in = len(self._open)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element and any unclosed elements inside it."""
        if tag not in INLINE:
            self.texts.append(WALL)
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            if self._hidden_in is not None and self._hidden_in >= len(self._open):
                self._hidden_in = None

    def handle_data(self, data: str) -> None:
        """Keep the text, unless it is hidden."""
        if self._hidden_in is None:
            self.texts.append(data)


def _hides(attributes: list[tuple[str, str | None]]) -> bool:
    known = dict(attributes)
    style = known.get("style") or ""
    return "hidden" in known or known.get("aria-hidden") == "true" or bool(_HIDDEN.search(style))
