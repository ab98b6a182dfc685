"""Interests, in the same form as skills. The person's interests become a section, too."""

from __future__ import annotations

from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.sections.base import SectionType
from cvgen.sections.skills import Skills, lower

KEY = "interests"
OF_PERSON = "person_interests"
"""The key of the person's interests beside a section of interests."""


def with_interests(cv: Cv) -> Cv:
    """``cv`` with the person's interests as its last section, so that variants can place it."""
    if not cv.person.interests:
        return cv
    taken = {section.key for section in cv.sections}
    key = KEY if KEY not in taken else OF_PERSON
    entry = Skills(items=cv.person.interests)
    section = Section(key=key, type=KEY, entries=(entry,))
    person = cv.person.model_copy(update={"interests": ()})
    return cv.model_copy(update={"person": person, "sections": (*cv.sections, section)})


PART = SectionType(Skills, lower, labels=("group", "items"), dated=False)
