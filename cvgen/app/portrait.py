"""The one check of a CV's photo, for every command: what cannot be used is left out."""

from __future__ import annotations

from pathlib import Path

from cvgen.model.cv import Cv
from cvgen.source.tree import Source


def warn_of_photo(source: Source, cv: Cv, folder: Path) -> None:
    """Add a warning (W402) at its place if the photo of ``cv`` in ``folder`` cannot be used."""
    photo = cv.person.photo
    if photo is None:
        return
    from cvgen.writers._photo import PhotoError, photo_of  # few CVs have one

    try:
        photo_of(folder, photo.text)
    except PhotoError as error:
        place = ("photo", "text")
        span = source.span_of(place if source.node_at(place) else ("photo",))
        message = f"{error}; documents are made without it"
        source.warnings.append(source.problem("W402", message, span, error.hint, "warning"))
