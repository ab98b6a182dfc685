"""Properties of reading any bytes and any text, valid YAML or not."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from cvgen.errors import CvgenError
from cvgen.source.encodings import split_lines
from cvgen.source.scalars import clean_text
from cvgen.source.tree import to_plain
from cvgen.source.yaml_source import read_yaml
from tests.helpers_reading import (
    LAW,
    check_places,
    outcome,
    words,
    yaml_text,
)


@LAW
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"name: \xfc")
@example(b"\xfe\xff\xd8\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf: a")
def test_any_bytes_give_a_cv_or_problems_with_places(data: bytes) -> None:
    cv, _, problems = outcome(data)
    assert cv is not None or problems
    text = data.decode("utf-8-sig", "replace")
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        check_places(problems, split_lines(text))


@LAW
@given(yaml_text)
@example("name: a\n\ufeff")
@example("\n\n\t")
@example("name: 'a\u2028")
def test_any_text_like_yaml_gives_a_cv_or_problems_with_places(text: str) -> None:
    cv, _, problems = outcome(text.encode())
    assert cv is not None or problems
    check_places(problems, split_lines(text.removeprefix("\ufeff")))


@LAW
@given(yaml_text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_encoding_of_a_file_makes_no_difference(text: str, encoding: str) -> None:
    text = text.replace("\ufeff", "")
    assert outcome(text.encode(encoding))[::2] == outcome(text.encode())[::2]


@LAW
@given(words)
@example("NO")
@example("~")
@example("1.10")
@example("C# & <b> $x$ _a_ #b: c")
@example("'")
@example("a\\b\\")
def test_any_text_in_quotes_comes_back_as_it_was_typed(text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    double = json.dumps(text, ensure_ascii=False)
    block = "|-\n    " + text
    for form in (single, double) if text[0] == " " else (single, double, block):
        source = read_yaml("a", f"a:\n  {form}\n".encode())
        assert to_plain(source.root) == {"a": clean_text(text)[0]}


@LAW
@given(yaml_text)
def test_errors_of_a_file_can_be_shown_and_say_nothing_twice(text: str) -> None:
    _, _, problems = outcome(text.encode())
    assert len(set(problems)) == len(problems)
    assert str(CvgenError(problems)).count("= hint:") <= len(problems)
