"""House styles of references as data: a style is one YAML file beside this module."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cvgen.synonyms import read_data_file

_FOLDER = Path(__file__).parent


@functools.cache
def house_styles() -> tuple[str, ...]:
    """The names of the styles, which are those of the files."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@dataclass(frozen=True)
class NameStyle:
    """How names are written and joined: ``last`` is `and`, in the language of the CV, or `&`.

    A list of more than ``most`` names shows the first ``shown``; ``comma`` says if there is one
    before the last name: never, in a series of three, or always.
    """

    form: Literal["full", "initials-first", "initials-last", "first-inverted"]
    editors: Literal["full", "initials-first", "initials-last"]
    last: Literal["and", "&"]
    comma: Literal["never", "series", "always"]
    most: int
    shown: int


@dataclass(frozen=True)
class HouseStyle:
    """A style: its names, and a template for each type of publication, and for ``other`` types.

    ``doi`` and ``arxiv`` are the printed forms of these; ``links_last`` puts them after the stop.
    """

    names: NameStyle
    doi: str
    arxiv: str
    links_last: bool
    types: dict[str, str]

    def template(self, kind: str | None) -> str:
        """The template for publications of the type ``kind``."""
        return self.types.get(kind or "other") or self.types["other"]


@functools.cache
def house_style(name: str) -> HouseStyle:
    """The style ``name``, one of `house_styles`."""
    data = read_data_file(_FOLDER / f"{name}.yaml")
    names = {**data["names"], "most": int(data["names"]["most"])}
    names["shown"] = int(names["shown"])
    types: dict[str, str] = {}
    for kinds, template in data["types"].items():
        types |= dict.fromkeys(kinds.split(), template)
    last = data["links_last"] == "true"
    return HouseStyle(NameStyle(**names), data["doi"], data["arxiv"], last, types)
