"""House styles: each type of publication as the style manual prints it, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cvgen.bibliography.house_styles import house_style, house_styles
from cvgen.document import Document
from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from cvgen.sections.base import PublicationStyle
from cvgen.sections.publications.house.template import parse_template
from cvgen.sections.publications.publication import KINDS
from tests.helpers_cli import run
from tests.helpers_cv import cv_of, markdown_of
from tests.helpers_project import make_project

DATA = yaml.safe_load(Path(__file__).with_name("house_styles.yaml").read_text("utf-8"))
EXPECTED = [
    (style, kind, text) for style, texts in DATA["styles"].items() for kind, text in texts.items()
]

HEAD = "name: Ada B. Example\noptions: {publication_style: apa}\n"


def document(entry: str, style: str, language: str = "en") -> Document:
    """A CV with one publication, in ``style``."""
    text = f"name: Ada B. Example\nlanguage: {language}\nsections:\n  publications: [{entry}]\n"
    choices = Choices(publications=PublicationStyle(order=style))
    return lower(cv_of(text), choices)


def printed(entry: str, style: str, language: str = "en") -> str:
    """The reference in Markdown."""
    lines = markdown_of(document(entry, style, language)).splitlines()
    (found,) = (line for line in lines if line.startswith("- "))
    return found.removeprefix("- ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("style", "kind", "text"), EXPECTED, ids=lambda value: str(value)[:12])
def test_a_reference_is_as_the_manual_prints_it(style: str, kind: str, text: str) -> None:
    assert printed(DATA["entries"][kind], style) == text


@pytest.mark.parametrize("style", house_styles())
@pytest.mark.parametrize("number", ["volume: 12", "issue: 3"])
def test_a_venue_with_volumes_or_issues_is_a_journal(style: str, number: str) -> None:
    entry = f"title: On mills, authors: [Bo Muster], venue: Mill News, {number}, pages: 3-9"
    assert printed(f"{{{entry}}}", style) == printed(f"{{{entry}, type: journal}}", style)


@pytest.mark.parametrize("style", house_styles())
def test_a_style_has_a_template_for_every_type(style: str) -> None:
    found = house_style(style)
    assert set(KINDS) <= set(found.types)
    assert all(map(parse_template, found.types.values()))


def test_every_expectation_is_for_a_style_and_all_are_tested() -> None:
    assert set(DATA["styles"]) == set(house_styles())
    assert all(set(texts) == set(DATA["entries"]) for texts in DATA["styles"].values())


@pytest.mark.parametrize(
    ("authors", "style", "text"),
    [
        ("[A. Uno, B. Duo, C. Tres, D. Quattro, E. Cinque, F. Sei, G. Sette]", "ieee",
         "A. Uno et al., "),
        ("[A. Uno, B. Duo, C. Tres, D. Quattro, E. Cinque, F. Sei, Ada B. Example]", "ieee",
         "A. Uno, …, **A. B. Example**, *Mills*"),
        ("[A. Uno, B. Duo, C. Tres, D. Quattro, E. Cinque, Ada B. Example, F. Sei]", "ieee",
         "A. Uno, …, **A. B. Example**, et al., *Mills*"),
        ("[Jean-Paul Uno, Ludwig van Duo]", "ieee", "J.-P. Uno and L. van Duo, "),
        ("[Jean-Paul Uno, Ludwig van Duo Jr.]", "apa", "Uno, J.-P., & van Duo, L., Jr. (2021)"),
        ("[{name: Mill Friends, corporate: true}, 王小明]", "apa",
         "Mill Friends, & 王小明. (2021). "),
        ("[A. Uno, B. Duo, C. Tres]", "acm", "A. Uno, B. Duo, and C. Tres. 2021"),
        ("[Ada B. Example, B. Duo]", "chicago", "**Example, Ada B.**, and B. Duo. 2021"),
    ],
)  # fmt: skip
def test_names(authors: str, style: str, text: str) -> None:
    entry = f"{{title: Mills, type: book, authors: {authors}, year: 2021}}"
    assert printed(entry, style).startswith(text)


MANY = [f"A. Muller{letter}" for letter in "abcdefghijklmnopqrs"]


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        (["Ben Muster"], "Mullers, A., & Muster, B. (2021)"),
        (["Ben Muster", "Cy Beta", "Di Gamma"], "Mullers, A., … Gamma, D. (2021)"),
        (["Ben Muster", "Ada B. Example", "Di Gamma"],
         "Mullers, A., … **Example, A. B.**, Gamma, D. (2021)"),
        (["Ada B. Example", "Di Gamma"], "Mullers, A., **Example, A. B.**, & Gamma, D. (2021)"),
        (["Ben Muster", "Cy Beta", "Ada B. Example"], "Mullers, A., … **Example, A. B.** (2021)"),
        (["Ben Muster", "Cy Beta", "others"], "Mullers, A., et al. (2021)"),
    ],
)  # fmt: skip
def test_apa_names_nineteen_of_many_authors_and_the_last(rest: list[str], text: str) -> None:
    authors = ", ".join([*MANY, *rest])
    entry = f"{{title: Mills, type: book, authors: [{authors}], year: 2021}}"
    assert text in printed(entry, "apa")


@pytest.mark.parametrize(
    ("style", "editors", "title", "press"),
    [
        ("ieee", "A. Uno and B. Duo, Eds., *Mills*", "*Mills*. Press, 2021",
         "Press, *Mills*. Press"),
        ("apa", "Uno, A., & Duo, B. (Eds.). (2021). *Mills*", "*Mills*. (2021). Press",
         "Press. (2021). *Mills*."),
        ("acm", "A. Uno and B. Duo (Eds.). 2021. *Mills*", "2021. *Mills*. Press",
         "Press. 2021. *Mills*. Press"),
        ("chicago", "Uno, A., and B. Duo, eds. 2021. *Mills*", "*Mills*. 2021. Press",
         "Press. 2021. *Mills*. Press"),
        ("plain", "A. Uno and B. Duo, eds. *Mills*", "*Mills*. Press, 2021",
         "Press. *Mills*. Press"),
    ],
)  # fmt: skip
def test_a_book_of_editors_of_nobody_and_of_its_publisher(
    style: str, editors: str, title: str, press: str
) -> None:
    book = "title: Mills, type: book, year: 2021, publisher: Press"
    assert printed(f"{{{book}, editors: [A. Uno, B. Duo]}}", style).startswith(editors)
    assert printed(f"{{{book}}}", style).replace("\\", "").startswith(title)
    corporate = "authors: [{name: Press, corporate: true}]"
    assert printed(f"{{{book}, {corporate}}}", style).startswith(press)


def test_an_article_of_nobody_begins_with_its_title_where_the_manual_says_so() -> None:
    entry = "{title: Mills, type: journal, venue: Mill Weekly, year: 2000}"
    assert printed(entry, "apa") == "Mills. (2000). *Mill Weekly*."
    assert printed(entry, "chicago") == "“Mills.” 2000. *Mill Weekly*."


def test_words_are_those_of_the_language() -> None:
    entry = (
        "{title: Mühlen, type: chapter, authors: [A. Uno, B. Duo, C. Tres], venue: Buch, "
        "editors: [D. Quattro, E. Cinque], pages: 1–9, year: 2021, publisher: Verlag}"
    )
    assert printed(entry, "chicago", "de") == (
        "Uno, A., B. Duo und C. Tres. 2021. „Mühlen.“ In *Buch*, hrsg. von D. Quattro und "
        "E. Cinque, 1–9. Verlag."
    )


def test_punctuation_is_never_doubled() -> None:
    entry = "{title: Why mills?, type: journal, authors: [A. Uno], venue: Mills!, year: 2021}"
    for style in house_styles():
        made = printed(entry, style)
        assert not any(pair in made for pair in ("?.", "?,", "!.", "!,", "..", ",,", "  ")), made


def test_an_option_sets_the_style_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = DATA["entries"]["journal"]
    make_project(tmp_path, ada=HEAD + f"sections:\n  publications: [{entry}]\n")
    monkeypatch.chdir(tmp_path)
    assert run("render", "-f", "html", "-f", "markdown", "-f", "pdf", "-f", "text").code == 0
    folder = tmp_path / "output" / "ada"
    html = (folder / "ada-full.html").read_text("utf-8")
    assert "<em>Journal of Mills</em>, <em>34</em>(2), " in html
    assert "Example, A." in (folder / "ada-full.txt").read_text("utf-8").replace("\xa0", " ")
