"""Warnings about the person: a misspelt network, a quoted name, the photo, values shown twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from cvgen.errors import Problem, did_you_mean
from cvgen.lowering.networks import networks, profile_url
from cvgen.model.cv import Cv
from cvgen.model.person import Person
from cvgen.selection import Rules, Selection
from cvgen.source.tree import Path, Source

_OTHERS = ("mastodon", "gitea", "gitee", "telegraph")  # cvgen makes no links to these
_OPENING = "“”„«»‘’‚‹›"
_CLOSING = "“”«»‘’‹›"


def unknown_networks(source: Source, cv: Cv) -> Iterator[Problem]:
    """A warning (W248) for a link without an address whose network looks misspelt."""
    for number, link in enumerate(cv.person.links):
        network = (link.network or "").strip()
        if link.url or network.casefold() in _OTHERS or profile_url(network, "a"):
            continue
        if hint := did_you_mean(network, (*networks(), *_OTHERS)):
            message = f"'{network}' is not a network that cvgen knows; it is shown without a link"
            span = source.span_of(("links", number))
            yield source.problem("W248", message, span, hint, "warning")


def quoted_name(source: Source, cv: Cv) -> Iterator[Problem]:
    """A warning (W250) for a name in curly quotes, which YAML takes for letters."""
    name = cv.person.name
    if len(name) > 2 and name[0] in _OPENING and name[-1] in _CLOSING:
        message = "the quotes are printed as part of the name"
        hint = f"YAML takes straight quotes, or none: `name: {name[1:-1].strip()}`"
        yield source.problem("W250", message, source.span_of(("name",)), hint, "warning")


def warn_of_photo(source: Source, person: Person | None, folder: FilePath) -> None:
    """Add a warning (W402) to ``source`` if the photo of ``person`` in ``folder`` is unusable."""
    photo = person.photo if person else None
    if photo is None:
        return
    from cvgen.assets.pictures import PhotoError, photo_of  # few CVs have one

    try:
        photo_of(folder, photo.text)
    except PhotoError as error:
        place = ("photo", "text")
        span = source.span_of(place if source.node_at(place) else ("photo",))
        message = f"{error}; documents are rendered without it"
        source.warnings.append(source.problem("W402", message, span, error.hint, "warning"))


def hidden_and_shown(
    source: Source, cv: Cv, rules: Rules, selection: Selection
) -> Iterator[Problem]:
    """A warning (W247) if a public variant hides a value in one place and shows it in another,
    unless the other place has a mark.
    """
    from cvgen.hidden.secrets import shown_elsewhere  # only public variants need it

    for secret, path in shown_elsewhere(cv, rules, selection):
        if not _has_mark(source, path):
            place = source.place_of(secret.path)
            message = f"{secret.noun}, {secret.why} in line {place}, is public here"
            hint = "mark this too, with `visibility: private`; or `visibility: public` to show it"
            yield source.problem("W247", message, source.span_of(path), hint, "warning")


def _has_mark(source: Source, path: Path) -> bool:
    """True if an item on ``path`` has a mark of visibility."""
    parts = [path[:length] for length in range(1, len(path) + 1)]
    parts += [tuple(step for step in part if isinstance(step, str)) for part in parts]
    return any(source.node_at((*part, "visibility")) for part in parts)
