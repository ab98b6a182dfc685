"""What a variant shows of a CV, as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvgen.app.jobs import Job
from cvgen.app.options import choices_of
from cvgen.dates import PartialDate
from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.lowering import lower
from cvgen.selection import Rules, Selection, select
from cvgen.themes import Theme

_NAMED = 5  # places that a warning names


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
    return replace(whole, remarks=tuple(_untranslated(job, whole.selection)))


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


def _untranslated(job: Job, selection: Selection) -> Iterator[Problem]:
    """A warning that names texts which are not in the language of the variant."""
    if not selection.untranslated:
        return
    source = job.cv.source
    spans = [source.span_of(path) for path in selection.untranslated]
    places = [f"{source.text_of(s).name}:{s.line}:{s.column}" for s in spans[:_NAMED]]
    more = f" and {len(spans) - _NAMED} more" if len(spans) > _NAMED else ""
    language = selection.cv.settings.language
    count = f"{len(spans)} text is" if len(spans) == 1 else f"{len(spans)} texts are"
    message = f"{count} not in '{language}' as '{job.rules.name}' wants: {', '.join(places)}{more}"
    hint = f"write them as {{{job.cv.cv.settings.language}: ..., {language}: ...}}"
    yield source.problem("W306", message, spans[0], hint, "warning")
