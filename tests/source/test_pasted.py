"""Text pasted from Word or a PDF: what is cleaned, kept and counted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cvgen
from cvgen.lowering.lower import lower
from cvgen.source.scalars import clean_text, without_sign
from cvgen.source.yaml_source import read_yaml
from tests.helpers_cv import cv_of
from tests.helpers_sweeps import few

ODD = "\u00ad\u200b\u200c\u200d\u200e\u2060\u202a\u202c\ufb01\ufb03\u0301\u00a0eé‏אقक्ष ab•"


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("• Cut it", "Cut it"), ("•Cut it", "Cut it"), ("– Cut it", "Cut it"),
        ("· Cut it", "Cut it"), ("\uf0b7 Cut it", "Cut it"), ("\uf0a7\tCut it", "Cut it"),
        ("‣ Cut it", "Cut it"), ("▪ Cut it", "Cut it"), ("* Cut it", "Cut it"),
        ("- Cut it", "Cut it"), ("o\tCut it", "Cut it"), ("• – Cut it", "Cut it"),
        ("-5 % cost", "-5 % cost"), ("+ 5 % sales", "+ 5 % sales"), ("o Brasil", "o Brasil"),
        ("*Cut* it", "*Cut* it"), ("•", "•"), ("1. place", "1. place"),
    ],
)  # fmt: skip
def test_a_bullet_sign_is_taken_off(typed: str, item: str) -> None:
    assert without_sign(typed) == item


def test_a_word_that_ends_in_o_stays_whole_in_a_list_with_signs() -> None:
    items = "name: A\nsections: {bullets: ['• Hello World', 'o Two']}\n"
    (section,) = cv_of(items).sections
    assert [entry.text.text for entry in section.entries] == ["Hello World", "Two"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("e\ufb03cient", "efficient"), ("e\u0301cole", "école"),
        ("co\u00adope\u200brate", "cooperate"),
        ("\ufeffAda", "Ada"), ("\u202aAda\u202c", "Ada"), ("a\u00a0b", "a\u00a0b"),
        ("می\u200cخواهم", "می\u200cخواهم"), ("👩\u200d🔬", "👩\u200d🔬"), ("a\u200db", "ab"),
        ("\ufe8e", "\u0627"),
    ],
)  # fmt: skip
def test_letters_are_whole_and_visible(typed: str, text: str) -> None:
    assert clean_text(typed)[0] == text


@given(text=st.text(ODD, max_size=20))
@settings(max_examples=few(150))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once, _ = clean_text(text)
    assert clean_text(once) == (once, {})
    assert unicodedata.is_normalized("NFC", once)
    assert without_sign(without_sign(once)) == without_sign(once)


PASTED = """\
name: Ada Lind
summary: E\ufb03cient
sections:
  experience:
    - role: Fitter
      highlights:
        - • Cut co\u00adst
        - {text: "\uf0b7 Led e\u0301quipe", for: industry}
        - Plain
"""


def test_one_warning_counts_what_was_cleaned() -> None:
    (warning,) = read_yaml("cv.yaml", PASTED.encode()).warnings
    assert warning.code == "W231"
    assert warning.message == (
        "pasted text was cleaned of 2 bullet signs, 1 ligature, 1 letter in two pieces, "
        "1 invisible character"
    )
    assert warning.span is not None
    assert warning.span.line == 2
    assert warning.hint == "nothing to do; the first are in line 2, 7, 8"


def test_every_format_has_the_clean_text() -> None:
    document = lower(cv_of(PASTED))
    for form in ("html", "markdown"):
        text = cvgen.render(document, form).decode()
        assert "Efficient" in text
        assert "Cut cost" in text
        assert "Led équipe" in text


def test_clean_text_has_no_warning() -> None:
    assert read_yaml("cv.yaml", "name: Ada\nskills: [C++, Ünïcode]\n".encode()).warnings == []
