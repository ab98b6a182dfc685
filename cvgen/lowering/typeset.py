"""Applies the typography of the language to all running text of a Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from cvgen.document import Contact, Document
from cvgen.locales import Locale, load_locale
from cvgen.locales.cldr import month_names
from cvgen.markup.inline import Inline, Run
from cvgen.typography import typeset, typeset_marks, typeset_text
from cvgen.typography.rules import Typography

_SPEECH = frozenset({"location", "address", "fact"})
"""The kinds of contacts that are running text; the others are numbers and addresses."""


def typography(locale: Locale) -> Typography:
    """The typographic rules of the language of ``locale``."""
    data = locale.data["typography"]
    return Typography(
        quotes=tuple(data["quotes"]),
        before_number=frozenset(word.lower() for word in data["before_number"]),
        before_name=frozenset(data["before_name"]),
        after_number=frozenset(word.lower() for word in data["after_number"]),
        before_word=frozenset(data["before_word"]),
        pages=frozenset(locale.word(key, pages="").strip().lower() for key in ("page", "pages")),
        spaced=data["spaced"] or "",
        months=partial(month_names, locale.tag),
    )


def typeset_document(document: Document, locale: Locale) -> Document:
    """``document`` with its running text typeset; of the name only its marks, of dates nothing."""
    rules = typography(locale)

    def change(value: Any) -> Any:
        if isinstance(value, Contact) and value.kind not in _SPEECH:
            return replace(value, text=tuple(replace(run, lang=None) for run in value.text))
        if not isinstance(value, tuple):
            return _changed(value, change) if is_dataclass(value) else value
        if value and isinstance(value[0], Run):
            return _set(value, locale, rules)
        return tuple(map(change, value))

    sections = (
        replace(section, title=typeset_text(section.title, rules)) for section in document.sections
    )
    header = replace(change(document.header), name=typeset_marks(document.header.name, rules))
    return replace(document, header=header, sections=tuple(map(change, sections)))


def _set(runs: Inline, locale: Locale, rules: Typography) -> Inline:
    """``runs`` typeset by ``rules``; text in another language follows that language's rules."""
    if not any(run.lang for run in runs):
        return typeset(runs, rules)

    def foreign(run: Run) -> str | None:
        is_other = run.lang and run.lang.split("-")[0] != locale.tag.split("-")[0]
        return run.lang if is_other else None

    out: list[Run] = []
    for lang, part in groupby(runs, key=foreign):
        own = rules if lang is None else typography(load_locale(lang))
        out += typeset(tuple(replace(run, lang=lang) for run in part), own)
    return tuple(out)


@lru_cache
def _names(block: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(block))


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """A block with its fields of text and blocks changed."""
    made: dict[str, Any] = {}
    for name in _names(value.__class__):
        before = getattr(value, name)
        if before and (isinstance(before, tuple) or is_dataclass(before)):
            after = change(before)
            if after is not before:
                made[name] = after
    return replace(value, **made) if made else value
