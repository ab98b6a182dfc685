"""Spaces, dashes, quotes and dots: what is changed, and what stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.locales import load_locale
from cvgen.lowering.typeset import typography
from cvgen.markup.inline import Run, plain_text
from cvgen.typography import typeset, typeset_marks, typeset_text
from cvgen.typography.edits import NARROW, NO_BREAK
from cvgen.typography.rules import Typography

EN, DE, FR = (typography(load_locale(tag)) for tag in ("en", "de", "fr"))
BY_TAG = {"en": EN, "de": DE, "fr": FR}


def shown(text: str, rules: Typography = EN) -> str:
    """``text`` set by ``rules``, with ``_`` for a space that holds and ``^`` for a narrow one."""
    return typeset_text(text, rules).replace(NO_BREAK, "_").replace(NARROW, "^")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10 GB", "10_GB"),
        ("400 h, 12.5 h and 5 %", "400_h, 12.5_h and 5_%"),
        ("at 10 GB/s.", "at 10_GB/s."),
        ("400+ h (3 km)", "400+_h (3_km)"),
        ("€ 50 or EUR 50 or 50 EUR", "€_50 or EUR_50 or 50_EUR"),
        ("3 million", "3_million"),
        ("1 120 016 EUR", "1_120_016_EUR"),
        ("~60 teams (~60 teams)", "~60_teams (~60_teams)"),
        ("P. F. Silvestre", "P._F._Silvestre"),
        ("A.-M. Example, L. van Example", "A.-M._Example, L._van Example"),
        ("(A. Example)", "(A._Example)"),
        ("Dr. Ada, Prof. Bo, Dr Cy", "Dr._Ada, Prof._Bo, Dr_Cy"),
        ("Fig. 3, vol. 3, no. 2, Section 4", "Fig._3, vol._3, no._2, Section_4"),
        ("§ 3", "§_3"),
        ("6 December 2030, 1st May, 2 sep", "6_December 2030, 1st_May, 2_sep"),
        ("March 5, 2030", "March_5, 2030"),
        ("NSMC '10", "NSMC_’10"),
        ("R$ 90, (US$ 5) and 90 zł", "R$_90, (US$_5) and 90_zł"),
        ("for 3 k€, 80 M€ or 4 T€", "for 3_k€, 80_M€ or 4_T€"),
        ("310 million EUR, 12 bn €", "310_million_EUR, 12_bn_€"),
        ("two million EUR, a EUR", "two million EUR, a EUR"),
        ('the “half" and „half"', "the “half” and „half“"),
        ("one – two", "one_– two"),
        ("one - two", "one_– two"),
        ("one -- two --- three", "one_– two — three"),
        ("2019-2021 (2019-2021)", "2019–2021 (2019–2021)"),
        ("pp. 3-9, pp. 100-12", "pp._3–9, pp._100–12"),
        ("10-20 % and 10-20% and 3--9", "10–20_% and 10–20% and 3–9"),
        ("1-2 June", "1–2_June"),
        ("wait... and [...]", "wait… and […]"),
        ("don't, O'Brien's, the teams' work", "don’t, O’Brien’s, the teams’ work"),
        ("the '90s and the 1990's", "the ’90s and the 1990’s"),
        ('"yes" and "no".', "“yes” and “no”."),
        ('"and so on..."', "“and so on…”"),
        ("\"a 'b' c\" ('d')", "“a ‘b’ c” (‘d’)"),
    ],
)
def test_what_is_certain_is_set(typed: str, expected: str) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "GPT-4 and COVID-19",
        "CVE-2019-2020",
        "2019-12 and 2019-12-31",
        "0000-0002-1825-0097",
        "ISBN 978-3-16-148410-0, ISSN 1948-1956",
        "ISO 8859-1, RFC 1998-2003",
        "+55 11 1998-2003 or 555-1234",
        "version 1-2 beat 3-1",
        "2021-2019 and 2020-2021/22",
        "state-of-the-art, well-known, x-y",
        "grant 2019-2020",
        "A*AA, C#, C++",
        "in 2019 Ada met 20 people",
        'a 5" disk',
        "5'10 and 5'10\"",
        'an "odd quote',
        "....... ..../... ...args a/.../b",
        "3 - 2",
        "- an item",
        "--help and -v",
        "a----b",
        "http://x.example/2019-2020/it's/...",
        "ada.o'example@x.example",
        "www.it's.example",
        "10.1145/2019-2020",
        "C elegans and i. e. so",
        "the end. A start",
        "",
        " ",
        "word",
    ],
)
def test_what_is_not_certain_stays_as_typed(typed: str) -> None:
    assert typeset_text(typed, EN) == typed


def test_quotes_and_spaces_are_those_of_the_language() -> None:
    assert shown("\"So 'ist' es\", S. 3-9, 6. Dezember", DE) == "„So ‚ist‘ es“, S._3–9, 6._Dezember"
    assert shown('"Oui" : l\'art ; bon? Non!', FR) == "«^Oui^»^: l’art^; bon^? Non^!"
    assert shown("à 14:30, https://x.example/?a ; « tel »", FR) == (
        "à 14:30, https://x.example/?a^; «^tel^»"
    )


def test_only_prose_is_set_and_styles_stay() -> None:
    plain, code = Run("see 'x' in 5 s"), Run("5 s 'x' 2019-2020", code=True)
    address = Run("x.example/2019-2020", href="https://x.example/2019-2020")
    phone = Run("12 345 1998-2003", href="tel:+123451998")
    url = Run("a 5 s", role="url")
    linked = Run("it's 5 s", href="https://x.example", strong=True, role="venue")
    runs = typeset((plain, code, address, phone, url, linked), EN)
    assert runs[1:5] == (code, address, phone, url)
    assert runs[5] == Run(f"it’s 5{NO_BREAK}s", href="https://x.example", strong=True, role="venue")


def test_neighbours_of_another_style_are_taken_into_account() -> None:
    runs = (Run('"', emphasis=True), Run("5", strong=True), Run(' GB" in 3..'), Run("."))
    made = [run.text.replace(NO_BREAK, "_") for run in typeset(runs, EN)]
    assert made == ["“", "5", "_GB” in 3..", "."]


PIECES = st.lists(
    st.sampled_from(
        [*" '\"-–.,;:!?()/%€*§~…’“”«»+@", NO_BREAK, NARROW, "...", "--", " - ", "Dr.", "Prof",
         "A.", "B", "von", "Ada", "it", "s", "10", "2019", "2021", "7", "GB", "May", "pp.", "no.",
         "é", "数", "\n", "http://x.example"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
RULES = st.sampled_from(["en", "de", "fr"])
RUNS = st.lists(
    st.builds(
        Run, PIECES, strong=st.booleans(), code=st.booleans(),
        href=st.sampled_from([None, "https://x.example"]), role=st.sampled_from([None, "venue"]),
    ),
    max_size=4,
).map(tuple)  # fmt: skip


@given(PIECES, RULES)
def test_setting_twice_is_setting_once(text: str, tag: str) -> None:
    once = typeset_text(text, BY_TAG[tag])
    assert typeset_text(once, BY_TAG[tag]) == once


@given(RUNS, RULES)
def test_letters_digits_styles_and_code_are_never_changed(runs: tuple[Run, ...], tag: str) -> None:
    made = typeset(runs, BY_TAG[tag])
    assert len(made) == len(runs)
    for before, after in zip(runs, made, strict=True):
        styles = (before.strong, before.code, before.href, before.role)
        assert (after.strong, after.code, after.href, after.role) == styles
        assert [c for c in after.text if c.isalnum()] == [c for c in before.text if c.isalnum()]
        assert not before.code or after.text == before.text


@given(st.text(st.characters(categories=["L", "N"]), max_size=30), RULES)
def test_a_word_alone_is_left_alone(text: str, tag: str) -> None:
    assert typeset_text(text, BY_TAG[tag]) == text


@given(RUNS)
def test_words_stay_words(runs: tuple[Run, ...]) -> None:
    before, after = plain_text(runs), plain_text(typeset(runs, EN))
    assert len(before.split()) == len(after.split())


@pytest.mark.parametrize(
    ("tag", "typed", "expected"),
    [
        ("pl", "Od 2016 r. w 310 tys. zł, 1,3 mln zł", "Od 2016_r. w_310_tys._zł, 1,3_mln_zł"),
        ("pl", 'Biuro „Saldo"', "Biuro „Saldo”"),
        ("cs", "za 15 tis. Kč", "za 15_tis._Kč"),
        ("de", "15 Mio. € und 3 Std.", "15_Mio._€ und 3_Std."),
        ("ru", "в 2016 г. за 15 млн руб.", "в_2016_г. за 15_млн_руб."),
        ("es", "15 mil euros", "15_mil_euros"),
        ("sv", "15 mkr", "15_mkr"),
        ("tr", "15 bin TL", "15_bin_TL"),
    ],
)
def test_numbers_stay_with_the_units_of_a_language(tag: str, typed: str, expected: str) -> None:
    assert shown(typed, typography(load_locale(tag))) == expected


def test_a_name_has_typographic_marks_and_its_own_spaces() -> None:
    assert typeset_marks("Ada \"Lo\" Dall'Acqua d'Ávila", EN) == "Ada “Lo” Dall’Acqua d’Ávila"
    assert typeset_marks("Dr. A. Example", EN) == "Dr. A. Example"


@pytest.mark.parametrize(
    ("tag", "typed", "expected"),
    [
        ("cs", "V Brně a v Praze s kolegy", "V_Brně a_v_Praze s_kolegy"),
        ("pl", "praca (w zespole) i z domu, A–Z w sali", "praca (w_zespole) i_z_domu, A–Z w_sali"),
        ("ru", "работа в банке и с людьми", "работа в_банке и_с_людьми"),
        ("uk", "і в Києві, з 2019 р.", "і_в_Києві, з_2019_р."),
        ("en", "a mill in a town", "a mill in a town"),
        ("de", "a b c", "a b c"),
    ],
)
def test_a_preposition_of_one_letter_never_ends_a_line(tag: str, typed: str, expected: str) -> None:
    assert shown(typed, typography(load_locale(tag))) == expected
