"""Values that people type in publications: months, DOIs, labels, notes on stars."""

from __future__ import annotations

import pytest

from cvgen.document import Reference
from cvgen.markup.inline import plain_text
from tests.helpers import problems_of
from tests.helpers_cv import document_of


@pytest.mark.parametrize(
    ("section", "keys", "hint"),
    [
        ("publications", "year: 2021, month: mar", "write `date: 2021-03` in place of both"),
        ("publications", "month: 3, year: 2021", "write `date: 2021-03` in place of both"),
        ("talks", "date: 2021, month: March", "write `date: 2021-03` in place of both"),
        ("publications", "month: mar", "did you mean 'date'?"),
        ("publications", "year: 2021, month: soon", "did you mean 'date'?"),
        ("publications", "url: 10.1016/j.x", "write `doi: 10.1016/j.x`"),
        ("talks", "url: 10.1016/j.x", "write https://doi.org/10.1016/j.x"),
        ("publications", "url: ada.example/a", "write https://ada.example/a"),
    ],
)
def test_a_value_leads_to_its_key(section: str, keys: str, hint: str) -> None:
    text = f"name: Ada Example\nsections:\n  {section}:\n    - {{title: On mills, {keys}}}\n"
    assert [problem.hint for problem in problems_of(text)] == [hint]


@pytest.mark.parametrize(
    ("language", "keys", "expected"),
    [
        ("en", "pages: pp. 12-20", "pp. 12–20"),
        ("en", "pages: p. 5", "p. 5"),
        ("en", "volume: Vol. 3, issue: No. 4", "vol. 3, no. 4"),
        ("en", "volume: Volume IV, issue: issue 2", "vol. IV, no. 2"),
        ("en", "pages: S12-S20", "pp. S12–S20"),
        ("en", "pages: S. 12-20, volume: Bd. 3, issue: Heft 4", "vol. 3, no. 4, pp. 12–20"),
        ("de", "pages: S. 12", "S. 12"),
        ("de", "pages: pp. 12-20, volume: vol. 3, issue: n° 4", "Bd. 3, Nr. 4, S. 12–20"),
        ("en", "volume: Special, issue: Winter", "vol. Special, no. Winter"),
        (
            "en",
            "volume: 12., issue: 'Suppl. 1,', pages: 2345-51.",
            "vol. 12, no. Suppl. 1, pp. 2345–51",
        ),
        ("en", "issue: 3−4, pages: 12 ff.", "no. 3–4, p. 12 ff."),
        ("en", "pages: 5678\N{MINUS SIGN}5689", "pp. 5678–5689"),
        ("en", "pages: 5678 \N{EM DASH} 89", "pp. 5678–89"),
        ("en", "pages: 5678\N{HYPHEN}89", "pp. 5678–89"),
        ("en", "pages: e1-e9", "pp. e1–e9"),
        ("en", "pages: e12345", "e12345"),
        ("en", "pages: eaaw1234.", "eaaw1234"),
        ("en", "pages: art. no. 12345", "art. no. 12345"),
        ("en", "pages: Article 12345", "Article 12345"),
        ("de", "pages: Artikel-Nr. 12", "Artikel-Nr. 12"),
        ("en", "pages: '014102'", "014102"),
        ("en", "pages: p. 14102", "p. 14102"),
        ("en", "pages: L12", "p. L12"),
    ],
)
def test_a_typed_label_is_not_printed_twice(language: str, keys: str, expected: str) -> None:
    text = (
        f"name: Ada Example\nlanguage: {language}\nsections:\n  publications:\n"
        f"    - {{title: On mills, {keys}}}\n"
    )
    (reference,) = document_of(text).sections[0].blocks
    assert isinstance(reference, Reference)
    said = " ".join(plain_text(reference.venue).split())
    assert said == expected


def test_a_note_of_the_section_says_what_the_star_means() -> None:
    text = """\
        name: Ada Example
        sections:
          publications:
            note: '\\* corresponding author'
            entries: [{title: On mills, authors: [Ada Example*, Bob Muster]}]
        """
    assert plain_text(document_of(text).sections[0].note) == "* corresponding author"
