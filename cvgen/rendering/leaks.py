"""Checks that a document does not show what its CV hides from its audience."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvgen.errors import Problem, RenderError
from cvgen.hidden.patterns import Pattern, SearchableText
from cvgen.model.marks import Visibility
from cvgen.patterns import pattern
from cvgen.rendering.incremental.digest import field_names

if TYPE_CHECKING:
    from cvgen.document import Document
    from cvgen.loading.load import LoadedCv
    from cvgen.selection import Rules, Selection
    from cvgen.themes import Theme

_STREAM = pattern(rb"stream\r?\n")
_EMBEDDED = pattern(r"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=]{60,}")  # fonts and photos
_STYLE = pattern(r"<style[^>]*>[^<]*</style>")
_TAG = pattern(r"<[^<>]*>")
_LINE_END = pattern(r"</w:p>|<w:(?:br|tab)/>")
_ATTRIBUTE = pattern(r'="([^"]*)"')
_MAX_STREAM_BYTES = 20_000_000
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"\1\0\4")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A value that must not appear: the problem if it does, and the patterns that find it."""

    problem: Problem
    patterns: tuple[Pattern, ...]


def hidden_values(
    cv: LoadedCv, rules: Rules, selection: Selection, theme: Theme, document: Document
) -> tuple[Hidden, ...]:
    """The values that must not appear in ``document``, a ``selection`` of ``cv`` by ``rules``.

    Empty, unless the document is public, or its theme or stylesheet does not come with cvgen. A
    value that is also part of a text of the document is not hidden.
    """
    is_own = theme.is_own or bool(theme.extra_css)
    if rules.visibility is not Visibility.PUBLIC and not is_own and not rules.is_anonymous:
        return ()
    from cvgen.hidden.secrets import not_public

    source, about = cv.source, f"{cv.path.stem} as '{rules.name}'"
    hint = f"it is in the files or options of the theme '{theme.name}': remove it there"
    found = []
    labels = {label for _, label in theme.settings["labels"]}  # words of the theme, not of the CV
    shown = (text for text in _texts(document) if text not in labels)
    for secret in not_public(cv.cv, rules, selection, shown):
        message = f"{about} shows {secret.noun}, {secret.why}"
        span = source.span_of(secret.path)
        problem = Problem("E612", message, source.text_of(span).name, span, hint=hint)
        found.append(Hidden(problem, secret.patterns))
    return tuple(found)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple | list | frozenset):
        runs = [item.text for item in value if isinstance(getattr(item, "text", None), str)]
        if len(runs) > 1:
            yield "".join(runs)
        for item in value:
            yield from _texts(item)
    else:
        kind: Any = type(value)
        for name in field_names(kind) or ():
            if inner := getattr(value, name):
                yield from _texts(inner)


def verify_hidden(format: str, data: bytes, hidden: Iterable[Hidden]) -> None:
    """Raise RenderError (E612) if ``data`` has a ``hidden`` value.

    Values of a single word are searched for in visible text only.
    """
    seen, all_texts = _searchable_texts(format, data)
    problems = [
        one.problem
        for one in hidden
        if any(p.is_in(all_texts if p.weight > 1 else seen) for p in one.patterns)
    ]
    if problems:
        raise RenderError(problems)


def _searchable_texts(format: str, data: bytes) -> tuple[SearchableText, SearchableText]:
    """The visible text of a document, and all text in the file."""
    if format == "pdf":
        pages = list(_pages(data))
        return SearchableText(*pages), SearchableText(*pages, *_streams(data))
    if format == "docx":
        return _texts_of_parts(data)
    from cvgen.hidden.decoding import append_decoded, unescape_css

    source = _EMBEDDED.sub("", data.decode("utf-8"))
    if format != "html":
        text = SearchableText(append_decoded(source))
        return text, text
    visible = append_decoded(_TAG.sub("", _STYLE.sub("", source)))
    everything = append_decoded(unescape_css(source) if "\\" in source else source)
    return SearchableText(visible), SearchableText(visible, everything)


def _texts_of_parts(data: bytes) -> tuple[SearchableText, SearchableText]:
    """The visible text of a Word document, and the text and attributes of all its parts."""
    from cvgen.hidden.decoding import append_decoded, decode_entities

    visible, everything = [], []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue  # pictures, which have lost their metadata
            source = archive.read(name).decode("utf-8")
            text = append_decoded(decode_entities(_TAG.sub("", _LINE_END.sub("\n", source))))
            attributes = decode_entities("\n".join(_ATTRIBUTE.findall(source)))
            everything += [text, append_decoded(attributes)]
            visible += [text] if name == "word/document.xml" else []
    return SearchableText(*visible), SearchableText(*visible, *everything)


def _pages(data: bytes) -> Iterator[str]:
    """The text of each page of a PDF that cvgen made."""
    from cvgen.writers.pdf.readback import characters, open_pages, pdfium

    lib = pdfium()
    with open_pages(data) as pages:
        for page in pages:
            text = lib.FPDFText_LoadPage(page)
            yield "".join(characters(text))
            lib.FPDFText_ClosePage(text)


def _streams(data: bytes) -> Iterator[str]:
    """The text of a PDF outside its pages: the strings of its objects and streams."""
    from cvgen.hidden.decoding import literals

    end = 0
    for match in _STREAM.finditer(data):
        yield literals(data[end : match.start()])
        end = data.find(b"endstream", match.end())
        try:
            content = zlib.decompressobj().decompress(data[match.end() : end], _MAX_STREAM_BYTES)
        except zlib.error:
            content = data[match.end() : end]
        if b"<x:xmpmeta" in content:
            yield content.decode("utf-8", "replace")
        elif not content.startswith(_FONTS):
            yield literals(content)
    yield literals(data[end:])
