"""The wording and order of problems, and the exit codes of errors."""

from __future__ import annotations

import json

import pytest

from cvgen.errors import (
    CvgenError,
    InputError,
    OutputError,
    Problem,
    RenderError,
    Span,
    UnknownNameError,
    UsageError,
    did_you_mean,
    format_problem,
    in_order,
    nearest,
    unknown_name,
)


def at(
    line: int, column: int, end_column: int, code: str = "E201", file: str = "a.yaml"
) -> Problem:
    return Problem(code, "it is wrong", file, Span(line, column, line, end_column), "some text")


def carets(excerpt: str, column: int, end_column: int, line: int = 1) -> str:
    """The line of carets, and the line above it."""
    problem = Problem("E201", "no", "a", Span(line, column, line, end_column), excerpt)
    return "\n".join(format_problem(problem).split("\n")[2:])


def test_a_problem_shows_place_code_message_line_caret_and_hint() -> None:
    span = Span(7, 7, 7, 13)
    text = "      bulets: [Did a thing]"
    problem = Problem("E201", "unknown key 'bulets'", "ada.yaml", span, text, "did you mean 'x'?")
    assert format_problem(problem) == (
        "ada.yaml:7:7: E201 unknown key 'bulets'\n"
        "  |\n"
        "7 |       bulets: [Did a thing]\n"
        "  |       ^^^^^^\n"
        "  = hint: did you mean 'x'?"
    )


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("E401", "no"), "E401 no"),
        (Problem("E401", "no", "a.yaml"), "a.yaml: E401 no"),
        (Problem("E401", "no", hint="do"), "E401 no\n  = hint: do"),
        (Problem("E401", "no", "a.yaml", Span(3, 4, 3, 5)), "a.yaml:3:4: E401 no"),
        (Problem("W113", "no", "a.yaml", severity="warning"), "a.yaml: warning W113 no"),
    ],
)
def test_a_problem_shows_no_more_than_it_knows(problem: Problem, text: str) -> None:
    assert format_problem(problem) == text


def test_the_margin_is_as_wide_as_the_number_of_the_line() -> None:
    lines = format_problem(Problem("E1", "no", "a", Span(1234, 1, 1234, 2), "text")).split("\n")
    assert lines[1:] == ["     |", "1234 | text", "     | ^"]


@pytest.mark.parametrize(
    ("excerpt", "column", "end", "below"),
    [
        ("name: Ada", 7, 10, "      ^^^"),
        ("name: Ada", 7, 7, "      ^"),
        ("name: Ada", 7, 99, "      ^^^"),
        ("name:", 6, 6, "     ^"),
        ("", 1, 2, "^"),
        ("\tname: Ada", 2, 6, "\t^^^^"),
        ("name: 李四 Ada", 10, 13, "           ^^^"),
        ("name: 李四", 7, 9, "      ^^^^"),
        ("name: cafe\u0301 x", 13, 14, "           ^"),
        ("😀 x", 3, 4, "   ^"),
    ],
    ids=["word", "empty-span", "past-the-end", "after-the-end", "empty-line", "tab", "after-wide",
         "wide", "combining", "emoji"],
)  # fmt: skip
def test_carets_are_under_what_they_mean(excerpt: str, column: int, end: int, below: str) -> None:
    assert carets(excerpt, column, end) == f"1 | {excerpt}\n  | {below}"


def test_carets_run_to_the_end_of_the_line_where_the_piece_continues_below() -> None:
    problem = Problem("E203", "no", "a", Span(2, 3, 9, 1), "a bcd")
    assert format_problem(problem).split("\n")[-1] == "  |   ^^^"


@pytest.mark.parametrize("column", [1, 50, 100, 101, 300, 599, 600])
def test_a_long_line_is_cut_so_that_the_caret_is_in_sight(column: int) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(600))
    line, caret = carets(text, column, column + 1).split("\n")
    assert len(line) <= 104
    assert line[caret.index("^")] == text[column - 1]


def test_a_problem_as_long_as_its_line_stays_in_the_window() -> None:
    line, caret = carets("x" * 1000, 1, 1001).split("\n")
    assert len(caret) == len(line) <= 104


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\u202e", "\u200b", "\x7f", "\x9b", "\u2028"])
def test_a_character_that_a_terminal_acts_on_is_not_printed(char: str) -> None:
    text = format_problem(Problem("E104", "no", "a", Span(1, 1, 1, 2), f"a{char}b"))
    assert char not in text
    assert "1 | a\N{REPLACEMENT CHARACTER}b" in text


@pytest.mark.parametrize("char", ["\u00a0", "\u202f", "\u2009"])
def test_a_space_of_any_width_is_shown_as_a_space(char: str) -> None:
    text = format_problem(Problem("E104", "no", "a", Span(1, 1, 1, 2), f"40{char}%"))
    assert "\N{REPLACEMENT CHARACTER}" not in text


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\u202e", "\n"])
@pytest.mark.parametrize("part", ["message", "hint", "file"])
def test_a_value_quoted_in_a_message_cannot_act_on_the_terminal(char: str, part: str) -> None:
    values = {"message": "no", "hint": "do", "file": "a.yaml", part: f"before{char}after"}
    text = format_problem(Problem("E204", values["message"], values["file"], hint=values["hint"]))
    assert char not in text.replace("\n  = hint", "")


def test_where_is_empty_as_long_as_the_file_is_not_known() -> None:
    assert Problem("E1", "no").where == ""
    assert Problem("E1", "no", span=Span(1, 2, 1, 3)).where == ""
    assert Problem("E1", "no", "a.yaml").where == "a.yaml"
    assert at(3, 4, 5).where == "a.yaml:3:4"


def test_problems_come_by_file_and_place_each_once() -> None:
    first, second, third = at(2, 9, 10), at(10, 1, 2), at(1, 1, 2, file="b.yaml")
    assert in_order([third, second, first, second]) == [first, second, third]


def test_a_problem_of_the_whole_file_comes_before_those_inside() -> None:
    whole = Problem("E999", "no", "a.yaml")
    assert in_order([at(1, 1, 2), whole]) == [whole, at(1, 1, 2)]


def test_problems_without_any_place_can_be_ordered() -> None:
    assert [p.code for p in in_order([Problem("E2", "b"), Problem("E1", "a")])] == ["E1", "E2"]


def test_a_problem_as_data_has_every_field_and_can_be_written_as_json() -> None:
    keys = {
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "hint",
        "included_at",
    }
    for problem in (at(3, 4, 5), Problem("E1", "no")):
        assert set(json.loads(json.dumps(problem.as_data()))) == keys
    assert at(3, 4, 6).as_data()["end_column"] == 6


@pytest.mark.parametrize(
    ("error", "code"),
    [(InputError, 1), (UsageError, 2), (UnknownNameError, 3), (RenderError, 4), (OutputError, 5)],
)
def test_every_kind_of_error_has_the_exit_code_that_is_documented(
    error: type[CvgenError], code: int
) -> None:
    assert error.exit_code == code
    assert isinstance(error(Problem("E1", "no")), CvgenError)


def test_an_error_takes_one_problem_or_several_and_says_them() -> None:
    assert str(InputError(Problem("E1", "no"))) == "E1 no"
    error = InputError([at(2, 1, 2), at(1, 1, 2)])
    assert [p.span and p.span.line for p in error.problems] == [1, 2]
    assert str(error).startswith("a.yaml:1:1: E201")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("higlights", "highlights"),
        ("Highlights", "highlights"),
        ("HIGHLIGHTS", "highlights"),
        ("high-lights", "highlights"),
        ("not for", "not_for"),
        ("notfor", "not_for"),
        ("rolle", "role"),
        ("zzz", None),
        ("", None),
        ("_", None),
    ],
)
def test_the_nearest_name_is_found_letter_case_and_separators_aside(
    word: str, found: str | None
) -> None:
    assert nearest(word, ["highlights", "not_for", "role"]) == found


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert nearest("role", []) is None
    assert did_you_mean("role", []) is None
    assert did_you_mean("rolle", ["role"]) == "did you mean 'role'?"


def test_an_unknown_name_gets_the_nearest_or_all_names_as_a_hint() -> None:
    assert unknown_name("theme", "acadmic", ["modern", "academic"]).problems == [
        Problem("E301", "unknown theme 'acadmic'", hint="did you mean 'academic'?")
    ]
    assert unknown_name("theme", "zzz", ["b", "a"]).problems[0].hint == "available: a, b"
    assert unknown_name("CV", "ada", []).problems[0].hint is None


def test_a_value_full_of_quotation_marks_makes_no_endless_line() -> None:
    text = format_problem(Problem("E205", "'" * 90_000 + " is not a date"))
    assert text.startswith("E205 '''") and text.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert len(text) < 3000
