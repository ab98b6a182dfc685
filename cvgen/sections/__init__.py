"""Section types, one file each: the fields of an entry and how it becomes blocks."""

from cvgen.registry import Registry
from cvgen.sections.base import Context, SectionType

SECTION_TYPES: Registry[SectionType] = Registry("cvgen.sections", SectionType)

__all__ = ["SECTION_TYPES", "Context", "SectionType"]
