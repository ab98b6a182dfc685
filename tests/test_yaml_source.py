"""YAML's traps, each closed: values stay as typed, and what cannot be read says where and why."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import Mapping, Scalar, Source, split_lines, to_plain
from cvgen.source.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_yaml
from tests.helpers import marked, read


def plain(text: str | bytes) -> Any:
    """The data of a text, without positions."""
    return to_plain(read(text).root)


def refused(text: str | bytes) -> list[Problem]:
    """The problems for which a text is not read."""
    with pytest.raises(InputError) as caught:
        read(text)
    return caught.value.problems


def refused_with(text: str | bytes) -> tuple[str, int, int]:
    """Code, line and column of the one problem."""
    (problem,) = refused(text)
    assert problem.span is not None
    return problem.code, problem.span.line, problem.span.column


def warned(text: str) -> list[str]:
    """What the warnings of a text stand under."""
    return [marked(problem) for problem in read(text).warnings]


@pytest.mark.parametrize(
    "value",
    [
        "NO", "no", "yes", "On", "off", "y", "true", "False", "Null", "NULL", "1.10", "1.0", "07",
        "007", "0o17",
        "0x1F", "1_000", "1e3", "+44", ".5", "-5", "12:30:45", "190:20:30", "2020-10", "2020-10-05",
        "2001-12-14t21:59:43.10-05:00",
        ".inf", ".nan", "--", "=", "C#", "a#b", "a:b", "http://a.b#c", "a, b", "a & b", "a * b",
        "A*", "100%", "~ 5", "~5",
        "<b>", "a 'b' c", "it's", "a \\ b", "\\n", "a]b", "a{b}", "...x", "李四", "👩‍🔬",
        "a\u00a0b",
    ],
)  # fmt: skip
def test_a_value_is_the_text_that_was_typed(value: str) -> None:
    assert plain(f"a: {value}\n") == {"a": value}


@pytest.mark.parametrize(
    "key", ["NO", "1.10", "07", "true", "2020-10", "Null", "on", "C#", "a b", "=", "李"]
)
def test_a_key_is_the_text_that_was_typed(key: str) -> None:
    assert plain(f"{key}: x\n") == {key: "x"}


@pytest.mark.parametrize("nothing", ["", " ", " ~", " null", " # a comment", " &anchor", "\n"])
def test_a_key_without_a_value_counts_as_not_given(nothing: str) -> None:
    assert plain(f"a:{nothing}\nb: x\n") == {"b": "x"}


@pytest.mark.parametrize(
    "value", ["''", '""', "'~'", "'null'", '"null"', "!!str null", "!!str", "|\n"]
)
def test_a_quoted_nothing_is_a_text(value: str) -> None:
    assert isinstance(plain(f"a: {value}\n")["a"], str)


def test_an_item_without_a_value_keeps_its_place() -> None:
    assert plain("- a\n-\n- ~\n- b\n") == ["a", None, None, "b"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'it''s'", "it's"),
        ('a: "tab\\tline\\nend"', "tab\tline\nend"),
        ('a: "\\u00e9\\U0001F600"', "é😀"),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: |-\n  one\n\n  two\n", "one\n\ntwo"),
        ("a: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("a: one\n  two\n", "one two"),
        ("a: |\n  # no comment\n", "# no comment\n"),
        ("a: |\n  key: value\n", "key: value\n"),
        ("a: 'x # y'", "x # y"),
        ("a: 'x: y'", "x: y"),
        ("a: !!str 5", "5"),
        ("a: ! 5", "5"),
    ],
)
def test_quotes_and_blocks_keep_what_is_in_them(text: str, value: str) -> None:
    assert plain(text) == {"a": value}


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


def test_broken_utf_16_is_told_from_broken_utf_8() -> None:
    (problem,) = refused(b"\xff\xfea")
    assert (problem.code, problem.message) == ("E102", "the file is broken UTF-16")


@pytest.mark.parametrize("data", ["a: b".encode("utf-16-le"), "a: b".encode("utf-32")])
def test_an_encoding_without_a_mark_is_a_problem_and_no_crash(data: bytes) -> None:
    assert refused(data)[0].code in ("E102", "E104")


@pytest.mark.parametrize("char", ["\0", "\x07", "\x0c", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff"])
def test_a_control_character_is_shown_where_it_stands(char: str) -> None:
    (problem,) = refused(f"a: b\nc: d{char}e\n")
    assert problem.span is not None
    assert (problem.code, problem.span.line, problem.span.column) == ("E104", 2, 5)
    assert f"U+{ord(char):04X}" in problem.message


@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\b", "\\e", "\\x07", "\\u0000", "\\x7f", "\\x9b"]
)
def test_a_control_character_does_not_slip_in_by_an_escape(escape: str) -> None:
    assert refused_with(f'a: "x{escape}"\n') == ("E104", 1, 4)
    assert refused(f'"x{escape}": a\n')[0].code == "E104"


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\x1", "\\d"])
def test_an_escape_for_what_is_no_character_is_a_problem(escape: str) -> None:
    assert refused(f'a: "{escape}"\n')[0].code == "E104"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("name: Ada\nsections:\n\texperience: x\n", 3, 1),
        ("a:\n  b:\n  \tc: x\n", 3, 3),
        ("\ta: b\n", 1, 1),
        ("a:\n\t- b\n", 2, 1),
        ("a:\n  - b: c\n\t  d: e\n", 3, 1),
    ],
)
def test_a_tab_in_the_indentation_is_named(text: str, line: int, column: int) -> None:
    assert refused_with(text) == ("E111", line, column)


def test_a_tab_in_a_text_is_no_problem() -> None:
    assert plain("a: b\tc\n") == {"a": "b\tc"}


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("name: Ada\nname: Bo\n", (2, 1), 1),
        ("a:\n  b: x\n  c: y\n  b: z\n", (4, 3), 2),
        ("- {a: x, a: y}\n", (1, 10), 1),
        ("NO: x\n'NO': y\n", (2, 1), 1),
        ("a: x\n? a\n: y\n", (2, 3), 1),
    ],
)
def test_a_key_written_twice_names_its_first_line(
    text: str, place: tuple[int, int], first: int
) -> None:
    (problem,) = refused(text)
    assert refused_with(text) == ("E107", *place)
    assert problem.hint == f"it stands first in line {first}; keep one of them"


def test_every_key_that_is_written_twice_is_named_in_one_pass() -> None:
    assert len(refused("a: 1\na: 2\na: 3\nb:\n  c: 1\n  c: 2\n")) == 3


def test_a_key_may_stand_in_two_mappings() -> None:
    assert plain("- a: 1\n- a: 2\n") == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "[]", "? [a]\n", "? - a\n"])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    assert refused(f"{key}: b\n")[0].code == "E112"


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system", "!!python/name:os.system", "!!int", "!!float", "!!bool",
     "!!null", "!!binary",
     "!!timestamp", "!!set", "!!omap", "!foo", "!important", "!<tag:yaml.org,2002:int>",
     "!include"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["x", "[x]", "{x: y}"])
def test_a_tag_makes_nothing_but_a_problem(tag: str, value: str) -> None:
    assert refused_with(f"a: {tag} {value}\n")[:2] == ("E110", 1)


def test_all_tags_of_a_file_are_refused_in_one_pass() -> None:
    assert [p.code for p in refused("a: !x b\nc: !y d\n")] == ["E110", "E110"]


def test_an_alias_repeats_what_is_anchored() -> None:
    assert plain("a: &x {b: c}\nd: *x\ne: [*x]\n") == {
        "a": {"b": "c"}, "d": {"b": "c"}, "e": [{"b": "c"}],
    }  # fmt: skip


def test_a_merge_key_takes_what_the_mapping_does_not_have() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n"
    assert plain(text)["c"] == {"x": "0", "y": "1", "z": "2"}


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert plain("a: {'<<': b}\n") == {"a": {"<<": "b"}}


@pytest.mark.parametrize("value", ["b", "[b]", "", "[[]]"])
def test_a_merge_key_takes_mappings_only(value: str) -> None:
    assert refused(f"a:\n  <<: {value}\n  c: d\n")[0].code == "E112"


@pytest.mark.parametrize("text", ["a: *x\n", "a: *x\nb: &x c\n", "a: [*x]\n", "*x : b\n"])
def test_an_alias_of_nothing_is_refused(text: str) -> None:
    (problem, *_) = refused(text)
    assert problem.code == "E108"
    assert "needs quotes" in str(problem.hint)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  b: *x\n",
        "&x [*x]\n",
        "&x {a: {b: [c, *x]}}\n",
        "a: &x\n  <<: *x\n",
        "&x {*x : a}\n",
    ],
)
def test_an_alias_inside_of_what_it_repeats_is_refused(text: str) -> None:
    assert refused(text)[0].code == "E108"


def bomb(levels: int, width: int) -> str:
    """Lists of aliases of lists: ``width ** levels`` values in a few lines."""
    lines = ["- &a0 [x]"]
    for level in range(1, levels):
        aliases = ",".join([f"*a{level - 1}"] * width)
        lines.append(f"- &a{level} [{aliases}]")
    return "\n".join(lines) + "\n"


def chain(links: int, depth: int) -> str:
    """Lists in lists, each around an alias of the one before."""
    lines = [f"- &a0 {'[' * depth}x{']' * depth}"]
    lines += [f"- &a{n} {'[' * depth}*a{n - 1}{']' * depth}" for n in range(1, links)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bomb(10, 10), "E108"),
        (bomb(60, 2), "E108"),
        (chain(60, 30), "E109"),
        (chain(3000, 1), "E109"),
        ("a: " + "[" * 100 + "]" * 100, "E109"),
        ("a: " + "{a: " * 100 + "}" * 100, "E109"),
        ("[" * 100_000, "E109"),
        ("- " * 100_000, "E109"),
        ("{" * 100_000, "E109"),
        ("? " * 50_000, "E109"),
        ("\n".join(" " * n + "a:" for n in range(500)), "E109"),
    ],
    ids=["laughs", "doubling", "chain", "long-chain", "lists", "mappings", "open-lists",
         "dashes", "open-mappings", "question-marks", "stairs"],
)  # fmt: skip
def test_a_file_that_would_blow_up_is_refused_at_once(text: str, code: str) -> None:
    start = time.perf_counter()
    assert refused(text)[-1].code == code
    assert time.perf_counter() - start < 2


def test_the_limit_on_depth_is_where_it_is_said_to_be() -> None:
    assert plain("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].code == "E109"


def test_the_limit_on_values_is_where_it_is_said_to_be() -> None:
    most = "[" + "x," * (MAX_VALUES - 1) + "]"
    assert len(plain(most)) == MAX_VALUES - 1
    assert refused("[" + "x," * MAX_VALUES + "]")[0].code == "E108"


def test_a_huge_file_is_refused_unread() -> None:
    text = b"a: " + b"x" * MAX_BYTES
    assert [p.code for p in refused(text)] == ["E103"]
    assert len(plain(text[:MAX_BYTES])["a"]) == MAX_BYTES - 3


@pytest.mark.parametrize(
    "second", ["---\nb: c\n", "--- b\n", "...\n---\nb: c\n", "---\n", "---\nb\n---\nc\n"]
)
def test_a_second_document_is_refused_where_it_starts(second: str) -> None:
    problems = refused(f"a: b\n{second}")
    assert [p.code for p in problems] == ["E106"]
    assert "---" in str(problems[0].excerpt)


SYNTAX = [
    ("a: b: c\n", 1, "needs quotes"),
    ("a: [b](https://c.d)\n", 1, "needs quotes"),
    ("a: [b](https://c.d) and more\ne: f\n", 1, "needs quotes"),
    ("a:\n  - [b](https://c.d)\n", 2, "needs quotes"),
    ("a: {b} c\n", 1, "needs quotes"),
    ("a: **b** c\n", 1, "quotes"),
    ("a: - b\n", 1, "on its own line"),
    ("a: @b\n", 1, "in quotes"),
    ("a: `b`\n", 1, "in quotes"),
    ("a: %b\n", 1, "in quotes"),
    ("a: *b*\n", 1, "in quotes"),
    ("a: **b**\n", 1, "in quotes"),
    ("a: & b\n", 1, "in quotes"),
    ("a: 'b\nc: d\n", 1, "close the quote"),
    ('a: "b\nc: d\n', 1, "close the quote"),
    ('a: "b\\d"\n', 1, "backslash twice"),
    ("a: 'it's'\n", 1, "quotes"),
    ("a: 'b' c\n", 1, "quotes"),
    ('a: "b" c\n', 1, "quotes"),
    ("a: [b\nc: d\n", 1, "]"),
    ("a: [b, c\n", 1, "]"),
    ("a: {b: c\n", 1, "}"),
    ("a: | b\n", 1, "break the line"),
    ("a: > b\n", 1, "break the line"),
    ("a: b\n  c: d\n", 2, "quotes"),
    ("a:\n  - b\n c: d\n", 3, "same column"),
    ("a:\n  - b\n   - c: d\n", 3, ""),
    ("  a: b\nc: d\n", 2, "same column"),
    ("a: b\nc\nd: e\n", 2, "': '"),
    ("a: b\nc:d\ne: f\n", 2, "': '"),
    ("a:\n  b: c\n   d: e\n", 3, "quotes"),
    ("a: b\n- c\n", 2, "same column"),
    ("- a\nb: c\n", 2, "same column"),
    ("a: ]\n", 1, ""),
    ("}\n", 1, ""),
    ("%FOO\n", 1, ""),
]


@pytest.mark.parametrize(("text", "line", "hint"), SYNTAX, ids=[text for text, *_ in SYNTAX])
def test_what_is_not_yaml_says_where_and_what_to_do(text: str, line: int, hint: str) -> None:
    (problem,) = refused(text)
    assert problem.span is not None
    assert (problem.code, problem.span.line) == ("E104", line)
    assert hint in str(problem.hint)


@pytest.mark.parametrize("text", [text for text, _, hint in SYNTAX if hint])
def test_a_common_mistake_is_not_told_in_the_words_of_the_parser(text: str) -> None:
    message = refused(text)[0].message
    for word in (
        "token",
        "mapping values",
        "block sequence",
        "did not find expected",
        "scanning",
        "simple key",
    ):
        assert word not in message


def test_what_was_wrong_before_the_syntax_is_told_too() -> None:
    assert [p.code for p in refused("a: !x b\na: c\nd: 'e\n")] == ["E110", "E104"]


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("a: Fan of #devops\n", "#devops"),
        ("a: Fan of #devops and #ml\n", "#devops and #ml"),
        ("a: #devops\n", "#devops"),
        ("a:  #devops\n", "#devops"),
        ("- #devops\n", "#devops"),
        ("- a: #1 of 60\n", "#1 of 60"),
        ("- We are #1\n- b\n", "#1"),
        ("a: b\n  c #d\n", "#d"),
        ("a: [b, c #d\n ]\n", "#d"),
        ("a: Ada\t#devops\n", "#devops"),
        ("a: issue #12  \n", "#12"),
        ("a: #devops\nb: c\n", "#devops"),
        ("a: 李四 #五\n", "#五"),
    ],
)
def test_a_comment_that_swallows_text_gets_a_warning(text: str, under: str) -> None:
    assert warned(text) == [under]


@pytest.mark.parametrize(
    "text",
    ["a: b # a comment\n", "# a: b\na: b\n", "a: b\n#c\n", "a: b\n  #c\n", "a: C#\n",
     "a: C#devops\n", "a: '#devops'\n",
     "a: 'b' #c\n", "a: | #c\n  b\n", "a: >- #c\n  b\n", "a: http://x.y/#z\n", "a: b #\n",
     "a: b ###\n", "a: b #!x\n",
     "a: b #  c\n", "a: |\n  b #c\n", "a: 'b #c'\n", "a:\n  - b\n  #c\n"],
)  # fmt: skip
def test_a_comment_that_is_one_gets_none(text: str) -> None:
    assert warned(text) == []


def test_a_warning_does_not_stop_the_reading() -> None:
    source = read("a: b #c\n")
    assert to_plain(source.root) == {"a": "b"}
    assert [(p.code, p.severity) for p in source.warnings] == [("W113", "warning")]


def test_many_comments_are_read_in_a_blink() -> None:
    start = time.perf_counter()
    assert len(read("- a #b\n" * 5000).warnings) == 5000
    assert time.perf_counter() - start < 2


TREE = "a:\n  - b: c\n    d: |\n      e\n  - [f, g]\nh: {i: j}\n"


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1, 1, 2), (1, 1, 1, 2)),
        (("a",), (2, 3, 2, 4), (1, 1, 1, 2)),
        (("a", 0), (2, 5, 2, 6), (2, 5, 2, 6)),
        (("a", 0, "b"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", 0, "d"), (3, 8, 3, 9), (3, 5, 3, 6)),
        (("a", 1), (5, 5, 5, 11), (5, 5, 5, 11)),
        (("a", 1, 1), (5, 9, 5, 10), (5, 9, 5, 10)),
        (("h", "i"), (6, 8, 6, 9), (6, 5, 6, 6)),
        (("a", 0, "b", "text"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", "choices", 0, "b"), (2, 8, 2, 9), (2, 5, 2, 6)),
        (("a", 9), (2, 3, 2, 4), (1, 1, 1, 2)),
        (("x",), (1, 1, 1, 2), (1, 1, 1, 2)),
    ],
)
def test_every_value_and_key_knows_its_place(
    path: tuple[str | int, ...], value: tuple[int, ...], key: tuple[int, ...]
) -> None:
    source = read(TREE)
    assert source.span_of(path) == Span(*value)
    assert source.key_span_of(path) == Span(*key)


def test_a_problem_of_a_source_carries_its_line() -> None:
    problem = read(TREE).problem("E1", "no", Span(5, 5, 5, 11), "do")
    assert problem == Problem("E1", "no", "ada.yaml", Span(5, 5, 5, 11), "  - [f, g]", "do")
    assert marked(problem) == "[f, g]"


@pytest.mark.parametrize("number", [-1, 0, 8, 100])
def test_a_line_that_is_not_there_is_empty(number: int) -> None:
    assert read(TREE).line(number) == ""


def test_the_place_of_an_alias_is_where_its_value_was_written() -> None:
    assert read("a: &x b\nc: *x\n").span_of(("c",)).line == 1


def test_nodes_are_mutable_data_without_magic() -> None:
    source = Source("a", "a: b", Mapping({"a": Scalar("b", Span(1, 4, 1, 5))}, Span(1, 1, 1, 5)))
    assert to_plain(source.root) == {"a": "b"}
    assert read_yaml("x", b"a: b").name == "x"
