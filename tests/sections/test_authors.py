"""Only the person's own name is in bold in author lists, in any form."""

from __future__ import annotations

import pytest
import yaml

from cvgen.document import Reference
from cvgen.markup.inline import plain_text
from cvgen.model.names import name_key, own_names
from tests.helpers_cv import document_of


def own_in(name: str, authors: list[str], aliases: list[str] | None = None) -> list[str]:
    """The authors that are set off as the person ``name``."""
    sections = {"publications": [{"title": "On tides", "authors": authors}]}
    data = {"name": name, "aliases": aliases or [], "sections": sections}
    document = document_of(yaml.safe_dump(data, allow_unicode=True))
    (reference,) = document.sections[0].blocks
    assert isinstance(reference, Reference)
    assert plain_text(reference.authors).count(",") >= len(authors) - 1
    return [words(run.text) for run in reference.authors if run.role == "self"]


def words(text: str) -> str:
    """``text`` with all spaces alike."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada Example", "Ada Example"),
        ("Ada Example", "ada EXAMPLE"),
        ("Ada Example", "A. Example"),
        ("Ada Example", "A Example"),
        ("Ada Example", "Example, Ada"),
        ("Ada Example", "Example, A."),
        ("Ada Maria Example", "A. M. Example"),
        ("Ada Maria Example", "A.M. Example"),
        ("Ada Maria Example", "Ada M. Example"),
        ("Ada Maria Example", "Example, A. M."),
        ("Ada-Maria Example", "Ada Maria Example"),
        ("Ada-Maria Example", "A.-M. Example"),
        ("Ludwig van Example", "L. van Example"),
        ("Jörg Müller", "Jorg Muller"),
        ("Jorg Muller", "Jörg Müller"),
        ("José Ñandú", "Ñandú, J."),
        ("Ada O'Example", "Ada O’Example"),
        ("Ada Example, PhD", "Ada Example"),
        ("Dr. Ada Example", "Ada Example"),
        ("Prof. Dr. Ada Example", "A. Example"),
        ("Plato", "Plato"),
        ("王 小明", "王 小明"),
        ("Maître Ada Example", "Ada Example"),
        ("Me Ada Example", "A. Example"),
        ("mgr inż. Ada Example", "Ada Example"),
        ("dr hab. inż. Ada Example", "Ada Example"),
        ("inż. Ada Example", "A. Example"),
        ("Dott.ssa Ada Example", "Ada Example"),
        ("Avv. Ada Example", "Ada Example"),
        ("Sra. Ada Example", "Ada Example"),
        ("Dña. Ada Example", "Ada Example"),
        ("Eng.ª Ada Example", "Ada Example"),
        ("Ing. Ada Example, Ph.D., CSc.", "Ada Example"),
        ("RNDr. Mgr. Ada Example", "Ada Example"),
        ("Dr. Öğr. Üyesi Ada Example", "Ada Example"),
        ("Kand. Ada Example", "Ada Example"),
        ("Δρ. Αδα Παραδείγματος", "Αδα Παραδείγματος"),
        ("д-р Ада Примерова", "Ада Примерова"),
        ("Проф. д-р Ада Примерова", "А. Примерова"),
        ("к.т.н. Ада Примерова", "Ада Примерова"),
        ("د. آدا مثال", "آدا مثال"),
        ("أ.د. آدا مثال", "آدا مثال"),
        ('ד"ר עדה דוגמה', "עדה דוגמה"),
        ("ד״ר עדה דוגמה", "עדה דוגמה"),
        ("פרופ׳ עדה דוגמה", "עדה דוגמה"),
        ("डॉ. आदा उदाहरण", "आदा उदाहरण"),
        ("王 小明 教授", "王 小明"),
        ('Adelaide "Ada" Example', "Adelaide Example"),
        ('Adelaide "Ada" Example', "Ada Example"),
        ("Adelaide “Ada” Example", "A. Example"),
        ("Adelaide 'Ada' Example", "Example, Adelaide"),
        ("Dr. Adelaide «Ada» Example", "Ada Example"),
    ],
)
def test_the_own_name_is_known_in_its_usual_forms(name: str, author: str) -> None:
    assert own_in(name, ["Kim Muster", author, "Sam Sample"]) == [author]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada Example", "Ada Examples"),
        ("Ada Example", "B. Example"),
        ("Ada Example", "Bob Example"),
        ("Ada Example", "Example"),
        ("Ada Example", "Ada"),
        ("Ada Example", "A. E."),
        ("Ada Example", "Adam Example"),
        ("Ada Example", "Ada B. Example-Muster"),
        ("Ada Maria Example", "A. B. Example"),
        ("Ada Maria Example", "M. Example"),
        ("Bo Zo", "Bo Zo-Li"),
        ("Plato", "P."),
    ],
)
def test_a_name_that_is_only_alike_is_not_the_own(name: str, author: str) -> None:
    assert own_in(name, ["Kim Muster", author]) == []


@pytest.mark.parametrize("alias", ["Ada Byron", "Byron, A.", "@ada", "A. B. Example"])
def test_an_alias_is_the_own_name_too(alias: str) -> None:
    assert own_in("Ada Example", ["Kim Muster", alias], [alias]) == [alias]


def test_a_star_for_equal_contribution_stays_with_the_name() -> None:
    assert own_in("Ada Example", ["Ada Example*", "Kim Muster *"]) == ["Ada Example*"]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Kim Muster, Ada Example", "Kim Muster, Ada Example"),
        ("Kim Muster and Ada Example", "Kim Muster, Ada Example"),
        ("Kim Muster, Sam Sample, and Ada Example", "Kim Muster, Sam Sample, Ada Example"),
        ("Muster, Kim; Example, Ada", "Kim Muster, Ada Example"),
        ("Ada Example", "Ada Example"),
        ("Muster, K., Example, A.", "K. Muster, A. Example"),
    ],
)
def test_authors_may_be_one_text(authors: str, expected: str) -> None:
    data = {
        "name": "Ada Example",
        "sections": {"publications": [{"title": "T", "authors": authors}]},
    }
    (reference,) = document_of(yaml.safe_dump(data)).sections[0].blocks
    assert isinstance(reference, Reference)
    assert words(plain_text(reference.authors)) == expected


@pytest.mark.parametrize("last", ["et al.", "et al", "and others"])
def test_and_others_follows_without_a_comma(last: str) -> None:
    data = {"name": "A", "sections": {"publications": [{"title": "T", "authors": ["K. M.", last]}]}}
    (reference,) = document_of(yaml.safe_dump(data)).sections[0].blocks
    assert isinstance(reference, Reference)
    assert words(plain_text(reference.authors)) == f"K. M. {last}"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Müller, J.", "j muller"), ("J  Muller", "j muller"), ("Weiß", "weiss"), ("…", ""), ("", "")],
)
def test_names_are_compared_without_accents_dots_and_order(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize("aliases", [(), ("",), ("...",)])
def test_an_empty_alias_matches_nobody(aliases: tuple[str, ...]) -> None:
    assert "" not in own_names("Ada Example", aliases)
