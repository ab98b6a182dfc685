"""The tag of a language that is given by its name or in another form: ``german``, ``de_DE``."""

from __future__ import annotations

import functools
import re

from cvgen.errors import nearest
from cvgen.locales.find import data_of, locale_names, words_of
from cvgen.patterns import pattern

_OTHER_FORM = pattern(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*(?:[.@].*)?")


def tag_called(word: str) -> str | None:
    """The tag of the language that ``word`` means; None where that cannot be told.

    Names are read in English, and in all languages that cvgen has words for.
    """
    word = word.strip()
    if match := _OTHER_FORM.fullmatch(word):
        if found := words_of(re.split("[.@]", word)[0].replace("_", "-")):
            return found[0]
        if shorter := _aliases().get(match[1].lower()):
            return shorter
    names = _by_name()
    near = nearest(word.casefold(), names) if len(word) > 3 else None
    return names.get(word.casefold()) or (names[near] if near else None)


def _aliases() -> dict[str, str]:
    """Tags of two letters by those of three: ``deu`` and ``ger`` are ``de``."""
    from babel.core import get_global

    known = locale_names()
    found: dict[str, str] = dict(get_global("language_aliases"))
    return {old: tag for old, tag in found.items() if tag in known}


@functools.lru_cache
def _by_name() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    tags = {tag.split("-")[0] for tag in locale_names()}
    for seen_by in sorted(tags):
        names = Locale.parse(seen_by).languages
        for tag in sorted(tags):
            name = names.get(tag) or ""
            found.setdefault(name.casefold(), tag)
    for tag in locale_names():
        found.setdefault(str(data_of(tag)["name"]).casefold(), tag)
    for tag, name in Locale.parse("en").languages.items():
        if len(tag) == 2:
            found.setdefault(name.casefold(), tag)
    found.pop("", None)
    return found
