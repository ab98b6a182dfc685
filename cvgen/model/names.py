"""Recognizes the person's own name in a list of authors, in any form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cvgen.model.titles import untitled, without_abbreviations
from cvgen.patterns import pattern

_DEGREE = pattern(r"[A-Z][a-z]?[A-Za-z.]*[A-Z][A-Za-z.]*|[JS]r\.?|I{2,3}|IV")
DEGREE = (
    r"Ph\.?\s?D\.?|M\.?D\.?|D\.?\s?Phil\.?|[BM]\.?\s?(?:Sc|Eng|Ed)\.?|MBA|MPH|DDS|DVM|"
    r"Pharm\.?\s?D\.?|Dr\.-Ing\.?|FRCP|FACS"
)
"""A regular expression for a degree after a name, without M.A., which may be initials."""
_AFTER_NAME = pattern(DEGREE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"})
_NUMBERED = {"2nd": "ii", "3rd": "iii", "4th": "iv"}
_REMARK = pattern(r"\s*[(（]([^()（）]*)[)）]")
_NICKNAME = pattern(
    r"(?<!\S)(?:[\"“„«”‟]([^\"“„«”‟»]+)[\"”“»]|['‘‚]([^'‘’‚]+)['’‘]|[「『]([^」』]+)[」』])(?!\S)"
)
_BORN = pattern(r"^(?:n[ée]e?|born|geb\.?|geborene?)\s+", re.IGNORECASE)
_FOOTNOTES = pattern(r"[\s*†‡§¶#\d¹²³⁰⁴-⁹ᵃᵇᶜᵈᵉᶠᵍ,]+$")
_LEADING = pattern(r"^[*†‡§¶#¹²³⁰⁴-⁹ᵃᵇᶜᵈᵉᶠᵍ,]+\s*")
_EAST = pattern(r"[\u3400-\u9fff\uac00-\ud7af]")
_VOWEL = pattern("[aeiouy]")
_CAPITALS = pattern(r"[^\W\d_a-z]{2,}(?:[-'’][^\W\d_a-z]+)*")
_INITIALS = pattern(r"(?:[^\W\d_a-z]\.?[-‐‑ ]?){1,4}")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

Words = tuple[str, ...]
"""The words of a name in lower case without accents, given names first."""


@lru_cache(maxsize=4096)  # the same few authors occur in all publications
def name_key(name: str) -> str:
    """``name`` for comparison: ``Müller, J.`` and ``J Muller`` are the same."""
    return " ".join(_words(_given_first(name)))


def own_names(name: str, aliases: Iterable[str]) -> frozenset[str]:
    """The keys of a person's name, titles and degrees left out, and of the aliases."""
    keys: set[str] = set()
    for form in _parts(name):
        before, comma, after = form.partition(",")
        if comma and all(_DEGREE.fullmatch(part.strip()) for part in after.split(",")):
            form = " ".join([before, *(word for word in _words(after) if word in _SUFFIXES)])
        ordered = _given_first(form)
        keys |= {name_key(untitled(ordered)), name_key(without_abbreviations(ordered))}
    if not name.isascii() and _EAST.search(name):  # takes 3 ms to compile
        keys |= {key for one in tuple(keys) for key in _syllables(one)}
    keys |= {key for form in (name, *aliases) for key in _spelt_keys(form)}
    return frozenset(keys - {""})


@lru_cache(maxsize=4096)
def is_own_name(name: str, own: frozenset[str]) -> bool:
    """True if ``name`` means the person of the keys ``own``; given names may be initials."""
    candidates = list(_readings(name))
    return any(_is_same_name(words, tuple(key.split())) for key in own for words in candidates)


def _words(text: str, spelt: bool = False) -> list[str]:
    """The words of ``text``; with ``spelt``, ü becomes ue, as German names are written abroad."""
    folded = unicodedata.normalize("NFC", text.casefold())
    folded = folded.translate(_SPELT) if spelt else folded
    plain = unicodedata.normalize("NFKD", folded.translate(_PLAIN))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return letters.split()


def _spelt_keys(name: str) -> Iterator[str]:
    """The keys of alternative spellings: Mueller for Müller."""
    last, comma, first = name.partition(",")
    ordered = f"{first} {last}" if comma and not _DEGREE.fullmatch(first.strip()) else name
    plain = untitled(_NICKNAME.sub(" ", _REMARK.sub(" ", ordered)))
    for spelt in (False, True):
        yield " ".join(_words(plain, spelt))


def _given_first(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma else name


def _parts(name: str) -> list[str]:
    """The names in ``name``: it may have a nickname, and a former name or another script."""
    whole = _REMARK.sub(" ", name).strip()
    plain = " ".join(_NICKNAME.sub(" ", whole).split()) if _NICKNAME.search(whole) else whole
    found = [plain] if plain else [name]
    for match in _NICKNAME.finditer(whole):
        nickname = next(part for part in match.groups() if part)
        if surname := whole[match.end() :].strip():
            found.append(f"{nickname} {surname}")
    for remark in (text.strip() for text in _REMARK.findall(name)):
        if _BORN.match(remark):
            given = plain.split()[:-1]
            found.append(" ".join([*given, _BORN.sub("", remark)]))
        elif _is_latin(remark) != _is_latin(plain):
            found.append(remark)
    return found


def _syllables(key: str) -> Iterator[str]:
    """More keys for a Chinese or Korean name: ``wang xiaoming``, ``xiao ming wang``."""
    given, _, surname = key.partition(" ")
    if not surname or " " in surname or not key.replace(" ", "").isascii():
        return
    yield f"{surname} {given}"
    for cut in range(1, len(given)):
        first, second = given[:cut], given[cut:]
        if _VOWEL.search(first) and _VOWEL.search(second) and not _VOWEL.match(second):
            yield f"{first} {second} {surname}"


def _is_latin(text: str) -> bool:
    return all(word.isascii() for word in _words(text))


def _readings(name: str) -> Iterator[Words]:
    """The ways to read ``name``: with the surname first or last, ü as u or as ue."""
    whole = _LEADING.sub("", _FOOTNOTES.sub("", name.strip()))
    for form in dict.fromkeys((*_parts(whole), whole)):
        for ordered in _orders(form):
            for spelt in (False, True):
                yield tuple(_words(untitled(ordered), spelt))


def _orders(name: str) -> Iterator[str]:
    """``name`` with given names first, if commas or initials show the order."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    suffix = [part for part in parts[1:] if set(_words(part)) <= _SUFFIXES]
    parts = _without_degrees([part for part in parts if part not in suffix])
    if len(parts) > 1:
        yield " ".join([*parts[1:], parts[0], *suffix])
        given = " ".join(parts[1:]).split()
        if all(map(_INITIALS.fullmatch, given)):
            yield " ".join([_spaced(given), parts[0], *suffix])
        return
    tokens = _without_degrees((parts or [name])[0].split(), least=2)
    while len(tokens) > 1 and set(_words(tokens[-1])) <= _SUFFIXES:
        suffix.insert(0, tokens.pop())
    yield " ".join([*tokens, *suffix])
    capitals = next((n for n, token in enumerate(tokens) if not _CAPITALS.fullmatch(token)), 0)
    if capitals:  # EXAMPLE Ada
        yield " ".join([*tokens[capitals:], *tokens[:capitals], *suffix])
    for count in range(1, len(tokens)):
        if all(map(_INITIALS.fullmatch, tokens[-count:])):
            yield " ".join([_spaced(tokens[-count:]), *tokens[:-count], *suffix])
        if all(map(_INITIALS.fullmatch, tokens[:count])):
            yield " ".join([_spaced(tokens[:count]), *tokens[count:], *suffix])


def _without_degrees(parts: list[str], least: int = 1) -> list[str]:
    """``parts`` of a name without final degrees; ``least`` of them, and two words, stay."""
    while len(parts) > least and _AFTER_NAME.fullmatch(parts[-1]) and " " in " ".join(parts[:-1]):
        parts = parts[:-1]
    return parts


def _spaced(initials: list[str]) -> str:
    """``AB`` and ``A.B.`` as ``A B``."""
    return " ".join(" ".join(token.replace(".", "")) for token in initials)


def _is_same_name(words: Words, own: Words) -> bool:
    """True if ``words`` are the name ``own``; a different Jr. or III is another person."""
    words, suffix = _without_suffix(words)
    own, own_suffix = _without_suffix(own)
    if suffix and suffix != own_suffix:
        return False
    if "".join(words) == "".join(own) and not "".join(own).isascii():
        return True
    if len(words) != len(own) or words[-1:] != own[-1:]:
        return False
    middle = words[0] == own[0] and len(own[0]) > 1  # B. may mean Beatrice after the same Ada
    return all(
        word in (full, full[0]) or (middle and len(full) == 1 and word[0] == full)
        for word, full in zip(words, own, strict=True)
    )


def _without_suffix(words: Words) -> tuple[Words, Words]:
    cut = len(words)
    while cut > 1 and words[cut - 1] in _SUFFIXES:
        cut -= 1
    return words[:cut], tuple(_NUMBERED.get(word, word) for word in words[cut:])
