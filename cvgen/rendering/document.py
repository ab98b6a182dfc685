"""What a variant shows of a CV, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvgen.dates import PartialDate
from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.loading.options import choices_of
from cvgen.lowering import lower
from cvgen.remarks.contents import remarks_on
from cvgen.rendering.request import Job
from cvgen.selection import Rules, Selection, select
from cvgen.themes import Theme


@dataclass(frozen=True)
class Prepared:
    """A document ready to be written, and how it came about: ``rules`` with what the page limit
    left out, what they select, ``notes`` on what was changed, and ``remarks`` on the CV.
    """

    document: Document
    theme: Theme
    rules: Rules
    selection: Selection
    notes: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = ()


def whole_of(job: Job, as_of: PartialDate | None) -> Prepared:
    """What ``job`` shows without regard to a page limit; all formats of a variant share it."""
    whole = lowered(job, job.rules, job.theme, as_of)
    remarks = remarks_on(job.cv.source, job.cv.cv, job.rules, whole.selection)
    return replace(whole, remarks=(*remarks, *_without_photo(job, whole.selection)))


def _without_photo(job: Job, selection: Selection) -> Iterator[Problem]:
    """A warning where the theme, by itself, leaves out the photo that the variant shows."""
    settings, source = job.theme.settings, job.cv.source
    if selection.cv.person.photo and not settings["photo"] and "photo" not in settings.given:
        message = f"the theme '{job.theme.name}' shows no photo unless it is told to"
        hint = "`options: {photo: true}` shows it; `photo: false` there says that it is not wanted"
        yield source.problem("W406", message, source.span_of(("photo",)), hint, "warning")


def lowered(job: Job, rules: Rules, theme: Theme, as_of: PartialDate | None) -> Prepared:
    """The CV of ``job`` as ``rules`` select it, for ``theme``. ``as_of`` is the document's date in
    place of the CV's own.
    """
    selection = select(job.cv.cv, rules, as_of)
    cv = selection.cv
    if as_of:
        settings = cv.settings.model_copy(update={"updated": as_of})
        cv = cv.model_copy(update={"settings": settings})
    document = lower(cv, choices_of(theme))
    return Prepared(document, theme, rules, selection)
