"""Titles of talks, grants and the like, which are often pasted with LaTeX or HTML in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from cvgen.markup.latex import decoded
from cvgen.model.text import Text

Title = Annotated[Text, BeforeValidator(decoded)]
"""A text in which LaTeX and HTML are read: ``$\\alpha$-Fe$_2$O$_3$``, ``CO<sub>2</sub>``."""
