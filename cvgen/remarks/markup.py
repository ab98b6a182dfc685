"""Warnings (W242) about LaTeX and HTML that cvgen prints as typed.

In publications and titles, cvgen reads both, and warns of what it cannot read. Elsewhere it reads
neither, and warns of what is clearly LaTeX or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvgen.errors import Problem
from cvgen.markup.html import TAGS, from_html, is_entity, unread_html
from cvgen.markup.latex import from_latex, from_markup
from cvgen.model.cv import Cv
from cvgen.patterns import pattern
from cvgen.sections.publications.affiliations import superscript_marks
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source

_NAMES = frozenset({"authors", "editors", "inventors"})
_READ = {
    "education": ("thesis",), "entries": ("title",), "funding": ("title",),
    "patents": ("title", "inventors"), "projects": ("name",), "supervision": ("topic",),
    "talks": ("title",),
}  # fmt: skip
"""The fields in which cvgen reads LaTeX and HTML, by section type; all of publications."""
_NO_TEXT = frozenset({"url", "doi", "arxiv", "variants", "options", "theme", "photo", "from"})
_MAX_NAMED = 3
_KEPT = pattern(
    r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\]\([^()\s]*\)|\w+://\S+|(?<![A-Za-z])[A-Za-z]:\\\S*"
)
_LATEX = (
    r"\$(?=\S)(?=[^$\n]*?(?:\\[A-Za-z]|[_^](?:\{|\d|[A-Za-z+*-](?![A-Za-z]))))[^$\n]+(?<=\S)\$"
    r"|\\\([^()\n]*?(?:\\[A-Za-z]|[_^])[^()\n]*?\\\)"
    r"|\\(?:[A-Za-z]{2,}\*?(?:\[[^\[\]]*\])?|[\"'^`~=.]|[cHkrbduvt](?=\{\\?[A-Za-z]{1,2}\}))"
    r"(?:\{(?:[^{}]|\{[^{}]*\})*\})+"
    r"|\{\s*\\(?:[A-Za-z]+|[\"'^`~=.]\{?\\?[A-Za-z]\}?)(?:\s[^{}]*)?\}"
    r"|(?<=[^\W\d_])\\[\"^`~=]\\?[A-Za-z](?![^\W\d_]*\\[\"`])"
    r"|(?<=[^\W\d_]{2})(?<!qu)(?<!un)(?<!ll)\\'\\?[aeiouyAEIOUY]"
    r"|(?<![\w\\])\\[\"'`^~][AEIOUaeiou](?=[a-z])(?!.*\w[.,!?]?\\[\"'`](?![^\W\d_]))"
    r"|(?<![\w\\:/])\\(?:LaTeX|TeX|BibTeX|alpha|beta|gamma|delta|lambda|mu|pi|sigma|times|pm|approx)"
    r"(?![A-Za-z])"
    r"|(?<=\w)\\[,;%&](?!\\)|(?<!\S)\\[$#%&](?=[\w\s])|(?<=[^\W\d_]\.)(?:\\ |~)(?=\w)"
)
_SPACES = ("\\,", "\\;", "\\ ", "~")
_HTML = rf"<(?P<tag>{TAGS})(?:\s[^<>]*)?>.{{0,400}}?</(?P=tag)\s*>|<br\s*/?>|&(?:\w+|#\w+);"
_CLEAR = pattern(rf"{_LATEX}|(?i:{_HTML})")


def markup_remarks(source: Source, cv: Cv) -> list[Problem]:
    """Every warning about LaTeX and HTML that is printed as typed."""
    found: list[Problem] = []
    types = {section.key: section.type for section in cv.sections}
    for key, node in source.root.items.items() if isinstance(source.root, Mapping) else ():
        if key == "sections" and isinstance(node, Mapping):
            for name, section in node.items.items():
                found += _in_section(source, section, types.get(name, ""))
        elif key not in _NO_TEXT:
            found += _typed_below(source, node)
    return found


def _in_section(source: Source, node: Node, kind: str) -> Iterator[Problem]:
    """The warnings about a section of the type ``kind``."""
    entries = node
    if isinstance(node, Mapping) and "entries" in node.items:
        entries = node.items["entries"]
        for key, item in node.items.items():
            yield from _typed_below(source, item) if key != "entries" else ()
    if kind == "publications":
        yield from _unread_below(source, entries)
        return
    for entry in entries.items if isinstance(entries, Listing) else (entries,):
        yield from _in_entry(source, entry, _READ.get(kind, ()))


def _in_entry(source: Source, entry: Node, fields: Sequence[str]) -> Iterator[Problem]:
    """The warnings about an entry; cvgen reads markup in ``fields``. A plain text is a title."""
    for key, item in entry.items.items() if isinstance(entry, Mapping) else [("title", entry)]:
        if key in fields:
            yield from _unread_below(source, item, names=key in _NAMES)
        elif key not in _NO_TEXT:
            yield from _typed_below(source, item)


def _typed_below(source: Source, node: Node) -> Iterator[Problem]:
    """A warning for each text below ``node`` that clearly has LaTeX or HTML in it."""
    if isinstance(node, Scalar):
        if _may_have_markup(node.text):
            yield from _typed_in(source, node)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _typed_below(source, item)
    else:
        for key, item in node.items.items():
            if key not in _NO_TEXT:
                yield from _typed_below(source, item)


def _may_have_markup(text: str) -> bool:
    """A cheap test: compiling the expression takes longer than reading most CVs."""
    return (
        "\\" in text
        or ".~" in text
        or ("<" in text and ">" in text)
        or ("&" in text and ";" in text)
        or (text.count("$") > 1 and ("_" in text or "^" in text))
    )


def _typed_in(source: Source, node: Scalar) -> Iterator[Problem]:
    found = [match.group() for match in _CLEAR.finditer(_KEPT.sub(" ", node.text))]
    found = [text for text in found if not text.startswith("&") or is_entity(text)]
    is_html = [text.startswith(("<", "&")) for text in found]
    for kind, wanted in (("LaTeX", False), ("HTML", True)):
        pieces = [text for text, html in zip(found, is_html, strict=True) if html is wanted]
        if pieces:
            message = f"{kind} is read in titles and publications only; here it is printed as typed"
            yield _warning(source, node, f"{message}: {_named(pieces)}", _hint(pieces))


def _hint(pieces: Sequence[str]) -> str:
    """What to write instead of the first of ``pieces`` that can be read; else general advice."""
    for piece in pieces:
        if piece in _SPACES:
            return "write a space"
        if len(piece) == 2 and piece[1] in "$%&#":
            return f"write it as plain text or Markdown: `{piece[1]}`"
        read = from_markup(piece)
        if read.strip() and read != piece and not set("\\$<{") & set(read):
            return f"write it as plain text or Markdown: `{read}`"
    return "write it as plain text or Markdown, as in H₂O, α or *in vitro*"


def _unread_below(source: Source, node: Node, *, names: bool = False) -> Iterator[Problem]:
    """A warning for each text (or list of ``names``) in ``node`` with unreadable LaTeX or HTML."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _unread_below(source, item, names=names)
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            if key not in _NO_TEXT:
                yield from _unread_below(source, item, names=names or key in _NAMES)
    else:
        yield from _unread_in(source, node, names=names)


def _unread_in(source: Source, node: Scalar, *, names: bool) -> Iterator[Problem]:
    text = superscript_marks(node.text) if names else from_html(node.text)
    if tags := () if names else unread_html(node.text):
        message = f"HTML that cvgen cannot read is printed as typed: {_named(tags)}"
        yield _warning(source, node, message, "write it as plain text, as in H₂O or *in vitro*")
    if unread := from_latex(text)[1]:
        message = f"LaTeX that cvgen cannot read is printed as typed: {_named(unread)}"
        hint = "write it as plain text, as in H₂O or α; `\\\\` is a backslash"
        yield _warning(source, node, message, hint)


def _named(pieces: Sequence[str]) -> str:
    """The first of ``pieces`` in quotes, each once, and the number of others."""
    once = list(dict.fromkeys(pieces))
    more = f" and {len(once) - _MAX_NAMED} more" if len(once) > _MAX_NAMED else ""
    return ", ".join(f"'{piece}'" for piece in once[:_MAX_NAMED]) + more


def _warning(source: Source, node: Scalar, message: str, hint: str) -> Problem:
    return source.problem("W242", message, node.span, hint, "warning")
