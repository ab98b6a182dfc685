"""Reads authors: a list of names, or one text as people and BibTeX write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from cvgen.markup.inline import escape_marks, parse_inline, plain_text
from cvgen.markup.latex import Converted, from_latex, without_braces
from cvgen.model.fields import Meaning
from cvgen.model.marks import ShortForm, StrictModel
from cvgen.model.names import DEGREE
from cvgen.model.text import Url
from cvgen.patterns import pattern
from cvgen.sections.publications.affiliations import (
    COMMA,
    MARK,
    RAISED_SIGNS,
    attach_marks,
    superscript_marks,
    superscript_numbers,
    without_remarks,
)

_OPEN_END = pattern(
    r"(?:^|(?<![\s,;])[\s,;]+)(?:(?:and|&)\s+(?=et\s))?"
    r"(et\s+(?:al(?:\.|ii|ia)?|coll\.|autres)|(?:and|&)\s+(?:\d+\s+)?(?:others|more)(?:\s+authors)?"
    r"|others|u\.\s?a\.|y\s+(?:otros|cols?\.)|e\s+(?:altri|outros)|m\.\s?fl\.|i\s+in\.|ym\."
    r"|и\s+др\.|та\s+ін\.|等|…\.?|\.(?:\s?\.){2,9})\s*$",
    re.IGNORECASE,
)
_AND = pattern(r"\s*,?\s+(?:and|und|et(?!\s+al)|oraz|och|og|és|и|і|&)\s+", re.IGNORECASE)
_AMONG = pattern(r"\s+(?:and|und|&)\s+", re.IGNORECASE)
_BETWEEN = pattern(r"\s*[;；|]\s*|\s+[/·•]\s+")
_INITIALS = pattern(
    rf"(?:[^\W\d_a-z](?:\.\s*[-‐‑]?|[-‐‑\s]|$|(?=[*†‡§¶#\d{RAISED_SIGNS}])))+"
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|af|av)(?:\s+|$))*"
    rf"[*†‡§¶#\d{RAISED_SIGNS}{COMMA}]*"
)
_SUFFIX = pattern(rf"(?:[JS]r\.?|I{{2,3}}|IV|{DEGREE})[*†‡§¶]*")
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PROTECTED = pattern(r"\{(?:[^{}]|\{[^{}]*\})*\}|\[[^\[\]]*\]\([^()\s]*\)|(?<=\s)\([^()]*\)")
_FIRST_MASK, _MOST_MASKED = 0xE100, 0x1800
_MASK = pattern("[\ue100-\uf8ff]")
_SET_OFF = pattern(r"(\*{1,3})([^*\\]+)\1(\s*\\?\*)?")
_FOOTNOTES = pattern(rf"[*†‡§¶#{RAISED_SIGNS}{COMMA}]+$")
_ENDS_IN_INITIALS = pattern(r"[^\W\d_]{2}\s[^\W\d_a-z]{1,3}$")
_GAP = pattern(r"(?<![\s,])[\s,]*(?:\.{3,9}|…\.?)[\s,]*(?=[^\s.])")
_TWO = 2


class Author(StrictModel):
    """An author; a star after the name means ``equal: true``."""

    shorthand = "name"
    name: str = Field(min_length=1, description="The whole name.")
    equal: Annotated[bool, Meaning.CODE] = Field(False, description="True for equal contribution.")
    url: Url | None = Field(None, description="The author's page.")
    family: Annotated[str, Meaning.CODE] | None = Field(None, description="All of the surname.")
    corporate: Annotated[bool, Meaning.CODE] = Field(False, description="True if not a person.")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"name": str(value)} if _is_converted(value) else _author(value)
        if isinstance(value, dict) and type(value.get("name")) is str:
            return {**_author(value["name"]), **{k: v for k, v in value.items() if k != "name"}}
        return value


def open_end(name: str) -> str:
    """``name`` if it means ``et al.``; empty if it is a name."""
    match = _OPEN_END.match(f" {name.strip()}")
    return name.strip() if match else ""


def _author(text: str) -> dict[str, Any]:
    """The author named by ``text``, without Markdown and LaTeX; a final star is for equal work."""
    text = _readable(text).strip()
    if match := _SET_OFF.fullmatch(text):  # ``*Ada Example**`` ends in a real star
        text = match[2] + (r"\*" if match[3] else "")
    runs = parse_inline(text)
    name, href = plain_text(runs).strip(), next((run.href for run in runs if run.href), None)
    name = (superscript_numbers(name) if " " in name else name).replace(COMMA, ",")
    bare = name.rstrip("*").rstrip()
    found: dict[str, Any] = {"name": name if bare else ""}
    if bare and name.endswith("*") and not name.endswith("**"):
        found = {"name": bare, "equal": True}
    return found | ({"url": href} if href else {})


def _readable(text: str, *, braces: bool = True) -> str:
    """Names without LaTeX, HTML and remarks, each with its marks."""
    return attach_marks(without_remarks(from_latex(superscript_marks(text), braces=braces)[0])[0])


def _authors(value: Any) -> Any:
    """A list of authors, from any of their forms."""
    if isinstance(value, str):
        return list(_split_names(value))
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list) or any(map(_is_converted, value)):
        return value
    value = _with_numbers(value)
    if len(value) == 1 and isinstance(value[0], str):
        return list(_split_names(value[0]))
    if _is_cut_at_commas(value):
        return list(_split_names(", ".join(value)))
    return [part for item in value for part in _item(item)]


def _is_converted(item: Any) -> bool:  # True for a name from a bibliography
    return isinstance(item.get("name") if isinstance(item, dict) else item, Converted)


def _with_numbers(items: list[Any]) -> list[Any]:
    """``items`` with marks that YAML splits off, as in [Weber K1,2], joined to the name before."""
    kept: list[Any] = []
    for item in items:
        if kept and isinstance(item, str) and isinstance(kept[-1], str) and _is_mark(item):
            kept[-1] += f",{item.strip()}"
        else:
            kept.append(item)
    return kept


def _is_mark(item: str) -> bool:
    return re.fullmatch(rf"{MARK}+(?:,{MARK}+)*", item.strip()) is not None


def _is_cut_at_commas(items: list[Any]) -> bool:
    """True if a list is one text split at commas, as YAML does with [Muster, B., Example, A.]."""
    if any(not isinstance(item, str) or "," in item for item in items):
        return False
    pairs = list(zip(items[::2], items[1::2], strict=False))
    return bool(pairs) and all(
        _INITIALS.fullmatch(given.strip()) and not _is_whole(name.strip()) for name, given in pairs
    )


def _item(value: Any) -> Iterator[Any]:
    """One item of a list, which may have two names, or end in ``et al.``"""
    if not isinstance(value, str) or open_end(value):
        yield value
        return
    text, more = _without_end(value)
    if _BETWEEN.search(text) or (_AMONG.search(text) and "{" not in text and "](" not in text):
        yield from _split_names(text)
    else:
        yield text
    if more:
        yield {"name": more}


def _split_names(text: str) -> Iterator[Any]:
    """The authors in one text, with given names first, and the final ``et al.``"""
    text = " ".join(_readable(_in_one_line(text), braces=False).split())
    if open_end(text) or not text:
        yield text
        return
    text, more = _without_end(text)
    kept: list[str] = []
    plain = superscript_numbers(plain_text(parse_inline(_mask(text, kept))))
    for name in _people(_GAP.sub(", …, ", plain)):
        yield _unmask(escape_marks(" ".join(name.split())), kept)
    if more:
        yield {"name": more}


def _in_one_line(text: str) -> str:
    """``text`` on one line; if each line is a name, with semicolons between them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    open_lines = (line.endswith((",", ";")) or _AND.search(f" {line} ") for line in lines)
    is_list = not any(open_lines) and all(len(_parts(line)) <= _TWO for line in lines)
    return "; ".join(lines) if is_list else text


def _without_end(text: str) -> tuple[str, str]:
    match = _OPEN_END.search(text)
    return (text[: match.start()], match.group(1)) if match and match.start() else (text, "")


def _mask(text: str, kept: list[str]) -> str:
    """``text`` with braces and links, which must not be split, as numbered placeholders."""

    def mask(match: re.Match[str]) -> str:
        if len(kept) == _MOST_MASKED:
            return match.group()
        kept.append(match.group())
        return chr(_FIRST_MASK + len(kept) - 1)

    return _PROTECTED.sub(mask, text)


def _unmask(name: str, kept: list[str]) -> str:
    def whole(match: re.Match[str]) -> str:
        number = ord(match.group()) - _FIRST_MASK
        return kept[number] if number < len(kept) else match.group()

    return without_braces(_MASK.sub(whole, name)).replace(COMMA, ",")


def _people(text: str) -> Iterator[str]:
    """The names in ``text``, separated by semicolons or the like, by ``and``, or by commas."""
    if _BETWEEN.search(text):
        parts = [
            re.sub(r"^(?:and|&)\s+", "", part.strip(" ,"), flags=re.IGNORECASE)
            for part in _BETWEEN.split(text)
        ]
        mixed = any(len(_parts(part)) == 1 and _is_whole(part) for part in parts)
        for part in parts:
            yield from [_given_name_first(part)] if _is_one(part, mixed) else _people_in(part)
        return
    yield from _people_in(text)


def _is_one(text: str, mixed: bool) -> bool:
    """True if ``text`` is one name; in ``mixed`` lists, commas may separate whole names."""
    names = [_FOOTNOTES.sub("", name) for name in _persons(_parts(text))]
    if not names or len(_AND.split(text)) > 1 or len(names) > _TWO:
        return False
    if len(names) < _TWO:
        return True
    if all(map(_ENDS_IN_INITIALS.search, names)):
        return False
    return not mixed or _is_surname_first(*names)


def _people_in(text: str) -> Iterator[str]:
    groups = [parts for group in _AND.split(text) if (parts := _parts(group))]
    last = _persons(groups[-1]) if groups else []
    pairs = len(groups) == 1 or (len(last) == _TWO and _is_surname_first(*last))
    by_surname = len(groups) > 1 and len(last) == _TWO  # a last name after "and" has no comma
    by_surname = by_surname and all(len(_persons(group)) <= _TWO for group in groups)
    for group in groups:
        yield from _names_by_commas(group, by_surname=by_surname, pairs=pairs)


def _parts(group: str) -> list[str]:
    return [part for part in (p.strip() for p in re.split("[,，、]", group)) if part]


def _persons(group: list[str]) -> list[str]:
    """The parts except Jr., III and the like."""
    return [part for part in group if not _SUFFIX.fullmatch(part)]


def _names_by_commas(group: list[str], *, by_surname: bool, pairs: bool) -> Iterator[str]:
    """The names between two ``and``; commas separate names, or surnames from given names."""
    names = _persons(group)
    if len(names) == _TWO and (by_surname or _is_surname_first(*names)):
        yield _given_name_first(", ".join(group))
        return
    singles = sum(not _is_whole(name) for name in names)
    paired = pairs and len(names) % _TWO == 0 and singles == len(names)
    at = 0
    while at < len(group):
        name, at = group[at], at + 1
        given = group[at] if at < len(group) else ""
        if given and not _SUFFIX.fullmatch(name):
            initials = _INITIALS.fullmatch(given) and ("." in given or not _is_whole(name))
            if initials or (paired and not _SUFFIX.fullmatch(given)):
                name, at = f"{name}, {given}", at + 1
        while at < len(group) and _SUFFIX.fullmatch(group[at]):
            name, at = f"{name}, {group[at]}", at + 1
        yield _given_name_first(name)


def _is_surname_first(surname: str, given: str) -> bool:
    """True if two parts are one name, as in ``van Beta, Cleo`` or ``Example, Ada Maria``."""
    if _WIDE.search(surname + given) or _ENDS_IN_INITIALS.search(_FOOTNOTES.sub("", surname)):
        return False
    return surname[:1].islower() or not _is_whole(surname) or not _is_whole(given)


def _is_whole(name: str) -> bool:
    """True if ``name`` can be all of a name: two words, one in Chinese, or one in braces."""
    return " " in name or bool(_WIDE.search(name)) or name[:1] >= "\ue100"


def _given_name_first(name: str) -> str:
    """``Example, Ada`` as ``Ada Example``; ``Example, Jr., Ada`` as ``Ada Example Jr.``"""
    parts = _parts(name)
    if _WIDE.search(name) or len(parts) < _TWO:
        return name.strip(" ,")
    marks = "".join(match.group() for part in parts if (match := _FOOTNOTES.search(part)))
    surname, *others = (_FOOTNOTES.sub("", part) for part in parts)
    suffix = [part for part in others if _SUFFIX.fullmatch(part)]
    given = [part for part in others if part not in suffix]
    return " ".join([*given, surname, *suffix]) + marks


Authors = Annotated[tuple[Author, ...], ShortForm(_authors, {"type": "string"}), Meaning.PEOPLE]
"""Authors in order; one text of names is split."""
