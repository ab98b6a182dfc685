"""The filters of placeholders: what may be done with a value before it is inserted.

They change letters only, and follow no language: Turkish ``i`` becomes ``I``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType


def _capitalize(text: str) -> str:
    """``text`` with a large first letter. Jinja's filter would make ``Phd`` of ``PhD``."""
    return text[:1].capitalize() + text[1:]


FILTERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"upper": str.upper, "lower": str.lower, "capitalize": _capitalize}
)
"""The filters by name."""


def apply(text: str, names: Iterable[str]) -> str:
    """``text`` after the filters ``names``, the first one first."""
    for name in names:
        text = FILTERS[name](text)
    return text
