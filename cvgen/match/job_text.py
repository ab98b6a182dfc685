"""Splits a job text into sentences, each with the kind of its part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cvgen.match.vocabulary import Vocabulary
from cvgen.patterns import pattern

Part = Literal["title", "intro", "need", "task", "wish", "skip"]
_BULLET = pattern(r"\s*(?:[-*+•●◦▪‣·–—o]|\d{1,2}[.)])\s+")
_HEADING = pattern(r"\s*#{1,6}\s+|\s*\*\*[^*]+\*\*:?\s*$")
_SENTENCE = pattern(r"(?<=[.!?;])(?<!\b[A-Za-z]\.)(?<!e\.g\.)(?<!bzw\.)\s+(?=[^\Wa-z\d_])")
_LABEL = pattern(r"([^:.]{2,40}):\s+(?=\S)")
_MARKS = pattern(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_PLAIN = pattern(r"[\w'-]+")
_HEADING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or bullet, and how strongly it asks for its content."""

    text: str
    part: Part
    must: bool = False
    bullet: bool = False


def sentences(text: str, known: Vocabulary) -> list[Sentence]:
    """The sentences of ``text``; without headings, everything but the title is ``need``."""
    found = list(_sentences(text, known))
    if not any(sentence.part in ("need", "task", "wish") for sentence in found):
        found = [replace(one, part="need") if one.part == "intro" else one for one in found]
    return found


def _sentences(text: str, known: Vocabulary) -> Iterator[Sentence]:
    part: Part = "title"
    for paragraph, bullet, marked in _paragraphs(text, known):
        kind = None if bullet else _heading(paragraph, marked, known)
        plain = _clean(paragraph)
        if part == "title":
            yield Sentence(plain.rstrip(":"), "title")
            part = kind or "intro"
        elif kind is not None:
            part = kind
            if (label := _LABEL.match(plain)) and part != "skip":  # "Nice to have: dbt, Spark"
                yield from _of_paragraph(plain[label.end() :], part, bullet, known)
        else:
            yield from _of_paragraph(plain, part, bullet, known)


def _of_paragraph(text: str, part: Part, bullet: bool, known: Vocabulary) -> Iterator[Sentence]:
    label = _LABEL.match(text)
    if label:
        own = _kind(label[1], known, whole=True)
        if own is not None:
            part, text = own, text[label.end() :] if own == "skip" else text
    for piece in _SENTENCE.split(text):
        if _has(piece, known.data["boilerplate"]):
            yield Sentence(piece, "skip", bullet=bullet)
            continue
        wish = part != "skip" and not bullet and _has(piece, known.data["wish"])
        must = _has(piece, known.data["must"])
        yield Sentence(piece, "wish" if wish and not must else part, must, bullet)


def _paragraphs(text: str, known: Vocabulary) -> Iterator[tuple[str, bool, bool]]:
    """Each paragraph on one line, whether it is a bullet, and whether it is marked as a heading.

    The first line, lines that end with a colon and known headings are separate paragraphs. So is a
    line after a bullet that is not indented and begins with a capital letter.
    """
    collected: list[str] = []
    bullet, after_blank = False, True
    for number, line in enumerate([*text.strip().splitlines(), ""]):
        starts = _BULLET.match(line) if not line.strip().startswith("**") else None
        heading = _HEADING.match(line) or _is_alone(line, after_blank, known)
        alone = heading or not line.strip() or line.rstrip().endswith(":") or number == 0
        if (starts or alone or (bullet and line[:1].isupper())) and collected:
            yield " ".join(collected), bullet, False
            collected = []
        if starts:
            bullet, line = True, line[starts.end() :]
        elif not collected:
            bullet = False
        if alone and line.strip() and not starts:
            yield line.strip(), False, True
        elif line.strip():
            collected.append(line.strip())
        after_blank = not line.strip()


def _is_alone(line: str, after_blank: bool, known: Vocabulary) -> bool:
    """True if ``line`` is a heading: all its words are known, or some are and a gap precedes it."""
    plain = _clean(line)
    if len(plain.split()) > _HEADING_WORDS or plain[-1:] in (".", "!", ";", ","):
        return False
    return _kind(plain, known, whole=not after_blank) is not None


def _heading(line: str, marked: bool, known: Vocabulary) -> Part | None:
    """The kind of the part that the heading ``line`` begins; None if it is not a heading."""
    plain = _clean(line).strip()
    if len(plain.split()) > _HEADING_WORDS or (plain[-1:] in ".!;" and not marked):
        return None
    kind = _kind(plain, known, whole=not marked)
    return kind or ("intro" if marked else None)


def _kind(line: str, known: Vocabulary, whole: bool) -> Part | None:
    """The kind that the longest known phrase in ``line`` means; all of ``line`` if ``whole``."""
    parts: tuple[Part, ...] = ("need", "task", "wish", "skip")
    plain = _words(line)
    found = [
        (len(phrase), part)
        for part in parts
        for phrase in known.data["headings"][part]
        if (plain == f" {phrase} " if whole else f" {phrase} " in plain)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _has(text: str, phrases: list[str]) -> bool:
    plain = _words(text)
    return any(f" {phrase} " in plain for phrase in phrases)


def _words(text: str) -> str:
    """The words of ``text`` for comparison, with a space around each."""
    words = _PLAIN.findall(text.casefold().replace("’", "'"))
    return f" {' '.join(words)} "


def _clean(line: str) -> str:
    return _MARKS.sub("", line.strip().lstrip("#").strip()).rstrip("*")
