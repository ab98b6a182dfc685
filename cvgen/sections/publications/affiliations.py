"""Handles the parts of author lists that are not names.

Marks of affiliations (``Krüger,1,*``) go with the name before them; ``(Eds.)`` and the like go.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cvgen.patterns import pattern

RAISED_SIGNS = "¹²³⁴-⁹⁰ᵃᵇᶜᵈᵉᶠᵍ"
"""Superscript digits and letters, for a character class of a regular expression."""
COMMA = "\ue0ff"
"""Replaces a comma between two marks of one name, which does not separate names."""
MARK = rf"(?:[*†‡§¶#{RAISED_SIGNS}]|(?<!\d)\d{{1,2}}(?!\d))"
_FIGURE = (
    rf"(?:\\?[*†‡§¶#]|[{RAISED_SIGNS}]|(?<!\d)\d{{1,2}}(?!\d)|(?<![^\W_])[a-g](?![^\W_])){{1,8}}"
)
_NAME_END = rf"[^\W\d_{RAISED_SIGNS}]|[.)]"
_SYMBOL = r"(?:\\?[*†‡§¶#])+"
_AFTER = r"(?=\s*(?:[,;，；]|$)|\s+(?:and|und|et|&)\s)"
_NUMBERED = pattern(
    rf"(?<={_NAME_END})({MARK}+(?:\s*[,，]\s*{MARK}+)*|\s{MARK}+(?:\s*[,，]\s*{MARK}+)+)"
    rf"{_AFTER}"
)
_SET_APART = pattern(
    rf"(?P<own>(?:(?<={_NAME_END})|\s)(?:{_FIGURE}))?"
    rf"(?<=[^\s,;，；])(?P<more>(?:\s?[,，](?:{_FIGURE}))+(?=\s)|\s?[,，]\s*{_SYMBOL}(?=\s)"
    rf"|(?:\s?[,，]\s*(?:{_FIGURE}))+{_AFTER})"
)
_STAR = pattern(r"(?<!\\)\*")
_OPENS = pattern(r"(?<![^\s,;(\[])\*+(?=[^\s*,;])")
"""A star before a word, which may open Markdown; without one every star is a mark."""
_LETTER = pattern(rf"(?<=[*†‡§¶#])[a-g](?:,[a-g])*{_AFTER}")
_RAISED = str.maketrans("0123456789abcdefg,，", f"⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍ{COMMA}{COMMA}", " ")
_SCRIPT = pattern(
    r"\s?<sup>(?P<tag>[^<>]*)</sup>|\$\s*\^\s*\{?(?P<math>[^{}$]*)\}?\s*\$"
    r"|\\textsuperscript\{(?P<latex>[^{}]*)\}|\^\{(?P<braced>[^{}]*)\}"
    r"|\s?[\[(](?P<boxed>\d{1,2}(?:\s*,\s*\d{1,2})*)[\])](?!\()"
    r"|\s?\^(?P<bare>[\d*†‡§¶#]+(?:,[\d*†‡§¶#]+)*)\^?",
    re.IGNORECASE,
)
_UNDERSCORED = pattern(r"(?<![^\W_])(_{1,3})(?=[^\s_])([^_]+)(?<=\S)\1(?![^\W_])")
_SCRIPTED = pattern(rf"(?:\\?[*†‡§¶#]|[\s,a-g\d{RAISED_SIGNS}])*")
_TAG = pattern(r"</?(?:sup|sub|b|strong|i|em|u|span|a|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLANKS = pattern(r"[^\S\xa0\u202f]+")
_COMMA_WITHIN = pattern(r"(?<![^\s,;(\[])(\*{1,3})(?=[^\s*])([^*]*[^\s*,])\s*,\1(?!\*)")
_ROLE = pattern(
    r"\s?,?\s?\((?P<role>(?:eds|ed\.|hrsg|hgg?\.|éds?\.|dirs?\.|coords?\.|orgs?\.)\.?|editors)\)"
    r"(?:\.(?=\s*$))?(?=\s*(?:[,;，；]|\(|$)|\s+(?:and|und|et|&)\s)"
    r"|\s?,\s?(?P<bare>eds?\.|hrsg\.|editors)\s*$",
    re.IGNORECASE,
)
_YEARS = r"(?:1[5-9]|20)\d\d"
_YEAR = pattern(
    rf"(?:\s?,?\s?[(\[]\s?(?P<year>{_YEARS})[a-z]?(?:,[^()\[\]]{{1,15}})?\s*[)\]]"
    rf"|[,;.]\s(?P<bare>{_YEARS}))\s*\.?\s*$"
)
_REST = pattern(r"(?<=[^\s,;])\s+[-\u2010-\u2015]{1,3}\s+(?P<rest>\S.*)$")
_GLUED = pattern(r"(?<=\w)(?:…|\.{3})$")
_IS_SOURCE = pattern(rf"\b{_YEARS}\b|\w\.[a-z]{{2,}}\s*$")
"""A year or the address of a publisher, which means that the text is not names."""
_AMONG = pattern(r"[,;，；…&]|\s(?:and|und|et)\s")
_LABEL = pattern(r"^\s*(?:(?:authors?|autor(?:en|es|i|as)?|auteurs?)\s*:|by\s)\s*", re.IGNORECASE)


def attach_marks(text: str) -> str:
    """``text``, names in inline Markdown, with each mark directly after its name."""
    text = _COMMA_WITHIN.sub(r"\1\2\1,", _TAG.sub("", text))
    text = _LETTER.sub(lambda match: match.group().translate(_RAISED), text)
    text = re.sub(rf"{COMMA}+(?=[\s,;，；]|$)", "", _SET_APART.sub(_joined, text))
    return text if _OPENS.search(text) else _STAR.sub(r"\\*", text)


def superscript_marks(text: str) -> str:
    """``text`` with superscripts of HTML and LaTeX as characters, without underscores for bold."""
    return _SCRIPT.sub(_as_marks, _BLANKS.sub(" ", _UNDERSCORED.sub(r"\2", text)))


class Remarks(NamedTuple):
    """Text found among names: ``roles`` such as ``Eds.``, a ``year``, a ``rest`` after a dash."""

    roles: tuple[str, ...] = ()
    year: str = ""
    rest: str = ""


def without_remarks(text: str) -> tuple[str, Remarks]:
    """The names in ``text``, and its remarks: ``(Eds.)``, a year, the rest of a reference."""
    text = typed = _LABEL.sub("", _BLANKS.sub(" ", text))
    year = rest = ""
    if (match := _REST.search(text)) and _is_source(text[: match.start()], match["rest"]):
        text = _GLUED.sub(r" …", text[: match.start()])
        rest = match["rest"].strip()
    if match := _YEAR.search(text):
        text, year = text[: match.start()], match["year"] or match["bare"]
    roles = tuple(match["role"] or match["bare"] for match in _ROLE.finditer(text))
    text = _ROLE.sub("", text) if roles else text
    return (text, Remarks(roles, year, rest)) if text.strip() else (typed, Remarks())


def venue_and_year(rest: str) -> tuple[str, str]:
    """The venue and the year in the rest of a reference: ``Nature, 2023 - nature.com``."""
    first = _REST.split(f"-{rest}")[0].removeprefix("-")
    match = _YEAR.search(first) or re.fullmatch(rf"(?P<bare>{_YEARS})(?P<year>)", first.strip())
    if match is None:
        return first.strip(), ""
    return first[: match.start()].strip(" ,;"), match["year"] or match["bare"]


def _is_source(names: str, rest: str) -> bool:
    """True if ``rest``, after a dash, says where something appeared rather than names people."""
    several = _AMONG.search(names) is not None and not _AMONG.search(rest)
    return several or _IS_SOURCE.search(rest) is not None


def superscript_numbers(text: str) -> str:
    """``Weber K1,2`` with its numbers as superscripts, and ``COMMA`` between them."""
    return _NUMBERED.sub(lambda match: match.group(1).translate(_RAISED), text)


def _joined(match: re.Match[str]) -> str:
    """Marks after a comma, joined to the name before it."""
    own = (match["own"] or "").translate(_RAISED)
    more = re.sub(r"\s", "", match["more"]).translate(_RAISED).lstrip(COMMA)
    rest = match.string[match.end() :]
    is_separated = re.match(_AFTER, rest)
    made = _STAR.sub(r"\\*", f"{own}{COMMA}{more}" if own else more)
    return made + ("" if is_separated else ",")


def _as_marks(match: re.Match[str]) -> str:
    inside = next(value for value in match.groups() if value is not None)
    if not _SCRIPTED.fullmatch(inside):
        return match.group()
    return _STAR.sub(r"\\*", inside).translate(_RAISED).strip()
