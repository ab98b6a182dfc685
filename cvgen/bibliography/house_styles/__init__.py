"""House styles of references as data: a style is one YAML file beside this module."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cvgen.synonyms import read_data_file

_FOLDER = Path(__file__).parent
_SWITCHES = ("links_last", "title_first", "publisher_once")


@functools.cache
def house_styles() -> tuple[str, ...]:
    """The names of the styles, which are those of the files."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@dataclass(frozen=True)
class NameStyle:
    """How names are written and joined: ``last`` is `and`, in the language of the CV, or `&`.

    A list of more than ``most`` names shows the first ``shown``, and for the ``rest`` `et al.` or
    the last name; ``comma`` says if there is one before the last name: never, in a series of three,
    or always.
    """

    form: Literal["full", "initials-first", "initials-last", "first-inverted"]
    editors: Literal["full", "initials-first", "initials-last"]
    last: Literal["and", "&"]
    comma: Literal["never", "series", "always"]
    most: int
    shown: int
    rest: Literal["et-al", "last"] = "et-al"


@dataclass(frozen=True)
class HouseStyle:
    """A style: its names, and a template for each type of publication, and for ``other`` types.

    ``doi`` and ``arxiv`` are the printed forms of these; ``links_last`` puts them after the stop.
    ``alone`` is how editors stand in place of authors. Without either, the title comes first if
    ``title_first``. A publisher that is the author is not repeated if ``publisher_once``.
    """

    names: NameStyle
    doi: str
    arxiv: str
    links_last: bool
    types: dict[str, str]
    alone: str = "{editors} ({eds})"
    title_first: bool = False
    publisher_once: bool = False

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
    given = {key: value == "true" if key in _SWITCHES else value for key, value in data.items()}
    return HouseStyle(**{**given, "names": NameStyle(**names), "types": types})
