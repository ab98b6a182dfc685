"""What a page on the web says beside the CV: words for its links, and data for machines."""

from __future__ import annotations

from cvgen.document import Web
from cvgen.locales import load_locale
from cvgen.lowering.person_data import description, person_data
from cvgen.model.cv import Cv
from cvgen.sections.interests import with_interests


def web_of(cv: Cv, public: Cv) -> Web:
    """For the page of ``cv`` (after selection), of which ``public`` is what everybody may see."""
    locale = load_locale(cv.settings.language)
    cv = with_interests(cv)
    return Web(
        locale.word("contents"),
        locale.word("skip"),
        public=(public.person, public.sections) == (cv.person, cv.sections),
        description=description(public),
        person=person_data(public),
    )
