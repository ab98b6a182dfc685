"""Values for the options of a theme, as a CV, a variant or the settings give them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from cvgen.model.text import problem

OptionValue = str | list[str] | dict[str, str]
"""What an option of a theme may hold, before the theme has checked it."""


def _shape(value: Any) -> Any:
    """Check the shape here: the validator would report each form of the union on its own."""
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, str) or (
        isinstance(value, list | dict) and all(isinstance(part, str) for part in parts)
    ):
        return value
    hint = "write the value after the name, as in `accent: teal`"
    message = "an option takes a text, a list of texts or a mapping of texts"
    raise problem("E203", message, hint)


Options = dict[str, Annotated[OptionValue, BeforeValidator(_shape)]]
"""Values for options of the theme: {accent: teal}."""
