"""The one check of a CV's language: whether there are words in it."""

from __future__ import annotations

from cvgen.locales import locale_names, tag_of, words_of
from cvgen.source.tree import Source


def warn_of_language(source: Source, language: str) -> None:
    """Add a warning (W305) where there are no words in the ``language`` of the CV yet."""
    if not words_of(language):
        message = f"there are no words in the language '{language}' yet; English ones are used"
        span = source.span_of(("language",))
        meant = tag_of(language)
        hint = f"there are: {', '.join(locale_names())}"
        if meant and words_of(meant):
            hint = f"write `language: {meant}`"
        source.warnings.append(source.problem("W305", message, span, hint, "warning"))
