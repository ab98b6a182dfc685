"""Words, dates and money of a language: one data file each; names of months come from CLDR."""

from cvgen.locales.locale import Locale, load_locale, locale_names

__all__ = ["Locale", "load_locale", "locale_names"]
