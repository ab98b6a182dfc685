"""Which data file the words of a language tag come from."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from cvgen.locales.cldr import FALLBACK, date_patterns, direction

_FOLDER = Path(__file__).parent
# Tags whose words are those of another tag: old codes, and regions that imply a script.
_SAME = {
    "no": "nb", "nn": "nb", "iw": "he", "mo": "ro",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
    "pt-ao": "pt-PT", "pt-cv": "pt-PT", "pt-gw": "pt-PT", "pt-mz": "pt-PT", "pt-st": "pt-PT",
    "pt-tl": "pt-PT",
}  # fmt: skip


def locale_names() -> tuple[str, ...]:
    """The languages that have a data file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def words_of(tag: str) -> tuple[str, ...]:
    """The data files for a BCP 47 ``tag``, the nearest first; none where there are no words.

    ``pt-PT`` says only what differs from ``pt``.
    """
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
    """The words, patterns and marks for ``tag``: English words where there are none of its own,
    with dates as CLDR has them.
    """
    names = words_of(tag)
    data: dict[str, Any] = {}
    for name in reversed(names or (FALLBACK,)):
        data = _merged(data, _read(name))
    if not names:
        data = _merged(data, {"dates": date_patterns(tag), "direction": direction(tag)})
    return data


def section_titles(tag: str) -> dict[str, str]:
    """The titles of sections in the language of ``tag``, by their keys."""
    return {str(key): str(title) for key, title in data_of(tag)["sections"].items()}


def _merged(data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """``data`` with the values of ``more``; one level of mappings below is merged, too."""
    merged = dict(data)
    for key, value in more.items():
        is_part = isinstance(value, dict) and isinstance(data.get(key), dict)
        merged[key] = {**data[key], **value} if is_part else value
    return merged


@functools.lru_cache
def _read(name: str) -> dict[str, Any]:
    from cvgen.source.tree import to_plain
    from cvgen.source.yaml_source import read_yaml

    path = _FOLDER / f"{name}.yaml"
    data = to_plain(read_yaml(path.name, path.read_bytes()).root)
    assert isinstance(data, dict)
    return data
