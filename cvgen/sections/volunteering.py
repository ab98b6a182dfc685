"""Voluntary work, in the same form as a position."""

from cvgen.sections.base import SectionType, each
from cvgen.sections.experience import Experience, lower_position

PART = SectionType(Experience, each(lower_position))
