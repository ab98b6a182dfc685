"""Words, dates and money of a language: one data file each; month names come from CLDR."""

from cvgen.locales.locale import DateStyle, Locale, load_locale
from cvgen.locales.tags import locale_names, section_titles, tag_of, words_of

__all__ = [
    "DateStyle",
    "Locale",
    "load_locale",
    "locale_names",
    "section_titles",
    "tag_of",
    "words_of",
]
