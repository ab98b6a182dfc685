"""Reads ZIP archives, such as word processor files (DOCX, ODT)."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from cvgen.audit.readers import base
from cvgen.audit.readers.base import AuthorName, FoundText, Inner, Part, Remark, Unread
from cvgen.hidden.decoding import append_decoded, decode_entities, decode_text
from cvgen.patterns import pattern
from cvgen.processes.limits import ReadingBudget

_BREAKS = pattern(
    r"</(?:w|text|a):(?:p|h|tr|tc|list-item)>|<(?:w|text|a):(?:br|tab|line-break|cr)\b[^<>]*>"
    r"|</(?:cp|dc|dcterms|meta|vt|office):?[^<>]*>|</(?:Company|Manager|Template|Application)>"
)
_TAG = pattern(r"<[^<>]*>")
_ASIDE = pattern(r"<[!?][^<>]*>?")
_VALUES = pattern(r"=\"([^\"]*)\"|='([^']*)'")
_NAMES = pattern(r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator|Manager)>([^<]+)</\1>")
_FACTS = pattern(r"<(Company|Template)>([^<]+)</\1>")
_RELATION = pattern(r"<Relationship\b[^<>]*>")
_EXTERNAL = pattern(r"\bTargetMode=[\"']External[\"']")
_TARGET = pattern(r"\bTarget=[\"']([^\"']*)[\"']")
_ODD = (
    (pattern(r"<w:(?:ins|del|moveFrom)\b[^<>]*w:author="), "has tracked changes"),
    (pattern(r"<text:tracked-changes\b"), "has tracked changes"),
    (pattern(r"<w:comment\b|<office:annotation\b"), "has comments"),
    (pattern(r"<w:vanish\s*/>|text:display=\"none\""), "has hidden text"),
)


def archive_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """The texts, names and remarks of an archive, and the files in it that are not XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            yield from _labels(archive, members)
            for member in members:
                budget.add_part()
                if not member.filename.endswith("/"):
                    yield from _unpacked(archive, member, budget)
    except NotImplementedError:
        yield Unread("the archive is packed in a way that is not known")
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        yield Unread("the archive cannot be read: it is damaged")


def _labels(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> Iterator[Part]:
    """The file names in an archive, and its comments."""
    comments = [archive.comment, *(member.comment for member in members)]
    names = "\n".join(member.filename for member in members)
    yield FoundText("the name of a file in it", names, seen=False)
    text = "\n".join(comment.decode("utf-8", "replace") for comment in comments if comment)
    if text:
        yield FoundText("the comment of the archive", append_decoded(text), seen=False)


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: ReadingBudget
) -> Iterator[Part]:
    """The parts of one file in an archive. A file that is too large is not unpacked."""
    if member.flag_bits & 1:
        yield Unread(f"'{member.filename}' is encrypted")
        return
    room = budget.room(member.compress_size)
    if member.file_size > room:
        yield Unread(f"'{member.filename}': {budget.too_large(room)}", limit=True)
        return
    data = archive.read(member)
    budget.add_unpacked(len(data), member.compress_size)
    yield from _member(member.filename, data)


def _member(name: str, data: bytes) -> Iterator[Part]:
    source = decode_text(data) if name.endswith((".xml", ".rels", ".rdf")) else None
    if source is None:
        yield Inner(f"'{name}'", name, data)
        return
    place, seen = _place(name)
    text = decode_entities(_TAG.sub("", _BREAKS.sub("\n", source)))
    values = decode_entities("\n".join(a or b for a, b in _VALUES.findall(source)))
    yield FoundText(place, text, seen)
    yield FoundText(f"an attribute in '{name}'", append_decoded(values), seen=False)
    aside = "\n".join(_ASIDE.findall(source))
    yield FoundText(f"a comment in '{name}'", append_decoded(aside), seen=False)
    for tag, author in _NAMES.findall(source):
        yield AuthorName(f"the file's '{tag.partition(':')[2] or tag}'", decode_entities(author))
    for tag, fact in _FACTS.findall(source):
        if fact not in ("Normal.dotm", "Normal"):
            yield Remark(f"the file names its '{tag}'", base.one_line(decode_entities(fact)))
    yield from (Remark(f"{place} {what}") for form, what in _ODD if form.search(source))
    yield from _relations(source)
    yield from base.paths_in(place, f"{text}\n{values}")


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
    """Remarks on resources loaded from elsewhere, but not on links for the reader."""
    for relation in _RELATION.findall(source):
        if not _EXTERNAL.search(relation):
            continue
        target = _TARGET.search(relation)
        if target and "/hyperlink" not in relation and base.REMOTE.match(target.group(1)):
            yield Remark("a resource is loaded from another host", target.group(1)[:80])
