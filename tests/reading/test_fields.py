"""Fields that programs look for in the text of a CV, in every language."""

from __future__ import annotations

import pytest

from cvgen.locales.tags import locale_names, section_titles
from cvgen.reading.fields import fields_of


@pytest.mark.parametrize("language", [name for name in locale_names() if name != "en-US"])
def test_titles_of_sections_are_known_in_every_language(language: str) -> None:
    titles = section_titles(language)
    text = "\n".join(
        [titles["experience"].upper(), "x", titles["education"], f"3. {titles['talks']}"]
    )
    found = fields_of(text, language)
    assert [heading.key for heading in found.headings][:2] == ["experience", "education"]
    assert language.split("-")[0] in found.headings[0].languages


@pytest.mark.parametrize(
    ("line", "language", "when", "title"),
    [
        ("Engineer, Acme (Sep 2023 – present)", "en", "Sep 2023 – present", "Engineer, Acme"),
        ("PhD in Oceanography 2011–2015", "en", "2011–2015", "PhD in Oceanography"),
        ("Engineer (part-time) 2015", "en", "2015", "Engineer (part-time)"),
        ("Fellow, Society\t2019 – present", "en", "2019 – present", "Fellow, Society"),
        ("2019-2021 Analyst", "en", "2019-2021", "Analyst"),
        ("Analyst Feb – Jul 2019", "en", "Feb – Jul 2019", "Analyst"),
        ("Ingenieurin, März 2020 – heute", "de", "März 2020 – heute", "Ingenieurin"),
        (
            "Ingénieure · janvier 2021 – aujourd’hui",
            "fr",
            "janvier 2021 – aujourd’hui",
            "Ingénieure",
        ),
        ("Engenheira 05/2020 - atual", "pt", "05/2020 - atual", "Engenheira"),
    ],
)
def test_dates_are_read_with_what_stands_beside_them(
    line: str, language: str, when: str, title: str
) -> None:
    titles = section_titles(language)
    (one,) = fields_of(f"{titles['experience']}\n{line}\nbelow\n{titles['skills']}").dated
    assert (one.when, one.title, one.below) == (when, title, "below")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("call +44 (0)20 7946 0001 now", ("+44 (0)20 7946 0001",)),
        ("4 × €1,000\n2016–2020", ()),
        ("arXiv 2410.06722, 10.1145/12345678", ()),
        ("(020) 7946 0001", ("(020) 7946 0001",)),
    ],
)
def test_numbers_are_not_taken_for_phones(text: str, phones: tuple[str, ...]) -> None:
    assert fields_of(text).phones == phones
