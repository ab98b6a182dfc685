"""The one check of a CV's photo, for every command: what cannot be used is left out."""

from __future__ import annotations

from pathlib import Path

from cvgen.model.person import Person
from cvgen.source.tree import Source


def warn_of_photo(source: Source, person: Person | None, folder: Path) -> None:
    """Add a warning (W402) at its place if the photo of ``person`` in ``folder`` cannot be used."""
    photo = person.photo if person else None
    if photo is None:
        return
    from cvgen.assets.photo import PhotoError, photo_of  # few CVs have one

    try:
        photo_of(folder, photo.text)
    except PhotoError as error:
        place = ("photo", "text")
        span = source.span_of(place if source.node_at(place) else ("photo",))
        message = f"{error}; documents are made without it"
        source.warnings.append(source.problem("W402", message, span, error.hint, "warning"))
