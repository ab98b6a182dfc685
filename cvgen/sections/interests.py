"""Interests: the same form as skills. Those of the person become a section, too."""

from __future__ import annotations

from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.sections.base import SectionType
from cvgen.sections.skills import Skills, lower

KEY = "interests"


def with_interests(cv: Cv) -> Cv:
    """``cv`` with the person's interests as its last section, so that variants can place it."""
    if not cv.person.interests:
        return cv
    taken = {section.key for section in cv.sections}
    key = KEY if KEY not in taken else f"person_{KEY}"
    entry = Skills(items=cv.person.interests)
    section = Section(key=key, type=KEY, entries=(entry,))
    person = cv.person.model_copy(update={"interests": ()})
    return cv.model_copy(update={"person": person, "sections": (*cv.sections, section)})


PART = SectionType(Skills, lower, labels=("group", "items"))
