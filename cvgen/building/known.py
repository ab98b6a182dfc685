"""Every key that some part of a CV has: one that none has is an error even without a value."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel

from cvgen.building.sections import SectionHead
from cvgen.building.validate import keys_of, models_in
from cvgen.model.cv import Settings
from cvgen.model.marks import is_by_language
from cvgen.model.person import Person
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES

_FREE = frozenset({"options", "variants"})
"""Keys below which names stand that are checked, or may be empty, by themselves."""


def is_known(within: str, key: str) -> bool:
    """Whether ``key`` may stand below the key ``within`` with nothing as its value."""
    if within == "sections":
        return key in SECTION_TYPES.names()
    return within in _FREE or key in _known_keys() or is_by_language({key: ""})


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    waiting: list[type[BaseModel]] = [Person, Settings, SectionHead, Variant]
    waiting += [part.entry for part in map(SECTION_TYPES.__getitem__, SECTION_TYPES.names())]
    names = {"sections", "variants"}
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        names |= {*keys_of(model), *model.model_fields}
        waiting += [one for field in model.model_fields.values()
                    for one in models_in(field.annotation)]  # fmt: skip
    return frozenset(names)
