"""Encodings, line ends and control characters of a YAML file."""

from __future__ import annotations

import pytest

from cvgen.errors import Span
from cvgen.source.encodings import split_lines
from tests.helpers import read
from tests.helpers_yaml import plain, refused, refused_with


@pytest.mark.parametrize(
    "data",
    [
        "a: é\nb: x\n".encode(),
        "a: é\r\nb: x\r\n".encode(),
        "a: é\rb: x\r".encode(),
        "a: é\x85b: x\x85".encode(),
        "a: é\u2028b: x\u2029".encode(),
        b"\xef\xbb\xbf" + "a: é\nb: x\n".encode(),
        "a: é\nb: x\n".encode("utf-16"),
        b"\xfe\xff" + "a: é\nb: x\n".encode("utf-16-be"),
        b"\xff\xfe" + "a: é\r\nb: x\r\n".encode("utf-16-le"),
        "%YAML 1.2\n---\na: é\nb: x\n...\n".encode(),
        "---\na: é\nb: x\n".encode(),
        "# é\n\na: é # é\nb: x".encode(),
        "{a: é, b: x}".encode(),
        '{"a": "é", "b": "x"}'.encode(),
        "\n\n  a: é\n  b: x\n".encode(),
        "a:\té\nb: x\t\n".encode(),
        "'a': é\n\"b\": x\n".encode(),
        "? a\n: é\n? b\n: x\n".encode(),
    ],
    ids=["lf", "crlf", "cr", "nel", "ls-ps", "bom", "utf-16", "utf-16-be", "utf-16-le", "directive",
     "dashes",
         "comments", "flow", "json", "indented", "tabs-between", "quoted-keys", "question-marks"],
)  # fmt: skip
def test_however_a_file_was_saved_it_says_the_same(data: bytes) -> None:
    assert plain(data) == {"a": "é", "b": "x"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_places_are_right_whatever_ends_a_line(newline: str) -> None:
    source = read(newline.join(["a: 1", "b:", "  - c: 2", ""]))
    span = source.span_of(("b", 0, "c"))
    assert (span, source.line(3)) == (Span(3, 8, 3, 9), "  - c: 2")


def test_a_byte_order_mark_does_not_move_the_first_column() -> None:
    assert read(b"\xef\xbb\xbfa: 1").span_of(("a",)) == Span(1, 4, 1, 5)


def test_lines_are_counted_as_yaml_counts_them() -> None:
    assert split_lines("a\r\nb\rc\x85d\u2028e\u2029f\x0bg") == ["a", "b", "c", "d", "e", "f\x0bg"]


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"   \n\n", b"# only\n# comments\n", b"---\n", b"~", b"\xef\xbb\xbf"]
)
def test_a_file_with_nothing_in_it_says_so(data: bytes) -> None:
    (problem,) = refused(data)
    assert (problem.code, problem.hint) == ("E105", "start with `name: Your Name`")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("name: Ada\nheadline: Zürich\n".encode("latin-1"), 2, 12),
        ("name: Ada\rheadline: Zürich\r".encode("latin-1"), 2, 12),
        ("é: Zürich".encode() + b"\xfc", 1, 10),
        (b"\x80", 1, 1),
        (b"a\n\xc3", 2, 1),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_a_file_in_another_encoding_shows_the_first_byte(
    data: bytes, line: int, column: int
) -> None:
    assert refused_with(data) == ("E102", line, column)


def test_broken_utf_16_is_distinguished_from_broken_utf_8() -> None:
    (problem,) = refused(b"\xff\xfea")
    assert (problem.code, problem.message) == ("E102", "the file is broken UTF-16")


@pytest.mark.parametrize("data", ["a: b".encode("utf-16-le"), "a: b".encode("utf-32")])
def test_an_encoding_without_a_mark_is_a_problem_and_no_crash(data: bytes) -> None:
    assert refused(data)[0].code in ("E102", "E104")


@pytest.mark.parametrize("char", ["\0", "\x07", "\x0c", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff"])
def test_a_control_character_is_shown_where_it_is(char: str) -> None:
    (problem,) = refused(f"a: b\nc: d{char}e\n")
    assert problem.span is not None
    assert (problem.code, problem.span.line, problem.span.column) == ("E104", 2, 5)
    assert f"U+{ord(char):04X}" in problem.message


@pytest.mark.parametrize(
    "escape",
    ["\\0", "\\a", "\\b", "\\e", "\\x07", "\\u0000", "\\x7f", "\\x9b", "\\ufffe", "\\ufdd0",
     "\\U0001ffff", "\\U0010fffe"],
)  # fmt: skip
def test_a_control_character_does_not_slip_in_by_an_escape(escape: str) -> None:
    assert refused_with(f'a: "x{escape}"\n') == ("E104", 1, 4)
    assert refused(f'"x{escape}": a\n')[0].code == "E104"


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\x1", "\\d"])
def test_an_escape_for_an_invalid_character_is_a_problem(escape: str) -> None:
    assert refused(f'a: "{escape}"\n')[0].code == "E104"
