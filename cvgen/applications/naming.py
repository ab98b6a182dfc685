"""Problems of names in an application: documents of the opening, and files that are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvgen.applications.loading import LoadedApplication
from cvgen.applications.matching import Given, is_kind, named
from cvgen.applications.opening import Required
from cvgen.applications.planned import Planned
from cvgen.errors import Problem, name_hint
from cvgen.patterns import pattern

_FILE_NAME = pattern(r"\w[\w .,()+-]{0,100}")
_HINT = "use letters, digits, spaces, - and _"


def wanted_problems(loaded: LoadedApplication, given: Sequence[Given]) -> Iterator[Problem]:
    """Each `for` that names no document of the opening, or one that has its document already.

    Only files may share one, such as the transcripts of several degrees.
    """
    source, required = loaded.source, loaded.opening.documents
    taken: dict[int, str] = {}
    for number, one in enumerate(given):
        place = _claimed(one, required)
        span = source.span_of(("documents", number, "for" if one.wanted else one.kind))
        if place is None and not one.wanted:
            continue
        if place is None:
            message = f"the opening asks for no document '{one.wanted}'"
            names = [each.name for each in required]
            hint = name_hint(one.wanted or "", names) if names else "remove `for`"
            yield source.problem("E739", message, span, hint)
        elif one.kind != "file" and place in taken:
            name = required[place].name
            message = f"'{taken[place]}' and '{one.title}' are both for '{name}'"
            hint = "only files can share one: put the texts together, or correct `for`"
            yield source.problem("E740", message, span, hint)
        elif one.kind != "file":
            taken[place] = one.title


def _claimed(one: Given, required: Sequence[Required]) -> int | None:
    """The number of the required document that ``one`` can only be for.

    A letter is for the letter. Several CVs, as in two languages, are not: the checklist shows those
    that nobody asked for.
    """
    if one.wanted:
        return named(one.wanted, required)
    title = one.title.casefold()
    for number, each in enumerate(required):
        if each.name.casefold() == title or (one.kind == "letter" and is_kind("letter", each)):
            return number
    return None


def file_problems(
    loaded: LoadedApplication, documents: Sequence[Planned], packet: str
) -> Iterator[Problem]:
    """Names that cannot be those of files, and a ``packet`` with the name of a document."""
    source = loaded.source
    for one in documents:
        if one.part.name and not _FILE_NAME.fullmatch(one.part.name):
            span = source.span_of((*one.place, "name"))
            message = f"'{one.part.name}' cannot be the name of a file"
            yield source.problem("E502", message, span, _HINT)
    span = source.span_of(("send", "name"))
    if loaded.application.send.name and packet and not _FILE_NAME.fullmatch(packet):
        yield source.problem("E502", f"'{packet}' cannot be the name of a file", span, _HINT)
    same = [one for one in documents if one.stem.casefold() == packet.casefold()]
    if same and loaded.application.send.as_ != "files":
        message = f"the packet and '{same[0].title}' would both write '{same[0].stem}.pdf'"
        hint = "give the packet another `name` below `send`"
        yield source.problem("E503", message, span, hint)
