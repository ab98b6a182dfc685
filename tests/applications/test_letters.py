"""Letters as documents: the order of their blocks, their words in every language, all formats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cvgen.applications.letter import Letter, layout_of, letter_document, recipient_lines
from cvgen.applications.opening import Contact
from cvgen.assets.files import Assets
from cvgen.dates.parsing import parse_date
from cvgen.document import Contact as HeaderContact
from cvgen.document import Document, Header, Lines, Paragraph
from cvgen.locales import load_locale
from cvgen.locales.tags import locale_names
from cvgen.markup.inline import literal, plain_text
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_applications import picture
from tests.helpers_documents import written
from tests.helpers_packet import failures, pdfium_texts

NAMES = [name for name in locale_names() if name != "pt-PT"]
HEADER = Header(
    "Ada Example",
    literal("Researcher"),
    contacts=(HeaderContact("address", literal("12 Sample Street, London N1 9GU")),),
)
MILLER = Contact(name="Prof. Jane Miller", address=("1 College Road", "12345 Example City"))
LETTER = Letter(
    parse_date("2026-11-29"),
    MILLER,
    (Paragraph(literal("I apply.")), Paragraph(literal("I build."))),
    "uk",
    subject="Postdoc",
    enclosures=("Curriculum vitae", "Transcripts"),
)


def letter(language: str = "en", **changes: Any) -> Document:
    """The letter with other parts, in a language."""
    return letter_document(replace(LETTER, **changes), HEADER, HEADER.name, language)


def roles(document: Document) -> list[str]:
    """The roles of the blocks in order, ``text`` for those of the text itself."""
    blocks = document.sections[0].blocks
    return [block.role if isinstance(block, Lines) else "text" for block in blocks]


def lines(document: Document, role: str) -> list[str]:
    """The lines of the block of a role; none without it."""
    blocks = document.sections[0].blocks
    found = [one for one in blocks if isinstance(one, Lines) and one.role == role]
    return [" ".join(plain_text(line).split()) for one in found for line in one.lines]


@pytest.mark.parametrize(
    ("layout", "head"),
    [
        ("din", "sender recipient date subject salutation"),
        ("uk", "recipient date salutation subject"),
        ("us", "date recipient subject salutation"),
    ],
)
def test_the_order_of_the_blocks(layout: str, head: str) -> None:
    found = letter(layout=layout)
    assert roles(found) == [*head.split(), "text", "text", "closing", "name", "enclosures"]
    assert found.layout == layout
    without = roles(letter(layout=layout, subject="", enclosures=(), recipient=Contact()))
    kept = [one for one in head.split() if one in ("date", "salutation")]
    assert without == [*kept, "text", "text", "closing", "name"]


def test_the_return_line_and_the_recipient() -> None:
    found = letter(layout="din")
    assert lines(found, "sender") == ["Ada Example · 12 Sample Street · London N1 9GU"]
    contact = MILLER.model_copy(update={"role": "Dean", "organization": "Example University"})
    assert recipient_lines(contact) == [
        "Prof. Jane Miller", "Dean", "Example University", "1 College Road", "12345 Example City",
    ]  # fmt: skip


def test_without_an_address_there_is_no_return_line() -> None:
    made = letter_document(
        replace(LETTER, layout="din"), Header("Ada Example"), "Ada Example", "de"
    )
    assert lines(made, "sender") == []


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "Dear Professor Miller", "Dear Professor Miller,"),
        ("en-US", "Dear Professor Miller", "Dear Professor Miller:"),
        ("de", "Sehr geehrte Frau Miller", "Sehr geehrte Frau Miller,"),
        ("en", "Dear all:", "Dear all:"), ("en", "Dear all,", "Dear all,"),
        ("de", "Hallo!", "Hallo!"), ("ja", "御中", "御中"), ("zh", "您好，", "您好，"),
    ],
)  # fmt: skip
def test_a_typed_salutation_gets_the_mark_of_the_language(
    language: str, typed: str, expected: str
) -> None:
    assert lines(letter(language, salutation=typed), "salutation") == [expected]
    contact = Contact(name="X", salutation=typed)
    assert lines(letter(language, recipient=contact), "salutation") == [expected]


GENDERED = ("Mr", "Mrs", "Ms", "Herr", "Frau", "Monsieur ", "Madame ", "Señor ", "Sig")


@pytest.mark.parametrize("language", NAMES)
def test_neutral_salutations(language: str) -> None:
    (named,) = lines(letter(language), "salutation")
    # Where a name would have to be inflected, nobody is named.
    assert language in ("cs", "pl") or ("Jane" in named and "Miller" in named)
    assert not any(word in named for word in GENDERED)
    (unnamed,) = lines(letter(language, recipient=Contact()), "salutation")
    assert "Miller" not in unnamed and "{" not in unnamed + named


@pytest.mark.parametrize("language", NAMES)
def test_every_language_has_its_words(language: str) -> None:
    found = letter(language)
    words = load_locale(language).data["letter"]
    assert lines(found, "name") == ["Ada Example"]
    assert plain_text(literal(words["enclosures"])) == lines(found, "enclosures")[0]
    assert found.label == words["title"]
    assert found.direction == ("rtl" if language in ("ar", "he") else "ltr")
    assert layout_of(language) in ("din", "uk", "us")
    assert lines(found, "closing") and lines(found, "date")


@pytest.mark.parametrize(
    ("changes", "closing"),
    [
        ({}, "Yours sincerely,"),
        ({"recipient": Contact()}, "Yours faithfully,"),
        ({"recipient": Contact(), "salutation": "Dear Jane"}, "Yours sincerely,"),
        ({"recipient": Contact(salutation="Dear Jane")}, "Yours sincerely,"),
        ({"closing": "Best wishes,"}, "Best wishes,"),
    ],
)
def test_the_closing_depends_on_a_name(changes: dict[str, Any], closing: str) -> None:
    assert lines(letter(**changes), "closing") == [closing]


def test_the_layout_is_that_of_the_language() -> None:
    found = {name: layout_of(name) for name in ("de", "en", "en-US", "fr")}
    assert found == {"de": "din", "en": "uk", "en-US": "us", "fr": "uk"}


ORDER = {
    "din": ["29 November", "Postdoc", "Dear Prof", "I apply", "I build", "Yours sincerely"],
    "uk": ["Prof. Jane", "29 November", "Dear Prof", "Postdoc", "I apply", "Yours sincerely"],
    "us": ["29 November", "Prof. Jane", "Postdoc", "Dear Prof", "I apply", "Yours sincerely"],
}


@pytest.mark.sweep("themes", "cvgen/applications/letter.py", keep=3)
@pytest.mark.parametrize("kind", ["pdf", "html", "markdown", "text"])
@pytest.mark.parametrize("layout", ORDER)
def test_each_format_has_everything_in_order(layout: str, kind: str) -> None:
    """The writers read back what they wrote, and raise an error if a word is lost."""
    made = written(letter(layout=layout), load_theme("academic"), kind)
    if kind == "pdf":
        assert failures(made.data) == []
        text = " ".join("".join(pdfium_texts(made.data)).split())
    else:
        text = " ".join(made.data.decode().partition("<body")[2 if kind == "html" else 0].split())
    places = [text.find(words, text.find("N1 9GU")) for words in ORDER[layout]]
    assert -1 not in places
    assert places == sorted(places)
    assert text.rfind("Transcripts") > text.rfind("Yours sincerely")


@pytest.mark.sweep("cvgen/locales", "cvgen/applications/letter.py", "themes", kinds=(), keep=2)
@pytest.mark.parametrize("language", NAMES)
def test_letters_in_every_language_are_written_and_read_back(language: str) -> None:
    for layout in ("din", "uk"):
        made = written(letter(language, layout=layout), load_theme("academic"))
        assert made.pages == 1
        assert made.missing or failures(made.data) == []  # some scripts need fonts of the machine


@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_a_signature_stands_between_closing_and_name(tmp_path: Path, kind: str) -> None:
    (tmp_path / "name.png").write_bytes(picture("Ada", (300, 100)))
    made = WRITERS[kind].write(
        letter(signature="name.png"), load_theme("academic"), Assets(tmp_path)
    )
    if kind == "pdf":
        assert failures(made.data) == []
        return
    body = made.data.decode().partition("<body")[2]
    places = [body.find(one) for one in ("Yours sincerely", '<p class="signature">', "Enclosures")]
    assert -1 not in places
    assert places == sorted(places)
    assert 'alt="Ada Example"' in body


@pytest.mark.sweep("themes", kinds=(), keep=2)
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("theme", ["academic", "folio", "modern"])
def test_the_first_page_of_a_letter_has_no_number(theme: str, language: str) -> None:
    text = tuple(Paragraph(literal("I apply, and I build. " * 12)) for _ in range(16))
    data = written(letter(language, text=text), load_theme(theme)).data
    numbers = [re.findall(r"\d ?/ ?\d", page) for page in pdfium_texts(data)]
    assert [len(found) for found in numbers] == [0, 1]
