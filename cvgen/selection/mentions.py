"""Finds what says who a person is: the name in any form, contacts, and addresses with either."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from cvgen.markup.inline import addresses
from cvgen.model.names import name_key, own_names
from cvgen.model.person import Person
from cvgen.model.titles import untitled
from cvgen.patterns import pattern

_GAP = r"[\s\u00a0\u202f.-]{1,3}"
_PARTICLES = frozenset({
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "das", "dos", "du", "la", "le",
    "ter", "ten", "zu", "af", "av", "al", "el", "bin", "ibn",
})  # fmt: skip
_EAST = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LETTER_BEFORE = pattern(r"(?:^|[\s(])([^\W\d_a-z])\.?[\s\u00a0]$")
_NAME_BEFORE = pattern(r"[^.!?:;]\s([^\W\d_a-z][^\W\d_]+)[\s\u00a0]$")
_LINK = pattern(r"\[((?:\\.|[^\[\]\\])+)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^()]*\)")
_LEAST_GIVEN, _LEAST_IN_URL, _LEAST_USER = 3, 4, 3
_DIGITS = 7
_INFLECTED = frozenset({"pl", "cs", "uk", "ru", "fi", "tr", "el", "hi"})
_SUFFIX = r"[^\W\d_]{0,4}"
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})


class Mentions:
    """What identifies a ``person`` in texts of ``language``, and its replacement."""

    def __init__(self, person: Person, language: str, placeholder: str) -> None:
        self.own = own_names(person.name, person.aliases)
        self.placeholder = placeholder
        self.escaped = placeholder.replace("[", r"\[").replace("]", r"\]")
        forms = [_parts_of(form) for form in (person.name, *person.aliases)]
        forms = [form for form in forms if form[1]]
        is_inflected = language.split("-")[0] in _INFLECTED
        ends = _SUFFIX if is_inflected else "s?"
        self._whole = _joined((_whole_name(form, ends) for form in forms), re.IGNORECASE)
        self._surname = _joined(_surnames(forms, ends))
        self._given = _joined(_given_names(forms, ends))
        self._contacts = _joined(_contacts(person), re.IGNORECASE)
        self._keys = _keys(person, forms)
        self._initials = {word[0].casefold() for given, _ in forms for word in given}

    def identifies(self, url: str) -> bool:
        """True if an address has the name, a username or a page of the person in it."""
        plain = _folded(unquote(url))
        return any(key in plain for key in self._keys)

    def replaced(self, text: str, *, whole_names: bool = False) -> str:
        """Inline Markdown without mentions; with ``whole_names``, other people may be in it."""
        text = _LINK.sub(self._without_target, text)
        text = self._without_addresses(text)
        for found in (self._contacts, self._whole):
            text = found.sub(self.escaped, text) if found else text
        if whole_names:
            return text
        if self._surname:
            text = self._surname.sub(self._unless_another, text)
        return self._given.sub(self.escaped, text) if self._given else text

    def _without_target(self, link: re.Match[str]) -> str:
        return link[1] if self.identifies(link[2]) else link[0]

    def _without_addresses(self, text: str) -> str:
        parts, at = [], 0
        for start, end, href in addresses(text):
            if self.identifies(href):
                parts += [text[at:start], self.escaped]
                at = end
        return "".join([*parts, text[at:]])

    def _unless_another(self, found: re.Match[str]) -> str:
        """The replacement of a surname, unless another given name stands before it."""
        before = found.string[: found.start()]
        initial, name = _LETTER_BEFORE.search(before), _NAME_BEFORE.search(before)
        is_other = initial is not None and initial[1].casefold() not in self._initials
        is_other = is_other or (name is not None and len(name[1]) > 1)
        return found[0] if is_other else self.escaped


_Form = tuple[list[str], list[str]]
"""The given names and the words of the surname."""


def _parts_of(name: str) -> _Form:
    last, comma, first = name.partition(",")
    ordered = f"{first.strip()} {last.strip()}" if comma else name
    words = untitled(re.sub(r"\s*[(（\"“][^()（）\"”]*[)）\"”]", " ", ordered)).split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return ([], words) if len(words) < 2 else (words[:cut], words[cut:])


def _spellings(word: str) -> str:
    """A regular expression for ``word`` with and without accents; ü may be ue."""
    word = unicodedata.normalize("NFC", word.rstrip("."))
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    lower = word.translate(_SPELT)
    forms = dict.fromkeys((word, bare, lower, word.upper(), bare.upper()))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _whole_name(form: _Form, ends: str) -> Iterator[str]:
    """The whole name: given names or initials, before or behind the surname."""
    given, family = form
    surname = _GAP.join(map(_spellings, family))
    if not given:
        is_east = bool(_EAST.search(family[0])) and len(family[0]) > 1
        yield surname if is_east else rf"(?<!\w){surname}(?!\w)"
        return
    if _EAST.search("".join(family)):
        yield f"{surname}{''.join(map(_spellings, given))}"
    one = "|".join(
        rf"{_spellings(word)}{ends}(?!\w)|{re.escape(word[0])}(?![^\W_])" for word in given
    )
    middle = rf"(?:[^\W\d_]\.?{_GAP})?"
    names = rf"(?:(?:{one})(?:{_GAP})){{1,{len(given) + 1}}}"
    yield rf"(?<!\w){names}{middle}{surname}{ends}(?!\w)"
    behind = rf"(?:(?:{one})[\s.-]*){{1,{len(given) + 1}}}"
    yield rf"(?<!\w){surname},\s*{behind}(?<=[\w.])(?!\.?\s*{surname})"
    full = "|".join(_spellings(word) for word in given)
    yield rf"(?<!\w){surname}[\s\u00a0]+(?:{full})(?!\w)"
    initials = "".join(rf"{re.escape(word[0])}\.?\s?" for word in given)
    yield rf"(?<!\w){surname}[\s\u00a0]+{initials}(?<=[\w.])(?![^\W_])"


def _surnames(forms: Iterable[_Form], ends: str) -> Iterator[Iterator[str]]:
    for given, family in forms:
        if given and len(family[-1]) > 1:
            yield iter((rf"(?<!\w){_GAP.join(map(_spellings, family))}{ends}(?!\w)",))


def _given_names(forms: Iterable[_Form], ends: str) -> Iterator[Iterator[str]]:
    """Given names alone; before another capitalized word they are those of somebody else."""
    for given, _ in forms:
        for word in given:
            if len(word.rstrip(".")) >= _LEAST_GIVEN:
                yield iter((rf"(?<!\w){_spellings(word)}{ends}(?!\w)(?!\s[^\W\d_a-z][^\W\d_])",))


def _contacts(person: Person) -> Iterator[Iterator[str]]:
    """E-mail addresses, phone numbers and usernames."""
    for email in person.email:
        for choice in email.choices:
            yield iter((re.escape(choice.text),))
    for phone in person.phone:
        for choice in phone.choices:
            digits = re.sub(r"\D", "", choice.text)
            if len(digits) >= _DIGITS:
                yield iter(_phone(digits))
    for link in person.links:
        if link.username and len(link.username) > _LEAST_USER:
            yield iter((rf"(?<!\w)@?{re.escape(link.username.lstrip('@'))}(?!\w)",))


def _phone(digits: str) -> Iterator[str]:
    """A number with its country, and without one, which has one to three digits."""
    for start in range(4):
        if len(digits) - start >= _DIGITS:
            number = r"[\s().\u00a0/-]{0,3}".join(digits[start:])
            lead = "0?" if start else r"\+?"
            yield rf"(?<!\d){lead}{number}(?!\d)"


def _keys(person: Person, forms: Iterable[_Form]) -> frozenset[str]:
    """What an address of the person contains: surname, username, own page, e-mail."""
    found = {_folded("".join(family)) for given, family in forms if given}
    found |= {key.replace(" ", "") for key in map(name_key, (person.name, *person.aliases))}
    found = {key for key in found if len(key) >= _LEAST_IN_URL}
    for link in person.links:
        if link.username and len(link.username) > _LEAST_USER:
            found.add(_folded(link.username.lstrip("@")))
        if link.url:
            found.add(_folded(_own_part(link.url)))
    for email in person.email:
        found |= {_folded(choice.text) for choice in email.choices}
    return frozenset(found - {""})


def _own_part(url: str) -> str:
    """The host and the path of an address, which others below it begin with."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}/{parts.path.strip('/')}"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


def _joined(parts: Iterable[Iterator[str]], flags: int = 0) -> re.Pattern[str] | None:
    """One expression for all of ``parts``; None without any."""
    found = dict.fromkeys(expression for part in parts for expression in part)
    return re.compile("|".join(found), flags) if found else None
