"""Warnings about the contents of a CV, and about what a variant shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from cvgen.errors import Problem, did_you_mean
from cvgen.locales.tags import data_files_of, locale_names, tag_of
from cvgen.lowering.networks import networks, profile_url
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility, facts_of
from cvgen.model.person import Person
from cvgen.remarks.markup import markup_remarks
from cvgen.remarks.publications import publication_remarks
from cvgen.selection import Rules, Selection
from cvgen.source.tree import Path, Source

_NAMED = 5  # places that a warning names
_OTHERS = ("mastodon", "gitea", "gitee", "telegraph")  # cvgen makes no links to these
_OPENING = "“”„«»‘’‚‹›"
_CLOSING = "“”«»‘’‹›"


def warn_of_contents(source: Source, cv: Cv, folder: FilePath) -> None:
    """Add every warning about ``cv``, whose file is in ``folder``, to ``source``."""
    source.warnings += publication_remarks(source, cv)
    source.warnings += unknown_networks(source, cv)
    source.warnings += quoted_name(source, cv)
    source.warnings += markup_remarks(source, cv)
    warn_of_photo(source, cv.person, folder)


def warn_of_language(source: Source, language: str) -> None:
    """Add a warning (W305) to ``source`` if cvgen has no words in the ``language`` of the CV."""
    if not data_files_of(language):
        message = f"cvgen has no words in the language '{language}' yet and uses English ones"
        span = source.span_of(("language",))
        meant = tag_of(language)
        hint = f"available: {', '.join(locale_names())}"
        if meant and data_files_of(meant):
            hint = f"write `language: {meant}`"
        source.warnings.append(source.problem("W305", message, span, hint, "warning"))


def remarks_on(source: Source, cv: Cv, rules: Rules, selection: Selection) -> Iterator[Problem]:
    """Every warning about the ``selection`` that ``rules`` make of ``cv``."""
    yield from _untranslated(source, cv, rules, selection)
    yield from _private_contacts(source, cv, rules, selection)
    if rules.visibility is Visibility.PUBLIC:
        yield from hidden_and_shown(source, cv, rules, selection)


def _untranslated(source: Source, cv: Cv, rules: Rules, selection: Selection) -> Iterator[Problem]:
    """A warning (W306) with the places of texts that are not in the variant's language."""
    if not selection.untranslated:
        return
    spans = list(dict.fromkeys(source.span_of(path) for path in selection.untranslated))
    places = [f"{source.text_of(s).name}:{s.line}:{s.column}" for s in spans[:_NAMED]]
    more = f" and {len(spans) - _NAMED} more" if len(spans) > _NAMED else ""
    language = selection.cv.settings.language
    count = f"{len(spans)} text is" if len(spans) == 1 else f"{len(spans)} texts are"
    message = f"{count} not in '{language}' for '{rules.name}': {', '.join(places)}{more}"
    hint = f"write them as {{{cv.settings.language}: ..., {language}: ...}}"
    yield source.problem("W306", message, spans[0], hint, "warning")


def _private_contacts(
    source: Source, cv: Cv, rules: Rules, selection: Selection
) -> Iterator[Problem]:
    """A warning (W245) for a section whose contacts a personal variant hides by default."""
    if rules.visibility is not Visibility.PERSONAL:
        return
    shown = {section.key for section in selection.cv.sections}
    hidden = [item.path for item in selection.omissions if _is_by_default(cv, item.path)]
    for key in dict.fromkeys(str(path[1]) for path in hidden if path[1] in shown):
        count = len({path[3] for path in hidden if path[1] == key})
        whose = "one entry is" if count == 1 else f"{count} entries are"
        message = f"{whose} shown in '{key}' without contacts, which are private"
        hint = f"`reveal: [{key}]` in a variant shows them; mark them `visibility: private` to hide"
        span = source.key_span_of(("sections", key))
        yield source.problem("W245", message, span, f"{hint} them without this warning", "warning")


def _is_by_default(cv: Cv, path: Path) -> bool:
    """True if ``path`` leads to a field of an entry that is private by default."""
    if len(path) != 5 or path[0] != "sections":
        return False
    section = next((one for one in cv.sections if one.key == path[1]), None)
    if section is None or not isinstance(path[3], int):
        return False
    entry, name = section.entries[path[3]], str(path[4])
    is_private = facts_of(type(entry))[name].visibility is Visibility.PRIVATE
    return is_private and all(one.visibility is None for one in getattr(entry, name).choices)


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
    """A warning (W247) if a public variant hides a value and shows it, unmarked, elsewhere."""
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
