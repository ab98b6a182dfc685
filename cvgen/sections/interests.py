"""Interests: the same form as skills."""

from cvgen.sections.base import SectionType
from cvgen.sections.skills import Skills, lower

PART = SectionType(Skills, lower, labels=("group", "items"))
