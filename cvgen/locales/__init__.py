"""Words, dates and money of a language: one data file each; names of months come from CLDR."""

from cvgen.locales.called import tag_called
from cvgen.locales.find import locale_names, section_titles, words_of
from cvgen.locales.locale import DateStyle, Locale, load_locale

__all__ = [
    "DateStyle",
    "Locale",
    "load_locale",
    "locale_names",
    "section_titles",
    "tag_called",
    "words_of",
]
