"""Laws of reading that hold for every file, typed by a person or by chance."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cvgen.building import build_cv
from cvgen.building.schema import cv_schema
from cvgen.building.validate import keys_of
from cvgen.dates import DateError, parse_date, parse_when
from cvgen.errors import CvgenError, InputError, Problem, format_problem
from cvgen.inline import parse_inline, plain_text
from cvgen.model.cv import Cv, Settings
from cvgen.model.person import Address, Fact, Link, Person, WorkAuthorization
from cvgen.model.text import TextChoice
from cvgen.model.variant import SectionRule, Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Source, split_lines, to_plain
from cvgen.source.yaml_source import read_yaml
from tests.helpers import NAME, as_editors_load, visible

SCHEMA = cv_schema()
LAW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SMALL_LAW = settings(LAW, max_examples=60)

YAML_PIECES = [
    "name: ", "a", ": ", "- ", "\n", "\n  ", "\n    ", "#", " #b", "'", '"', "[", "]", "{", "}",
    ",", "&x ", "*x", "<<: ",
    "!", "!!int ", "|", ">", "%", "@", "`", "\\", "? ", "---\n", "...\n", "~", "null", "\t", "é",
    "李", "\u2028", "\x85",
    "\r", "\ufeff", "\0", "\x1b", "sections:", "experience:", "role: ", "2021",
]  # fmt: skip
yaml_text = st.lists(st.sampled_from(YAML_PIECES), max_size=40).map("".join)
printable = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
words = st.text(printable, min_size=1, max_size=60).filter(str.strip)


def outcome(data: bytes) -> tuple[Cv | None, Source | None, list[Problem]]:
    """What becomes of the bytes of a file: a Cv, or problems."""
    source = None
    try:
        source = read_yaml("ada.yaml", data)
        return build_cv(source), source, source.warnings
    except InputError as error:
        return None, source, error.problems


def check_places(problems: list[Problem], lines: list[str]) -> None:
    """Each problem has a code, and a place inside of the text that can be shown."""
    for problem in problems:
        assert problem.code[0] in "EW"
        assert problem.message
        assert format_problem(problem)
        if problem.span is None:
            assert problem.code in ("E102", "E103")
            continue
        span = problem.span
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert problem.code == "E102" or problem.excerpt == lines[span.line - 1]


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
        assert to_plain(source.root) == {"a": text}


SCALAR_PLACES = [
    "name: {}",
    "name: A\naliases: [{}]",
    "name: A\nheadline: {}",
    "name: A\nheadline: {{text: {}, short: {}}}",
    "name: A\nheadline: [{{text: x, for: y}}, {}]",
    "name: A\nfacts: {{Age: {}}}",
    "name: A\nsections: {{own: {}}}",
    "name: A\nsections: {{awards: [{{title: {}, highlights: [{}]}}]}}",
    "name: A\nsections: {{skills: {{Tools: [{}]}}}}",
    "name: A\nsections: {{publications: [{{title: A, authors: [{{name: {}}}]}}]}}",
]


def strings_in(value: Any) -> set[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        return {value}
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list | tuple):
        return set()
    return {text for item in items for text in strings_in(item)}


@pytest.mark.parametrize("place", SCALAR_PLACES)
@SMALL_LAW
@given(words.filter(lambda text: "](" not in text))
@example("NO")
@example("*")
@example("A*")
@example("**")
@example("<script>")
@example("2021")
@example("{0}")
def test_any_text_in_any_place_is_in_the_cv_as_it_was_typed(place: str, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    cv, _, problems = outcome(place.format(quoted, quoted).encode())
    assert cv is not None, problems
    assert text.strip() in strings_in(cv.model_dump())


PARTS = (Person, Settings, Variant, SectionRule, Link, Address, Fact, WorkAuthorization, TextChoice)


def models() -> list[type[BaseModel]]:
    """Every model that a mapping in a CV may be checked against, but for a few small ones."""
    return [*PARTS, *(part.entry for part in SECTION_TYPES)]


KEYS = sorted(
    {key for model in models() for key in keys_of(model)} | {"entries", "sections", "", "NO"}
)
VALUES = [
    "x", "Ada Example", "2021", "2021-13", "present", "2021..2022", "summer 2015", "", " ", "1",
    "-3", "1.0e999", "9" * 400,
    "true", "academic", "private", "https://a.example", "https:", "javascript:x", "a@b.c", "**x**",
    "*", "[x](y)", "`c`",
    "a\n\nb", "10.1145/123", "2410.06722", "journal", "EUR", "en", "...", "10y", "et al.", "a;b",
    " and ,", "~", "null", "{0}",
    "\u202e", "awards", "skills", "text",
]  # fmt: skip
values = st.recursive(
    st.sampled_from(VALUES) | st.none() | st.integers() | st.booleans() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


def entry_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """An entry with what it needs, and some of what it may have."""
    fields = SECTION_TYPES[kind].entry.model_fields
    needed = {
        key: st.sampled_from(["x", "Ada Example"]) for key, f in fields.items() if f.is_required()
    }
    rest = {f.alias or key: values for key, f in fields.items() if not f.is_required()}
    some = st.dictionaries(st.sampled_from(sorted(rest)), values, max_size=3)
    return st.tuples(some, st.fixed_dictionaries(needed)).map(lambda pair: {**pair[0], **pair[1]})


sections = st.dictionaries(
    st.sampled_from([*SECTION_TYPES.names(), "own", "work"]),
    st.sampled_from(SECTION_TYPES.names()).flatmap(
        lambda kind: st.lists(entry_of(kind), max_size=2)
    )
    | values,
    max_size=3,
)
cvs = st.fixed_dictionaries(
    {"name": st.just("Ada Example")},
    optional={
        **dict.fromkeys([*keys_of(Person)[1:], *keys_of(Settings), "variants"], values),
        "sections": sections,
    },
)


def as_yaml(data: Any) -> str:
    """JSON, which is YAML; every key and text on a line of its own."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=True)


@LAW
@given(cvs)
@example({"name": "A", "headline": [[]]})
@example({"name": "A", "links": {"for": "x"}})
@example({"name": "A", "sections": {"awards": {"entries": {"title": None}}}})
@example({"name": "A", "sections": {"skills": [[["x"]]]}})
@example({"name": "A", "variants": {"": {"": None}}})
def test_known_keys_with_any_values_raise_nothing_but_problems(data: dict[str, Any]) -> None:
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None or problems
    check_places(problems, split_lines(text))


@LAW
@given(values)
def test_a_file_of_anything_raises_nothing_but_problems(data: Any) -> None:
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None or problems
    check_places(problems, split_lines(text))


DATES = ["2021", "2021-03", "2021-03-04", "Q3 2021", "summer 2021", 2021]
WORDS = ["academic", ["academic", "lab"], "academic, lab"]
SOUND: dict[str, list[Any]] = {
    **dict.fromkeys(["expected", "expires", "until", "updated", "born", "start", "year"], DATES),
    "end": ["2022", "present"], "date": [*DATES, "2021..2022", "..2022", "2021.."],
    "years": ["2021", [2021, "2021..2022"]],
    **dict.fromkeys(["for", "not_for", "tags"], WORDS), "visibility": ["public", "private"],
    "priority": [1, "5"],
    "url": ["https://a.example", "mailto:a@b.example"], "email": ["a@b.example", ["a@b.example"]],
    "language": ["de", "pt-BR"],
    "links": ["https://a.example", {"github": "ada"},
     [{"network": "x", "username": "y"}, "a.example/b"]],
    "amount": [12, "546,079", 1.5], "total": [12], "hours": [12], "times": [2, "3"],
    "currency": ["EUR", "gbp"],
    "authors": ["A B and C D", ["A B*", {"name": "C D", "equal": True}]], "editors": ["A B"],
    "inventors": [["A B"]],
    "type": ["journal", "other"], "doi": ["10.1145/12345"], "arxiv": ["2410.06722"],
    "selected": [True, "yes", "NO"],
    "roles": [[{"role": "a", "start": 2021, "highlights": ["b"], "tags": "c"}]],
    "venue": ["a"],
    "thesis": ["a", {"title": "a", "url": "https://a.example"}],
    "grade": ["1.0", 1.7, {"value": 18, "scale": 20}],
    "test": ["IELTS", {"name": "IELTS", "score": 8.5, "scale": 9}],
    "facts": [{"A": 1}, [{"label": "a", "value": "b"}]],
    "addresses": ["a", {"postal": "a"}, [{"label": "a", "text": "b"}]], "theme": ["academic"],
    "aliases": ["A", ["A", "B"]],
    "work_authorization": ["a", {"status": "a", "until": 2027}, [{"status": "a", "country": "UK"}]],
}  # fmt: skip
"""Values that a key of that name may have, where it is not a text."""

MARKED = {"text": "a", "short": "b", "tags": "c"}
TEXTS = ["a", 7, 1.10, True, "**b**", MARKED, [{"text": "a", "for": "x"}, "b"]]


def sound(keys: Iterable[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of ``keys``, each with a value that fits it; dates do not contradict."""
    choices = {key: st.sampled_from(SOUND.get(key, TEXTS)) for key in keys}
    few = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True)
    made = few.flatmap(lambda names: st.fixed_dictionaries({name: choices[name] for name in names}))
    return made.filter(lambda data: len({"start", "date", "year"} & set(data)) < 2).filter(
        lambda data: "end" not in data or not {"date", "year"} & set(data)
    )


def sound_entry(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """An entry that nothing is wrong with."""
    fields = SECTION_TYPES[kind].entry.model_fields
    needed = st.fixed_dictionaries({k: st.just("a") for k, f in fields.items() if f.is_required()})
    return st.builds(
        lambda more, own: {**more, **own}, sound(keys_of(SECTION_TYPES[kind].entry)), needed
    )


kinds = st.sampled_from(SECTION_TYPES.names())
sound_section = kinds.flatmap(lambda kind: st.tuples(st.just(kind), sound_entry(kind)))
sound_cvs = st.builds(
    lambda person, sections: {
        **person,
        "name": "Ada Example",
        "sections": {k: [e] for k, e in sections},
    },
    sound([*keys_of(Person), *keys_of(Settings)]),
    st.lists(sound_section, max_size=3),
)


@LAW
@given(sound_cvs)
def test_a_cv_of_sound_values_is_one_for_cvgen_and_for_editors(data: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None, problems
    schema = jsonschema.Draft202012Validator(SCHEMA)
    assert [e.message[:200] for e in schema.iter_errors(as_editors_load(text))] == []


@SMALL_LAW
@given(cvs)
def test_an_editor_takes_whatever_cvgen_takes(data: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    text = as_yaml(data)
    if outcome(text.encode())[0] is not None:
        schema = jsonschema.Draft202012Validator(SCHEMA)
        assert [e.message[:200] for e in schema.iter_errors(as_editors_load(text))] == []


@LAW
@given(sound_section, st.sampled_from(["qzxw", "hilights", "priorty", "Start", "note "]))
def test_a_misspelt_key_in_an_entry_is_the_one_problem_and_has_its_place(
    made: tuple[str, dict[str, Any]], key: str
) -> None:
    kind, entry = made
    text = as_yaml({"name": "A", "sections": {kind: [{**entry, key: "x"}]}})
    _, source, problems = outcome(text.encode())
    assert source is not None
    assert [p.code for p in problems] == ["E201"]
    assert problems[0].span == source.key_span_of(("sections", kind, 0, key))


@SMALL_LAW
@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), entry_of(kind))))
def test_a_problem_of_an_entry_is_placed_inside_of_that_entry(
    made: tuple[str, dict[str, Any]],
) -> None:
    kind, entry = made
    head = f"{NAME}sections:\n  {kind}:\n  - "
    body = as_yaml(entry).replace("\n", "\n    ")
    _, _, problems = outcome((head + body + "\n").encode())
    assert all(p.span is not None and p.span.line >= head.count("\n") + 1 for p in problems)


@LAW
@given(cvs, st.integers(min_value=0, max_value=4))
def test_a_misspelt_key_never_passes_silently(data: dict[str, Any], where: int) -> None:
    keys = list(data)
    position = min(where, len(keys))
    spoilt = dict(
        [*list(data.items())[:position], ("hedline", "x"), *list(data.items())[position:]]
    )
    _, _, problems = outcome(as_yaml(spoilt).encode())
    assert any(p.code == "E201" and "'hedline'" in p.message for p in problems)


no_marks = st.text(printable.filter(lambda char: char not in "*`[\\"), max_size=80)
any_inline = st.lists(
    st.sampled_from(["*", "**", "***", "`", "``", "[", "]", "(", ")", "\\", " ", "a", "b", "C", "é",
     "1", ".", "https://x.y"]),
    max_size=30,
).map("".join)  # fmt: skip


def letters(text: str) -> str:
    """What of a text no mark is made of."""
    return "".join(char for char in text if char not in "*`[]()\\" and not char.isspace())


@LAW
@given(no_marks)
def test_a_text_without_marks_loses_no_visible_character(text: str) -> None:
    assert letters(visible(text)) == letters(text)
    assert "".join(visible(text).split()) == "".join(text.split())


@LAW
@given(any_inline.filter(lambda text: "](" not in text))
@example("****")
@example("** **")
@example("***a** b*")
@example("`` ` ``")
@example("*a**b***c*")
@example("\\")
def test_marks_take_no_letter_with_them(text: str) -> None:
    assert letters(visible(text)) == letters(text)


@LAW
@given(any_inline)
def test_a_link_loses_nothing_but_its_address(text: str) -> None:
    runs = parse_inline(text)
    addresses = "".join(run.href or "" for run in runs)
    missing = len(letters(text)) - len(letters(plain_text(runs)))
    assert 0 <= missing <= len(letters(addresses))


@LAW
@given(any_inline)
def test_what_is_shown_has_an_even_number_of_stars_less_than_was_typed(text: str) -> None:
    if "`" not in text and "\\" not in text:
        assert (text.count("*") - visible(text).count("*")) % 2 == 0


@LAW
@given(words.map(lambda text: " ".join(text.split())).filter(bool))
@example("*a*")
@example("`a`")
@example("[a](https://b.c)")
@example("\\")
@example("a\\*")
def test_a_text_with_its_marks_escaped_is_shown_as_it_is(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "*`[]\\" else char for char in text)
    assert visible(escaped) == text


@LAW
@given(st.text(max_size=20) | st.from_regex(r"\A\s*\d{4}[-/. ]?[\w.]*\s*\Z"))
def test_any_text_is_a_date_or_has_advice(text: str) -> None:
    with suppress(DateError):
        date = parse_date(text)
        assert date.first_day() <= date.last_day()
        assert parse_when(text).start == date
        return
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.hint


@LAW
@given(st.dates().filter(lambda day: 1000 <= day.year <= 2999))
def test_a_day_comes_back_as_it_was_written(day: Any) -> None:
    assert parse_date(day.isoformat()).iso() == day.isoformat()
    assert parse_date(day.isoformat()[:7]).iso() == day.isoformat()[:7]
    assert parse_date(f"{day.day} {day:%B} {day.year}").iso() == day.isoformat()


@LAW
@given(st.data())
def test_a_cv_read_twice_is_the_same(data: st.DataObject) -> None:
    text = as_yaml(data.draw(cvs)).encode()
    assert outcome(text)[::2] == outcome(text)[::2]


@LAW
@given(yaml_text)
def test_errors_of_a_file_can_be_shown_and_say_nothing_twice(text: str) -> None:
    _, _, problems = outcome(text.encode())
    assert len(set(problems)) == len(problems)
    assert str(CvgenError(problems)).count("= hint:") <= len(problems)
