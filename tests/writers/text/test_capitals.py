"""Titles in capitals: each language by its own rules, and no script is changed that has none."""

from __future__ import annotations

import unicodedata

import pytest

from cvgen.locales import load_locale
from cvgen.locales.tags import data_of, locale_names
from cvgen.writers.text.capitals import capitals

NAMES = locale_names()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Work experience", "en", "WORK EXPERIENCE"),
        ("Iş deneyimi", "tr", "IŞ DENEYİMİ"),
        ("İlgi alanları", "tr-TR", "İLGİ ALANLARI"),
        ("ilgi", "en", "ILGI"),
        ("Straße", "de", "STRASSE"),
        ("Επαγγελματική εμπειρία", "el", "ΕΠΑΓΓΕΛΜΑΤΙΚΗ ΕΜΠΕΙΡΙΑ"),
        ("μάιος, Ευρωπαΐκός", "el", "ΜΑΪΟΣ, ΕΥΡΩΠΑΪΚΟΣ"),
        ("ού ή ᾠδή", "el", "ΟΥ Ή ΩΙΔΗ"),
        ("Élèves à l’école", "fr", "ÉLÈVES À L’ÉCOLE"),
        ("5 µm", "en", "5 µM"),
        ("გამოცდილება", "ka", "გამოცდილება"),
        ("職歴 und mehr", "ja", "職歴 UND MEHR"),
        ("الخبرة", "ar", "الخبرة"),
        ("शिक्षा", "hi", "शिक्षा"),
        ("", "en", ""),
    ],
)
def test_capitals_of_a_language(text: str, language: str, wanted: str) -> None:
    assert capitals(text, language) == wanted


@pytest.mark.parametrize("language", NAMES)
def test_titles_of_every_language_keep_their_letters(language: str) -> None:
    for title in data_of(load_locale(language).tag)["sections"].values():
        made = capitals(title, language)
        assert capitals(made, language) == made
        assert letters(made) == letters(title)


def letters(text: str) -> str:
    """``text`` without case, accents and dots."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return "".join(char for char in plain if unicodedata.category(char) != "Mn").replace("ς", "σ")
