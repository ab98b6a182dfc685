"""Word processor files (DOCX, ODT and their kind) and other archives: a ZIP of files."""

from __future__ import annotations

import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

from cvgen.finished.base import (
    MOST_INNER,
    REMOTE,
    Author,
    Inner,
    Part,
    Piece,
    Remark,
    Unread,
    paths_in,
)
from cvgen.finished.plain import shortened

_MOST_MEMBERS = 5_000
_BREAKS = re.compile(
    r"</(?:w|text|a):(?:p|h|tr|tc|list-item)>|<(?:w|text|a):(?:br|tab|line-break|cr)\b[^>]*>"
    r"|</(?:cp|dc|dcterms|meta|vt|office):?[^>]*>|</(?:Company|Manager|Template|Application)>"
)
_TAG = re.compile(r"<[^>]*>")
_VALUES = re.compile(r"=\"([^\"]*)\"|='([^']*)'")
_NAMES = re.compile(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager)>([^<]+)</\1>")
_FACTS = re.compile(r"<(Company|Template)>([^<]+)</\1>")
_RELATION = re.compile(r"<Relationship\b[^>]*\bTargetMode=[\"']External[\"'][^>]*>")
_TARGET = re.compile(r"\bTarget=[\"']([^\"']*)[\"']")
_ODD = (
    (re.compile(r"<w:(?:ins|del|moveFrom)\b[^>]*w:author="), "has tracked changes"),
    (re.compile(r"<text:tracked-changes\b"), "has tracked changes"),
    (re.compile(r"<w:comment\b|<office:annotation\b"), "has comments"),
    (re.compile(r"<w:vanish\s*/>|text:display=\"none\""), "has hidden text"),
)


def archive_parts(data: bytes) -> Iterator[Part]:
    """The texts, names and remarks of an archive, and the files in it that are no XML."""
    left = MOST_INNER
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.filename.endswith("/")]
            for member in members[:_MOST_MEMBERS]:
                left -= member.file_size
                if left < 0 or len(members) > _MOST_MEMBERS:
                    yield Unread("the archive is too large to be unpacked")
                    return
                if member.flag_bits & 1:
                    yield Unread(f"'{member.filename}' is encrypted")
                    continue
                yield from _member(member.filename, archive.read(member))
    except NotImplementedError:
        yield Unread("the archive is packed in a way that is not known")
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        yield Unread("the archive cannot be read: it is damaged")


def _member(name: str, data: bytes) -> Iterator[Part]:
    if not name.endswith((".xml", ".rels", ".rdf")):
        yield Inner(f"'{name}'", name, data)
        return
    source = data.decode("utf-8", "replace")
    place, seen = _place(name)
    text = html.unescape(_TAG.sub("", _BREAKS.sub("\n", source)))
    values = html.unescape("\n".join(a or b for a, b in _VALUES.findall(source)))
    yield Piece(place, text, seen)
    yield Piece(f"an attribute in '{name}'", values, seen=False)
    for tag, author in _NAMES.findall(source):
        yield Author(f"the file's '{tag.partition(':')[2] or tag}'", html.unescape(author))
    for tag, fact in _FACTS.findall(source):
        if fact not in ("Normal.dotm", "Normal"):
            yield Remark(f"the file tells its '{tag}'", shortened(html.unescape(fact)))
    yield from (Remark(f"{place} {what}") for form, what in _ODD if form.search(source))
    yield from _relations(source)
    yield from paths_in(place, f"{text}\n{values}")


def _place(name: str) -> tuple[str, bool]:
    if name in ("word/document.xml", "content.xml"):
        return "the text", True
    if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
        return "the header or footer", True
    if "comments" in name:
        return "a comment", False
    if name.startswith(("docProps/", "meta")):
        return "the file's metadata", False
    return f"'{name}'", False


def _relations(source: str) -> Iterator[Remark]:
    """Remarks on what is loaded from elsewhere; a link that a reader follows is none."""
    for relation in _RELATION.findall(source):
        target = _TARGET.search(relation)
        if target and "/hyperlink" not in relation and REMOTE.match(target.group(1)):
            yield Remark("something is loaded from another host", target.group(1)[:80])
