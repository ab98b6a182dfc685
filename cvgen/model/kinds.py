"""Types of texts by their meaning: a title, a name, an organization, a place, people."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from cvgen.markup.latex import decoded
from cvgen.model.fields import Meaning
from cvgen.model.text import Text, Texts

Decoded = Annotated[Text, BeforeValidator(decoded)]
"""A text in which LaTeX and HTML are read: ``$\\alpha$-Fe$_2$O$_3$``, ``CO<sub>2</sub>``."""
Title = Annotated[Decoded, Meaning.TITLE]
"""The title of a talk, a grant and the like, often pasted with LaTeX or HTML."""
Subject = Annotated[Text, Meaning.TITLE]
"""The subject of an item, in plain words."""
Position = Annotated[Text, Meaning.ROLE]
"""The role of the person: member, chair, investigator."""
Name = Annotated[Text, Meaning.NAME]
"""A name or number that is the same in every language."""
Scale = Annotated[Name, Meaning.COMMON]
"""The best possible grade or score."""
Names = Annotated[Texts, Meaning.NAME]
Organization = Annotated[Text, Meaning.ORGANIZATION]
Unit = Annotated[Text, Meaning.UNIT]
Place = Annotated[Text, Meaning.PLACE]
Location = Annotated[Place, Meaning.COMMON]
"""Where something was; many items of a CV have the same."""
People = Annotated[Texts, Meaning.PEOPLE]
Label = Annotated[Text, Meaning.LABEL]
"""A label of another value: the group of skills, the kind of an address."""
Common = Annotated[Text, Meaning.COMMON]
"""A level, a scale and the like, common to many CVs."""
