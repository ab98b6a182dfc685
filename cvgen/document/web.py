"""What only a page on the web says beside the CV itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Web:
    """Words for the links of a page, and what machines may be told about the person.

    ``sections`` names the list of links to the sections; ``skip`` leads past it. ``public`` says
    whether all of the document may stand on the web. ``description`` (a line or two) and ``person``
    (schema.org, ready for JSON) are made of public items only, whatever the document shows.
    """

    sections: str = "Sections"
    skip: str = "Skip to the content"
    public: bool = False
    description: str = ""
    person: Mapping[str, Any] = field(default_factory=dict, hash=False)


UNKNOWN = Web()
"""Of a document whose CV nobody has looked at for what is public."""
