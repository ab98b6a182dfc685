"""Language tags: their data files, and the tag of a language's name (``german``, ``de_DE``)."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from cvgen.errors import nearest
from cvgen.locales.cldr import FALLBACK, date_patterns, direction
from cvgen.patterns import pattern
from cvgen.synonyms import read_data_file

_FOLDER = Path(__file__).parent
_OTHER_FORM = pattern(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*(?:[.@].*)?")
_SAME = {
    "no": "nb", "nn": "nb", "iw": "he", "mo": "ro",
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-Hant"),
    **dict.fromkeys(("pt-ao", "pt-cv", "pt-gw", "pt-mz", "pt-st", "pt-tl"), "pt-PT"),
}  # fmt: skip
"""Tags with the words of another tag: old codes, and regions that imply a script."""


def locale_names() -> tuple[str, ...]:
    """The languages that have a data file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def data_files_of(tag: str) -> tuple[str, ...]:
    """The data files for a BCP 47 ``tag``, the nearest first; ``pt-PT`` only adds to ``pt``."""
    parts, names = tag.lower().split("-"), []
    files = {name.lower(): name for name in locale_names()}
    while parts:
        key = "-".join(parts)
        key = _SAME.get(key, key).lower()
        if key in files and files[key] not in names:
            names.append(files[key])
        parts = key.split("-")[:-1] if key.startswith(parts[0]) else []
    return tuple(names)


@functools.lru_cache
def data_of(tag: str) -> dict[str, Any]:
    """The words, patterns and marks for ``tag``; without a file, English words and CLDR dates."""
    names = data_files_of(tag)
    data: dict[str, Any] = {}
    for name in reversed(names or (FALLBACK,)):
        data = _merged(data, read_data_file(_FOLDER / f"{name}.yaml"))
    if not names:
        data = _merged(data, {"dates": date_patterns(tag), "direction": direction(tag)})
    return data


def section_titles(tag: str) -> dict[str, str]:
    """The section titles in the language of ``tag``, by key."""
    return {str(key): str(title) for key, title in data_of(tag)["sections"].items()}


def tag_of(word: str) -> str | None:
    """The tag of the language that ``word`` names, in English or any language of cvgen, or None."""
    word = word.strip()
    if match := _OTHER_FORM.fullmatch(word):
        if found := data_files_of(re.split("[.@]", word)[0].replace("_", "-")):
            return found[0]
        if shorter := _aliases().get(match[1].lower()):
            return shorter
    names = _tags_by_name()
    near = nearest(word.casefold(), names) if len(word) > 3 else None
    return names.get(word.casefold()) or (names[near] if near else None)


def _merged(data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """``data`` with the values of ``more``; mappings one level below are merged, too."""
    merged = dict(data)
    for key, value in more.items():
        is_part = isinstance(value, dict) and isinstance(data.get(key), dict)
        merged[key] = {**data[key], **value} if is_part else value
    return merged


def _aliases() -> dict[str, str]:
    """Tags by other codes: ``deu`` and ``ger`` are ``de``."""
    from babel.core import get_global

    known = locale_names()
    found: dict[str, str] = dict(get_global("language_aliases"))
    return {old: tag for old, tag in found.items() if tag in known}


@functools.lru_cache
def _tags_by_name() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    tags = sorted({tag.split("-")[0] for tag in locale_names()})
    for language in tags:
        names = Locale.parse(language).languages
        for tag in tags:
            found.setdefault((names.get(tag) or "").casefold(), tag)
    for tag in locale_names():
        found.setdefault(str(data_of(tag)["name"]).casefold(), tag)
    for tag, name in Locale.parse("en").languages.items():
        if len(tag) == 2:
            found.setdefault(name.casefold(), tag)
    found.pop("", None)
    return found
