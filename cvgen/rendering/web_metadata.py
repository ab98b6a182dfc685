"""What of a CV may be told to everybody: to search engines, and where links are shared."""

from __future__ import annotations

from dataclasses import replace

from cvgen.document import Document
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility
from cvgen.selection import Rules, select

_EVERYBODY = Rules("public", visibility=Visibility.PUBLIC)


def with_web(document: Document, cv: Cv) -> Document:
    """``document``, which is of ``cv`` (after selection), with what a page on the web adds."""
    from cvgen.lowering.web import web_of  # only pages on the web need it

    return replace(document, web=web_of(cv, public_part(cv)))


def public_part(cv: Cv) -> Cv:
    """``cv`` (after selection) without what is not public.

    The second selection has no rule but that one, so neither a variant's visibility nor `reveal`
    lets more through, and what comes out is a part of what is shown.
    """
    return select(cv, _EVERYBODY).cv
