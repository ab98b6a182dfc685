"""The English words of the format are printed in the language of the CV; other texts as typed."""

from __future__ import annotations

import pytest

from cvgen.locales.tags import data_of, locale_names
from cvgen.locales.terms import known_term
from cvgen.lowering.lower import lower
from cvgen.selection import builtin_variants, resolve, select
from tests.helpers_cv import cv_of, document_of, text_of_document

LANGUAGES = [tag for tag in locale_names() if not tag.startswith("en")]
CV = """
name: Ada Example
language: {tag}
sections:
  experience:
    - {{role: Aa, employment: internship, organization: Bb, date: 2014}}
    - organization: Cc
      roles: [{{role: Dd, employment: part-time, date: 2013}}]
  talks:
    - {{title: Ee, event: Ff, kind: keynote, date: 2022}}
    - {{title: Gg, event: Hh, kind: invited, date: 2022}}
  publications: [{{title: Ii, authors: [Ada Example], status: under review, type: journal}}]
  patents: [{{title: Jj, status: granted, date: 2020}}]
  service: [{{kind: programme committee, venue: Kk, date: 2020}}]
  supervision: [{{person: Ll, level: "master's", date: 2021}}]
  languages: {{Mm: native}}
"""
WORDS = (
    "internship", "part-time", "keynote", "invited", "under review", "granted",
    "programme committee", "master's", "native",
)  # fmt: skip


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_document_has_the_words_of_the_format_in_its_language(tag: str) -> None:
    text = text_of_document(document_of(CV.format(tag=tag))).replace("\u00a0", " ")
    terms = data_of(tag)["terms"]
    for word in WORDS:
        assert terms[word] in text, word
        assert word not in text.replace("peerreview", ""), word


@pytest.mark.parametrize("tag", ["en", "en-US", "xx"])
def test_a_document_in_english_has_them_as_they_were_typed(tag: str) -> None:
    text = text_of_document(document_of(CV.format(tag=tag)))
    assert all(word.replace("'", "’") in text for word in WORDS)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("internship", "Praktikum"), ("Part-Time", "Teilzeit"), ("part time", "Teilzeit"),
        ("under review", "in Begutachtung"), ("Under review", "In Begutachtung"),
        ("forthcoming", "im Erscheinen"), ("program committee", "Programmkomitee"),
        ("Masters", "Master"), ("summer internship", "summer internship"),
        ("*keynote*", "*keynote*"), ("PhD", "PhD"), ("", ""),
    ],
)  # fmt: skip
def test_only_a_whole_known_word_is_translated(typed: str, shown: str) -> None:
    assert known_term(typed, "de") == shown


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_translation_is_missing_or_says_something_else(tag: str) -> None:
    terms = data_of(tag)["terms"]
    assert all(terms.values())
    assert all(known_term(own, tag) == own for own in terms.values())


def test_a_text_in_a_language_of_its_own_stays() -> None:
    document = document_of(
        "name: A\nlanguage: de\nsections:\n  talks:\n"
        "    - {title: T, kind: {text: keynote, language: en}}\n"
    )
    assert "keynote" in text_of_document(document)


def test_groups_of_talks_are_in_the_order_of_the_english_words() -> None:
    cv = cv_of(
        "name: A\nlanguage: de\n"
        "variants: {v: {sections: [{talks: {group: type, group_order: [keynote, invited]}}]}}\n"
        "sections:\n  talks: [{title: One, kind: invited}, {title: Two, kind: keynote}]\n"
    )
    selected = select(cv, resolve("v", (builtin_variants(), cv.variants))).cv
    text = text_of_document(lower(selected))
    assert text.index("Hauptvortrag") < text.index("eingeladen")
