"""No text is lost silently: commas in brackets, dashes without a space, signs."""

from __future__ import annotations

import pytest

from cvgen.errors import InputError
from tests.helpers import marked, read
from tests.helpers_yaml import plain, refused, warned


@pytest.mark.parametrize(
    ("text", "places", "whole"),
    [
        ("- {title: Iron, cobalt and nickel, venue: J}", ["cobalt and nickel"],
         "'Iron, cobalt and nickel'"),
        ("{authors: Li M, Ek P, Orr K, year: 1}", ["Ek P"], "'Li M, Ek P, Orr K'"),
        ("{organization: Foo, Inc., role: X}", ["Inc."], "'Foo, Inc.'"),
        ("{title: SNF, amount: 1,200,000 CHF}", ["200"], "'1,200,000 CHF'"),
        ("{de: Mittel, Lehre, en: Grants, teaching}", ["Lehre", "teaching"], "'Mittel, Lehre'"),
        ("{text: Raised 5,000 CHF, priority: 5}", ["000 CHF"], "'Raised 5,000 CHF'"),
        ("{a: it's, b}", ["b"], "'it''s, b'"),
        ("{a: 'x', \"b c\"}", ['"b c"'], "'x, \"b c\"'"),
        ("{a: one,\n b # c: d\n , e: f}", ["b"], "'one, b'"),
        ("{a: b, a, a}", ["a"], "'b, a, a'"),
        ("{title: T, note, year: 1}", ["note"], "'T, note'"),
        ("{a: [x], b}", ["b"], "`b: …`"),
        ("{Best paper}", ["Best paper"], "put the whole text in quotes"),
    ],
)  # fmt: skip
def test_a_key_without_a_colon_is_the_rest_of_a_text(
    text: str, places: list[str], whole: str
) -> None:
    found = refused(text)
    assert {problem.code for problem in found} == {"E201"}
    assert [marked(problem) for problem in found] == places
    assert whole in str(found[0].hint)


@pytest.mark.parametrize("text", ["{a: , b: c}", "{a: 'x, y', b: }", "{? a : b}", "[a: b, c]"])
def test_a_key_with_a_colon_may_have_no_value(text: str) -> None:
    assert read(text).warnings == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("[saved 1,000 hours]", "'saved 1,000 hours'"),
        ("[a, 1,200,000 CHF, b]", "'1,200,000 CHF'"),
        ("[1,000]", "'1,000'"),
        ("[took 3,5 hours]", "'took 3,5 hours'"),
        ("[Won: 1,000 CHF]", "'1,000 CHF'"),
    ],
)
def test_a_number_with_a_comma_is_not_two_items(text: str, whole: str) -> None:
    (problem,) = refused(text)
    assert (problem.code, whole in str(problem.hint)) == ("E118", True)


@pytest.mark.parametrize(
    "text", ["[1,2]", "[2019,2020]", "[2019-05,2020-06]", "[1, 000 b]", "['1',000 b]", "[a,100]"]
)
def test_items_may_follow_a_comma_without_a_space(text: str) -> None:
    assert len(plain(text)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n  -Built it\n  -Won it\n", 2),
        ("a:\n  -Built it\n", 2),
        ("a:\n  -Über it\n  -Won it\n", 2),
        ("a:\n  - Built it\n    -Won it\n", 3),
        ("a:\n  -20 papers\n  -3 grants\n", 2),
        ("a:\n  –Built it\n  –Won it\n", 2),
        ("a: |\n  -Built it\n  -Won it\n", 2),
        ("a: >\n  Did\n  -this\n  -that\n", 3),
        ("a:\n  -Languages: Go\n", 2),
    ],
)
def test_a_dash_without_a_space_is_refused_where_it_would_start_an_item(
    text: str, line: int
) -> None:
    (problem, *_) = refused(text)
    assert (problem.code, problem.span and problem.span.line) == ("E104", line)
    assert "put a space after it" in str(problem.hint)


@pytest.mark.parametrize(
    "value", ["[\n  -Infinity\n  ]", "-5", "\n  -5 °C at most", "x -y", "'-x'", "|\n  -x\n", "--x"]
)
def test_a_dash_that_starts_no_item_is_text(value: str) -> None:
    assert read(f"a: {value}\n").warnings == []


@pytest.mark.parametrize("text", ["- ! urgent\n", "a: [! urgent]\n"])
def test_a_text_that_starts_with_an_exclamation_mark_is_refused(text: str) -> None:
    (problem,) = refused(text)
    assert (problem.code, "'! urgent'" in str(problem.hint)) == ("E110", True)


def test_an_anchor_that_nothing_repeats_is_reported_as_lost_text() -> None:
    assert warned("- &co founder\n- &x b\n- *x\n") == ["&co"]


@pytest.mark.parametrize("text", ["- > 50 papers", "summary: > 50 papers", "a:\n  - >50 papers"])
def test_a_text_that_starts_with_an_angle_is_to_be_quoted(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.code, marked(problem)) == ("E104", ">")
    assert str(problem.hint).startswith("put the text in quotes: '>")
