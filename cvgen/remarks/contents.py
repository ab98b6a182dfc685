"""Warnings about what a CV says, and about what a variant shows of it: texts in another language,
contacts left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from cvgen.errors import Problem
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility, facts_of
from cvgen.remarks.markup import markup_remarks
from cvgen.remarks.person import hidden_and_shown, quoted_name, unknown_networks
from cvgen.remarks.photo import warn_of_photo
from cvgen.remarks.publications import publication_remarks
from cvgen.selection import Rules, Selection
from cvgen.source.tree import Path, Source

_NAMED = 5  # places that a warning names


def warn_of_contents(source: Source, cv: Cv, folder: FilePath) -> None:
    """Add every warning that ``cv``, which lies in ``folder``, gives by itself to ``source``."""
    source.warnings += publication_remarks(source, cv)
    source.warnings += unknown_networks(source, cv)
    source.warnings += quoted_name(source, cv)
    source.warnings += markup_remarks(source, cv)
    warn_of_photo(source, cv.person, folder)


def remarks_on(source: Source, cv: Cv, rules: Rules, selection: Selection) -> Iterator[Problem]:
    """Every warning about the ``selection`` that ``rules`` make of ``cv``, which stands in
    ``source``.
    """
    yield from _untranslated(source, cv, rules, selection)
    yield from _private_contacts(source, cv, rules, selection)
    if rules.visibility is Visibility.PUBLIC:
        yield from hidden_and_shown(source, cv, rules, selection)


def _untranslated(source: Source, cv: Cv, rules: Rules, selection: Selection) -> Iterator[Problem]:
    """A warning that names texts which are not in the language of the variant."""
    if not selection.untranslated:
        return
    spans = list(dict.fromkeys(source.span_of(path) for path in selection.untranslated))
    places = [f"{source.text_of(s).name}:{s.line}:{s.column}" for s in spans[:_NAMED]]
    more = f" and {len(spans) - _NAMED} more" if len(spans) > _NAMED else ""
    language = selection.cv.settings.language
    count = f"{len(spans)} text is" if len(spans) == 1 else f"{len(spans)} texts are"
    message = f"{count} not in '{language}' as '{rules.name}' wants: {', '.join(places)}{more}"
    hint = f"write them as {{{cv.settings.language}: ..., {language}: ...}}"
    yield source.problem("W306", message, spans[0], hint, "warning")


def _private_contacts(
    source: Source, cv: Cv, rules: Rules, selection: Selection
) -> Iterator[Problem]:
    """A warning for a section shown without contacts that no mark of the CV makes private.

    A public variant has no contacts on purpose.
    """
    if rules.visibility is not Visibility.PERSONAL:
        return
    shown = {section.key for section in selection.cv.sections}
    hidden = [item.path for item in selection.omissions if _is_by_default(cv, item.path)]
    for key in dict.fromkeys(str(path[1]) for path in hidden if path[1] in shown):
        count = len({path[3] for path in hidden if path[1] == key})
        whose = "one entry is" if count == 1 else f"{count} entries are"
        message = f"{whose} shown without contacts, which are private in '{key}'"
        hint = f"`reveal: [{key}]` in a variant shows them; mark them `visibility: private` to hide"
        span = source.key_span_of(("sections", key))
        yield source.problem("W245", message, span, f"{hint} them without this warning", "warning")


def _is_by_default(cv: Cv, path: Path) -> bool:
    """Whether ``path`` leads to a field of an entry that is private though nothing marks it so."""
    if len(path) != 5 or path[0] != "sections":
        return False
    section = next((one for one in cv.sections if one.key == path[1]), None)
    if section is None or not isinstance(path[3], int):
        return False
    entry = section.entries[path[3]]
    value = getattr(entry, str(path[4]))
    usual = facts_of(type(entry))[str(path[4])].visibility
    return usual is Visibility.PRIVATE and all(one.visibility is None for one in value.choices)
