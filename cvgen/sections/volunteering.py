"""Voluntary work, in the same form as a position."""

from cvgen.sections.base import SectionType
from cvgen.sections.experience import Experience, lower

PART = SectionType(Experience, lower)
