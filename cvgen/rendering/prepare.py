"""The text of a document as a variant sees it, within the variant's page limit."""

from __future__ import annotations

from cvgen.dates import PartialDate
from cvgen.rendering.document import Prepared, whole_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.request import Job


def prepare(
    job: Job, as_of: PartialDate | None, workers: Workers, whole: Prepared | None = None
) -> Prepared:
    """What to write for ``job``; all formats of a CV and variant share it.

    ``whole`` is what :func:`whole_of` made of it, where that is known. RenderError where the page
    limit cannot be met.
    """
    whole = whole or whole_of(job, as_of)
    if job.rules.pages is None:
        return whole
    from cvgen.rendering.page_limit import within_limit  # most documents have no limit

    return within_limit(job, job.rules.pages, whole, as_of, workers)
